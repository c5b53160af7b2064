/**
 * Reads HTML as a browser does: start tags, texts and end tags in the order of the tree. Nearly all pages are plain (every
 * element is closed where it must be), and there the tokens *are* the tree: they are read in one pass. As soon as a page is
 * not plain (a browser would repair it, move something, or leave it out), parse5 reads it instead.
 */
import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';

/** Attributes of one start tag, whole only until the next one is read. */
export interface Attributes {
  readonly isEmpty: boolean;
  /** The value with its character references resolved; undefined where there is no such attribute. */
  readonly get: (name: string) => string | undefined;
}

/** Receiver of what is read. Names are in small letters; void elements are closed at once. */
export interface HtmlReader {
  readonly open: (name: string, attributes: Attributes) => void;
  readonly close: (name: string) => void;
  /** Called only while `wantsText`. */
  readonly text: (text: string) => void;
  readonly wantsText: boolean;
}

/** Reads a whole document, or the inside of a `<body>`. `createReader` is called once more where the page is not plain. */
export function readHtml<Reader extends HtmlReader>(
  html: string,
  createReader: () => Reader,
  { isFragment = false }: { readonly isFragment?: boolean } = {},
): Reader {
  const reader = createReader();
  if (readPlain(html, reader, isFragment)) return reader;
  const again = createReader();
  const options = { scriptingEnabled: false };
  readTree(isFragment ? parseFragment(html, options) : parse(html, options), again);
  return again;
}

/** Whether the fast way was enough; for tests and measurements. */
export function readPlain(html: string, reader: HtmlReader, isFragment: boolean): boolean {
  return !html.includes('\0') && !html.includes('\r') && new PlainReading(html, reader, isFragment).run();
}

type Parent = DefaultTreeAdapterTypes.ParentNode;
type Node = DefaultTreeAdapterTypes.ChildNode;

/** Without recursion: hostile pages nest deeply. The content of `<template>` is no part of the page. */
function readTree(root: Parent, reader: HtmlReader): void {
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
      const { attrs } = node;
      const get = (wanted: string): string | undefined =>
        attrs.find(({ name: own, prefix }) => (prefix ? `${prefix}:${own}` : own).toLowerCase() === wanted)
          ?.value;
      reader.open(name, { get, isEmpty: attrs.length === 0 });
      open.push({ nodes: node.childNodes, next: 0, name });
    } else if (node.nodeName === '#text' && 'value' in node && reader.wantsText) reader.text(node.value);
  }
}

// The fast way.

/** How browsers treat elements of a name. */
interface ElementKind {
  readonly name: string;
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
  /** What stands in them is no markup; what ends it. */
  readonly rawEnd: RegExp | undefined;
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
  ['table', words('caption colgroup thead tbody tfoot')],
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
  ['tr', words('thead tbody tfoot')],
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

/** The name as V8 keeps names of properties: comparing it with a name in the program is comparing two addresses. */
function internalized(name: string): string {
  return Object.keys({ [name]: true })[0] ?? name;
}

function kindOf(written: string): ElementKind {
  const name = internalized(written);
  const counter = counted.indexOf(/^h[1-6]$/.test(name) ? 'heading' : name);
  return {
    name,
    isOdd: odd.has(name) || !/^[a-z][a-z0-9-]*$/.test(name),
    isVoid: voids.has(name),
    isBlock: blocks.has(name),
    isInHead: inHead.has(name),
    leavesDrawings: leavesDrawings.has(name),
    holds: holds.get(name),
    around: around.get(name),
    single: counter >= firstSingle ? counter : -1,
    rawEnd: rawTexts.has(name) ? new RegExp(`</${name}(?=[\\t\\n\\f />])`, 'gi') : undefined,
    frame: ['html', 'head', 'body'].indexOf(name) + 1,
    counter,
  };
}

/** By the name as it is written. */
const kinds = new Map<string, ElementKind>();
/** Hostile pages have any number of names. */
const mostKinds = 1000;

class PlainReading implements Attributes {
  readonly #html: string;
  readonly #reader: HtmlReader;
  readonly #isFragment: boolean;
  readonly #stack: ElementKind[] = [];
  #top: ElementKind | undefined;
  readonly #open = counted.map(() => 0);
  /** Places of the attributes of the present tag: name from, name to, value from, value to. */
  readonly #places: number[] = [];
  #count = 0;
  /** One bit for each letter with which a name of the present tag begins. */
  #letters = 0;
  #at = 0;
  #isOdd = false;
  #hasRoot = false;
  #hasHead = false;
  #hasBody = false;

