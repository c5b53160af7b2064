/**
 * What each block of the block editor becomes. Most say everything by their HTML; here is what only their attributes know, what
 * WordPress makes anew for each page, and what is of plugins.
 */
import type { ElementContent } from 'hast';
import { attributeText, type Block, isRecord, parseBlocks } from './blocks.ts';
import { pageOfFrame } from './embeds.ts';
import { codeOf, embedOf, filmOf, languageName } from './htmlThings.ts';
import { flow, isSeen, phrasingOnly } from './paragraphs.ts';
import { wholeAddress } from './pictures.ts';
import { el, leftOver, paragraphEnd, type Reading, short, text, wordsOf } from './reading.ts';

/** Reusable blocks in reusable blocks. */
const deepestReuse = 12;
/** Characters that reusable blocks may add to a text; without a limit a few that hold each other twice fill the memory. */
const mostReused = 2_000_000;

interface BlockReading {
  readonly reading: Reading;
  /** Reusable blocks around this place. */
  readonly around: readonly string[];
  readonly reused: { length: number };
}

/** HTML in which comments of `place` stand for what HTML does not say. */
export function withoutBlocks(content: string, reading: Reading): string {
  return writeAll(parseBlocks(content), { reading, around: [], reused: { length: 0 } }, true);
}

function writeAll(parts: readonly (string | Block)[], context: BlockReading, isTop: boolean): string {
  return parts
    .map((part) =>
      typeof part !== 'string' ? writeBlock(part, context) : isTop ? freeText(part, context.reading) : part,
    )
    .join('');
}

/** What stands between blocks: classic text, whose paragraphs end at empty lines. */
function freeText(html: string, reading: Reading): string {
  if (html.trim() === '' || /<(?:pre|textarea|script|style)\b/i.test(html)) return html;
  return html.replaceAll(/\n[ \t]*\n\s*/g, `\n${reading.place([paragraphEnd])}\n`);
}

type WriteBlock = (block: Block, context: BlockReading) => string;

function writeBlock(block: Block, context: BlockReading): string {
  const { name } = block;
  nameBinding(block, context.reading);
  const write = kinds.get(name) ?? (name.startsWith('core-embed/') ? writeEmbed : undefined);
  if (write) return write(block, context);
  if (name.startsWith('core/')) {
    if (block.content.length === 0) return leaveOut(block, context);
    return dynamic.has(name.slice('core/'.length)) ? leaveOut(block, context) : inner(block, context);
  }
  const isTransparent = containers.test(name) && !widgetBlocks.test(name);
  const content = inner(block, context);
  if (isTransparent && content.trim() !== '') return content;
  return writeUnknown(block, content, context);
}

function inner(block: Block, context: BlockReading): string {
  return writeAll(block.content, context, false);
}

function nameBinding({ attributes, name }: Block, reading: Reading): void {
  const metadata = attributes['metadata'];
  if (isRecord(metadata) && isRecord(metadata['bindings'])) {
    reading.remark(
      'words',
      'Dieser Block holte seinen Inhalt aus einem eigenen Feld; hier steht, was im Text als Ersatz stand.',
      short(`${name} ${JSON.stringify(metadata['bindings'])}`),
    );
  }
}

// Blocks that WordPress fills anew for each page: none of it is the text's

