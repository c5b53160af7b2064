/** Hints on German text for its author, with place and cure: warnings, never errors. */
import type { Root } from 'hast';
import type { Diagnostic, SourcePath } from '../../../core/model.ts';
import { diagnose } from '../../../core/diagnostics/diagnostics.ts';
import { lineIndex } from '../../../core/diagnostics/lineIndex.ts';
import type { SourceLocation } from '../../../core/diagnostics/message.ts';
import type { GermanOptions } from '../../../config/germanOptions.ts';
import { monthNames } from '../rules/spacing.ts';
import { sampleOf, type QuoteMark } from '../rules/quotes.ts';
import { collectRuns, type LookAtRuns, type MarkedRun, readRuns, type Run } from './textRuns.ts';
import { contextOf } from '../../documentContext.ts';

export interface HintSource {
  readonly file: SourcePath;
  /** The Markdown that the tree's offsets count in. */
  readonly markdown: string;
  /** Line of the file on which `markdown` begins, from 1. */
  readonly firstLine: number;
}

/** The place of `length` characters at `offset` of a run. */
export type Locate = (run: Run, offset: number, length?: number) => SourceLocation;

const doubleSpace = /(?<=\S) {2,}(?=\S)/g;
const tightDate = new RegExp(String.raw`(?<![\p{L}\p{N}.])\d{1,2}\.(?:${monthNames})(?!\p{L})`, 'gu');

const digitBeforeMonth = /\d\.\p{L}/u;

/** Hints on a tree that is not typeset yet. */
export function findGermanHints(
  tree: Root,
  options: GermanOptions,
  source: HintSource,
): readonly Diagnostic[] {
  return findRunHints(readRuns(collectRuns(tree), options.quotes), options, locator(source));
}

/** Hints on runs that are not typeset yet, in reading order. */
export function findRunHints(
  runs: readonly MarkedRun[],
  options: GermanOptions,
  locate: Locate,
): readonly Diagnostic[] {
  const quoteHints = options.rules.quotes
    ? [
        ...runs.flatMap(({ run, marks }) => straightQuotes(run, marks, locate)),
        ...findUnpaired(runs, locate),
        ...englishQuotes(runs, options, locate),
      ]
    : [];
  return [...quoteHints, ...runs.flatMap(({ run }) => spacing(run, locate))];
}

function spacing(run: Run, locate: Locate): Diagnostic[] {
  // Hardly any text has them, and the patterns take their time.
  const spaces = (run.text.includes('  ') ? [...run.text.matchAll(doubleSpace)] : []).map(
    ({ 0: { length }, index }) =>
      diagnose('german/double-space', { count: length }, locate(run, index, length)),
  );
  const dates = (digitBeforeMonth.test(run.text) ? [...run.text.matchAll(tightDate)] : []).map(
    ({ 0: date, index }) => diagnose('german/date-without-space', { date }, locate(run, index, date.length)),
  );
  return [...spaces, ...dates];
}

/** After a digit it is a sign for inches, feet, minutes. */
function straightQuotes(run: Run, marks: readonly QuoteMark[], locate: Locate): Diagnostic[] {
  return marks
    .filter(({ character, role }) => role === 'unknown' && (character === '"' || character === "'"))
    .filter(({ offset }) => !/\d/.test(run.text.charAt(offset - 1)))
    .map(({ character, offset }) =>
      diagnose('german/straight-quote', { mark: character }, locate(run, offset)),
    );
}

/** One hint for all of them: who types them once does so throughout. */
function englishQuotes(
  runs: readonly MarkedRun[],
  { quotes }: GermanOptions,
  locate: Locate,
): readonly Diagnostic[] {
  const ends = runs.flatMap(({ run, marks }) =>
    marks
      .filter(({ isEnglish, role }) => isEnglish && (role === 'close' || role === 'innerClose'))
      .map(({ offset }) => ({ run, offset })),
  );
  const [first] = ends;
  if (!first) return [];
  const place = locate(first.run, first.offset);
  return [diagnose('german/english-quotes', { count: ends.length, right: sampleOf(quotes) }, place)];
}

/** Escapes and entities make the source longer than its text, so the place is looked for from there on. */
function locator({ file, markdown, firstLine }: HintSource): Locate {
  const positionAt = lineIndex(markdown, firstLine);
  return (run, offset, length = 1) => {
    const piece = run.pieces.findLast(({ start }) => start <= offset) ?? run.pieces[0];
    const start = piece?.node.position?.start.offset;
    const end = piece?.node.position?.end.offset;
    if (!piece || start === undefined || end === undefined) return { file };
    const isWhole = piece.node.type === 'text';
    const from = isWhole ? start + offset - piece.start : start;
    const found = markdown.indexOf(run.text.slice(offset, offset + length), from);
    return { file, position: positionAt(found >= 0 && found < end ? found : start) };
  };
}

// Quotes without a partner. A quote may go on over paragraphs, each opened anew or not.

function findUnpaired(runs: readonly MarkedRun[], locate: Locate): readonly Diagnostic[] {
  const inText = unpairedIn(
    runs.filter(({ run }) => !run.alone),
    locate,
  );
  const alone = runs.filter(({ run }) => run.alone).flatMap((run) => unpairedIn([run], locate));
  return [...inText, ...alone];
}

function unpairedIn(runs: readonly MarkedRun[], locate: Locate): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  let open: { readonly run: Run; readonly offset: number } | undefined;
  const report = (place: { readonly run: Run; readonly offset: number }, isOpening: boolean): void =>
    void found.push(diagnose('german/unpaired-quote', { isOpening }, locate(place.run, place.offset)));
  for (const { run, marks } of runs) {
    for (const { role, offset } of marks) {
      if (role === 'close') {
        if (!open) report({ run, offset }, false);
        open = undefined;
      } else if (role === 'open') {
        const goesOn = offset === 0 && open?.run !== run;
        if (open && !goesOn) report(open, true);
        open = { run, offset };
      }
    }
  }
  if (open) report(open, true);
  return found;
}

/** For `rehypeGerman`: reports what German text leaves to its author. */
export function reportHints(options: GermanOptions): LookAtRuns {
  return (runs, document) => {
    const { file, firstLine, diagnostics } = contextOf(document);
    const locate = locator({ file, firstLine, markdown: String(document) });
    diagnostics.push(...findRunHints(runs, options, locate));
  };
}