  constructor(html: string, reader: HtmlReader, isFragment: boolean) {
    this.#html = html;
    this.#reader = reader;
    this.#isFragment = isFragment;
  }

  /** False: somebody else must read it. */
  run(): boolean {
    const html = this.#html;
    while (!this.#isOdd && this.#at < html.length) {
      const found = html.indexOf('<', this.#at);
      // A sign that opens nothing is text.
      let end = found < 0 ? html.length : found;
      while (end < html.length && !opensMarkup(html.charCodeAt(end + 1))) {
        const next = html.indexOf('<', end + 1);
        end = next < 0 ? html.length : next;
      }
      if (end > this.#at) this.#takeText(this.#at, end);
      this.#at = end;
      if (end < html.length && !this.#isOdd) this.#takeMarkup();
    }
    return !this.#isOdd && this.#stack.length === 0 && (this.#isFragment || this.#hasBody);
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  readonly get = (name: string): string | undefined => {
    // Most tags have nothing of what is asked for.
    if ((this.#letters & letterBit(name.charCodeAt(0))) === 0) return undefined;
    const html = this.#html;
    const places = this.#places;
    for (let index = 0; index < this.#count; index += 4) {
      const start = places[index] ?? 0;
      const end = places[index + 1] ?? 0;
      if (end - start !== name.length) continue;
      if (html.startsWith(name, start) || html.slice(start, end).toLowerCase() === name)
        return this.#resolve(places[index + 2] ?? 0, places[index + 3] ?? 0);
    }
    return undefined;
  };

  #takeMarkup(): void {
    const html = this.#html;
    const sign = html.charCodeAt(this.#at + 1);
    if (sign === 0x2f) this.#takeEnd();
    else if (sign !== 0x21) this.#takeStart();
    else if (html.startsWith('<!--', this.#at)) {
      const end = html.indexOf('-->', this.#at + 4);
      const comment = html.slice(this.#at + 4, end);
      if (end < 0 || /^-?>|--!>|<!--/.test(comment)) this.#isOdd = true;
      this.#at = end + 3;
    } else {
      const end = html.indexOf('>', this.#at);
      const isDoctype = /^<!doctype html$/i.test(html.slice(this.#at, end));
      if (end < 0 || !isDoctype || this.#hasRoot || this.#isFragment) this.#isOdd = true;
      this.#at = end + 1;
    }
  }

  #takeText(start: number, end: number): void {
    const top = this.#top;
    const isNowhere = top ? top.frame === 1 || top.frame === 2 : !this.#isFragment;
    if (isNowhere || (top?.holds && top.name !== 'option')) {
      if (!isBlank(this.#html, start, end)) this.#isOdd = true;
    } else if (this.#reader.wantsText) this.#reader.text(this.#resolve(start, end));
  }

  #takeEnd(): void {
    const html = this.#html;
    const end = html.indexOf('>', this.#at);
    const name = this.#top?.name;
    if (end < 0 || name === undefined) {
      this.#isOdd = true;
      return;
    }
    const start = this.#at + 2;
    const isTop = end - start === name.length && html.startsWith(name, start);
    if (!isTop && html.slice(start, end).trimEnd().toLowerCase() !== name) this.#isOdd = true;
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
    let end = this.#at + 1;
    while (!endsName(html.charCodeAt(end))) end++;
    const written = html.slice(this.#at + 1, end);
    const kind = kinds.get(written) ?? newKind(written);
    this.#at = end;
    const isSelfClosing = this.#takeAttributes();
    if (this.#isOdd || !this.#mayStand(kind)) {
      this.#isOdd = true;
      return;
    }
    const isDrawn = kind.name === 'svg' || this.#openOf(ofSvg) > 0;
    this.#reader.open(kind.name, this);
    if (isDrawn ? isSelfClosing : kind.isVoid) {
      this.#reader.close(kind.name);
      return;
    }
    this.#stack.push(kind);
    this.#top = kind;
    if (kind.counter >= 0) this.#open[kind.counter] = this.#openOf(kind.counter) + 1;
    if (kind.rawEnd && !isDrawn) this.#takeRawText(kind.name, kind.rawEnd);
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
  #takeRawText(name: string, closing: RegExp): void {
    const html = this.#html;
    closing.lastIndex = this.#at;
    const end = closing.exec(html)?.index ?? -1;
    if (end < 0 || (name === 'script' && html.slice(this.#at, end).includes('<!--'))) {
      this.#isOdd = true;
      return;
    }
    if (this.#reader.wantsText && end > this.#at)
      this.#reader.text(resolved.has(name) ? this.#resolve(this.#at, end) : html.slice(this.#at, end));
    this.#at = end;
    this.#takeEnd();
  }

  /** Reads up to behind the tag; whether it ends with a slash. */
  #takeAttributes(): boolean {
    const html = this.#html;
    const places = this.#places;
    this.#count = 0;
    this.#letters = 0;
    let at = this.#at;
    for (;;) {
      let sign = html.charCodeAt(at);
      while (isSpace(sign)) sign = html.charCodeAt(++at);
      if (sign === 0x3e) {
        this.#at = at + 1;
        return false;
      }
      if (sign === 0x2f && html.charCodeAt(at + 1) === 0x3e) {
        this.#at = at + 2;
        return true;
      }
      const start = at;
      while (!endsAttribute(sign)) sign = html.charCodeAt(++at);
      // The end of the text, a stray slash, a sign of equality without a name.
      if (at === start || Number.isNaN(sign)) {
        this.#isOdd = true;
        return false;
      }
      this.#letters |= letterBit(html.charCodeAt(start));
      places[this.#count] = start;
      places[this.#count + 1] = places[this.#count + 2] = places[this.#count + 3] = at;
      while (isSpace(sign)) sign = html.charCodeAt(++at);
      if (sign === 0x3d) {
        sign = html.charCodeAt(++at);
        while (isSpace(sign)) sign = html.charCodeAt(++at);
        at = this.#takeValue(at, sign);
        if (this.#isOdd) return false;
      }
      this.#count += 4;
    }
  }

  /** Where the value ends; without quotes only the plainest are read. */
  #takeValue(start: number, sign: number): number {
    const html = this.#html;
    const isQuoted = sign === 0x22 || sign === 0x27;
    let end = start;
    if (isQuoted) end = html.indexOf(sign === 0x22 ? '"' : "'", start + 1);
    else while (isPlain(html.charCodeAt(end))) end++;
    const after = html.charCodeAt(isQuoted ? end + 1 : end);
    const isEnd = isSpace(after) || after === 0x3e || (isQuoted && after === 0x2f);
    if (end < 0 || !isEnd || (end === start && !isQuoted)) this.#isOdd = true;
    this.#places[this.#count + 2] = isQuoted ? start + 1 : start;
    this.#places[this.#count + 3] = end;
    return isQuoted ? end + 1 : end;
  }

  /** Resolves the character references of a text or a value; what is written in an unusual way is left to others. */
  #resolve(start: number, end: number): string {
    const text = this.#html.slice(start, end);
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

function newKind(written: string): ElementKind {
  const kind = kindOf(written.toLowerCase());
  if (kinds.size < mostKinds) kinds.set(written, kind);
  return kind;
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

/** The same for small and capital letters. */
function letterBit(letter: number): number {
  return 1 << (letter & 31);
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

function isBlank(html: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isSpace(html.charCodeAt(at))) return false;
  return true;
}
