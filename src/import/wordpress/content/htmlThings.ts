/** Things of a text that are more than words: figures, galleries, tables, quotes, code, films, frames; by their element or by the class that WordPress gives them. */
import type { Element, ElementContent, Properties } from 'hast';
import { isEmbeddable, pageOfFrame } from './embeds.ts';
import {
  attribute,
  classesOf,
  findElement,
  type HtmlElement,
  type HtmlNode,
  isHtmlElement,
  rawText,
} from './htmlParser.ts';
import { asTitles, flow, isSeen, phrasing, phrasingOnly, tight } from './paragraphs.ts';
import {
  collectPictures,
  columnsOf,
  figureOf,
  findFile,
  galleryOf,
  isPicture,
  pictureOf,
  readPicture,
  wholeAddress,
} from './pictures.ts';
import {
  append,
  el,
  isBlank,
  isTag,
  leftOver,
  type Manner,
  paragraphEnd,
  type Reading,
  short,
  text,
} from './reading.ts';

/** Where an element stands. */
export interface Context {
  readonly reading: Reading;
  readonly manner: Manner;
  /** Marks around it. */
  readonly inside: ReadonlySet<string>;
  readonly isInQuote: boolean;
  /** Names of places that links of this text lead to. */
  readonly anchors: ReadonlySet<string>;
  readonly read: (nodes: readonly HtmlNode[], change?: Partial<Context>) => readonly ElementContent[];
}

type ReadThing = (element: HtmlElement, context: Context) => readonly ElementContent[];

/** What an element is by its class; undefined where its class says nothing. */
export function byClass(element: HtmlElement, context: Context): readonly ElementContent[] | undefined {
  for (const name of classesOf(element)) {
    const read = classes.get(name);
    if (read) return read(element, context);
  }
  return undefined;
}

export function readThing(element: HtmlElement, context: Context): readonly ElementContent[] | undefined {
  return things.get(element.tagName)?.(element, context);
}

// Figures

function isCaption(node: HtmlNode): node is HtmlElement {
  if (!isHtmlElement(node)) return false;
  return (
    node.tagName === 'figcaption' ||
    classesOf(node).some((name) => name === 'wp-caption-text' || name === 'wp-caption-dd')
  );
}

function readFigure(element: HtmlElement, context: Context): readonly ElementContent[] {
  const parts = element.childNodes;
  const caption = phrasingOnly(context.read(parts.filter(isCaption).flatMap(({ childNodes }) => childNodes)));
  return captioned(context.read(parts.filter((node) => !isCaption(node))), caption);
}

/** Content with a caption, as a figure if it is one thing. */
export function captioned(
  items: readonly ElementContent[],
  caption: readonly ElementContent[],
): readonly ElementContent[] {
  const content = items.filter((node) => !isBlank(node) && !isTag(node, 'br'));
  const [only, ...others] = content;
  if (only?.type === 'element' && others.length === 0) {
    if (isPicture(only))
      return caption.length === 0 ? [paragraphEnd, only, paragraphEnd] : [figureOf(only, caption)];
    if (isTag(only, 'import-embed'))
      return [
        el(
          'import-embed',
          only.properties,
          caption.length === 0 ? only.children : [el('figcaption', {}, caption)],
        ),
      ];
    if (isTag(only, 'table', 'blockquote', 'video', 'audio', 'import-code'))
      return caption.length === 0 ? [only] : [figureOf(only, caption)];
  }
  const { figures, others: rest } = collectPictures(content);
  if (figures.length > 1 && rest.length === 0)
    return [...galleryOf(figures, undefined), ...paragraph(caption)];
  return [paragraphEnd, ...items, paragraphEnd, ...caption, paragraphEnd];
}

function paragraph(content: readonly ElementContent[]): readonly ElementContent[] {
  return content.length === 0 ? [] : [el('p', {}, content)];
}

