/** Gives VG Wort's free counting marks to texts that have none. A mark is given once and for ever. */
import type { Article } from '../model.ts';
import type { CountingMark } from '../parse/countingMarks.ts';
import { countedLength } from './assignedMarks.ts';

/** Of others, who have marks of their own, or of nobody who is paid for being read. */
const foreignLabels: ReadonlySet<string> = new Set(['anzeige', 'agentur'] satisfies Article['label'][]);

/** Whether a text of so many characters may have a mark. */
export function mayHaveMark(
  { label, countingMark }: Pick<Article, 'label' | 'countingMark'>,
  characters: number,
): boolean {
  if (countingMark === 'none' || (label !== undefined && foreignLabels.has(label))) return false;
  return countingMark === 'poem' || characters >= countedLength;
}

export interface GivenMarks {
  /** Code of the mark → name of the text. */
  readonly given: ReadonlyMap<string, string>;
  /** Marks that are left. */
  readonly free: number;
  /** Texts that got none. */
  readonly missing: number;
}

/** In the order of both. `names`: of the texts, as the file of the marks calls them. */
export function giveMarks(marks: readonly CountingMark[], names: readonly string[]): GivenMarks {
  const free = marks.filter(({ article }) => article === '');
  const given = new Map<string, string>();
  for (const [index, { code }] of free.slice(0, names.length).entries()) given.set(code, names[index] ?? '');
  return { given, free: free.length - given.size, missing: names.length - given.size };
}
