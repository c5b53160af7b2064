/**
 * HTML of a WordPress text → clean nodes. Everything is made anew: what this file has no word for is not in the tree, whatever
 * the source says. Words stay; scripts, styles and handlers never do, and are named.
 */
import type { Element, ElementContent, Properties } from 'hast';
import {
  attribute,
  classesOf,
  findElement,
  type HtmlElement,
  type HtmlNode,
  isHtmlElement,
  parseHtml,
  rawText,
} from './htmlParser.ts';
import { byClass, codeOf, type Context, readThing } from './htmlThings.ts';
import { flow, isSeen, phrasingOnly, tight, wrap } from './paragraphs.ts';
import { isPicture, wholeAddress, withoutOwnLink } from './pictures.ts';
import {
  anchorOf,
  append,
  el,
  isAnchor,
  isTag,
  leftOver,
  lineEnd,
  type Manner,
  paragraphEnd,
  type Reading,
  short,
  text,
  wordsOf,
} from './reading.ts';

/** `anchors`: names of places in this text that its links lead to. */
export function readHtml(
  source: string,
  manner: Manner,
  reading: Reading,
  anchors: ReadonlySet<string>,
): readonly ElementContent[] {
  const { nodes, passedOver } = parseHtml(source);
  for (const { tagName, attrs } of passedOver) {
    if (tagName === 'form') {
      const action = attrs.find(({ name }) => name === 'action')?.value ?? '';
      reading.remark(
        'left-over',
        'Ein Formular kann hier nicht abgeschickt werden; nur sein Text steht noch da.',
        short(`<form action="${action}">`),
      );
    }
  }
  const base: Omit<Context, 'read'> = { reading, manner, inside: new Set(), isInQuote: false, anchors };
  return readNodes(nodes, withReader(base));
}

function withReader(context: Omit<Context, 'read'>): Context {
  return {
    ...context,
    read: (nodes, change) =>
      readNodes(nodes, change ? withReader({ ...context, ...change }) : withReader(context)),
  };
}

function readNodes(nodes: readonly HtmlNode[], context: Context): ElementContent[] {
  const content: ElementContent[] = [];
  /** A list of items that have none around them, as long as nothing else comes. */
  let stray: Element | undefined;
  for (const [index, node] of nodes.entries()) {
    if (isHtmlElement(node) && node.tagName === 'li') {
      const items = listItems([node], context);
      if (stray) append(stray.children, items);
      else if (items.length > 0) content.push((stray = el('ul', {}, items)));
      continue;
    }
    if (!isBlankNode(node)) stray = undefined;
    if (isHtmlElement(node)) {
      for (const read of node.tagName === 'noscript'
        ? readNoscript(nodes, index, context)
        : readElement(node, context))
        content.push(read);
    } else if (node.nodeName === '#text' && 'value' in node) {
      append(content, readText(node.value, context));
    } else if (node.nodeName === '#comment' && 'data' in node) {
      for (const read of readComment(node.data, context)) content.push(read);
    }
  }
  return content;
}

function isBlankNode(node: HtmlNode): boolean {
  return node.nodeName === '#text' && 'value' in node && node.value.trim() === '';
}

function readText(value: string, { manner }: Context): readonly ElementContent[] {
  if (manner === 'blocks' || !value.includes('\n')) return [text(value)];
  const parts = value.split(/(\n\s*)/);
  return parts.map((part, index) =>
    index % 2 === 0 ? text(part) : part.indexOf('\n', 1) > 0 ? paragraphEnd : lineEnd,
  );
}

function readComment(data: string, { reading }: Context): readonly ElementContent[] {
  const placed = reading.placed(data);
  if (placed) return placed;
  if (/^\s*nextpage\s*$/.test(data)) {
    reading.remark(
      'left-over',
      'Der Text war auf mehrere Seiten verteilt; jetzt steht er auf einer.',
      '<!--nextpage-->',
    );
    return [paragraphEnd];
  }
  return /^\s*(?:more\b|noteaser)/.test(data) ? [paragraphEnd] : [];
}

