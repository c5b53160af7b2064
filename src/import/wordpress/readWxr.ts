/**
 * Reads WordPress exports in pieces: bytes → characters → tags (sax) → events. What is in memory is a piece of the file and
 * the item that is being read. Forms that no XML parser takes but real exports have are mended on the way.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { TextDecoder } from 'node:util';
import sax from 'sax';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import type { Diagnostic, Position } from '../../core/model.ts';
import { parseSourcePath } from '../../core/paths.ts';
import { refusalCode } from '../../emit/systemFault.ts';
import type { WxrEvent } from './wxr.ts';
import { createItemIds, type ItemIds, type Report, WxrRecords } from './wxrRecords.ts';

/** Is awaited before more is read. */
export type WxrHandler = (event: WxrEvent) => Promise<void> | void;

export interface WxrReading {
  readonly diagnostics: readonly Diagnostic[];
  /** Read to its end, and nothing of it was cut off. */
  readonly isWhole: boolean;
}

const pieceSize = 64 * 1024;
const deepest = 200;
const mostAttributes = 200;
/** Of one code in one file; of more only the number is told. */
const mostReports = 20;

/**
 * Reads several files as one export: ids are unlike in all of them, the same in every pass.
 *
 * @param onProgress is told how many bytes of all files have been read, and how many there are.
 */
export async function readExport(
  paths: readonly string[],
  handle: WxrHandler,
  onProgress: (read: number, whole: number) => void = () => {},
): Promise<WxrReading> {
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path).catch(() => undefined))?.size));
  const whole = sizes.reduce<number>((sum, size = 0) => sum + size, 0);
  const ids = createItemIds();
  const diagnostics: Diagnostic[] = [];
  let before = 0;
  for (const [index, path] of paths.entries()) {
    const start = before;
    diagnostics.push(...(await readWxr(path, handle, ids, (read) => onProgress(start + read, whole))));
    before += sizes[index] ?? 0;
  }
  return { diagnostics, isWhole: !diagnostics.some(({ severity }) => severity === 'error') };
}

/** Ends the reading of a file. */
class Refusal extends Error {
  readonly diagnostic: Diagnostic;
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.code);
    this.diagnostic = diagnostic;
  }
}

async function readWxr(
  path: string,
  handle: WxrHandler,
  ids: ItemIds,
  onBytes: (read: number) => void,
): Promise<readonly Diagnostic[]> {
  const reports = createReports(path);
  const queue: WxrEvent[] = [];
  const deliver = async (): Promise<void> => {
    for (const event of queue.splice(0)) await handle(event);
  };
  try {
    if (!(await stat(path)).isFile()) return [diagnose('import/no-file', { file: path })];
    const records = new WxrRecords(path, ids, reports.report, (event) => queue.push(event));
    const tags = createTagReader(path, records, reports);
    let decode: Decoder | undefined;
    let read = 0;
    for await (const bytes of piecesOf(path)) {
      decode ??= createDecoder(bytes, path);
      tags.write(decode(bytes, false));
      read += bytes.length;
      await deliver();
      onBytes(read);
    }
    if (!decode) throw new Refusal(diagnose('import/empty', { file: basename(path) }));
    tags.end(decode(new Uint8Array(), true));
  } catch (error) {
    if (error instanceof Refusal) reports.report(error.diagnostic);
    else reports.report(diagnose('import/unreadable', { file: path, code: refusalCode(error) }));
  }
  await deliver();
  return reports.diagnostics();
}

function piecesOf(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: pieceSize });
}

interface Reports {
  readonly report: Report;
  /** Counts characters that were left out or replaced; the place is that of the first of them. */
  readonly count: (
    code: 'import/broken-characters' | 'import/control-characters',
    count: number,
    position: Position,
  ) => void;
  readonly diagnostics: () => readonly Diagnostic[];
}

