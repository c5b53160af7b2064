/**
 * Reads HTML as a browser does: start tags, texts and end tags in the order of the tree. Nearly all pages are plain (every
 * element is closed where it must be), and there the tokens *are* the tree: they are read in one pass. As soon as a page is
 * not plain (a browser would repair it, move something, or leave it out), parse5 reads it instead.
 */
import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';

/** A start tag. Its name and those of its attributes are in small letters, the values have their references resolved. */
export interface StartTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Receiver of what is read; void elements are closed at once. */
export interface HtmlReader<Meaning> {
  readonly open: (meaning: Meaning) => void;
  readonly close: (name: string) => void;
  /** Called only while `wantsText`. */
  readonly text: (text: string) => void;
  readonly wantsText: boolean;
}

export interface PageBytes {
  /** In UTF-8. */
  readonly html: Buffer;
  /** It is not a whole document, but the inside of a `<body>`. */
  readonly isFragment?: boolean;
}

/**
 * Reads pages. Most tags stand on many pages in the very same spelling: what a tag means to the receiver is asked once for
 * each spelling (`meaningOf` may know nothing but the tag).
 */
export class HtmlReading<Meaning> {
  readonly #meaningOf: (tag: StartTag) => Meaning;
  readonly #known: KnownTags<Meaning> = [];

  constructor(meaningOf: (tag: StartTag) => Meaning) {
    this.#meaningOf = meaningOf;
  }

  /** `createReader` is called once more where the page is not plain. */
  read<Reader extends HtmlReader<Meaning>>(page: PageBytes, createReader: () => Reader): Reader {
    const reader = createReader();
    if (this.readPlain(page, reader)) return reader;
    const again = createReader();
    const options = { scriptingEnabled: false };
    const html = page.html.toString();
    this.#readTree(page.isFragment ? parseFragment(html, options) : parse(html, options), again);
    return again;
  }

  /** Whether the fast way was enough; for tests and measurements. */
  readPlain({ html, isFragment = false }: PageBytes, reader: HtmlReader<Meaning>): boolean {
    if (html.includes(0) || html.includes(0x0d)) return false;
    return new PlainReading(html, reader, isFragment, this.#known, this.#meaningOf).run();
  }

  /** Without recursion: hostile pages nest deeply. The content of `<template>` is no part of the page. */
  #readTree(root: Parent, reader: HtmlReader<Meaning>): void {
    const open: { readonly nodes: readonly Node[]; next: number; readonly name: string }[] = [
      { nodes: root.childNodes, next: 0, name: '' },
    ];
    for (let level = open.at(-1); level; level = open.at(-1)) {
      const node = level.nodes[level.next++];
      if (!node) {
        if (level.name !== '') reader.close(level.name);
        open.pop();
      } else if ('tagName' in node) {
        const name = node.tagName.toLowerCase();
        reader.open(this.#meaningOf({ name, attributes: attributesOf(node) }));
        open.push({ nodes: node.childNodes, next: 0, name });
      } else if (node.nodeName === '#text' && 'value' in node && reader.wantsText) reader.text(node.value);
    }
  }
}

type Parent = DefaultTreeAdapterTypes.ParentNode;
type Node = DefaultTreeAdapterTypes.ChildNode;

function attributesOf({ attrs }: DefaultTreeAdapterTypes.Element): StartTag['attributes'] {
  return new Map(
    attrs.map(({ name, prefix, value }) => [(prefix ? `${prefix}:${name}` : name).toLowerCase(), value]),
  );
}

// The fast way.

/** How browsers treat elements of a name. */
interface ElementKind {
  readonly name: string;
  /** The name as it stands in pages. */
  readonly bytes: Uint8Array;
  /** They are read in ways of their own, or the name is none. */
  readonly isOdd: boolean;
  readonly isVoid: boolean;
  /** They end an open paragraph. */
  readonly isBlock: boolean;
  readonly isInHead: boolean;
  /** They end a drawing, or are read otherwise in one. */
  readonly leavesDrawings: boolean;
  /** In them only these stand. */
  readonly holds: ReadonlySet<string> | undefined;
  /** They stand in these alone. */
  readonly around: ReadonlySet<string> | undefined;
  /** Place among the counters of `PlainReading`: none of them stands in another one of its group. */
  readonly single: number;
  /** What stands in them is no markup. */
  readonly isRaw: boolean;
  /** 1: html, 2: head, 3: body. */
  readonly frame: number;
  /** Whether it matters that one is open. */
  readonly counter: number;
}

const voids = words('area base br col embed hr img input link meta source track wbr');
const odd = words(
  'applet basefont bgsound frame frameset image isindex keygen listing marquee math menuitem nobr noembed noframes param plaintext rb rtc template xmp',
);
const blocks = words(
  'address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre search section summary table ul',
);
const inHead = words('base link meta script style title');
const leavesDrawings = words(
  'a b big blockquote body br center code dd div dl dt em embed font foreignobject h1 h2 h3 h4 h5 h6 head hr i img li menu meta ol p pre ruby s script small span strong strike style sub sup svg table tt u ul var',
);
const holds: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['table', words('caption colgroup thead tbody tfoot tr')],
  ['thead', words('tr')],
  ['tbody', words('tr')],
  ['tfoot', words('tr')],
  ['tr', words('td th')],
  ['colgroup', words('col')],
  ['select', words('option optgroup')],
  ['optgroup', words('option')],
  ['option', words('')],
]);
const around: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['caption', words('table')],
  ['colgroup', words('table')],
  ['thead', words('table')],
  ['tbody', words('table')],
  ['tfoot', words('table')],
  ['tr', words('table thead tbody tfoot')],
  ['td', words('tr')],
  ['th', words('tr')],
  ['col', words('colgroup')],
  ['option', words('select optgroup datalist')],
  ['optgroup', words('select')],
  ['rt', words('ruby')],
  ['rp', words('ruby')],
]);
const rawTexts = words('script style title textarea iframe');
/** Character references in them count. */
const resolved = words('title textarea');

