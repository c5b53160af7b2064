/** The facts of an HTML page. */
import { addressesInCss, addressesInJsonLd } from './addresses.ts';
import { type HtmlReader, type StartTag } from './htmlReader.ts';
import { type Described, type PageDescription, type PageProblem, writeId, writePolicy } from './pageFacts.ts';
import {
  referencesInDrawing,
  referencesOf,
  refreshOf,
  writeReference,
  parseReference,
} from './references.ts';

/** Texts with numbers from 0 on. Their first letter says what they are. */
export class NumberedTexts {
  readonly #numbers = new Map<string, number>();
  /** By its number the page on which a text was last. */
  readonly #lastOn: number[] = [];
  #page = 0;
  readonly #texts: string[] = [];
  #taken = 0;

  numberOf(text: string): number {
    const found = this.#numbers.get(text);
    if (found !== undefined) return found;
    const number = this.#texts.length;
    this.#numbers.set(text, number);
    this.#lastOn.push(-1);
    this.#texts.push(text);
    return number;
  }

  textOf(number: number): string {
    return this.#texts[number] ?? '';
  }

  takeFresh(): Pick<Described, 'fresh' | 'from'> {
    const from = this.#taken;
    this.#taken = this.#texts.length;
    return { fresh: this.#texts.slice(from), from };
  }

  startPage(): void {
    this.#page++;
  }

  /** Whether the text is the first of its kind on this page. */
  isFirst(number: number): boolean {
    const isFirst = this.#lastOn[number] !== this.#page;
    this.#lastOn[number] = this.#page;
    return isFirst;
  }
}

/** Words that say nothing where somebody hears the links of a page one by one. */
const vague =
  /^[\s»→›…]*(?:hier|hier\s+klicken|klick\s+hier|klicken\s+sie\s+hier|dort|da|mehr|mehr\s+dazu|mehr\s+lesen|mehr\s+erfahren|mehr\s+infos|weiter|weiterlesen|weiter\s+lesen|link|click\s+here|here|more|read\s+more)[\s.:…»→›!]*$/i;

const longestVague = 22;

/** Seconds after which a page that leads on by itself is one to be read. */
const longestDelay = 5;

/** Their text is no text of the page. */
const unheard = new Set(['style', 'script']);

/** What a tag means for the facts, whatever stands around it. */
export interface Meaning {
  readonly name: string;
  /** Numbers of its references, and of those that it has in a drawing. */
  readonly refs: readonly number[];
  readonly drawnRefs: readonly number[];
  /** Number of its id; -1 without one. */
  readonly id: number;
  readonly isHidden: boolean;
  /** Attributes of a tag whose meaning depends on what stands around it. */
  readonly attributes: StartTag['attributes'] | undefined;
}

/** Most tags say nothing. */
const silent: Meaning = {
  name: '',
  refs: [],
  drawnRefs: [],
  id: -1,
  isHidden: false,
  attributes: undefined,
};

/** Elements whose meaning depends on others. */
const dependent = new Set(
  'a img h1 h2 h3 h4 h5 h6 table tr th input select textarea html title style base label iframe svg noscript'.split(
    ' ',
  ),
);

export function meaningOf(tag: StartTag, texts: NumberedTexts): Meaning {
  const { name, attributes } = tag;
  const isDependent =
    dependent.has(name) ||
    (name === 'script' && attributes.get('type')?.toLowerCase() === 'application/ld+json') ||
    (name === 'meta' && (attributes.has('http-equiv') || attributes.get('name')?.toLowerCase() === 'robots'));
  const numbers = (all: readonly string[]): readonly number[] => all.map((text) => texts.numberOf(text));
  const id = attributes.get('id') ?? '';
  const meaning: Meaning = {
    name,
    refs: numbers(referencesOf(tag)),
    drawnRefs: numbers(referencesInDrawing(tag)),
    id: id === '' ? -1 : texts.numberOf(writeId(id)),
    isHidden: attributes.get('aria-hidden') === 'true',
    attributes: isDependent ? attributes : undefined,
  };
  const isSilent =
    !isDependent &&
    meaning.refs.length + meaning.drawnRefs.length === 0 &&
    meaning.id < 0 &&
    !meaning.isHidden;
  return isSilent ? silent : meaning;
}

interface Capture {
  readonly name: string;
  /** Where its text begins. */
  readonly start: number;
  /** Of a link or a heading. */
  readonly about: string;
  /** It has a name that is not its text. */
  readonly isNamed: boolean;
  /** At which depth it was opened. */
  readonly depth: number;
}

/** Takes the facts of one page. */
export class FactReader implements HtmlReader<Meaning> {
  wantsText = false;
  readonly #texts: NumberedTexts;
  readonly #refs: number[] = [];
  readonly #ids: number[] = [];
  readonly #problems: (readonly [PageProblem, string])[] = [];
  readonly #captures: Capture[] = [];
  #text = '';
  #depth = 0;
  /** Depth at which something begins that nobody hears. */
  #hiddenFrom = Infinity;
  #drawn = 0;
  /** Depth of `<noscript>`. */
  #scriptless = 0;
  #language: string | undefined;
  #hasTitle = false;
  #title = '';
  #base: string | undefined;
  #policy = '';
  #noindex = false;
  #redirects = false;
  #headings: number[] = [];
  readonly #tables: { rows: number; hasHead: boolean; isLayout: boolean }[] = [];
  readonly #labelled = new Set<string>();
  readonly #fields: { readonly id: string | undefined; readonly what: string }[] = [];
  #labels = 0;

