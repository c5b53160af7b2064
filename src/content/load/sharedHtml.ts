/**
 * HTML in memory that all threads share: the worker that parsed a source writes it once, and every renderer
 * reads it there.
 */
import { threadId } from 'node:worker_threads';

/** Where HTML (UTF-8) is: the arena's number, first byte and length in bytes. */
export interface HtmlPlace {
  readonly arena: number;
  readonly start: number;
  readonly length: number;
}

/** Place of HTML that a thread wrote; with the buffer when the arena is new. */
export interface WrittenHtml extends HtmlPlace {
  readonly buffer?: SharedArrayBuffer;
}

/** The arenas by their numbers. */
export type Arenas = Map<number, SharedArrayBuffer>;

const arenaSize = 4 * 1024 * 1024;

/** More arenas than any thread fills. */
const mostArenas = 1_000_000;

/** Writes HTML into arenas of this thread. */
export function createHtmlWriter(): (html: Uint8Array) => WrittenHtml {
  let buffer: SharedArrayBuffer | undefined;
  let number = threadId * mostArenas;
  let end = 0;
  return (html) => {
    const room = buffer && end + html.length <= buffer.byteLength ? buffer : undefined;
    if (!room) {
      number++;
      end = 0;
    }
    buffer = room ?? new SharedArrayBuffer(Math.max(arenaSize, html.length));
    const place = { arena: number, start: end, length: html.length };
    new Uint8Array(buffer, end, html.length).set(html);
    end += html.length;
    return { ...place, ...(!room && { buffer }) };
  };
}

/** The HTML at a place. */
export function htmlAt(arenas: Arenas, { arena, start, length }: HtmlPlace): Uint8Array {
  const buffer = arenas.get(arena);
  if (!buffer) throw new Error(`No arena ${arena}`);
  return new Uint8Array(buffer, start, length);
}
