/** The search index: Pagefind makes it, in a process of its own. */
import { createRequire, findPackageJSON } from 'node:module';
import type { PagefindIndex } from 'pagefind';
import type { SearchRecord } from '../pages/searchRecords.ts';

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

/** The version of Pagefind, which makes the bytes; itself it is loaded only when an index is made. */
export function indexerVersion(): string {
  const file = findPackageJSON('pagefind', import.meta.url);
  if (file === undefined) throw new Error('The package pagefind is missing');
  const { version }: { readonly version: string } = createRequire(import.meta.url)(file);
  return version;
}

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

async function add(
  { addCustomRecord }: PagefindIndex,
  { url, content, meta, filters, sort }: SearchRecord,
): Promise<void> {
  const lists = Object.entries(filters).map(([name, values]): [string, string[]] => [name, [...values]]);
  const { errors } = await addCustomRecord({
    url,
    content,
    language: 'de',
    meta: { ...meta },
    filters: Object.fromEntries(lists),
    sort: { ...sort },
  });
  failOn(errors);
}

function failOn(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`Pagefind: ${errors.join(' ')}`);
}