/** Beside what a script would load, it has the same once more; else it has what readers see whose browsers run no scripts. */
function readNoscript(
  nodes: readonly HtmlNode[],
  index: number,
  context: Context,
): readonly ElementContent[] {
  const node = nodes[index];
  if (!node || !isHtmlElement(node)) return [];
  const read = context.read(node.childNodes);
  const beside = [...nodes.slice(Math.max(0, index - 3), index), ...nodes.slice(index + 1, index + 3)];
  const quiet: Context = { ...context, reading: { ...context.reading, remark: () => {} } };
  const shown = new Set(
    beside.flatMap((other) => {
      const media = onlyMedia(other);
      return media ? addressesOf(readThing(media, quiet) ?? []) : [];
    }),
  );
  return addressesOf(read).some((address) => shown.has(address)) ? [] : read;
}

/** The picture or frame that an element consists of. */
function onlyMedia(node: HtmlNode): HtmlElement | undefined {
  let inner: HtmlElement | undefined = isHtmlElement(node) ? node : undefined;
  while (inner && !/^(?:amp-)?(?:img|iframe)$/.test(inner.tagName)) {
    const [only, ...others] = inner.childNodes.filter((child) => isHtmlElement(child));
    inner = only && isHtmlElement(only) && others.length === 0 ? only : undefined;
  }
  return inner;
}

/** Of pictures and embeds. */
function addressesOf(nodes: readonly ElementContent[]): readonly string[] {
  return nodes.flatMap((node): readonly string[] => {
    if (node.type !== 'element') return [];
    const address = node.properties[node.tagName === 'import-embed' ? 'url' : 'src'];
    return typeof address === 'string'
      ? [address, ...addressesOf(node.children)]
      : addressesOf(node.children);
  });
}

function readElement(element: HtmlElement, context: Context): readonly ElementContent[] {
  nameHandlers(element, context.reading);
  if (isHidden(element)) {
    const words = rawText([element]).trim();
    if (words !== '')
      context.reading.remark(
        'left-over',
        'Das sahen Leser nicht (es war versteckt); es wird nicht übernommen.',
        short(words),
      );
    return [];
  }
  const byName =
    byClass(element, context) ??
    elements.get(element.tagName)?.(element, context) ??
    readThing(element, context);
  const content = byName ?? readUnknown(element, context);
  const id = attribute(element, 'id');
  const isNamed =
    id !== undefined && context.anchors.has(id) && !headings.has(element.tagName) && element.tagName !== 'a';
  return isNamed ? [anchorOf(id), ...content] : content;
}

function nameHandlers(element: HtmlElement, reading: Reading): void {
  for (const { name, value } of element.attrs) {
    if (/^on[a-z]/.test(name))
      reading.remark(
        'left-over',
        'Ein Skript an einem Element wird nicht übernommen.',
        short(`${name}="${value}"`),
      );
  }
}

function isHidden(element: HtmlElement): boolean {
  const style = attribute(element, 'style') ?? '';
  return (
    attribute(element, 'hidden') !== undefined ||
    /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style) ||
    classesOf(element).includes('screen-reader-text')
  );
}

type ReadElement = (element: HtmlElement, context: Context) => readonly ElementContent[];

const headings: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** Elements of other names whose content is simply there: inline, no paragraph ends at them. */
const inlineShells: ReadonlySet<string> = new Set([
  'small',
  'big',
  'nobr',
  'blink',
  'bdo',
  'bdi',
  'time',
  'data',
  'label',
  'output',
  'meter',
  'progress',
  'ruby',
  'rb',
  'rt',
  'rp',
  'picture',
  'map',
  'slot',
  'object',
  'optgroup',
  'o:p',
]);

function readUnknown(element: HtmlElement, context: Context): readonly ElementContent[] {
  const { tagName } = element;
  const content = context.read(element.childNodes);
  if (inlineShells.has(tagName)) return content;
  if (/^[a-z]+-[\w-]+$/.test(tagName))
    context.reading.remark(
      'left-over',
      `Das Element <${tagName}> gibt es hier nicht; nur sein Text steht noch da.`,
      short(wordsOf(content) || `<${tagName}>`),
    );
  return [paragraphEnd, ...content, paragraphEnd];
}

