/**
 * What a finished page says of itself, as far as somebody may ask it: where it leads, what it loads, which places it has, and
 * what is hard to read for people who do not see it. Taken from a page once, where it is rendered, and kept as text.
 */
import type { ContentKind } from '../../views/page.ts';
import {
  addressesInCss,
  addressesInJson,
  addressesInJsonLd,
  addressesInLines,
  addressesInManifest,
  addressesInSrcset,
  addressesInXml,
} from './addresses.ts';
import { type Attributes, type HtmlReader, readHtml } from './htmlReader.ts';

/**
 * How a page names an address.
 * - `link` somebody may follow, `form` where one sends something, `refresh` where a redirect leads
 * - loaded at once: `picture`, `eager` (a picture that is not `lazy`), `media`, `style`, `script`, `frame`, `other` (icons,
 *   fonts …), `connect` (hosts to which a connection is opened beforehand)
 * - `embed`: a frame that is loaded after a click
 * - for machines: `canonical`, `hreflang`, `feed`, `neighbour`, `social`, `data` (JSON-LD), `item` (an entry of a feed, of a
 *   sitemap, of `robots.txt`)
 */
const kindLetters = {
  link: 'a',
  form: 'f',
  refresh: 't',
  picture: 'i',
  eager: 'e',
  media: 'm',
  style: 's',
  script: 'j',
  frame: 'p',
  other: 'o',
  connect: 'x',
  embed: 'd',
  canonical: 'c',
  hreflang: 'h',
  feed: 'r',
  neighbour: 'n',
  social: 'g',
  data: 'b',
  item: 'l',
} as const;

export type ReferenceKind = keyof typeof kindLetters;

const kindOfLetter = new Map(
  Object.entries(kindLetters).map(([kind, letter]) => [letter as string, kind as ReferenceKind]),
);

/** A reference is one text: the letter of its kind, and the address as the page has it. */
export function parseReference(reference: string): {
  readonly kind: ReferenceKind;
  readonly address: string;
} {
  return { kind: kindOfLetter.get(reference[0] ?? '') ?? 'link', address: reference.slice(1) };
}

/** A part of a page; those around the text are the same on most pages. */
export interface PagePart {
  readonly refs: readonly string[];
  /** Places that a fragment can name. */
  readonly ids: readonly string[];
}

/** What is wrong with a page by itself. */
export type PageProblem =
  | 'no-language'
  | 'no-title'
  | 'no-h1'
  | 'many-h1'
  | 'heading-jump'
  | 'heading-empty'
  | 'no-alt'
  | 'link-empty'
  | 'link-vague'
  | 'table-head'
  | 'no-label'
  | 'frame-title'
  | 'double-id'
  | 'no-size'
  | 'gap';

export interface PageFacts {
  /** `html`: a page for readers. `redirect`: leads elsewhere by itself. `feed`: for machines. */
  readonly format: 'html' | 'redirect' | 'feed' | 'other';
  /** In bytes. */
  readonly size: number;
  /** Of `<base>`. */
  readonly base?: string;
  /** The content policy in its head; empty without one. */
  readonly policy: string;
  readonly noindex: boolean;
  /** Beginning of the text of the first `<h1>`: as much as a vague link text may have. */
  readonly title: string;
  readonly own: PagePart;
  /** Each with what it is about: an address, a text. */
  readonly problems: readonly (readonly [PageProblem, string])[];
}

/** The facts of a page, to be sent and kept. */
export interface PageDescription {
  /** `PageFacts` as JSON. */
  readonly facts: string;
  /** What stands before and behind `<main>`, each as JSON of a `PagePart`: equal ones are read once. */
  readonly around: readonly string[];
}

export type DescribePage = (kind: ContentKind, path: string, text: string) => PageDescription;

/** What `init` leaves where only the author knows. */
const gap = '[Bitte ergänzen';

/** Takes the facts from a page's text; `path`: of its file. */
export const describePage: DescribePage = (kind, path, text) => {
  switch (kind) {
    case 'rss':
    case 'atom':
    case 'sitemap':
    case 'sitemap-index':
    case 'news-sitemap':
      return plain('feed', text, addressesInXml(text));
    case 'json-feed':
      return plain('feed', text, addressesInJson(text));
    case 'plain-text':
      return plain('other', text, addressesInLines(text));
    case 'server-file':
      return plain('other', text, []);
    default:
      if (!/\.html?$/i.test(path)) return plain('other', text, []);
      return readHtml(text, () => new FactReader()).describe(Buffer.byteLength(text), text.includes(gap));
  }
};