  constructor(texts: NumberedTexts) {
    this.#texts = texts;
    texts.startPage();
  }

  readonly open = (meaning: Meaning): void => {
    this.#depth++;
    if (meaning === silent) return;
    const { name, attributes } = meaning;
    if (meaning.id >= 0) this.#addId(meaning.id);
    if (meaning.isHidden) this.#hiddenFrom = Math.min(this.#hiddenFrom, this.#depth);
    if (name === 'svg') this.#drawn++;
    else if (name === 'noscript') this.#scriptless++;
    if (this.#drawn > 0) {
      this.#addAll(meaning.drawnRefs);
      if (name === 'style') this.#capture(name, '', false);
    } else {
      this.#addAll(meaning.refs);
      if (attributes) this.#openDependent(name, attributes);
    }
  };

  readonly close = (name: string): void => {
    const capture = this.#captures.at(-1);
    if (capture?.depth === this.#depth) this.#endCapture(capture);
    if (name === 'svg') this.#drawn--;
    else if (name === 'noscript') this.#scriptless--;
    else if (name === 'label') this.#labels--;
    else if (name === 'table' && this.#drawn === 0) this.#endTable();
    if (this.#hiddenFrom === this.#depth) this.#hiddenFrom = Infinity;
    this.#depth--;
  };

  readonly text = (text: string): void => {
    if (this.#depth < this.#hiddenFrom || unheard.has(this.#captures.at(-1)?.name ?? '')) this.#text += text;
  };

  describe(hasGap: boolean): Omit<PageDescription, 'size'> {
    if (!this.#redirects) this.#addEndProblems();
    if (hasGap) this.#note('gap', '');
    return {
      format: this.#redirects ? 'redirect' : 'html',
      ...(this.#base !== undefined && { base: this.#base }),
      policy: this.#texts.numberOf(writePolicy(this.#policy)),
      noindex: this.#noindex,
      title: this.#title,
      refs: this.#refs,
      ids: this.#ids,
      problems: this.#redirects ? [] : this.#problems,
    };
  }

  #addEndProblems(): void {
    if ((this.#language ?? '') === '') this.#note('no-language', '');
    if (!this.#hasTitle) this.#note('no-title', '');
    const first = this.#headings.filter((level) => level === 1).length;
    if (first !== 1) this.#note(first === 0 ? 'no-h1' : 'many-h1', String(first));
    for (const { id, what } of this.#fields)
      if (id === undefined || !this.#labelled.has(id)) this.#note('no-label', what);
  }

  #note(problem: PageProblem, about: string): void {
    this.#problems.push([problem, about]);
  }

  #addId(id: number): void {
    if (this.#texts.isFirst(id)) this.#ids.push(id);
    else this.#note('double-id', this.#texts.textOf(id).slice(1));
  }

  #addAll(refs: readonly number[]): void {
    for (const ref of refs) if (this.#texts.isFirst(ref)) this.#refs.push(ref);
  }

  #openDependent(name: string, attributes: StartTag['attributes']): void {
    switch (name) {
      case 'a':
        return this.#openLink(attributes);
      case 'img':
        return this.#openPicture(attributes);
      case 'meta':
        return this.#openMeta(attributes);
      case 'tr':
      case 'th':
      case 'table':
        return this.#openTable(name, attributes);
      case 'input':
      case 'select':
      case 'textarea':
        return this.#openField(name, attributes);
      case 'html':
        this.#language = attributes.get('lang');
        return;
      case 'title':
      case 'style':
        return this.#capture(name, '', false);
      case 'script':
        return this.#capture(name, '', true);
      case 'base':
        this.#base ??= attributes.get('href');
        return;
      case 'label':
        this.#labels++;
        this.#labelled.add(attributes.get('for') ?? '');
        return;
      case 'iframe':
        if (!attributes.get('title')) this.#note('frame-title', attributes.get('src') ?? '');
        return;
      case 'svg':
      case 'noscript':
        return;
      default:
        return this.#openHeading(name, attributes);
    }
  }

  #openLink(attributes: StartTag['attributes']): void {
    const old = attributes.get('name') ?? '';
    const place = old === '' ? -1 : this.#texts.numberOf(writeId(old));
    if (place >= 0 && this.#texts.isFirst(place)) this.#ids.push(place);
    const address = attributes.get('href');
    if (address !== undefined) this.#capture('a', address, isNamed(attributes));
  }

  #openPicture(attributes: StartTag['attributes']): void {
    const address = attributes.get('src') ?? '';
    const alt = attributes.get('alt');
    const isHidden = this.#depth >= this.#hiddenFrom || attributes.get('role') === 'presentation';
    if (alt === undefined && !isHidden && !isNamed(attributes)) this.#note('no-alt', address);
    // A counting mark is one pixel wide; what has no place takes none.
    if (attributes.get('width') === undefined || attributes.get('height') === undefined)
      this.#note('no-size', address);
    if (this.#captures.length > 0) this.text(alt ?? attributes.get('title') ?? '');
  }

  #openMeta(attributes: StartTag['attributes']): void {
    const content = attributes.get('content') ?? '';
    const header = attributes.get('http-equiv')?.toLowerCase();
    if (header === undefined) this.#noindex ||= /noindex|none/i.test(content);
    else if (header === 'content-security-policy') this.#policy = content;
    // Who has time to read the page, or scripts, stays on it.
    else if (this.#scriptless === 0)
      this.#redirects ||= (refreshOf((name) => attributes.get(name))?.delay ?? Infinity) < longestDelay;
  }

  #openHeading(name: string, attributes: StartTag['attributes']): void {
    const level = Number(name[1]);
    const last = this.#headings.at(-1);
    if (last !== undefined && level > last + 1) this.#note('heading-jump', `h${last} h${level}`);
    this.#headings.push(level);
    this.#capture(name, name, isNamed(attributes));
  }

  #openTable(name: string, attributes: StartTag['attributes']): void {
    if (name === 'table') {
      const role = attributes.get('role');
      this.#tables.push({ rows: 0, hasHead: false, isLayout: role === 'presentation' || role === 'none' });
      return;
    }
    const table = this.#tables.at(-1);
    if (table && name === 'tr') table.rows++;
    if (table && name === 'th') table.hasHead = true;
  }

  #endTable(): void {
    const table = this.#tables.pop();
    if (table && table.rows > 1 && !table.hasHead && !table.isLayout) this.#note('table-head', '');
  }

  #openField(name: string, attributes: StartTag['attributes']): void {
    const type = name === 'input' ? (attributes.get('type') ?? 'text').toLowerCase() : name;
    if (['hidden', 'submit', 'button', 'reset', 'image'].includes(type)) return;
    if (this.#labels > 0 || isNamed(attributes)) return;
    const id = attributes.get('id');
    this.#fields.push({ id, what: attributes.get('name') ?? id ?? type });
  }

  #capture(name: string, about: string, isNamedOtherwise: boolean): void {
    this.#captures.push({
      name,
      start: this.#text.length,
      about,
      isNamed: isNamedOtherwise,
      depth: this.#depth,
    });
    this.wantsText = true;
  }

  #endCapture({ name, start, about, isNamed: isNamedOtherwise, depth }: Capture): void {
    const text = this.#text.slice(start).trim();
    this.#captures.pop();
    if (this.#captures.length === 0) {
      this.#text = '';
      this.wantsText = false;
    }
    if (name === 'style') this.#addStyle(text);
    else if (name === 'script') this.#addData(text);
    else if (name === 'title') this.#hasTitle ||= text !== '';
    else this.#endHeard(name, text, about, depth >= this.#hiddenFrom || isNamedOtherwise);
  }

  /** Links and headings. */
  #endHeard(name: string, text: string, about: string, isOtherwise: boolean): void {
    if (name === 'h1' && this.#title === '') this.#title = text.slice(0, longestVague);
    if (isOtherwise) return;
    if (name !== 'a') {
      if (text === '') this.#note('heading-empty', about);
    } else if (text === '') this.#note('link-empty', about);
    else if (text.length < longestVague && vague.test(text)) this.#note('link-vague', `${about} ${text}`);
  }

  #addData(json: string): void {
    // Most of them are the page's own, which is looked at already.
    const texts = this.#refs.map((ref) => this.#texts.textOf(ref));
    const own = texts.map(parseReference).filter(({ kind }) => kind === 'canonical' || kind === 'social');
    const said = new Set(own.map(({ address }) => address));
    const others = addressesInJsonLd(json).filter((address) => !said.has(address));
    this.#addAll(others.map((address) => this.#texts.numberOf(writeReference('data', address))));
  }

  #addStyle(css: string): void {
    this.#addAll(
      addressesInCss(css).map((address) => this.#texts.numberOf(writeReference('other', address))),
    );
  }
}

function isNamed(attributes: StartTag['attributes']): boolean {
  return Boolean(
    attributes.get('aria-label') ?? attributes.get('aria-labelledby') ?? attributes.get('title'),
  );
}