function around(content: readonly ElementContent[]): readonly ElementContent[] {
  return [paragraphEnd, ...content, paragraphEnd];
}

/** Content of a box; its language goes to what is in it. */
function readBox(element: HtmlElement, context: Context): readonly ElementContent[] {
  const content = context.read(element.childNodes);
  const lang = langOf(element);
  if (lang === undefined) return around(content);
  return flow(content).map((node) =>
    node.type === 'element' ? { ...node, properties: { lang, ...node.properties } } : node,
  );
}

function langOf(element: HtmlElement): string | undefined {
  const lang = (attribute(element, 'lang') ?? attribute(element, 'xml:lang') ?? '').trim();
  return /^[a-z]{2,3}(?:-[a-z\d]{1,8}){0,4}$/i.test(lang) ? lang : undefined;
}

function languageProperties(element: HtmlElement): Properties {
  const lang = langOf(element);
  return lang === undefined ? {} : { lang };
}

function readHeading(element: HtmlElement, context: Context): readonly ElementContent[] {
  const content = phrasingOnly(context.read(element.childNodes));
  if (!isSeen(content)) return content;
  const id = attribute(element, 'id') ?? content.find((node) => isAnchor(node))?.properties['id'];
  const words = content.filter((node) => !isAnchor(node) || node.properties['id'] !== id);
  const name = id === undefined || id === '' ? {} : { id };
  return [el(element.tagName, { ...name, ...languageProperties(element) }, phrasingOnly(words))];
}

/** One mark in another of its kind adds nothing. */
function mark(name: string): ReadElement {
  return (element, context) => marked(name, element.childNodes, context, languageProperties(element));
}

function marked(
  name: string,
  nodes: readonly HtmlNode[],
  context: Context,
  properties: Properties = {},
): readonly ElementContent[] {
  if (context.inside.has(name) && Object.keys(properties).length === 0) return context.read(nodes);
  return wrap(el(name, properties), context.read(nodes, { inside: new Set([...context.inside, name]) }));
}

