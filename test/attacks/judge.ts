/**
 * What may stand in a text when it has been made into HTML, said once more and independently of the program's
 * own lists: an element or an attribute that somebody adds there must be added here by hand, too.
 */
import { type DefaultTreeAdapterTypes, html, parse, parseFragment } from 'parse5';

/** An element as a browser's parser found it. */
export interface SeenElement {
  readonly name: string;
  readonly isHtml: boolean;
  readonly attributes: Readonly<Record<string, string>>;
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const everywhere = words('class dir id lang title data-typografie');

/** Elements of a text, and what each may have besides. */
const inText: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    words(
      `abbr b bdi bdo br caption cite code col colgroup dd dfn dl dt em figcaption h2 h3 h4 h5 h6 hr i kbd mark p
       rp rt ruby s samp small strong sub summary sup table tbody tfoot thead tr u ul var wbr picture`,
    ).map((name) => [name, []]),
  ),
  a: words('href rel download aria-describedby aria-label data-footnote-ref data-footnote-backref'),
  article: [],
  aside: words('role aria-label'),
  audio: words('src controls preload loop muted aria-label'),
  blockquote: ['cite'],
  button: words('type hidden'),
  del: words('cite datetime'),
  details: ['open'],
  div: words('role aria-label tabindex data-diagramm data-kasten'),
  figure: words('data-embed data-title aria-label role'),
  img: words('src alt width height loading decoding fetchpriority sizes srcset'),
  ins: words('cite datetime'),
  li: ['value'],
  ol: words('start reversed'),
  pre: words('role aria-label tabindex'),
  q: ['cite'],
  section: words('data-footnotes aria-label'),
  span: words('role aria-label aria-hidden'),
  source: words('src type srcset sizes'),
  td: words('colspan rowspan'),
  th: words('colspan rowspan scope abbr'),
  time: ['datetime'],
  video: words('src width height controls preload loop muted aria-label'),
};

/** Of charts, which the program draws itself. */
const inDrawing: Readonly<Record<string, readonly string[]>> = {
  svg: words('x y width height viewBox role aria-hidden aria-label focusable preserveAspectRatio overflow'),
  defs: [],
  pattern: words('width height patternUnits patternTransform'),
  ...Object.fromEntries(
    words('g line rect text tspan path circle polyline polygon title').map((name) => [
      name,
      words(
        'x y x1 x2 y1 y2 cx cy r rx width height d points dx dy fill transform text-anchor vector-effect',
      ),
    ]),
  ),
};

/** Classes that the program or the theme gives; a text may not borrow those of the frame around it. */
const ownClass =
  /^(?:language-[^ ]+|sr-only|data-footnote-backref|footnotes|task-list-item|task-(?:box|done)|contains-task-list|transparent|align-(?:left|right|center)|number|table-box|box|box-title|explained|passage|chart(?:-[a-z0-9-]+)?|embed(?:-[a-z]+)?|credit|see-also(?:-label)?|ticker-[a-z]+|counterstatement-by|reason|focus-[xy]\d+)$/;

/** Ids that the theme gives to its own parts and looks them up by. */
const themeIds = new Set(
  words(
    'hauptinhalt gegendarstellung kommentare respond reply-title commentform email-notes comment author email url fax consent remember',
  ),
);

const safeSchemes = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const home = 'https://example.org/blog/2024/01/a/';

// oxlint-disable-next-line no-control-regex -- NUL is what it looks for
const noCharacter = /[\u0000\ud800-\udfff]|\p{Noncharacter_Code_Point}/u;

/** Finds forbidden parts of a text that readers see; empty where all is well. */
export function findingsIn(elements: readonly SeenElement[]): readonly string[] {
  return [...new Set(elements.flatMap((element) => findingsAt(element)))];
}

function findingsAt({ name, isHtml, attributes }: SeenElement): readonly string[] {
  const known = isHtml ? inText : inDrawing;
  const allowed = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!allowed) return [`<${name}>${isHtml ? '' : ' (not HTML)'}`];
  return Object.entries(attributes).flatMap(([key, value]) => {
    if (!allowed.includes(key) && !everywhere.includes(key)) return [`<${name} ${key}>`];
    const fault = valueFault(key, value);
    return fault === undefined ? [] : [`<${name} ${key}="${value.slice(0, 80)}">: ${fault}`];
  });
}