/** Collects what is to be told of a file. */
function createReports(path: string): Reports {
  const file = basename(path);
  const told: Diagnostic[] = [];
  const counts = new Map<string, number>();
  const characters = new Map<Parameters<Reports['count']>[0], { count: number; position: Position }>();
  const diagnostics = (): readonly Diagnostic[] => [
    ...told,
    ...[...characters].map(([code, { count, position }]) =>
      diagnose(code, { file, count }, placeIn(path, position)),
    ),
    ...[...counts]
      .filter(([, count]) => count > mostReports)
      .map(([code, count]) => diagnose('import/more', { code, file, count: count - mostReports })),
  ];
  return {
    report: (diagnostic) => {
      const count = (counts.get(diagnostic.code) ?? 0) + 1;
      counts.set(diagnostic.code, count);
      if (count <= mostReports) told.push(diagnostic);
    },
    count: (code, count, position) => {
      const known = characters.get(code);
      characters.set(code, { count: (known?.count ?? 0) + count, position: known?.position ?? position });
    },
    diagnostics,
  };
}

// Bytes → characters

interface Decoded {
  readonly text: string;
  /** How many `\uFFFD` of the text stand for bytes that are no character. */
  readonly broken: number;
}
type Decoder = (bytes: Uint8Array, isLast: boolean) => Decoded;

/** By byte order mark, else as the XML declaration says, else UTF-8. */
function createDecoder(head: Uint8Array, path: string): Decoder {
  const file = basename(path);
  const [first, second] = head;
  if (first === 0x50 && second === 0x4b) throw new Refusal(diagnose('import/zip', { file }));
  if (first === 0x1f && second === 0x8b) throw new Refusal(diagnose('import/gzip', { file }));
  const decoder = decoderOf(encodingOf(head), file);
  const sign = Buffer.from('\uFFFD');
  let tail = Buffer.alloc(0);
  return (bytes, isLast) => {
    const text = decoder.decode(bytes, { stream: !isLast });
    if (decoder.encoding !== 'utf-8') return { text, broken: 0 };
    const joined = Buffer.concat([tail, bytes]);
    // One byte less than the sign has: it is not found twice.
    tail = Buffer.from(joined.subarray(1 - sign.length));
    if (!text.includes('\uFFFD')) return { text, broken: 0 };
    const broken = Math.max(0, text.split('\uFFFD').length - 1 - countOf(joined, sign));
    const right = text.match(/[^\0-\x7f\uFFFD]/g)?.length ?? 0;
    if (broken > right) throw new Refusal(diagnose('import/not-utf-8', { file }));
    return { text, broken };
  };
}

function decoderOf(encoding: string, file: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch {
    throw new Refusal(diagnose('import/encoding-unknown', { file, encoding }));
  }
}

function encodingOf(head: Uint8Array): string {
  const [first, second, third, fourth] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0x3c && second === 0 && third === 0x3f && fourth === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c && third === 0 && fourth === 0x3f) return 'utf-16be';
  const start = Buffer.from(head.subarray(0, 1000)).toString('latin1');
  const [, declared = 'utf-8'] = /<\?xml[^>]*?\bencoding\s*=\s*["']([^"'>]*)/i.exec(start) ?? [];
  // Whoever could read the declaration has no units of 16 bits.
  return /^utf-?16/i.test(declared) ? 'utf-8' : declared;
}

function countOf(bytes: Buffer, sign: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(sign); at >= 0; at = bytes.indexOf(sign, at + sign.length)) count += 1;
  return count;
}

// Characters → tags