const dynamic: ReadonlyMap<string, string> = new Map([
  ['latest-posts', 'Die Liste der neuesten Beiträge'],
  ['latest-comments', 'Die Liste der neuesten Kommentare'],
  ['query', 'Eine Liste von Beiträgen'],
  ['query-title', 'Der Titel einer Übersicht'],
  ['posts-list', 'Eine Liste von Beiträgen'],
  ['post-template', 'Eine Liste von Beiträgen'],
  ['navigation', 'Eine Navigation'],
  ['navigation-link', 'Ein Eintrag einer Navigation'],
  ['navigation-submenu', 'Ein Eintrag einer Navigation'],
  ['home-link', 'Ein Eintrag einer Navigation'],
  ['page-list', 'Die Liste der Seiten'],
  ['calendar', 'Der Kalender der Beiträge'],
  ['archives', 'Die Liste der Archive'],
  ['categories', 'Die Liste der Kategorien'],
  ['terms-query', 'Eine Liste von Kategorien oder Schlagwörtern'],
  ['search', 'Das Suchfeld'],
  ['tag-cloud', 'Die Schlagwörter-Wolke'],
  ['loginout', 'Der Link zum An- und Abmelden'],
  ['rss', 'Die Liste aus einem Feed'],
  ['comments', 'Die Kommentare'],
  ['post-comments', 'Die Kommentare'],
  ['post-comments-form', 'Das Kommentarformular'],
  ['comments-title', 'Die Überschrift der Kommentare'],
  ['post-title', 'Der Titel eines Beitrags'],
  ['post-content', 'Der Text eines Beitrags'],
  ['post-excerpt', 'Der Anriss eines Beitrags'],
  ['post-date', 'Das Datum eines Beitrags'],
  ['post-terms', 'Kategorien oder Schlagwörter eines Beitrags'],
  ['post-author', 'Die Autorenangabe'],
  ['post-author-name', 'Der Name des Autors'],
  ['post-author-biography', 'Die Autorenangabe'],
  ['post-featured-image', 'Das Beitragsbild'],
  ['post-navigation-link', 'Der Link zum nächsten Beitrag'],
  ['avatar', 'Das Bild des Autors'],
  ['read-more', 'Der Link „Weiterlesen“'],
  ['site-title', 'Der Name der Website'],
  ['site-tagline', 'Der Untertitel der Website'],
  ['site-logo', 'Das Logo der Website'],
  ['term-description', 'Die Beschreibung einer Kategorie'],
  ['template-part', 'Ein Teil der Vorlage'],
  ['pattern', 'Eine Vorlage des alten Themes'],
  ['legacy-widget', 'Ein Widget'],
  ['widget-group', 'Eine Gruppe von Widgets'],
]);

