/** The search index: Pagefind makes it, in a process of its own. */
import type { PagefindIndex } from 'pagefind';
import type { SearchRecord } from './searchPage.ts';

export interface IndexFile {
  /** Inside the folder of the index. */
  readonly path: string;
  readonly content: Uint8Array;
}

export type MadeIndex =
  | { readonly files: readonly IndexFile[]; readonly reason?: never }
  /** Pagefind does not run here, and why. */
  | { readonly files?: never; readonly reason: string };

/** Records on their way at once: enough to keep the process busy, few enough for memory. */
const batch = 200;

/** Files of Pagefind that our own page does not use: other interfaces, the worker, other languages. */
const unwanted = /^pagefind-(?!entry\.json$)|^wasm\.unknown\./;

/** The index of these records, with German stems. `onProgress` hears from time to time how many are in. */
export async function makeIndex(
  records: Iterable<SearchRecord>,
  onProgress: (done: number) => void,
): Promise<MadeIndex> {
  const { createIndex } = await import('pagefind');
  const { index, errors } = await createIndex({ forceLanguage: 'de' }).catch((error: unknown) => ({
    index: undefined,
    errors: [String(error)],
  }));
  if (!index) return { reason: errors.join(' ') };
  try {
    await addAll(index, records, onProgress);
    const { files, errors: faults } = await index.getFiles();
    failOn(faults);
    return { files: files.filter(({ path }) => !unwanted.test(path)) };
  } finally {
    await index.deleteIndex();
  }
}

async function addAll(
  index: PagefindIndex,
  records: Iterable<SearchRecord>,
  onProgress: (done: number) => void,
): Promise<void> {
  let done = 0;
  let added: Promise<void>[] = [];
  for (const record of records) {
    added.push(add(index, record));
    if (added.length < batch) continue;
    await Promise.all(added);
    onProgress((done += added.length));
    added = [];
  }
  await Promise.all(added);
}

async function add({ addCustomRecord }: PagefindIndex, record: SearchRecord): Promise<void> {
  const lists = Object.entries(record.filters).map(([name, values]): [string, string[]] => [
    name,
    [...values],
  ]);
  const { errors } = await addCustomRecord({ ...record, language: 'de', filters: Object.fromEntries(lists) });
  failOn(errors);
}

function failOn(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`Pagefind: ${errors.join(' ')}`);
}

// German writes words together, and Pagefind finds a word by its beginning alone: „Werk“ would not find
// „Flugzeugwerk“. So each text is also found by the ends of its compounds. A compound is a long word whose
// two parts occur as words elsewhere on the site; no dictionary is needed.

/** Letters of a compound, its beginning and its end: shorter ones are mostly chance. */
const shortest = { compound: 8, beginning: 3, end: 4 };

const ending = /(?:e[mnrs]?|ern|n|s)$/;
const wordPattern = /\p{L}+/gu;

/** The words of a site: as they stand and without their ending. */
export function vocabularyOf(texts: Iterable<string>): ReadonlySet<string> {
  const vocabulary = new Set<string>();
  for (const text of texts) {
    for (const word of wordsOf(text)) {
      vocabulary.add(word);
      vocabulary.add(stem(word));
    }
  }
  return vocabulary;
}

/** The ends of the compounds in a text, each once, in the order of the text, in lower case. */
export function compoundEnds(text: string, vocabulary: ReadonlySet<string>): readonly string[] {
  const ends = new Set<string>();
  for (const word of new Set(wordsOf(text))) {
    if (word.length < shortest.compound) continue;
    for (let cut = shortest.beginning; cut <= word.length - shortest.end; cut += 1) {
      const [beginning, end] = [word.slice(0, cut), word.slice(cut)];
      if (isKnown(end, vocabulary) && isKnown(beginning, vocabulary)) ends.add(end);
    }
  }
  return [...ends];
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(wordPattern) ?? [];
}

function isKnown(word: string, vocabulary: ReadonlySet<string>): boolean {
  return vocabulary.has(word) || vocabulary.has(stem(word));
}

/** Not a true stem, but the same for most forms of a noun. */
function stem(word: string): string {
  return word.length > shortest.end ? word.replace(ending, '') : word;
}