/** What an inline style makes of words. */
function stylesOf(element: HtmlElement): readonly string[] {
  const style = (attribute(element, 'style') ?? '').toLowerCase();
  if (style === '') return [];
  const found: string[] = [];
  if (/(?:^|;)\s*font-weight\s*:\s*(?:bold|bolder|[6-9]00)/.test(style)) found.push('strong');
  if (/(?:^|;)\s*font-style\s*:\s*(?:italic|oblique)/.test(style)) found.push('em');
  if (/(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through/.test(style)) found.push('del');
  if (/(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*underline/.test(style)) found.push('u');
  if (/(?:^|;)\s*vertical-align\s*:\s*super/.test(style)) found.push('sup');
  if (/(?:^|;)\s*vertical-align\s*:\s*sub/.test(style)) found.push('sub');
  return found;
}

function readSpan(element: HtmlElement, context: Context): readonly ElementContent[] {
  const marks = stylesOf(element).filter((name) => !context.inside.has(name));
  const lang = langOf(element);
  let content: readonly ElementContent[] = context.read(
    element.childNodes,
    marks.length > 0 ? { inside: new Set([...context.inside, ...marks]) } : undefined,
  );
  for (const name of marks) content = wrap(el(name), content);
  return lang === undefined ? content : wrap(el('span', { lang }), content);
}

/** Strong or emphasised, unless a style takes that back (pasted from Google Docs). */
function weighed(name: string, undone: RegExp): ReadElement {
  return (element, context) => {
    if (undone.test(attribute(element, 'style') ?? '')) return context.read(element.childNodes);
    const further = stylesOf(element).filter((other) => other !== name && !context.inside.has(other));
    let content = marked(name, element.childNodes, context, languageProperties(element));
    for (const other of further) content = wrap(el(other), content);
    return content;
  };
}

function readLink(element: HtmlElement, context: Context): readonly ElementContent[] {
  const { reading } = context;
  const content = context.read(element.childNodes);
  const name = attribute(element, 'name') ?? attribute(element, 'id');
  const written = attribute(element, 'href');
  const isNamed = name !== undefined && name !== '' && (written === undefined || context.anchors.has(name));
  const anchor = isNamed ? [anchorOf(name)] : [];
  if (written === undefined) return [...anchor, ...content];
  const href = wholeAddress(written, reading);
  if (href === undefined) {
    reading.remark(
      'link',
      'Die Adresse führt zu einem Skript oder auf einen Rechner, nicht zu einer Seite; der Link ist weg, sein Text steht noch da.',
      short(`${wordsOf(content)} → ${written}`),
    );
    return [...anchor, ...content];
  }
  const picture = withoutOwnLink(element, href, content, reading);
  if (picture) return [...anchor, ...picture];
  if (!isSeen(content)) return [...anchor, ...content];
  const title = (attribute(element, 'title') ?? '').trim();
  const isTelling = title !== '' && title !== wordsOf(content) && !content.some(isPicture);
  return [
    ...anchor,
    ...wrap(el('a', { href, ...(isTelling && { title }), ...languageProperties(element) }), content),
  ];
}

function readList(element: HtmlElement, context: Context): readonly ElementContent[] {
  const items = listItems(element.childNodes, context);
  if (items.length === 0) return [];
  const start = Number(attribute(element, 'start'));
  const isOrdered = element.tagName === 'ol';
  const properties = {
    ...(isOrdered &&
      Number.isInteger(start) &&
      start !== 1 &&
      attribute(element, 'start') !== undefined && { start }),
    ...(isOrdered && attribute(element, 'reversed') !== undefined && { reversed: true }),
    ...languageProperties(element),
  };
  return [el(isOrdered ? 'ol' : 'ul', properties, items)];
}

/** Lists that stand in a list beside its items belong to the item before. */
function listItems(nodes: readonly HtmlNode[], context: Context): ElementContent[] {
  const items: ElementContent[] = [];
  let beside: HtmlNode[] = [];
  const end = (): void => {
    const content = beside.length === 0 ? [] : tight(context.read(beside));
    beside = [];
    if (!isSeen(content)) return;
    const last = items.at(-1);
    if (isTag(last, 'li') && content.every((node) => isTag(node, 'ul', 'ol'))) append(last.children, content);
    else items.push(el('li', {}, content));
  };
  for (const node of nodes) {
    if (!isHtmlElement(node) || node.tagName !== 'li') {
      beside.push(node);
      continue;
    }
    end();
    const content = tight(readElementContent(node, context));
    if (isSeen(content)) items.push(el('li', languageProperties(node), content));
  }
  end();
  return items;
}

/** Of an element that is made elsewhere; what is told of the element itself is told here. */
function readElementContent(element: HtmlElement, context: Context): readonly ElementContent[] {
  nameHandlers(element, context.reading);
  const id = attribute(element, 'id');
  const content = context.read(element.childNodes);
  return id !== undefined && context.anchors.has(id) ? [anchorOf(id), ...content] : content;
}

function readDefinitions(element: HtmlElement, context: Context): readonly ElementContent[] {
  const content: ElementContent[] = [];
  const visit = (nodes: readonly HtmlNode[]): void => {
    for (const node of nodes) {
      if (!isHtmlElement(node)) {
        const read = tight(context.read([node]));
        if (isSeen(read)) content.push(el('dd', {}, read));
      } else if (node.tagName === 'div') visit(node.childNodes);
      else {
        const read = tight(readElementContent(node, context));
        if (isSeen(read))
          content.push(el(node.tagName === 'dt' ? 'dt' : 'dd', languageProperties(node), read));
      }
    }
  };
  visit(element.childNodes);
  return content.length === 0 ? [] : [el('dl', {}, content)];
}

/** Code in several lines is a block, however it is written. */
function readInlineCode(element: HtmlElement, context: Context): readonly ElementContent[] {
  const code = rawText(element.childNodes).trim();
  const hasLines =
    code.includes('\n') &&
    (context.manner === 'classic' ||
      findElement(element.childNodes, ({ tagName }) => tagName === 'br') !== undefined);
  return hasLines
    ? [codeOf(code.replaceAll(/\n\n(?=\S)/g, '\n'), undefined)]
    : mark('code')(element, context);
}

const names = (list: string, read: ReadElement): readonly (readonly [string, ReadElement])[] =>
  list.split(' ').map((name) => [name, read]);

const nothing: ReadElement = () => [];

/** Told once for each place. */
function named(reason: string): ReadElement {
  return (element, { reading }) => {
    const source = attribute(element, 'src') ?? attribute(element, 'href') ?? rawText(element.childNodes);
    reading.remark('left-over', reason, short(`<${element.tagName}> ${source}`));
    return [];
  };
}

const elements: ReadonlyMap<string, ReadElement> = new Map<string, ReadElement>([
  ...names(
    'p div section article aside main header nav address center fieldset legend hgroup dialog figcaption option summary caption',
    readBox,
  ),
  ...names('tbody thead tfoot tr td th dd dt colgroup', (element, context) =>
    around(context.read(element.childNodes)),
  ),
  ...names('h1 h2 h3 h4 h5 h6', readHeading),
  ...names('strong b', weighed('strong', /font-weight\s*:\s*(?:normal|[1-5]00)/i)),
  ...names('em i var dfn', weighed('em', /font-style\s*:\s*normal/i)),
  ...names('u ins', mark('u')),
  ...names('del s strike', mark('del')),
  ...names('code tt samp', readInlineCode),
  ...names('mark', (element, context) =>
    /background-color\s*:\s*rgba\(0, ?0, ?0, ?0\)/.test(attribute(element, 'style') ?? '')
      ? readSpan(element, context)
      : marked('mark', element.childNodes, context),
  ),
  ...names('sub', mark('sub')),
  ...names('sup', mark('sup')),
  ...names('kbd', mark('kbd')),
  ...names('cite', (element, context) => (context.isInQuote ? mark('cite') : mark('em'))(element, context)),
  ...names('abbr acronym', (element, context) => {
    const title = (attribute(element, 'title') ?? '').trim();
    return title === ''
      ? context.read(element.childNodes)
      : wrap(el('abbr', { title }), context.read(element.childNodes));
  }),
  ...names('q', (element, context) => [text('„'), ...context.read(element.childNodes), text('“')]),
  ...names('span font', readSpan),
  ...names('a', readLink),
  ...names('br', () => [el('br')]),
  ...names('hr', () => [el('hr')]),
  ...names('ul ol menu dir', readList),
  ...names('dl', readDefinitions),
  ...names('wbr source track param col input link meta base title noembed noframes datalist rp', nothing),
  ...names('script', named('Ein Skript wird nicht übernommen.')),
  ...names('style', named('Ein Stil wird nicht übernommen; das Aussehen bestimmt die Vorlage.')),
  ...names('template', nothing),
  ...names('canvas', named('Was ein Skript zeichnet, wird nicht übernommen.')),
  ...names('area', (element, { reading }) => {
    const href = wholeAddress(attribute(element, 'href') ?? '', reading);
    if (href !== undefined && href !== '')
      reading.remark(
        'link',
        'Der Link lag auf einem Teil eines Bildes; das gibt es hier nicht.',
        short(`${attribute(element, 'alt') ?? ''} → ${href}`),
      );
    return [];
  }),
  ...names('svg', (element, { reading }) => {
    const words = rawText(element.childNodes).trim();
    // Symbols of buttons and themes say nothing.
    if (words !== '')
      reading.remark(
        'picture',
        'Eine Zeichnung, die mitten im Text steht (SVG), wird nicht übernommen. Speichere sie als Datei.',
        short(words),
      );
    return [];
  }),
  ...names('math', (element, { reading }) => {
    const words = rawText(element.childNodes).trim();
    reading.remark('left-over', 'Eine Formel (MathML) ist hier nur noch Text.', short(words));
    return words === '' ? [] : [leftOver('<math>', [text(words)])];
  }),
]);
