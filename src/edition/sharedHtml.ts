/** HTML of bodies in memory that all threads share: a worker writes it once, and whoever renders a page reads it there. */
import { threadId } from 'node:worker_threads';

/** Where HTML (UTF-8) is: the arena's number, first byte and length in bytes. */
export interface HtmlPlace {
  readonly arena: number;
  readonly start: number;
  readonly length: number;
}

/** What a thread tells of HTML that it wrote; with the arena when nobody knows it yet. */
export interface WrittenHtml extends HtmlPlace {
  readonly memory?: SharedArrayBuffer;
}

/** The arenas by their numbers. */
export type Arenas = Map<number, SharedArrayBuffer>;

const arenaSize = 4 * 1024 * 1024;

/** More than any thread fills. */
const mostArenas = 1_000_000;

/** Writes HTML into arenas of this thread. */
export function createHtmlWriter(): (html: Uint8Array) => WrittenHtml {
  let memory: SharedArrayBuffer | undefined;
  let number = threadId * mostArenas;
  let end = 0;
  return (html) => {
    const room = memory && end + html.length <= memory.byteLength ? memory : undefined;
    if (!room) {
      number++;
      end = 0;
    }
    memory = room ?? new SharedArrayBuffer(Math.max(arenaSize, html.length));
    const place = { arena: number, start: end, length: html.length };
    new Uint8Array(memory, end, html.length).set(html);
    end += html.length;
    return { ...place, ...(!room && { memory }) };
  };
}

/** The HTML at a place. */
export function htmlAt(arenas: Arenas, { arena, start, length }: HtmlPlace): Uint8Array {
  const memory = arenas.get(arena);
  if (!memory) throw new Error(`No arena ${arena}`);
  return new Uint8Array(memory, start, length);
}