function valueFault(key: string, value: string): string | undefined {
  if (noCharacter.test(value)) return 'a character that is none';
  if (key === 'href' || key === 'cite') return linkFault(value);
  if (key === 'src' || key === 'srcset' || key === 'data-src') return loadFault(value);
  if (key === 'preload') return value === 'none' ? undefined : 'something that loads by itself';
  if (key === 'id') return themeIds.has(value) ? 'an id of the theme' : undefined;
  if (key === 'fill') return /^(?:[a-z]+|url\(#[\w-]+\))$/.test(value) ? undefined : 'a paint from elsewhere';
  if (key !== 'class') return undefined;
  const foreign = value.split(/[ \t\n\f\r]+/).filter((one) => one !== '' && !ownClass.test(one));
  return foreign.length > 0 ? 'a class that no text has' : undefined;
}

/** As a browser resolves it on the page. */
function linkFault(value: string): string | undefined {
  const url = URL.parse(value, home);
  return url && !safeSchemes.has(url.protocol) ? 'a scheme that no link may have' : undefined;
}

/** Everything that is loaded without a click comes from the site alone. */
function loadFault(value: string): string | undefined {
  const addresses = value.split(/,\s+/).map((offer) => offer.trim().split(/\s+/)[0] ?? '');
  const isOwn = addresses.every((one) => URL.parse(one, home)?.origin === 'https://example.org');
  return isOwn ? undefined : 'something from elsewhere';
}

/** An element with each of its attributes, as `name@attribute`: what stands around texts is compared by these. */
export function partsOf({ name, isHtml, attributes }: SeenElement): readonly string[] {
  const own = isHtml ? name : `${name} (not HTML)`;
  return [own, ...Object.keys(attributes).map((key) => `${own}@${key}`)];
}

/** What an element around texts has that no harmless page has, or that leads or loads where nothing may. */
export function findingsAround(element: SeenElement, harmless: ReadonlySet<string>): readonly string[] {
  const unknown = partsOf(element).filter((part) => !harmless.has(part));
  const { name, attributes } = element;
  const values = Object.entries(attributes).flatMap(([key, value]) => {
    // Names that the theme gives to its own parts are right where the theme stands.
    const fault =
      key === 'class' || key === 'id' || key === 'type' || (name === 'a' && key === 'name')
        ? undefined
        : valueFault(key, value);
    return fault === undefined ? [] : [`<${name} ${key}="${value.slice(0, 80)}">: ${fault}`];
  });
  const code = attributes['#text'];
  return [
    ...unknown,
    ...values,
    ...(code === undefined || harmless.has(`#text ${code}`) ? [] : ['code that is not ours']),
  ];
}

type Parsed = DefaultTreeAdapterTypes.ParentNode;

/** The elements of a piece of HTML, in order, and the text between them; `scripting`: as in a browser that runs scripts. */
export function seenIn(markup: string, scripting: boolean): readonly SeenElement[] {
  return elementsOf(parseFragment(markup, { scriptingEnabled: scripting }));
}

/** The elements that a whole page has inside an element with a class, and whether they stay there. */
export function seenOnPage(markup: string, scripting: boolean): readonly SeenElement[] {
  return elementsOf(parse(markup, { scriptingEnabled: scripting }));
}

function elementsOf(parent: Parsed): readonly SeenElement[] {
  return parent.childNodes.flatMap((node): readonly SeenElement[] => {
    if (node.nodeName === '#comment') return [{ name: '!--', isHtml: true, attributes: {} }];
    if (!('attrs' in node)) return [];
    const content = 'content' in node ? elementsOf(node.content) : [];
    return [seenElement(node), ...content, ...elementsOf(node)];
  });
}

function seenElement({ tagName, namespaceURI, attrs }: DefaultTreeAdapterTypes.Element): SeenElement {
  const attributes = attrs.map(
    ({ name, value, prefix }) => [prefix ? `${prefix}:${name}` : name, value] as const,
  );
  return {
    name: tagName,
    isHtml: namespaceURI === html.NS.HTML,
    attributes: Object.fromEntries(attributes),
  };
}
