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
import { type MakeMap, mapInMemory } from '../diskMap.ts';
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
  makeMap: MakeMap = mapInMemory,
): Promise<WxrReading> {
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path).catch(() => undefined))?.size));
  const whole = sizes.reduce<number>((sum, size = 0) => sum + size, 0);
  const ids = createItemIds(makeMap());
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
    const records = new WxrRecords(path, ids, reports.report, (event) => queue.push(event));
    const tags = new TagReader(path, records, reports);
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
    // What the handler is refused is no fault of the export.
    if (!(error instanceof Refusal)) throw error;
    reports.report(error.diagnostic);
  }
  await deliver();
  return reports.diagnostics();
}

/** @throws Refusal of a file that cannot be read */
async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    if (!(await stat(path)).isFile()) throw new Refusal(diagnose('import/no-file', { file: path }));
    yield* createReadStream(path, { highWaterMark: pieceSize });
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(diagnose('import/unreadable', { file: path, code: refusalCode(error) }));
  }
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
    const isRight = !text.includes('\uFFFD');
    const joined = Buffer.concat([tail, isRight ? bytes.subarray(-sign.length) : bytes]);
    // One byte less than the sign has: it is not found twice.
    tail = Buffer.from(joined.subarray(1 - sign.length));
    if (isRight) return { text, broken: 0 };
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

/* oxlint-disable no-control-regex -- control characters are what these look for */
const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
/** What the parser trips over outside of CDATA: besides, `&` that begins no reference. */
const trap = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&(?!#?\w{1,32};)/g;
/* oxlint-enable no-control-regex */
/** An end of CDATA with a blank in it, before the end of an element. */
const brokenEnd = /\]\] {1,8}>(?=<\/(?:\w{1,20}:\w{1,30}|title|link|guid|category|description)>)/y;
/** Longer than anything of these with what must follow it. */
const longestMark = 80;
const cdataStart = '<![CDATA[';
const cdataEnd = ']]>';
/* oxlint-disable no-control-regex -- control characters are what these shut out */
/** The start of an element as WordPress writes one that holds a value, with blanks before it. */
const fieldStart =
  /[ \t\n]*<([a-z]\w{0,40}(?::\w{1,40})?)((?: (?:domain|nicename|isPermaLink)="[^"<&\0-\x1f\ufffe\uffff]*"){0,3})>/y;
const notPlain = /[&\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
/* oxlint-enable no-control-regex */
const attribute = / (\w+)="([^"]*)"/g;

/**
 * What most of an export consists of goes past the parser, which reads sign by sign: CDATA, of which only its beginning and its end
 * are told, and whole elements of the usual form between other elements, of which the parser hears nothing.
 */
class TagReader {
  readonly #path: string;
  readonly #records: WxrRecords;
  readonly #reports: Reports;
  readonly #parser: sax.SAXParser;
  readonly #elements: Elements;
  #rest = '';

  constructor(path: string, records: WxrRecords, reports: Reports) {
    this.#path = path;
    this.#records = records;
    this.#reports = reports;
    this.#elements = createElements(path, records);
    this.#parser = this.#elements.parser;
  }