/** What an XML parser trips over: forbidden characters; `&` that begins no reference; an end of CDATA with a blank in it. */
const trap =
  // oxlint-disable-next-line no-control-regex -- control characters are among them
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&(?!#?\w{1,32};)|\]\] {1,8}>(?=<\/(?:\w{1,20}:\w{1,30}|title|link|guid|category|description)>)/g;
/** Longer than any trap with what must follow it. */
const longestTrap = 80;

interface TagReader {
  readonly write: (decoded: Decoded) => void;
  readonly end: (decoded: Decoded) => void;
}

function createTagReader(path: string, records: WxrRecords, { report, count }: Reports): TagReader {
  const file = basename(path);
  const parser = createParser(path, records);
  const here = (): Position => ({ line: parser.line + 1, column: parser.column + 1 });
  let rest = '';

  /** Goes on after `length` characters of the file, whatever the parser got instead of them. */
  const pass = (instead: string, length: number): void => {
    const column = parser.column + length;
    parser.write(instead);
    parser.column = column;
  };
  const mend = (trapped: string): void => {
    const isInCdata = records.isInCdata;
    if (trapped === '&') pass(isInCdata ? '&' : '&amp;', 1);
    else if (trapped.startsWith(']')) {
      if (isInCdata) report(diagnose('import/unclosed-cdata', { file }, placeIn(path, here())));
      pass(isInCdata ? ']]>' : trapped, trapped.length);
    } else {
      count('import/control-characters', 1, here());
      pass('', 1);
    }
  };
  const pieces = (text: string, end: number): void => {
    let written = 0;
    trap.lastIndex = 0;
    for (let match = trap.exec(text); match && match.index < end; match = trap.exec(text)) {
      parser.write(text.slice(written, match.index));
      mend(match[0]);
      written = match.index + match[0].length;
    }
    if (written < end) parser.write(text.slice(written, end));
    rest = text.slice(Math.max(written, end));
  };
  const take = ({ text, broken }: Decoded, isLast: boolean): void => {
    const joined = rest + text;
    // Half of a line's end waits for the other.
    const isHalf = joined.endsWith('\r') && !isLast;
    const normal = (isHalf ? joined.slice(0, -1) : joined).replace(/\r\n?/g, '\n');
    if (broken > 0) count('import/broken-characters', broken, placeAfter(here(), normal, '\uFFFD'));
    pieces(normal, isLast ? normal.length : Math.max(0, normal.length - longestTrap));
    if (isHalf) rest += '\r';
  };
  return {
    write: (decoded) => take(decoded, false),
    end: (decoded) => {
      take(decoded, true);
      if (!records.end()) throw new Refusal(diagnose('import/no-wxr', { file }));
    },
  };
}

/** Where the first `sign` of a text stands that begins at `start`. */
function placeAfter(start: Position, text: string, sign: string): Position {
  const lines = text.slice(0, text.indexOf(sign)).split('\n');
  const column = (lines.at(-1) ?? '').length;
  return lines.length === 1
    ? { line: start.line, column: start.column + column }
    : { line: start.line + lines.length - 1, column: column + 1 };
}

/** The parser of one file, which stands inside an element around all its documents. */
function createParser(path: string, records: WxrRecords): sax.SAXParser {
  const file = basename(path);
  const parser = sax.parser(false, { lowercase: true, noscript: true });
  let depth = 0;
  let attributes = 0;
  let start: Position = { line: 1, column: 1 };
  const refuse = (code: 'import/doctype' | 'import/endless' | 'import/no-wxr' | 'import/web-page'): never => {
    throw new Refusal(diagnose(code, { file }, placeIn(path, start)));
  };
  const handlers = {
    onopentagstart: () => {
      const behind = parser.position - parser.startTagPosition;
      start = { line: parser.line + 1, column: Math.max(1, parser.column - behind) };
      attributes = 0;
    },
    onattribute: () => {
      attributes += 1;
      if (attributes > mostAttributes) refuse('import/endless');
    },
    onopentag: (tag) => {
      depth += 1;
      if (depth > deepest)
        throw new Refusal(diagnose('import/too-deep', { file, depth: deepest }, placeIn(path, start)));
      if (tag.name === 'html' && depth === 2) refuse('import/web-page');
      records.open(tag.name, attributesOf(tag), start);
    },
    onclosetag: (name) => {
      depth -= 1;
      if (!records.close(name)) refuse('import/no-wxr');
    },
    ontext: (text) => records.text(text),
    oncdata: (text) => records.text(text),
    onopencdata: () => records.openCdata(),
    onclosecdata: () => records.closeCdata(),
    ondoctype: (doctype) => {
      start = { line: parser.line + 1, column: Math.max(1, parser.column) };
      refuse(/^\s*html\b/i.test(doctype) ? 'import/web-page' : 'import/doctype');
    },
    // A name, comment or declaration that grows beyond 64 KB; all else is no error where nothing is strict.
    onerror: ({ message }) => {
      start = { line: parser.line + 1, column: Math.max(1, parser.column) };
      refuse(message.includes('doctype') ? 'import/doctype' : 'import/endless');
    },
  } satisfies Partial<sax.SAXParser>;
  Object.assign(parser, handlers);
  parser.write('<export>');
  parser.column = 0;
  return parser;
}

function attributesOf({ attributes }: sax.Tag | sax.QualifiedTag): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value.value,
    ]),
  );
}

/** The place of a diagnostic in an export, which lies outside the site: named by its file's name alone. */
function placeIn(path: string, position: Position) {
  const file = parseSourcePath(basename(path));
  return { ...(file !== undefined && { file }), position };
}
