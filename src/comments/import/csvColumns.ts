import type { Checked, Diagnostic } from '../../model.ts';
import { diagnose } from '../../report/diagnostics.ts';

/** Columns that are looked for in an export. */
export const csvFields = ['text', 'name', 'email', 'url', 'article', 'parent', 'date'] as const;

export type CsvField = (typeof csvFields)[number];

/** Names in forms, Formspree and Netlify; the likeliest first. */
const names: Readonly<Record<CsvField, readonly string[]>> = {
  text: ['text', 'message', 'comment', 'comments', 'kommentar', 'nachricht', 'content', 'body'],
  name: ['name', 'author', 'autor', 'vorname', 'username', 'fullname', 'firstname'],
  email: ['email', 'mail', 'replyto', 'emailaddress', 'absender'],
  url: ['url', 'website', 'webseite', 'homepage', 'link'],
  article: ['article', 'artikel', 'slug', 'page', 'seite', 'post', 'optionsslug', 'referrer', 'referer'],
  parent: ['parent', 'replyingto', 'commentparent', 'optionsparent'],
  date: ['date', 'createdat', 'submittedat', 'submitted', 'timestamp', 'datum', 'created', 'submissiondate'],
};

/** Field → number of its column. */
export type CsvColumns = Readonly<Partial<Record<CsvField, number>>>;

const needed: ReadonlySet<CsvField> = new Set(['text', 'name', 'article', 'date'] as const);

/**
 * Maps fields to columns: as `given` says (field → name of the column), and otherwise guessed. Without a
 * value when a required column is missing.
 */
export function findCsvColumns(
  columns: readonly string[],
  given: ReadonlyMap<string, string>,
  file: string,
): Checked<CsvColumns> {
  const plain = columns.map(plainName);
  const found: Partial<Record<CsvField, number>> = {};
  for (const field of csvFields) {
    const chosen = given.get(field);
    const index = chosen === undefined ? guess(field, plain) : plain.indexOf(plainName(chosen));
    if (index >= 0) found[field] = index;
  }
  const missing = csvFields.filter(
    (field) => found[field] === undefined && (given.has(field) || needed.has(field)),
  );
  const faults = missing.map((field): Diagnostic =>
    diagnose('import/column', { file, field, columns: columns.join(', ') }),
  );
  return faults.length === 0 ? { value: found, diagnostics: [] } : { diagnostics: faults };
}

function guess(field: CsvField, columns: readonly string[]): number {
  const name = names[field].find((candidate) => columns.includes(candidate));
  return name === undefined ? -1 : columns.indexOf(name);
}

/** `_replyto`, `Created At`, `fields[message]` → `replyto`, `createdat`, `message` */
function plainName(name: string): string {
  const inner = /^(?:fields|data)\[(.*)\]$/i.exec(name.trim())?.[1] ?? name;
  return inner
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