  write({ text, broken }: Decoded, isLast = false): void {
    const joined = this.#rest + text;
    // Half of a line's end waits for the other.
    const isHalf = joined.endsWith('\r') && !isLast;
    const whole = isHalf ? joined.slice(0, -1) : joined;
    const normal = whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole;
    if (broken > 0) {
      const place = placeAfter(this.#here(), normal, normal.indexOf('\uFFFD'));
      this.#reports.count('import/broken-characters', broken, place);
    }
    const read = this.#writePieces(normal, isLast ? normal.length : normal.length - longestMark);
    this.#rest = normal.slice(read) + (isHalf ? '\r' : '');
  }

  end(decoded: Decoded): void {
    this.write(decoded, true);
    if (!this.#records.end()) throw new Refusal(diagnose('import/no-wxr', { file: basename(this.#path) }));
  }

  #here(): Position {
    return { line: this.#parser.line + 1, column: this.#parser.column + 1 };
  }

  /** Writes what stands before `end`, and a mark that begins there; returns up to where that is. */
  #writePieces(text: string, end: number): number {
    const marks = marksIn(text);
    let at = 0;
    while (at < end) {
      if (!this.#records.isInCdata) {
        at = this.#writeFields(text, at, marks);
        if (at >= end) return at;
        const start = marks.cdataStart(at);
        const next = Math.min(start < end ? start + cdataStart.length : end, marks.tagEnd(at) + 1);
        this.#writeMarkup(text, at, next);
        at = next;
        continue;
      }
      const close = marks.cdataEnd(at);
      const broken = marks.brokenEnd(at);
      const isBroken = broken.at < close;
      const stop = isBroken ? broken : { at: Math.min(close, end), length: cdataEnd.length };
      this.#writeCdata(text.slice(at, Math.min(stop.at, end)));
      if (stop.at >= end) return end;
      if (isBroken) {
        const file = basename(this.#path);
        this.#reports.report(diagnose('import/unclosed-cdata', { file }, placeIn(this.#path, this.#here())));
      }
      this.#pass(cdataEnd, stop.length);
      at = stop.at + stop.length;
    }
    return at;
  }

  /** Reads whole elements as WordPress writes them, as far as one follows the other; returns up to where that is. */
  #writeFields(text: string, start: number, marks: Marks): number {
    const records = this.#records;
    const elements = this.#elements;
    let at = start;
    while (elements.areBetweenTags() && !records.isInField) {
      const field = fieldAt(text, at, marks);
      if (!field) break;
      this.#moveTo(placeAfter(this.#here(), text.slice(at, field.start), field.start - at));
      elements.open(field.name, field.attributes, this.#here());
      if (field.isCdata) records.openCdata();
      records.text(field.value);
      if (field.isCdata) records.closeCdata();
      elements.close(field.name);
      this.#moveTo(placeAfter(this.#here(), text.slice(field.start, field.end), field.end - field.start));
      at = field.end;
    }
    return at;
  }

  #moveTo({ line, column }: Position): void {
    this.#parser.line = line - 1;
    this.#parser.column = column - 1;
  }

  #writeMarkup(text: string, start: number, end: number): void {
    // What looks further than that would look through the whole text each time.
    const piece = text.slice(start, end + longestMark);
    const length = end - start;
    let written = 0;
    trap.lastIndex = 0;
    for (let match = trap.exec(piece); match && match.index < length; match = trap.exec(piece)) {
      this.#parser.write(piece.slice(written, match.index));
      if (match[0] !== '&') this.#reports.count('import/control-characters', 1, this.#here());
      this.#pass(match[0] === '&' ? (this.#records.isInCdata ? '&' : '&amp;') : '', 1);
      written = match.index + 1;
    }
    if (written < length) this.#parser.write(piece.slice(written, length));
  }

  #writeCdata(text: string): void {
    const plain = text.replace(controls, '');
    if (plain.length < text.length) {
      const place = placeAfter(this.#here(), text, text.search(controls));
      this.#reports.count('import/control-characters', text.length - plain.length, place);
    }
    this.#records.text(plain);
    this.#moveTo(placeAfter(this.#here(), text, text.length));
  }

  /** Goes on after `length` characters of the file, whatever the parser got instead of them. */
  #pass(instead: string, length: number): void {
    const column = this.#parser.column + length;
    this.#parser.write(instead);
    this.#parser.column = column;
  }
}

interface Field {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** In lower case. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly value: string;
  readonly isCdata: boolean;
}

/** The whole element that stands at `at` or behind blanks there; undefined where it is of any other form. */
function fieldAt(text: string, at: number, marks: Marks): Field | undefined {
  fieldStart.lastIndex = at;
  const [found, name, attributes = ''] = fieldStart.exec(text) ?? [];
  if (found === undefined || name === undefined) return undefined;
  const inside = at + found.length;
  const isCdata = text.startsWith(cdataStart, inside);
  const from = isCdata ? inside + cdataStart.length : inside;
  const to = isCdata ? marks.cdataEnd(from) : text.indexOf('<', from);
  const after = isCdata ? to + cdataEnd.length : to;
  if (
    to < 0 ||
    (isCdata && marks.brokenEnd(from).at < to) ||
    !text.startsWith('</', after) ||
    !text.startsWith(`${name}>`, after + 2)
  )
    return undefined;
  const value = text.slice(from, to);
  if (isCdata ? value.search(controls) >= 0 : notPlain.test(value)) return undefined;
  return {
    start: at + found.indexOf('<'),
    end: after + name.length + 3,
    name: name.toLowerCase(),
    attributes:
      attributes === ''
        ? noAttributes
        : new Map(
            [...attributes.matchAll(attribute)]
              .toReversed()
              .map(([, key = '', written = '']) => [key.toLowerCase(), written]),
          ),
    value,
    isCdata,
  };
}

