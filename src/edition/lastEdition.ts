/**
 * The edition that was published last, so that pages of which nothing can have changed need no new view to
 * know it. It counts only for an output folder that is as that edition left it.
 */
import type { SourcePath } from '../model.ts';
import type { Edition } from './edition.ts';
import { changedDocuments, summaryOf } from './editionSummary.ts';
import { isSameOutside } from './isSameOutside.ts';
import type { ParsedDocument, SourceMemory } from './sourceMemory.ts';

interface LastEdition {
  /** Of the output folder when it was published. */
  readonly state: string;
  /** Of everything but the documents. */
  readonly frame: string;
  /** What the documents held: path and id. */
  readonly documents: readonly (readonly [SourcePath, string])[];
  /** For each page which of the documents it shows, by their places above. */
  readonly reads: readonly (readonly number[])[];
  /** The media files that pages showed. */
  readonly media: readonly SourcePath[];
}

/** With more changed documents than this, it takes longer to find their pages than to look at all. */
const mostChanges = 50;

/** Remembers a published edition; `state`: of the output folder then; `reads`: for each page the sources whose bodies it shows. */
export function keepEdition(
  edition: Edition,
  state: string,
  reads: readonly (readonly SourcePath[])[],
): void {
  const { memory, media, identities } = edition;
  const places = new Map([...identities.keys()].map((file, place) => [file, place]));
  const kept: LastEdition = {
    state,
    frame: frameOf(edition),
    documents: [...identities],
    reads: reads.map((files) => files.flatMap((file) => places.get(file) ?? [])),
    media: media.published().map(({ source }) => source.path),
  };
  memory.rememberEdition(kept);
}

/**
 * Tells of pages, by their places among all, that they are made of the same as in the output folder with this `state`:
 * what they read, else undefined. When that depends on more than the texts of some documents, it says so of no page.
 */
export function createRecognition(
  edition: Edition,
  state: string,
): (page: number) => readonly SourcePath[] | undefined {
  const { memory, media, identities } = edition;
  const last = memory.recallEdition();
  if (!isLastEdition(last) || last.state !== state || last.frame !== frameOf(edition)) return () => undefined;
  const before = new Map(last.documents);
  const changed = new Set(changedDocuments(before, identities));
  const isMinor = (file: SourcePath): boolean =>
    isTextOnly(memory, before.get(file) ?? '', identities.get(file) ?? '');
  if (changed.size > mostChanges || ![...changed].every(isMinor)) return () => undefined;
  for (const path of last.media) media.at(path);
  const files = [...before.keys()];
  return (page) => {
    const reads = last.reads[page]?.flatMap((place) => files[place] ?? []);
    return reads?.some((file) => changed.has(file)) ? undefined : reads;
  };
}

function frameOf(edition: Edition): string {
  const { stylesheet, rest } = summaryOf(edition);
  return `${stylesheet} ${rest}`;
}

/** Whether the two differ in nothing that other pages show, nor in the media files that they publish. */
function isTextOnly(memory: SourceMemory, before: string, after: string): boolean {
  const [old, now] = [memory.recall(before)?.document, memory.recall(after)?.document];
  return old !== undefined && now !== undefined && isSameOutside(old, now) && wantsOf(old) === wantsOf(now);
}

/** The files that a text shows or leads to. */
function wantsOf({ facts }: ParsedDocument): string {
  return JSON.stringify(
    facts.holes.map((hole) => {
      if ('image' in hole) return hole.image.src;
      return hole.kind === 'chart' ? hole.src : hole.kind === 'link' && hole.target;
    }),
  );
}

/** What memory gives back is whole, and was written by this very program. */
function isLastEdition(value: unknown): value is LastEdition {
  return typeof value === 'object' && value !== null && 'state' in value && 'reads' in value;
}