/** Counters of open elements. */
const counted = ['p', 'li', 'dt', 'dd', 'svg', 'a', 'button', 'form', 'select', 'heading'];
const [ofP, ofLi, ofDt, ofDd, ofSvg, firstSingle] = [0, 1, 2, 3, 4, 5];

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** By the name as it is written. */
const kinds = new Map<string, ElementKind>();
/** Hostile pages have any number of names. */
const mostKinds = 1000;

function kindOf(written: string): ElementKind {
  const found = kinds.get(written);
  if (found) return found;
  const kind = newKind(written.toLowerCase());
  if (kinds.size < mostKinds) kinds.set(written, kind);
  return kind;
}

function newKind(name: string): ElementKind {
  const counter = counted.indexOf(/^h[1-6]$/.test(name) ? 'heading' : name);
  return {
    name,
    bytes: Buffer.from(name),
    isOdd: odd.has(name) || !/^[a-z][a-z0-9-]*$/.test(name),
    isVoid: voids.has(name),
    isBlock: blocks.has(name),
    isInHead: inHead.has(name),
    leavesDrawings: leavesDrawings.has(name),
    holds: holds.get(name),
    around: around.get(name),
    single: counter >= firstSingle ? counter : -1,
    isRaw: rawTexts.has(name),
    frame: ['html', 'head', 'body'].indexOf(name) + 1,
    counter,
  };
}

interface KnownTag<Meaning> {
  /** What stands between the angle brackets. */
  readonly written: Uint8Array;
  readonly kind: ElementKind;
  readonly meaning: Meaning;
  readonly isSelfClosing: boolean;
}

/**
 * By the last digits of a hash of what is written. There is room for one tag each: those that stand on all pages come again and
 * again, and the others soon make room for them.
 */
type KnownTags<Meaning> = (KnownTag<Meaning> | undefined)[];

const mostKnownTags = 4096;

/** Bytes; longer ones hardly stand anywhere else. */
const longestKnownTag = 250;

class PlainReading<Meaning> {
  readonly #html: Buffer;
  readonly #reader: HtmlReader<Meaning>;
  readonly #isFragment: boolean;
  readonly #known: KnownTags<Meaning>;
  readonly #meaningOf: (tag: StartTag) => Meaning;
  readonly #stack: ElementKind[] = [];
  #top: ElementKind | undefined;
  readonly #open = counted.map(() => 0);
  #at = 0;
  #isOdd = false;
  #hasRoot = false;
  #hasHead = false;
  #hasBody = false;