function readGallery(element: HtmlElement, context: Context): readonly ElementContent[] {
  const parts = element.childNodes;
  const caption = phrasingOnly(context.read(parts.filter(isCaption)));
  const { figures, others } = collectPictures(context.read(parts.filter((node) => !isCaption(node))));
  const columns = classesOf(element)
    .map((name) => /^(?:gallery-)?columns-(\d)$/.exec(name)?.[1])
    .find((found) => found !== undefined);
  return [
    ...galleryOf(figures, columnsOf(columns ?? attribute(element, 'data-columns'))),
    ...flow(others),
    ...paragraph(caption),
  ];
}

/** A cover with its picture as background, as WordPress wrote it until 2021. */
function readCover(element: HtmlElement, context: Context): readonly ElementContent[] {
  const style = attribute(element, 'style') ?? '';
  const address = /background-image\s*:\s*url\(\s*["']?([^"')]+)/i.exec(style)?.[1];
  const whole = address === undefined ? undefined : wholeAddress(address, context.reading);
  const content = context.read(element.childNodes);
  if (whole === undefined) return [paragraphEnd, ...content, paragraphEnd];
  const alt = attribute(element, 'aria-label') ?? '';
  return [paragraphEnd, pictureOf(whole, context.reading, { alt }), paragraphEnd, ...content, paragraphEnd];
}

/** A file to download: its name with the address, once. */
function readFile(element: HtmlElement, context: Context): readonly ElementContent[] {
  const isButton = (node: HtmlNode): boolean =>
    isHtmlElement(node) && classesOf(node).includes('wp-block-file__button');
  const isPreview = (node: HtmlNode): boolean => isHtmlElement(node) && node.tagName === 'object';
  const links = context.read(element.childNodes.filter((node) => !isButton(node) && !isPreview(node)));
  if (isSeen(links)) return [paragraphEnd, ...links, paragraphEnd];
  return [paragraphEnd, ...context.read(element.childNodes.filter((node) => !isPreview(node))), paragraphEnd];
}

// Quotes

function readQuote(element: HtmlElement, context: Context): readonly ElementContent[] {
  return quote('blockquote', context.read(element.childNodes, { isInQuote: true }));
}

/** Its source, a `cite` at the end of it, stands by itself. */
function quote(name: string, items: readonly ElementContent[]): readonly ElementContent[] {
  const content = flow(items);
  const last = content.at(-1);
  if (
    isTag(last, 'p') &&
    content.length > 1 &&
    last.children.length === 1 &&
    isTag(last.children[0], 'cite')
  ) {
    content.splice(-1, 1, last.children[0]);
  } else if (isTag(last, 'p') && isTag(last.children.at(-1), 'cite') && last.children.length > 1) {
    const source = last.children.pop();
    const words = phrasing(last.children);
    content.pop();
    append(content, [...paragraph(words), ...(source ? [source] : [])]);
  }
  return isSeen(content) ? [el(name, {}, content)] : [];
}

function readQuoteFooter(element: HtmlElement, context: Context): readonly ElementContent[] | undefined {
  if (!context.isInQuote || element.tagName !== 'footer') return undefined;
  const content = phrasingOnly(context.read(element.childNodes)).flatMap((node) =>
    isTag(node, 'cite') ? node.children : [node],
  );
  return [paragraphEnd, el('cite', {}, content), paragraphEnd];
}

function readPullQuote(element: HtmlElement, context: Context): readonly ElementContent[] {
  const inner =
    element.tagName === 'blockquote'
      ? element
      : findElement(element.childNodes, ({ tagName }) => tagName === 'blockquote');
  return quote('import-pull-quote', context.read((inner ?? element).childNodes, { isInQuote: true }));
}

/** Posts elsewhere that a script turns into a frame; without it they are quotes that lead there. */
function readPost(address: (element: HtmlElement) => string | undefined): ReadThing {
  return (element, context) => {
    const found = address(element);
    const url = found === undefined ? undefined : wholeAddress(found, context.reading);
    const isQuote = element.tagName === 'blockquote';
    const content = context.read(element.childNodes, { isInQuote: isQuote });
    if (url === undefined || !/^https?:/.test(url))
      return isQuote ? quote('blockquote', content) : [paragraphEnd, ...content, paragraphEnd];
    const words = phrasingOnly(asTitles(content));
    return [
      el(
        'import-embed',
        { url: url.replace(/[?&](?:ref_src|utm_\w+)=[^#]*$/, '') },
        isSeen(words) ? [el('figcaption', {}, words)] : [],
      ),
    ];
  };
}

/** The last link below to a post of a network. */
function lastPostLink(element: HtmlElement): string | undefined {
  let found: string | undefined;
  findElement(element.childNodes, (link) => {
    const href = link.tagName === 'a' ? (attribute(link, 'href') ?? '') : '';
    if (isEmbeddable(href)) found = href;
    return false;
  });
  return found;
}

// Code and verse

function readCode(element: HtmlElement, context: Context): readonly ElementContent[] {
  const code = rawText(element.childNodes).replace(/\n$/, '');
  if (code.trim() === '') return [];
  const isLost = (inner: HtmlElement): boolean =>
    inner.tagName === 'a' && attribute(inner, 'href') !== undefined;
  const link = findElement(element.childNodes, isLost);
  if (link)
    context.reading.remark(
      'link',
      'In vorformatiertem Text gibt es hier keine Links; ihr Text steht noch da.',
      short(`${rawText([link])} → ${attribute(link, 'href') ?? ''}`),
    );
  const mark = findElement(element.childNodes, ({ tagName }) =>
    /^(?:b|strong|i|em|u|mark|del|s)$/.test(tagName),
  );
  if (mark)
    context.reading.remark(
      'emphasis',
      'In vorformatiertem Text gibt es hier keine Hervorhebungen; die Wörter stehen noch da.',
      short(rawText([mark])),
    );
  const inner = findElement(element.childNodes, ({ tagName }) => tagName === 'code');
  const language = languageOf(element) ?? (inner && languageOf(inner));
  return [codeOf(code, language)];
}

export function codeOf(code: string, language: string | undefined): Element {
  return el('import-code', language === undefined ? {} : { language }, [text(code)]);
}

/** `language-php`, `lang:php`, `brush: php;` */
function languageOf(element: HtmlElement): string | undefined {
  const written = `${attribute(element, 'class') ?? ''} ${attribute(element, 'lang') ?? ''}`;
  const found =
    /(?:^|\s)(?:lang(?:uage)?[-:]|brush:\s*)([\w#+-]+)/.exec(written)?.[1] ??
    attribute(element, 'data-language') ??
    attribute(element, 'data-enlighter-language');
  return languageName(found);
}

/** A language that is worth naming. */
export function languageName(name: string | undefined): string | undefined {
  return name === undefined ||
    !/^[\w#+-]{1,30}$/.test(name) ||
    /^(?:plain|plaintext|text|none|default|generic|raw)$/i.test(name)
    ? undefined
    : name.toLowerCase();
}

/** Lines of a poem: breaks, and paragraphs for stanzas. */
function readVerse(element: HtmlElement, context: Context): readonly ElementContent[] {
  return [paragraphEnd, ...context.read(element.childNodes, { manner: 'classic' }), paragraphEnd];
}

// Tables

function readTable(element: HtmlElement, context: Context): readonly ElementContent[] {
  const caption = phrasingOnly(
    context.read(element.childNodes.filter((node) => isHtmlElement(node) && node.tagName === 'caption')),
  );
  const rows = {
    thead: new Array<ElementContent>(),
    tbody: new Array<ElementContent>(),
    tfoot: new Array<ElementContent>(),
  };
  // What stands between rows and cells browsers show before the table.
  const between: ElementContent[] = [];
  const takeOthers = (node: HtmlNode): void => {
    if (!isHtmlElement(node))
      append(
        between,
        context.read([node]).filter((other) => !isBlank(other)),
      );
    else if (/^(?:thead|tbody|tfoot|tr|colgroup)$/.test(node.tagName)) node.childNodes.forEach(takeOthers);
  };
  element.childNodes.forEach(takeOthers);
  for (const part of element.childNodes) {
    if (!isHtmlElement(part)) continue;
    const into = part.tagName === 'thead' ? rows.thead : part.tagName === 'tfoot' ? rows.tfoot : rows.tbody;
    if (part.tagName === 'thead' || part.tagName === 'tbody' || part.tagName === 'tfoot')
      append(into, rowsOf(part, context));
  }
  const all = [...rows.thead, ...rows.tbody, ...rows.tfoot];
  const only =
    all.length === 1 && isTag(all[0], 'tr') && all[0].children.length === 1 ? all[0].children[0] : undefined;
  // A box around something, not a table.
  if (isTag(only, 'td', 'th'))
    return [...between, paragraphEnd, ...only.children, paragraphEnd, ...caption, paragraphEnd];
  if (!isSeen(all)) return [...between, ...paragraph(caption)];
  const table = el(
    'table',
    {},
    Object.entries(rows).flatMap(([name, content]) => (content.length === 0 ? [] : [el(name, {}, content)])),
  );
  return [...between, caption.length === 0 ? table : figureOf(table, caption)];
}

function rowsOf(part: HtmlElement, context: Context): readonly ElementContent[] {
  const rows = part.childNodes.filter(isHtmlElement).filter(({ tagName }) => tagName === 'tr');
  return rows.flatMap(({ childNodes }) => {
    const cells = childNodes
      .filter(isHtmlElement)
      .map((cell) =>
        el(cell.tagName === 'th' ? 'th' : 'td', cellProperties(cell), tight(context.read(cell.childNodes))),
      );
    return cells.length === 0 ? [] : [el('tr', {}, cells)];
  });
}

function cellProperties(cell: HtmlElement): Properties {
  const span = (name: string): number =>
    Math.min(Number(/^\s*\d{1,4}/.exec(attribute(cell, name) ?? '')?.[0] ?? 1), 1000);
  const align =
    /text-align\s*:\s*(left|right|center)/i.exec(attribute(cell, 'style') ?? '')?.[1] ??
    classesOf(cell)
      .map((name) => /^has-text-align-(left|right|center)$/.exec(name)?.[1])
      .find((found) => found !== undefined) ??
    /^(?:left|right|center)$/i.exec(attribute(cell, 'align') ?? '')?.[0];
  const [colSpan, rowSpan] = [span('colspan'), span('rowspan')];
  return {
    ...(colSpan > 1 && { colSpan }),
    ...(rowSpan > 1 && { rowSpan }),
    ...(align !== undefined && { align: align.toLowerCase() }),
  };
}

function readDetails(element: HtmlElement, context: Context): readonly ElementContent[] {
  const isSummary = (node: HtmlNode): node is HtmlElement =>
    isHtmlElement(node) && node.tagName === 'summary';
  const summary = phrasingOnly(
    context.read(element.childNodes.filter(isSummary).flatMap(({ childNodes }) => childNodes)),
  );
  const content = flow(context.read(element.childNodes.filter((node) => !isSummary(node))));
  return detailsOf(summary, content);
}

export function detailsOf(
  summary: readonly ElementContent[],
  content: readonly ElementContent[],
): readonly ElementContent[] {
  if (!isSeen(content)) return isSeen(summary) ? [el('p', {}, summary)] : [];
  return isSeen(summary) ? [el('details', {}, [el('summary', {}, summary), ...content])] : content;
}

// Films, sounds, frames

function readFilm(element: HtmlElement, context: Context): readonly ElementContent[] {
  const sources = [
    element,
    ...element.childNodes.filter(isHtmlElement).filter(({ tagName }) => tagName === 'source'),
  ];
  const written = sources
    .map((source) => attribute(source, 'src') ?? attribute(source, 'data-src') ?? '')
    .filter((src) => src !== '');
  const best = written.find((src) => /\.(?:mp4|m4v|mp3|m4a)(?:[?#]|$)/i.test(src)) ?? written[0];
  if (best === undefined) {
    const content = context.read(element.childNodes);
    context.reading.remark('embed', 'Der Film oder Ton hat keine Adresse.', `<${element.tagName}>`);
    return content;
  }
  return filmOf(element.tagName, best, attribute(element, 'poster'), context.reading);
}

/** `video` or `audio`. */
export function filmOf(
  name: string,
  address: string,
  poster: string | undefined,
  reading: Reading,
): readonly ElementContent[] {
  const whole = wholeAddress(address, reading);
  if (whole === undefined || !/^(?:https?:|[^:]*$)/i.test(whole)) {
    reading.remark(
      'embed',
      'Die Adresse des Films oder Tons ist keine, die ein Browser lädt.',
      short(address),
    );
    return [];
  }
  if (isEmbeddable(whole)) return [el('import-embed', { url: pageOfFrame(whole) })];
  const { src } = findFile(whole, reading);
  const still = poster === undefined ? undefined : wholeAddress(poster, reading);
  return [
    el(name, {
      src,
      ...(still !== undefined && /^https?:/.test(still) && { poster: findFile(still, reading).src }),
    }),
  ];
}

function readFrame(element: HtmlElement, context: Context): readonly ElementContent[] {
  const lazy = ['data-src', 'data-lazy-src', 'data-litespeed-src', 'data-src-cmplz', 'data-cmplz-src'].map(
    (name) => attribute(element, name),
  );
  const src = attribute(element, 'src') ?? '';
  const written =
    src === '' || /^about:/i.test(src)
      ? (lazy.find((value) => value !== undefined && value !== '') ?? src)
      : src;
  return embedOf(written, context.reading, `<${element.tagName}>`);
}

/** What an address shows that stands in a frame. */
export function embedOf(address: string, reading: Reading, name: string): readonly ElementContent[] {
  const whole = wholeAddress(address, reading);
  if (whole === undefined || !/^https?:\/\//i.test(whole)) {
    reading.remark(
      'embed',
      'Was hier eingebettet war, hat keine Adresse, die man öffnen kann.',
      short(`${name} ${address}`),
    );
    return [leftOver(name)];
  }
  return [el('import-embed', { url: pageOfFrame(whole) })];
}

/** Old players: `<object>` with `<param name="movie">` and `<embed>` inside. */
function readObject(element: HtmlElement, context: Context): readonly ElementContent[] {
  const parameter = findElement(
    element.childNodes,
    (inner) => inner.tagName === 'param' && /^(?:movie|src|url)$/i.test(attribute(inner, 'name') ?? ''),
  );
  const embed = findElement(element.childNodes, ({ tagName }) => tagName === 'embed');
  const address =
    attribute(element, 'data') ??
    attribute(element, 'src') ??
    (parameter && attribute(parameter, 'value')) ??
    (embed && attribute(embed, 'src'));
  const content = element.childNodes.filter((node) => node !== embed);
  const inner = context.read(content);
  if (address === undefined) return inner;
  const page = pageOfFrame(wholeAddress(address, context.reading) ?? '');
  if (isEmbeddable(page)) return [el('import-embed', { url: page }), ...inner];
  context.reading.remark(
    'embed',
    'Das zeigt kein Browser mehr (Flash oder ein anderes Zusatzprogramm).',
    short(address),
  );
  return [leftOver(`<${element.tagName}>`), ...inner];
}

function readNote(element: HtmlElement, context: Context): readonly ElementContent[] {
  const id = attribute(element, 'data-fn') ?? '';
  const note = context.reading.takeNote(id);
  if (note === undefined)
    return context.read(element.childNodes, { inside: new Set([...context.inside, 'sup']) });
  return [el('import-footnote', {}, flow(context.reading.items(note, 'blocks')))];
}

/** Each button is a paragraph of its own. */
const readButton: ReadThing = (element, context) => [
  paragraphEnd,
  ...context.read(element.childNodes),
  paragraphEnd,
];

const readEmbedFigure: ReadThing = (element, context) => {
  const content = readFigure(element, context);
  const wrapper = findElement(element.childNodes, (inner) =>
    classesOf(inner).includes('wp-block-embed__wrapper'),
  );
  const address = wrapper && /^\s*(https?:\/\/\S+)\s*$/i.exec(rawText([wrapper]))?.[1];
  if (address === undefined) return content;
  const caption = phrasingOnly(context.read(element.childNodes.filter(isCaption)));
  return [
    el(
      'import-embed',
      { url: pageOfFrame(address) },
      caption.length === 0 ? [] : [el('figcaption', {}, caption)],
    ),
  ];
};

const classes: ReadonlyMap<string, ReadThing> = new Map<string, ReadThing>([
  ['wp-block-gallery', readGallery],
  ['wp-block-jetpack-tiled-gallery', readGallery],
  ['wp-block-jetpack-slideshow', readGallery],
  ['tiled-gallery', readGallery],
  ['gallery', readGallery],
  ['blocks-gallery-grid', readGallery],
  ['wp-block-pullquote', readPullQuote],
  ['pullquote', readPullQuote],
  ['wp-block-verse', readVerse],
  ['wp-block-cover', readCover],
  ['wp-block-cover-image', readCover],
  [
    'wp-block-cover__image-background',
    (element, context) =>
      element.tagName === 'img' ? readPicture(element, context.reading) : readCover(element, context),
  ],
  ['wp-block-file', readFile],
  ['wp-block-button', readButton],
  ['wp-block-embed', readEmbedFigure],
  ['wp-caption', readFigure],
  ['twitter-tweet', readPost(lastPostLink)],
  ['twitter-video', readPost(lastPostLink)],
  [
    'instagram-media',
    readPost((element) => attribute(element, 'data-instgrm-permalink') ?? lastPostLink(element)),
  ],
  ['tiktok-embed', readPost((element) => attribute(element, 'cite') ?? lastPostLink(element))],
  ['bluesky-embed', readPost(lastPostLink)],
  [
    'mastodon-embed',
    (element, context) =>
      (element.tagName === 'iframe'
        ? readFrame
        : readPost((post) => attribute(post, 'data-embed-url')?.replace(/\/embed$/, '')))(element, context),
  ],
  ['text-post-media', readPost((element) => attribute(element, 'data-text-post-permalink'))],
  ['reddit-embed-bq', readPost(lastPostLink)],
  ['fb-post', readPost((element) => attribute(element, 'data-href'))],
  ['fb-video', readPost((element) => attribute(element, 'data-href'))],
  [
    'fn',
    (element, context) =>
      element.tagName === 'sup' ? readNote(element, context) : context.read(element.childNodes),
  ],
]);

const things: ReadonlyMap<string, ReadThing> = new Map<string, ReadThing>([
  ['figure', readFigure],
  ['blockquote', readQuote],
  [
    'footer',
    (element, context) =>
      readQuoteFooter(element, context) ?? [paragraphEnd, ...context.read(element.childNodes), paragraphEnd],
  ],
  ['pre', readCode],
  ['xmp', readCode],
  ['listing', readCode],
  ['table', readTable],
  ['details', readDetails],
  ['img', (element, context) => readPicture(element, context.reading)],
  ['image', (element, context) => readPicture(element, context.reading)],
  ['amp-img', (element, context) => readPicture(element, context.reading)],
  ['video', readFilm],
  ['audio', readFilm],
  ['amp-video', readFilm],
  ['iframe', readFrame],
  ['frame', readFrame],
  ['amp-iframe', readFrame],
  ['object', readObject],
  ['embed', readObject],
  ['textarea', (element) => [text(rawText(element.childNodes))]],
]);