function leaveOut({ name, attributes }: Block, { reading }: BlockReading): string {
  const plain = name.replace(/^core\//, '');
  const what = dynamic.get(plain) ?? `Der Block „${plain}“`;
  const detail = ['feedURL', 'slug', 'label', 'url', 'content']
    .map((key) => attributeText(attributes, key))
    .find((value) => value !== '');
  const place = detail === undefined ? `wp:${plain}` : `wp:${plain} ${detail}`;
  reading.remark(
    'left-over',
    'Das fügt WordPress bei jedem Aufruf neu ein; es ist kein Teil des Textes.',
    short(`${what} (${place})`),
  );
  return reading.place([paragraphEnd]);
}

// Blocks whose attributes say more than their HTML

/** `core/embed` and its forerunners: the address may be in the attributes alone. */
function writeEmbed(block: Block, context: BlockReading): string {
  const { reading } = context;
  const url = attributeText(block.attributes, 'url');
  const html = inner(block, context);
  if (!/^(?:https?:)?\/\//i.test(url)) return html;
  const figure = flow(reading.plainItems(html, 'blocks')).find(
    (node) => node.type === 'element' && node.tagName === 'import-embed',
  );
  const caption = figure?.type === 'element' ? figure.children : [];
  return reading.place([el('import-embed', { url: pageOfFrame(url) }, caption)]);
}

function writeReusable(block: Block, { reading, around, reused }: BlockReading): string {
  const ref = attributeText(block.attributes, 'ref');
  const content = ref === '' ? undefined : reading.surroundings.reusableBlock(ref);
  const fail = (reason: string): string => {
    reading.remark('words', reason, `wp:block ${ref}`);
    return reading.place([leftOver(`wp:block ${ref}`)]);
  };
  if (content === undefined) return fail('Der wiederverwendbare Block, der hier stand, fehlt im Export.');
  if (around.includes(ref))
    return fail('Ein wiederverwendbarer Block enthält sich selbst; er steht nur einmal da.');
  reused.length += content.length;
  if (around.length >= deepestReuse || reused.length > mostReused)
    return fail('Wiederverwendbare Blöcke stehen zu oft ineinander; dieser ist weggelassen.');
  const html = writeAll(parseBlocks(content), { reading, around: [...around, ref], reused }, true);
  // Values of a synced pattern that this place overrides are named: WordPress puts them in when it shows the page.
  if (isRecord(block.attributes['content']) && Object.keys(block.attributes['content']).length > 0) {
    reading.remark(
      'words',
      'An dieser Stelle war ein Teil des wiederverwendbaren Blocks überschrieben; hier steht seine allgemeine Fassung.',
      short(JSON.stringify(block.attributes['content'])),
    );
  }
  return html;
}

function writeSocialLinks(block: Block, { reading }: BlockReading): string {
  const links = block.content
    .filter((part) => typeof part !== 'string')
    .flatMap(({ attributes }) => {
      const url = wholeAddress(attributeText(attributes, 'url'), reading) ?? '';
      const service = attributeText(attributes, 'service');
      const label =
        attributeText(attributes, 'label') ||
        (service === '' ? url : service.charAt(0).toUpperCase() + service.slice(1));
      const address = service === 'mail' && url.includes('@') && !url.includes(':') ? `mailto:${url}` : url;
      return url === '' || url === '#' ? [] : [el('li', {}, [el('a', { href: address }, [text(label)])])];
    });
  return reading.place(links.length === 0 ? [paragraphEnd] : [el('ul', {}, links)]);
}

const writeClassic: WriteBlock = (block, context) =>
  context.reading.place([
    paragraphEnd,
    ...context.reading.items(inner(block, context), 'classic'),
    paragraphEnd,
  ]);

/** A picture of code with a colour for each word: the code itself is in the attributes. */
const writeCodeBlock: WriteBlock = (block, context) => {
  const { reading } = context;
  const code = attributeText(block.attributes, 'code') || attributeText(block.attributes, 'content');
  const language = languageName(attributeText(block.attributes, 'language') || undefined);
  if (code !== '' && block.name !== 'core/code') return reading.place([codeOf(code, language)]);
  const content = flow(reading.plainItems(inner(block, context), 'blocks'));
  return reading.place(
    content.map((node) =>
      node.type === 'element' && node.tagName === 'import-code' && language !== undefined
        ? { ...node, properties: { language, ...node.properties } }
        : node,
    ),
  );
};

const writeMarkdownBlock: WriteBlock = (block, context) => {
  const html = inner(block, context);
  if (html.trim() !== '') return html;
  const source = attributeText(block.attributes, 'source');
  return source === '' ? '' : context.reading.place(flow(context.reading.plainItems(source, 'classic')));
};

/** Blocks that are only an address. */
const writeAddress: WriteBlock = (block, context) => {
  const address = ['url', 'giphyUrl', 'src', 'link']
    .map((name) => attributeText(block.attributes, name))
    .find((value) => value !== '');
  const html = inner(block, context);
  if (address === undefined) return html.trim() === '' ? writeUnknown(block, html, context) : html;
  return context.reading.place(embedOf(address, context.reading, `wp:${block.name}`));
};

const writeVideoPress: WriteBlock = (block, context) => {
  const guid = attributeText(block.attributes, 'guid');
  const src = attributeText(block.attributes, 'src');
  if (/^\w+$/.test(guid))
    return context.reading.place([el('import-embed', { url: `https://videopress.com/v/${guid}` })]);
  return src === ''
    ? inner(block, context)
    : context.reading.place(filmOf('video', src, undefined, context.reading));
};

const through: WriteBlock = (block, context) => inner(block, context);
const nothing: WriteBlock = (_, { reading }) => reading.place([paragraphEnd]);

const kinds: ReadonlyMap<string, WriteBlock> = new Map<string, WriteBlock>([
  ['core/embed', writeEmbed],
  ['core/block', writeReusable],
  ['core/social-links', writeSocialLinks],
  ['core/shortcode', writeClassic],
  ['core/freeform', writeClassic],
  ['core/footnotes', nothing],
  ['core/spacer', nothing],
  ['core/more', through],
  ['core/nextpage', through],
  ['core/paragraph', through],
  ['core/code', writeCodeBlock],
  ['syntaxhighlighter/code', writeCodeBlock],
  ['kevinbatdorf/code-block-pro', writeCodeBlock],
  ['enlighter/codeblock', writeCodeBlock],
  ['jetpack/markdown', writeMarkdownBlock],
  ['jetpack/podcast-player', writeAddress],
  ['jetpack/gif', writeAddress],
  ['jetpack/eventbrite', writeAddress],
  ['jetpack/calendly', writeAddress],
  ['jetpack/pinterest', writeAddress],
  ['jetpack/google-docs-embed', writeAddress],
  ['videopress/video', writeVideoPress],
  ['yoast-seo/table-of-contents', nothing],
  ['yoast-seo/estimated-reading-time', nothing],
  ['rank-math/toc-block', nothing],
  ['simpletoc/toc', nothing],
]);

// Blocks of plugins

/** Their blocks are text and layout that the HTML says; those that are not are in `widgetBlocks`. */
const containers =
  /^(?:generateblocks|kadence|stackable|ugb|uagb|spectra|themeisle-blocks|otter|getwid|coblocks|atomic-blocks|genesis-blocks|genesis-custom-blocks|qubely|editorskit|yoast|yoast-seo|rank-math|jetpack|a8c|automattic|premium|greenshift-blocks|essential-blocks|eb|blockspare|elementor|divi|tableberg|ht-blocks|advgb|mai|wpzoom|safe-svg|gutentor|ultimate-post|ultimate-addons|blockart|vk-blocks|snow-monkey-blocks|cwp|lemonsqueezy|wp-bootstrap-blocks|areoi|bod|plugin|sbb|flexible-table-block|snow-monkey|wpbbe|wpblockz|kioken|nk|ghostkit|layout|grids|tiptip|oik|amp|crowdsignal-forms|newspack|newspack-blocks|outermost|core-extension|canvas|powerkit|sight|absolute-reviews)\//;

const widgetBlocks =
  /\/(?:.*-)?(?:form|contact-form|forms|newsletter|subscriptions?|map|google-map|posts?|post-grid|post-carousel|post-timeline|posts-grid|homepage-articles|carousel|login|search|countdown|counter|progress|share|sharing|sharing-buttons|social-share|rating|rating-star|business-hours|send-a-message|like|related-posts|donations|payment-buttons?|recurring-payments|opentable|tock|revue|mailchimp|whatsapp-button|event-countdown|timeline-posts|taxonomy-list|table-of-contents|toc|tableofcontents|advgb-toc|instagram-gallery|latest-instagram-posts|poll|vote|applause|nps|feedback)$/;

/** Kept readable, and named. */
function writeUnknown({ name, attributes, content }: Block, html: string, { reading }: BlockReading): string {
  const readable = flow(reading.items(html, 'blocks'));
  const children = isSeen(readable) || content.length > 0 ? readable : prose(attributes, reading);
  reading.remark(
    'left-over',
    wordsOf(children) !== ''
      ? `Den Block „${name}“ gibt es hier nicht; was von ihm zu lesen ist, steht noch da.`
      : `Den Block „${name}“ gibt es hier nicht.`,
    short(
      `wp:${name} ${isSeen(children) ? wordsOf(children) : Object.keys(attributes).length === 0 ? '' : JSON.stringify(attributes)}`,
    ),
  );
  return reading.place([leftOver(`wp:${name}`, children)]);
}

/** Sentences in the attributes of a block that has no HTML (fields of ACF and the like). */
function prose(attributes: Block['attributes'], reading: Reading): readonly ElementContent[] {
  const found: string[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (typeof value === 'string') {
      if (/\p{L}\s+\p{L}/u.test(value) && !/^[{[<]?\s*"?[\w-]+"?\s*:/.test(value)) found.push(value);
    } else if (Array.isArray(value) && depth < 8) {
      for (const one of value) visit(one, depth + 1);
    } else if (isRecord(value) && depth < 8) {
      for (const [key, one] of Object.entries(value))
        if (!/^_|class|style|color|font/i.test(key)) visit(one, depth + 1);
    }
  };
  visit(attributes, 0);
  return found
    .flatMap((words) => flow([paragraphEnd, ...reading.plainItems(words, 'classic'), paragraphEnd]))
    .map((node) => (node.type === 'text' ? el('p', {}, phrasingOnly([node])) : node));
}