  constructor(
    html: Buffer,
    reader: HtmlReader<Meaning>,
    isFragment: boolean,
    known: KnownTags<Meaning>,
    meaningOf: (tag: StartTag) => Meaning,
  ) {
    this.#html = html;
    this.#reader = reader;
    this.#isFragment = isFragment;
    this.#known = known;
    this.#meaningOf = meaningOf;
  }

  /** False: somebody else must read it. */
  run(): boolean {
    const html = this.#html;
    while (!this.#isOdd && this.#at < html.length) {
      let end = this.#at;
      // A sign that opens nothing is text.
      while (end < html.length && !(html[end] === 0x3c && opensMarkup(html[end + 1] ?? 0))) end++;
      if (end > this.#at) this.#takeText(this.#at, end);
      this.#at = end;
      if (end < html.length && !this.#isOdd) this.#takeMarkup();
    }
    return !this.#isOdd && this.#stack.length === 0 && (this.#isFragment || this.#hasBody);
  }

  #takeMarkup(): void {
    const html = this.#html;
    const sign = html[this.#at + 1];
    if (sign === 0x2f) this.#takeEnd();
    else if (sign !== 0x21) this.#takeStart();
    else if (html[this.#at + 2] === 0x2d && html[this.#at + 3] === 0x2d) {
      const end = html.indexOf('-->', this.#at + 4);
      if (end < 0 || /^-?>|--!>|<!--/.test(html.toString('latin1', this.#at + 4, end))) this.#isOdd = true;
      this.#at = end + 3;
    } else {
      const end = html.indexOf('>', this.#at);
      const isDoctype = /^<!doctype html$/i.test(html.toString('latin1', this.#at, end));
      if (end < 0 || !isDoctype || this.#hasRoot || this.#isFragment) this.#isOdd = true;
      this.#at = end + 1;
    }
  }

  #takeText(start: number, end: number): void {
    const top = this.#top;
    const isNowhere = top ? top.frame === 1 || top.frame === 2 : !this.#isFragment;
    if (isNowhere || (top?.holds && top.name !== 'option')) {
      if (!isBlank(this.#html, start, end)) this.#isOdd = true;
    } else if (this.#reader.wantsText) this.#reader.text(this.#resolve(this.#textAt(start, end)));
  }

  #textAt(start: number, end: number): string {
    return this.#html.toString('utf8', start, end);
  }

  /** An end tag of something else, or in another spelling, is left to others. */
  #takeEnd(): void {
    const html = this.#html;
    const start = this.#at + 2;
    const name = this.#top?.bytes;
    const end = start + (name?.length ?? 0);
    if (!name || html[end] !== 0x3e || !standsAt(html, start, name)) {
      this.#isOdd = true;
      return;
    }
    this.#at = end + 1;
    this.#close();
  }

  #close(): void {
    const kind = this.#stack.pop();
    this.#top = this.#stack.at(-1);
    if (!kind) return;
    if (kind.counter >= 0) this.#open[kind.counter] = this.#openOf(kind.counter) - 1;
    this.#reader.close(kind.name);
  }

  #openOf(counter: number): number {
    return this.#open[counter] ?? 0;
  }

  #takeStart(): void {
    const html = this.#html;
    const start = this.#at + 1;
    let end = start;
    let hash = 0;
    let quote = 0;
    for (; end < html.length; end++) {
      const sign = html[end] ?? 0;
      if (sign === 0x3e && quote === 0) break;
      if (sign === 0x22 || sign === 0x27) quote = quote === 0 ? sign : quote === sign ? 0 : quote;
      hash = Math.imul(hash ^ sign, 0x0100_0193);
    }
    const found = this.#known[hash & (mostKnownTags - 1)];
    const isKnown = found?.written.length === end - start && standsAt(html, start, found.written);
    const tag = isKnown ? found : this.#readTag(start, end, hash);
    if (!tag || this.#isOdd || !this.#mayStand(tag.kind)) {
      this.#isOdd = true;
      return;
    }
    this.#at = end + 1;
    const { kind } = tag;
    const isDrawn = kind.name === 'svg' || this.#openOf(ofSvg) > 0;
    this.#reader.open(tag.meaning);
    if (isDrawn ? tag.isSelfClosing : kind.isVoid) {
      this.#reader.close(kind.name);
      return;
    }
    this.#stack.push(kind);
    this.#top = kind;
    if (kind.counter >= 0) this.#open[kind.counter] = this.#openOf(kind.counter) + 1;
    if (kind.isRaw && !isDrawn) this.#takeRawText(kind);
  }

  /** Whether a browser puts the element where it is written. */
  #mayStand(kind: ElementKind): boolean {
    const top = this.#top;
    if (kind.isOdd) return false;
    if (this.#openOf(ofSvg) > 0)
      return !(kind.leavesDrawings || top?.name === 'title' || top?.name === 'desc');
    if (kind.frame > 0) return this.#mayFrame(kind, top);
    if (top ? top.frame === 1 : !this.#isFragment) return false;
    if (top?.frame === 2) return kind.isInHead;
    if (top?.holds && !top.holds.has(kind.name)) return false;
    if (kind.around && !(top && kind.around.has(top.name))) return false;
    if (kind.single >= 0 && this.#openOf(kind.single) > 0) return false;
    if (kind.isBlock && this.#openOf(ofP) > 0) return false;
    if (kind.counter === ofLi) return top?.name === 'ul' || top?.name === 'ol' || this.#openOf(ofLi) === 0;
    if (kind.counter === ofDt || kind.counter === ofDd)
      return top?.name === 'dl' || this.#openOf(ofDt) + this.#openOf(ofDd) === 0;
    return true;
  }

  #mayFrame({ frame }: ElementKind, top: ElementKind | undefined): boolean {
    if (this.#isFragment) return false;
    if (frame === 1) {
      const isFirst = !this.#hasRoot && !top;
      this.#hasRoot = true;
      return isFirst;
    }
    if (top?.frame !== 1 || this.#hasBody) return false;
    const isNext = frame === 2 ? !this.#hasHead : this.#hasHead;
    if (frame === 2) this.#hasHead = true;
    else this.#hasBody = true;
    return isNext;
  }

  /** What stands in scripts and the like is no markup. */
  #takeRawText({ name, bytes }: ElementKind): void {
    const end = endOfRawText(this.#html, this.#at, bytes);
    const text = this.#textAt(this.#at, end);
    if (name === 'script' && text.includes('<!--')) this.#isOdd = true;
    else if (this.#reader.wantsText && text !== '')
      this.#reader.text(resolved.has(name) ? this.#resolve(text) : text);
    this.#at = end;
    this.#takeEnd();
  }

  /** Reads a tag between its angle brackets; undefined where others must. */
  #readTag(start: number, end: number, hash: number): KnownTag<Meaning> | undefined {
    const written = this.#textAt(start, end);
    const spelling = spellingOf(written);
    if (!spelling) return undefined;
    const { places, isSelfClosing } = spelling;
    const attributes = new Map<string, string>();
    for (let index = 0; index < places.length; index += 4) {
      const name = written.slice(places[index], places[index + 1]).toLowerCase();
      const value = written.slice(places[index + 2], places[index + 3]);
      if (!attributes.has(name)) attributes.set(name, this.#resolve(value));
    }
    const kind = kindOf(written.slice(0, spelling.nameEnd));
    const meaning = this.#meaningOf({ name: kind.name, attributes });
    const bytes = Buffer.from(this.#html.subarray(start, end));
    const tag = { written: bytes, kind, meaning, isSelfClosing };
    if (!this.#isOdd && bytes.length <= longestKnownTag) this.#known[hash & (mostKnownTags - 1)] = tag;
    return tag;
  }

  /** Resolves the character references of a text or a value; what is written in an unusual way is left to others. */
  #resolve(text: string): string {
    if (!text.includes('&')) return text;
    return text.replace(
      /&(?:#(\d{1,7});|#x([\da-f]{1,6});|([a-z]{2,6});|(?=[a-z#]))/gi,
      (whole, decimal, hexadecimal, name) => {
        const character =
          name === undefined
            ? characterOf(Number.parseInt(decimal ?? hexadecimal, decimal === undefined ? 16 : 10))
            : usualNames.get(name);
        if (character === undefined) this.#isOdd = true;
        return character ?? whole;
      },
    );
  }
}

interface Spelling {
  readonly nameEnd: number;
  /** Of each attribute: name from, name to, value from, value to. */
  readonly places: readonly number[];
  readonly isSelfClosing: boolean;
}

/** Takes a tag apart; undefined if it is not plain. */
function spellingOf(tag: string): Spelling | undefined {
  let at = 0;
  while (!endsName(tag.charCodeAt(at))) at++;
  const nameEnd = at;
  const places: number[] = [];
  for (;;) {
    at = skipSpace(tag, at);
    if (at === tag.length) return { nameEnd, places, isSelfClosing: false };
    if (tag.charCodeAt(at) === 0x2f && at + 1 === tag.length) return { nameEnd, places, isSelfClosing: true };
    const from = at;
    while (!endsAttribute(tag.charCodeAt(at))) at++;
    // A stray slash, a sign of equality without a name.
    if (at === from) return undefined;
    const to = at;
    at = skipSpace(tag, at);
    if (tag.charCodeAt(at) !== 0x3d) {
      places.push(from, to, to, to);
      continue;
    }
    at = skipSpace(tag, at + 1);
    const value = valueAt(tag, at);
    if (!value) return undefined;
    places.push(from, to, ...value.place);
    at = value.end;
  }
}

interface Value {
  readonly place: readonly [from: number, to: number];
  /** Behind it and its quotes. */
  readonly end: number;
}

/** A value; without quotes only the plainest are read. */
function valueAt(tag: string, start: number): Value | undefined {
  const sign = tag.charCodeAt(start);
  const isQuoted = sign === 0x22 || sign === 0x27;
  let to = start;
  if (isQuoted) to = tag.indexOf(sign === 0x22 ? '"' : "'", start + 1);
  else while (isPlain(tag.charCodeAt(to))) to++;
  const end = isQuoted ? to + 1 : to;
  const after = tag.charCodeAt(end);
  const isEnd = end === tag.length || isSpace(after) || (isQuoted && after === 0x2f);
  if (to < 0 || !isEnd || (to === start && !isQuoted)) return undefined;
  return { place: [isQuoted ? start + 1 : start, to], end };
}

function skipSpace(tag: string, start: number): number {
  let at = start;
  while (isSpace(tag.charCodeAt(at))) at++;
  return at;
}

const usualNames: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
  ['shy', '\u00ad'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['bdquo', '„'],
  ['ldquo', '“'],
  ['copy', '©'],
]);

function characterOf(code: number): string | undefined {
  const isUsual =
    (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code < 0xd800) || (code > 0xdfff && code < 0xfdd0);
  if (!isUsual && !(code >= 0x1_f000 && code < 0x1_fff0)) return undefined;
  return String.fromCodePoint(code);
}

function standsAt(html: Uint8Array, start: number, part: Uint8Array): boolean {
  for (let at = 0; at < part.length; at++) if (html[start + at] !== part[at]) return false;
  return true;
}

/** Where the end tag of such an element stands; the end of the page without one. */
function endOfRawText(html: Uint8Array, start: number, name: Uint8Array): number {
  for (let at = start; at < html.length; at++) {
    if (html[at] !== 0x3c || html[at + 1] !== 0x2f) continue;
    const isNamed = name.every((letter, index) => ((html[at + 2 + index] ?? 0) | 0x20) === letter);
    if (isNamed && endsName(html[at + 2 + name.length] ?? NaN)) return at;
  }
  return html.length;
}

/** A letter, `/`, `!` or `?` behind `<`. */
function opensMarkup(sign: number): boolean {
  const letter = sign | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || sign === 0x2f || sign === 0x21 || sign === 0x3f;
}

function isSpace(sign: number): boolean {
  return sign === 0x20 || sign === 0x0a || sign === 0x09 || sign === 0x0c;
}

function endsName(sign: number): boolean {
  return isSpace(sign) || sign === 0x3e || sign === 0x2f || Number.isNaN(sign);
}

function endsAttribute(sign: number): boolean {
  return endsName(sign) || sign === 0x3d || sign === 0x22 || sign === 0x27 || sign === 0x3c;
}

/** Of a value without quotes. */
function isPlain(sign: number): boolean {
  return !endsName(sign) && ![0x22, 0x27, 0x3c, 0x3d, 0x60, 0x26].includes(sign);
}

function isBlank(html: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isSpace(html[at] ?? 0)) return false;
  return true;
}