function plain(format: PageFacts['format'], text: string, addresses: readonly string[]): PageDescription {
  const own: PagePart = { refs: addresses.map((address) => kindLetters.item + address.trim()), ids: [] };
  const size = Buffer.byteLength(text);
  const facts: PageFacts = { format, size, policy: '', noindex: false, title: '', own, problems: [] };
  return { facts: JSON.stringify(facts), around: [] };
}

/** The references of a file of the theme. */
export function referencesOfAsset(path: string, read: () => Uint8Array): readonly string[] {
  const readers: readonly (readonly [RegExp, (text: string) => readonly string[]])[] = [
    [/\.css$/i, addressesInCss],
    [/(?:^|\/)robots\.txt$/i, addressesInLines],
    [/\.webmanifest$|(?:^|\/)manifest\.json$/i, addressesInManifest],
  ];
  const found = readers.find(([name]) => name.test(path));
  if (!found) return [];
  const text = Buffer.from(read()).toString();
  return [...new Set(found[1](text))].map((address) => kindLetters.other + address);
}

// Pages.

/** Words that say nothing where somebody hears the links of a page one by one. */
const vague = new Set(
  'hier|hier klicken|klick hier|klicken sie hier|dort|da|mehr|mehr dazu|mehr lesen|mehr erfahren|mehr infos|weiter|weiterlesen|weiter lesen|link|click here|here|more|read more'.split(
    '|',
  ),
);

const longestVague = 22;

/** Seconds after which a page that leads on by itself is one to be read. */
const longestDelay = 5;

function isVague(text: string): boolean {
  const words = text.toLowerCase().replace(/\s+/g, ' ');
  return vague.has(words.replace(/^[\s»→›…]+|[\s.:…»→›!]+$/g, ''));
}

/** Names of meta elements whose content is an address. */
const named =
  /^(?:og:(?:url|see_also|(?:image|audio|video)(?::(?:url|secure_url))?)|twitter:(?:image(?::src)?|player)|article:author|msapplication-\w+|thumbnail(?:url)?|image|url)$/i;

/** Their text is no text of the page. */
const unheard = new Set(['style', 'script']);

