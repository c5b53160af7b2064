/** The facts of an HTML page. */
import { addressesInCss, addressesInJsonLd } from './addresses.ts';
import { type Attributes, type HtmlReader } from './htmlReader.ts';
import { type Described, type PageDescription, type PageProblem, textLetters } from './pageFacts.ts';
import {
  addDrawnReferences,
  type AddReference,
  addReferences,
  kindLetters,
  parseReference,
  refreshOf,
} from './references.ts';

/** Texts with numbers from 0 on; before each stands a letter that says what it is. */
export class NumberedTexts {
  readonly #numbers = new Map<string, Map<string, number>>();
  /** By its number the page on which a text was last. */
  readonly #lastOn: number[] = [];
  #page = 0;
  readonly #texts: string[] = [];
  /** They without their letters. */
  readonly #words: string[] = [];
  /** By the number of a text the one that came after it. */
  readonly #next: number[] = [];
  #last = 0;
  #taken = 0;

  numberOf(letter: string, text: string): number {
    // On all pages the texts of the layout follow each other in the same way.
    const next = this.#next[this.#last] ?? 0;
    const isUsual = this.#words[next] === text && this.#texts[next]?.startsWith(letter);
    const number = isUsual ? next : this.#lookUp(letter, text);
    if (!isUsual) this.#next[this.#last] = number;
    this.#last = number;
    return number;
  }

  #lookUp(letter: string, text: string): number {
    let numbers = this.#numbers.get(letter);
    if (!numbers) this.#numbers.set(letter, (numbers = new Map()));
    const found = numbers.get(text);
    if (found !== undefined) return found;
    const number = this.#texts.length;
    const own = detached(letter + text);
    const word = own.slice(letter.length);
    numbers.set(word, number);
    this.#texts.push(own);
    this.#words.push(word);
    this.#lastOn.push(-1);
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

/** All elements that say something of themselves; the others are most. */
const watched = new Set(
  'a area img source link meta h1 h2 h3 h4 h5 h6 tr td th table input select textarea html body title style base form button label script iframe embed object video audio track figure blockquote q del ins'.split(
    ' ',
  ),
);

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
export class FactReader implements HtmlReader {
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

  readonly open = (name: string, attributes: Attributes): void => {
    this.#depth++;
    // Most elements have none.
    if (!attributes.isEmpty) this.#takeCommon(attributes);
    if (name === 'svg') this.#drawn++;
    else if (name === 'noscript') this.#scriptless++;
    if (this.#drawn > 0) {
      addDrawnReferences(name, attributes, this.#add);
      if (name === 'style') this.#capture(name, '', false);
    } else if (watched.has(name)) {
      addReferences(name, attributes, this.#add);
      this.#openElement(name, attributes);
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
      policy: this.#texts.numberOf(textLetters.policy, this.#policy),
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

  #takeCommon(attributes: Attributes): void {
    const id = attributes.get('id');
    if (id !== undefined && id !== '' && !this.#addId(id)) this.#note('double-id', id);
    const style = attributes.get('style');
    if (style?.includes('url(')) this.#addStyle(style);
    if (attributes.get('aria-hidden') === 'true') this.#hiddenFrom = Math.min(this.#hiddenFrom, this.#depth);
  }

  /** Whether it is the first one of its name. */
  #addId(id: string): boolean {
    const number = this.#texts.numberOf(textLetters.id, id);
    const isFirst = this.#texts.isFirst(number);
    if (isFirst) this.#ids.push(number);
    return isFirst;
  }

  readonly #add: AddReference = (kind, address) => {
    // A letter leads nowhere that could be missing.
    if (address === undefined || address.startsWith('mailto:')) return;
    const number = this.#texts.numberOf(kindLetters[kind], address.trim());
    if (this.#texts.isFirst(number)) this.#refs.push(number);
  };

  #openElement(name: string, attributes: Attributes): void {
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
        if (attributes.get('type')?.toLowerCase() === 'application/ld+json') this.#capture(name, '', true);
        return;
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
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return this.#openHeading(name, attributes);
    }
  }

  #openLink(attributes: Attributes): void {
    const old = attributes.get('name') ?? '';
    if (old !== '') this.#addId(old);
    const address = attributes.get('href');
    if (address !== undefined) this.#capture('a', address, isNamed(attributes));
  }

  #openPicture(attributes: Attributes): void {
    const address = attributes.get('src') ?? '';
    const alt = attributes.get('alt');
    const isHidden = this.#depth >= this.#hiddenFrom || attributes.get('role') === 'presentation';
    if (alt === undefined && !isHidden && !isNamed(attributes)) this.#note('no-alt', address);
    // A counting mark is one pixel wide; what has no place takes none.
    if (attributes.get('width') === undefined || attributes.get('height') === undefined)
      this.#note('no-size', address);
    if (this.#captures.length > 0) this.text(alt ?? attributes.get('title') ?? '');
  }

  #openMeta(attributes: Attributes): void {
    const content = attributes.get('content') ?? '';
    const header = attributes.get('http-equiv')?.toLowerCase();
    if (header === undefined) {
      const isForRobots = attributes.get('name')?.toLowerCase() === 'robots';
      this.#noindex ||= isForRobots && /noindex|none/i.test(content);
    } else if (header === 'content-security-policy') this.#policy = content;
    // Who has time to read the page, or scripts, stays on it.
    else if (this.#scriptless === 0)
      this.#redirects ||= (refreshOf(attributes)?.delay ?? Infinity) < longestDelay;
  }

  #openHeading(name: string, attributes: Attributes): void {
    const level = Number(name[1]);
    const last = this.#headings.at(-1);
    if (last !== undefined && level > last + 1) this.#note('heading-jump', `h${last} h${level}`);
    this.#headings.push(level);
    this.#capture(name, name, isNamed(attributes));
  }

  #openTable(name: string, attributes: Attributes): void {
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

  #openField(name: string, attributes: Attributes): void {
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
    if (name === 'h1' && this.#title === '') this.#title = detached(text.slice(0, longestVague));
    if (isOtherwise) return;
    if (name !== 'a') {
      if (text === '') this.#note('heading-empty', about);
    } else if (text === '') this.#note('link-empty', about);
    else if (text.length < longestVague && vague.test(text)) this.#note('link-vague', `${about} ${text}`);
  }

  #addData(json: string): void {
    // Most of them are the page's own, which is looked at already.
    const own = this.#refs.map((ref) => parseReference(this.#texts.textOf(ref)));
    const said = own.filter(({ kind }) => kind === 'canonical' || kind === 'social');
    const addresses = new Set(said.map(({ address }) => address));
    for (const address of addressesInJsonLd(json)) if (!addresses.has(address)) this.#add('data', address);
  }

  #addStyle(css: string): void {
    for (const address of addressesInCss(css)) this.#add('other', address);
  }
}

/** The same text, but of its own: V8 keeps a part of a text as a place in the whole, and so all of it in memory. */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}

function isNamed(attributes: Attributes): boolean {
  return Boolean(
    attributes.get('aria-label') ?? attributes.get('aria-labelledby') ?? attributes.get('title'),
  );
}
