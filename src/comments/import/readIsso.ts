/** The database of an Isso (SQLite; its tables `threads` and `comments`, as of its versions 0.10 to 0.13) → its comments by page. */
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import { cleanText, isInvisible } from '../parse/readerLinks.ts';
import type { ForeignComment } from './foreignComments.ts';
import { importTexts, soundInstant } from './importSurroundings.ts';
import type { ForeignThread, ReadThreads } from './readDisqus.ts';

/** IP addresses and votes are not even looked at. */
const query = `SELECT threads.uri AS page, comments.id AS id, comments.parent AS parent, comments.created AS created,
  comments.mode AS mode, comments.text AS text, comments.author AS author, comments.email AS email, comments.website AS website
  FROM comments LEFT JOIN threads ON threads.id = comments.tid ORDER BY comments.id`;

/** Nothing is written into the database. */
export async function readIsso(file: string): Promise<ReadThreads> {
  // No other import has to wait for it.
  const { DatabaseSync } = await import('node:sqlite');
  const byPage = new Map<string, ForeignComment[]>();
  try {
    const database = new DatabaseSync(file, { readOnly: true, allowExtension: false });
    try {
      for (const row of database.prepare(query).iterate()) {
        const page = wordOf(row['page']);
        const comments = byPage.get(page) ?? [];
        comments.push(commentOf(row));
        byPage.set(page, comments);
      }
    } finally {
      database.close();
    }
  } catch (error) {
    if (!isDatabaseFault(error)) throw error;
    return { threads: [], diagnostics: [diagnose('import/database', { file, reason: reasonOf(error) })] };
  }
  const threads = [...byPage].map(([page, comments]): ForeignThread => ({ names: [page], comments }));
  return { threads, diagnostics: [] };
}

type Row = Readonly<Record<string, unknown>>;

function commentOf(row: Row): ForeignComment {
  const mode = Number(row['mode']);
  const text = cleanText(wordOf(row['text'])).trim();
  return {
    id: wordOf(row['id']),
    parent: wordOf(row['parent']),
    instant: soundInstant(typeof row['created'] === 'number' ? row['created'] * 1000 : undefined),
    name: wordOf(row['author']),
    email: wordOf(row['email']),
    url: wordOf(row['website']),
    // Isso's comments are Markdown as well.
    text: isInvisible(text) ? '' : text,
    state: mode === 1 ? 'approved' : 'waiting',
    ...(mode === 4 && { refused: importTexts.trash }),
    ...(![1, 2, 4].includes(mode) && { refused: issoTexts.mode(wordOf(row['mode'])) }),
  };
}

/** Columns of SQLite hold anything. */
function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function isDatabaseFault(error: unknown): error is Error & { readonly errcode: number } {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
}

export type DatabaseFault = 'none' | 'locked' | 'other';

/** SQLite's result codes: 5 and 6 locked, 1 a table or column that is not there, 11 and 26 no database. */
function reasonOf({ errcode }: { readonly errcode: number }): DatabaseFault {
  const code = errcode & 0xff;
  if (code === 5 || code === 6) return 'locked';
  return code === 1 ? 'other' : 'none';
}

const issoTexts = { mode: (mode: string): string => `Den Stand „${mode}“ kenne ich nicht.` } as const;