/** All elements that say something of themselves; the others are most. */
const watched = new Set(
  'a area img source link meta h1 h2 h3 h4 h5 h6 tr td th table input select textarea html head body main title style base form button label script iframe embed object video audio track figure blockquote q del ins'.split(
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

class FactReader implements HtmlReader {
  wantsText = false;
  readonly #parts = [newPart(), newPart(), newPart()];
  #part = this.#parts[0] ?? newPart();
  readonly #ids = new Set<string>();
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

  readonly open = (name: string, attributes: Attributes): void => {
    this.#depth++;
    // Most elements have none.
    if (!attributes.isEmpty) this.#takeCommon(attributes);
    if (name === 'svg') this.#drawn++;
    else if (name === 'noscript') this.#scriptless++;
    if (this.#drawn > 0) this.#openDrawn(name, attributes);
    else if (watched.has(name)) this.#openElement(name, attributes);
  };

  readonly close = (name: string): void => {
    const capture = this.#captures.at(-1);
    if (capture?.depth === this.#depth) this.#endCapture(capture);
    if (name === 'main') this.#part = this.#parts[2] ?? this.#part;
    else if (name === 'svg') this.#drawn--;
    else if (name === 'noscript') this.#scriptless--;
    else if (name === 'label') this.#labels--;
    else if (name === 'table' && this.#drawn === 0) this.#endTable();
    if (this.#hiddenFrom === this.#depth) this.#hiddenFrom = Infinity;
    this.#depth--;
  };

  readonly text = (text: string): void => {
    if (this.#depth < this.#hiddenFrom || unheard.has(this.#captures.at(-1)?.name ?? '')) this.#text += text;
  };

  describe(size: number, hasGap: boolean): PageDescription {
    const [before, own, behind] = this.#parts;
    if (!this.#redirects) this.#addEndProblems();
    if (hasGap) this.#note('gap', '');
    const facts: PageFacts = {
      format: this.#redirects ? 'redirect' : 'html',
      size,
      ...(this.#base !== undefined && { base: this.#base }),
      policy: this.#policy,
      noindex: this.#noindex,
      title: this.#title,
      own: packed(own),
      problems: this.#redirects ? [] : this.#problems,
    };
    const around = [before, behind].map((part) => JSON.stringify(packed(part)));
    return { facts: JSON.stringify(facts), around };
  }

  #takeCommon(attributes: Attributes): void {
    const id = attributes.get('id');
    if (id !== undefined && id !== '') this.#addId(id);
    const style = attributes.get('style');
    if (style?.includes('url(')) this.#addStyle(style);
    if (attributes.get('aria-hidden') === 'true') this.#hiddenFrom = Math.min(this.#hiddenFrom, this.#depth);
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

  #addId(id: string): void {
    if (this.#ids.has(id)) this.#note('double-id', id);
    else this.#part.ids.add(id);
    this.#ids.add(id);
  }

  #add(kind: ReferenceKind, address: string | undefined): void {
    // A letter leads nowhere that could be missing.
    if (address !== undefined && !address.startsWith('mailto:'))
      this.#part.refs.add(kindLetters[kind] + address.trim());
  }

  #openElement(name: string, attributes: Attributes): void {
    switch (name) {
      case 'a':
      case 'area':
        return this.#openLink(name, attributes);
      case 'img':
        return this.#openPicture(attributes);
      case 'source':
        this.#add('media', attributes.get('src'));
        return this.#addCandidates(attributes.get('srcset'));
      case 'link':
        return this.#openHeadLink(attributes);
      case 'meta':
        return this.#openMeta(attributes);
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return this.#openHeading(name, attributes);
      case 'tr':
      case 'td':
      case 'th':
      case 'table':
        return this.#openTable(name, attributes);
      case 'input':
      case 'select':
      case 'textarea':
        return this.#openField(name, attributes);
      default:
        return this.#openOther(name, attributes);
    }
  }

  #openOther(name: string, attributes: Attributes): void {
    switch (name) {
      case 'html':
        this.#language = attributes.get('lang');
        return;
      case 'head':
        // What stands there is the page's own.
        this.#part = this.#parts[1] ?? this.#part;
        return;
      case 'body':
        this.#add('picture', attributes.get('background'));
        this.#part = this.#parts[0] ?? this.#part;
        return;
      case 'main':
        this.#part = this.#parts[1] ?? this.#part;
        return;
      case 'title':
      case 'style':
        return this.#capture(name, '', false);
      case 'base':
        this.#base ??= attributes.get('href');
        return;
      case 'form':
        return this.#add('form', attributes.get('action'));
      case 'button':
        return this.#add('form', attributes.get('formaction'));
      case 'label':
        this.#labels++;
        this.#labelled.add(attributes.get('for') ?? '');
        return;
      case 'script':
        this.#add('script', attributes.get('src'));
        if (attributes.get('type')?.toLowerCase() === 'application/ld+json') this.#capture(name, '', true);
        // The one of ours that fetches the comment form.
        return this.#add('other', attributes.get('data-src'));
      case 'iframe':
        if (!attributes.get('title')) this.#note('frame-title', attributes.get('src') ?? '');
        return this.#add('frame', attributes.get('src'));
      case 'embed':
        return this.#add('other', attributes.get('src'));
      case 'object':
        return this.#add('other', attributes.get('data'));
      case 'video':
        this.#add('picture', attributes.get('poster'));
        return this.#addMedia(attributes);
      case 'audio':
      case 'track':
        return this.#addMedia(attributes);
      case 'figure':
        return this.#add('embed', attributes.get('data-embed'));
      case 'blockquote':
      case 'q':
      case 'del':
      case 'ins':
        return this.#openQuote(attributes.get('cite'));
    }
  }

  /** Some write the name of a source there; it is shown by nobody. */
  #openQuote(cite: string | undefined): void {
    if (cite && !/\s/.test(cite.trim())) this.#add('link', cite);
  }

  /** What loads nothing before a click leads somewhere all the same. */
  #addMedia(attributes: Attributes): void {
    const isLater = attributes.get('preload') === 'none' && attributes.get('autoplay') === undefined;
    this.#add(isLater ? 'link' : 'media', attributes.get('src'));
  }

  #openDrawn(name: string, attributes: Attributes): void {
    const address = attributes.get('href') ?? attributes.get('xlink:href');
    if (name === 'a') this.#add('link', address);
    else if (name === 'image' || name === 'feimage') this.#add('picture', address);
    else if (name === 'script') this.#add('script', address);
    else if (name === 'style') this.#capture(name, '', false);
    else if (name === 'use' && !address?.startsWith('#')) this.#add('other', address);
  }

  #openLink(name: string, attributes: Attributes): void {
    const address = attributes.get('href');
    this.#add('link', address);
    const old = attributes.get('name');
    if (old !== undefined && old !== '' && !this.#ids.has(old)) this.#part.ids.add(old);
    if (name !== 'a' || address === undefined) return;
    this.#capture('a', address, isNamed(attributes));
  }

  #openPicture(attributes: Attributes): void {
    const address = attributes.get('src') ?? '';
    const isLazy = attributes.get('loading') === 'lazy';
    this.#add(isLazy ? 'picture' : 'eager', attributes.get('src'));
    this.#addCandidates(attributes.get('srcset'));
    this.#add('link', attributes.get('longdesc'));
    const alt = attributes.get('alt');
    const isHidden = this.#depth >= this.#hiddenFrom || attributes.get('role') === 'presentation';
    if (alt === undefined && !isHidden && !isNamed(attributes)) this.#note('no-alt', address);
    // A counting mark is one pixel wide; what has no place takes none.
    if (attributes.get('width') === undefined || attributes.get('height') === undefined)
      this.#note('no-size', address);
    if (this.#captures.length > 0) this.text(alt ?? attributes.get('title') ?? '');
  }

  #addCandidates(srcset: string | undefined): void {
    for (const address of addressesInSrcset(srcset ?? '')) this.#add('picture', address);
  }

  #openHeadLink(attributes: Attributes): void {
    const address = attributes.get('href');
    const rels = new Set((attributes.get('rel') ?? '').toLowerCase().split(/\s+/));
    const has = (...names: readonly string[]): boolean => names.some((name) => rels.has(name));
    this.#addCandidates(attributes.get('imagesrcset'));
    if (has('stylesheet')) this.#add('style', address);
    else if (has('preconnect', 'dns-prefetch')) this.#add('connect', address);
    else if (
      has(
        'icon',
        'apple-touch-icon',
        'mask-icon',
        'manifest',
        'preload',
        'modulepreload',
        'prefetch',
        'prerender',
      )
    )
      this.#add('other', address);
    else if (has('canonical')) this.#add('canonical', address);
    else if (has('alternate'))
      this.#add(attributes.get('hreflang') === undefined ? 'feed' : 'hreflang', address);
    else if (has('prev', 'next')) this.#add('neighbour', address);
    else this.#add('link', address);
  }

  #openMeta(attributes: Attributes): void {
    const content = attributes.get('content') ?? '';
    const name = attributes.get('property') ?? attributes.get('name') ?? attributes.get('itemprop') ?? '';
    const header = attributes.get('http-equiv')?.toLowerCase();
    if (header === 'content-security-policy') this.#policy = content;
    else if (header === 'refresh') {
      const [, delay, address] =
        /^\s*(\d*)[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?["']?([^"']*)/i.exec(content) ?? [];
      if (address) {
        // Who has time to read the page, or scripts, stays on it.
        this.#redirects ||= Number(delay) < longestDelay && this.#scriptless === 0;
        this.#add('refresh', address);
      }
    } else if (/^robots$/i.test(name)) this.#noindex ||= /noindex|none/i.test(content);
    else if (named.test(name) && /^(?:https?:)?\//i.test(content)) this.#add('social', content);
  }

  #openHeading(name: string, attributes: Attributes): void {
    const level = Number(name[1]);
    const last = this.#headings.at(-1);
    if (last !== undefined && level > last + 1) this.#note('heading-jump', `h${last} h${level}`);
    this.#headings.push(level);
    this.#capture(name, name, isNamed(attributes));
  }

  #openTable(name: string, attributes: Attributes): void {
    this.#add('picture', attributes.get('background'));
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
    if (name === 'input') this.#add('form', attributes.get('formaction'));
    const type = name === 'input' ? (attributes.get('type') ?? 'text').toLowerCase() : name;
    if (type === 'image') this.#add('eager', attributes.get('src'));
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
    else if (text.length < longestVague && isVague(text)) this.#note('link-vague', `${about} ${text}`);
  }

  /** It belongs to the page, wherever it stands. */
  #addData(json: string): void {
    const { refs } = this.#parts[1] ?? this.#part;
    for (const address of addressesInJsonLd(json)) {
      // Most of them are the page's own, which is looked at already.
      const isSaid = refs.has(kindLetters.canonical + address) || refs.has(kindLetters.social + address);
      if (!isSaid) refs.add(kindLetters.data + address);
    }
  }

  #addStyle(css: string): void {
    for (const address of addressesInCss(css)) this.#add('other', address);
  }
}

interface OpenPart {
  readonly refs: Set<string>;
  readonly ids: Set<string>;
}

function newPart(): OpenPart {
  return { refs: new Set(), ids: new Set() };
}

function packed(part: OpenPart | undefined): PagePart {
  return { refs: [...(part?.refs ?? [])], ids: [...(part?.ids ?? [])] };
}

function isNamed(attributes: Attributes): boolean {
  return Boolean(
    attributes.get('aria-label') ?? attributes.get('aria-labelledby') ?? attributes.get('title'),
  );
}