/** Where the next mark begins at `from` or behind it, else where the text ends. Is asked from the front to the back, and looks at each sign once. */
type FindMark = (from: number) => number;

interface Marks {
  readonly cdataStart: FindMark;
  readonly cdataEnd: FindMark;
  readonly tagEnd: FindMark;
  readonly brokenEnd: (from: number) => { readonly at: number; readonly length: number };
}

function marksIn(text: string): Marks {
  const find = (sign: string): FindMark => {
    let at = -1;
    return (from) => {
      if (at >= from) return at;
      const found = text.indexOf(sign, from);
      at = found < 0 ? text.length : found;
      return at;
    };
  };
  let broken = nextBrokenEnd(text, 0);
  return {
    cdataStart: find(cdataStart),
    cdataEnd: find(cdataEnd),
    tagEnd: find('>'),
    brokenEnd: (from) => (broken.at >= from ? broken : (broken = nextBrokenEnd(text, from))),
  };
}

function nextBrokenEnd(text: string, start: number): { at: number; length: number } {
  for (let at = text.indexOf(']] ', start); at >= 0; at = text.indexOf(']] ', at + 1)) {
    brokenEnd.lastIndex = at;
    const [found] = brokenEnd.exec(text) ?? [];
    if (found !== undefined) return { at, length: found.length };
  }
  return { at: text.length, length: 0 };
}

/** The place of an offset in a text that begins at `start`. */
function placeAfter(start: Position, text: string, offset: number): Position {
  let { line } = start;
  let lineStart = 1 - start.column;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1 };
}

interface Elements {
  readonly parser: sax.SAXParser;
  /** What comes next is no part of anything that the parser has begun to read. */
  readonly areBetweenTags: () => boolean;
  /** Of one that the parser does not hear of. */
  readonly open: (name: string, attributes: ReadonlyMap<string, string>, place: Position) => void;
  readonly close: (name: string) => void;
}

/** The elements of one file, and their parser, which stands inside an element around all documents. */
function createElements(path: string, records: WxrRecords): Elements {
  const file = basename(path);
  const parser = sax.parser(false, { lowercase: true, noscript: true });
  let depth = 0;
  let attributes = 0;
  let start: Position = { line: 1, column: 1 };
  /** Where the last tag ended. */
  let tagEnd = 0;
  const refuse = (code: 'import/doctype' | 'import/endless' | 'import/no-wxr' | 'import/web-page'): never => {
    throw new Refusal(diagnose(code, { file }, placeIn(path, start)));
  };
  const open: Elements['open'] = (name, given, place) => {
    start = place;
    depth += 1;
    if (depth > deepest)
      throw new Refusal(diagnose('import/too-deep', { file, depth: deepest }, placeIn(path, start)));
    if (name === 'html' && depth === 2) refuse('import/web-page');
    records.open(name, given, start);
  };
  const close = (name: string): void => {
    depth -= 1;
    if (!records.close(name)) refuse('import/no-wxr');
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
      tagEnd = parser.position;
      open(tag.name, attributesOf(tag), start);
    },
    onclosetag: (name) => {
      tagEnd = parser.position;
      close(name);
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
  // Behind the end of that element the parser takes everything for text.
  return { parser, areBetweenTags: () => parser.position === tagEnd && depth > 0, open, close };
}

const noAttributes: ReadonlyMap<string, string> = new Map();

function attributesOf({ attributes }: sax.Tag | sax.QualifiedTag): ReadonlyMap<string, string> {
  const entries = Object.entries(attributes);
  if (entries.length === 0) return noAttributes;
  return new Map(entries.map(([name, value]) => [name, typeof value === 'string' ? value : value.value]));
}

/** The place of a diagnostic in an export, which lies outside the site: named by its file's name alone. */
function placeIn(path: string, position: Position) {
  const file = parseSourcePath(basename(path));
  return { ...(file !== undefined && { file }), position };
}
