/** What the usual tags of templates stand for, as Markdown: pictures, embeds, links, code, boxes. Others keep their words and are named. */
import { parseEmbedUrl } from '../../markdown/embeds.ts';
import { isPictureName, playedKind } from '../../config/documentTypes.ts';
import type { Remark } from '../model.ts';
import type { Tag } from './templateTags.ts';

export interface TagContext {
  /** A variable (`site.title`, `page.author`) as a text; undefined where nobody knows it. */
  readonly valueOf: (name: string) => string | undefined;
  /** The old address of a text or a file that a reference names; undefined without one. */
  readonly addressOf: (reference: string) => string | undefined;
  readonly base: string;
  readonly url: string;
  readonly remark: (remark: Remark) => void;
  /** Texts that the template has set. */
  readonly variables: Map<string, string>;
}

/** The Markdown for a tag. A block stands between empty lines. */
export function meaningOf(tag: Tag, inner: string | undefined, source: string, context: TagContext): string {
  const { name } = tag;
  if (name === '=') return printed(tag.typed, source, context);
  if (name.startsWith('/')) return '';
  const known = meanings.get(name);
  const text = known?.(tag, inner, context) ?? guessed(tag, inner, context);
  if (text !== undefined) return text;
  const words = inner ?? readable(tag);
  context.remark({
    kind: 'left-over',
    reason: `Das Kürzel „${name}“ kennt nur das bisherige Programm; ${words.trim() === '' ? 'es fällt weg' : 'seine Worte bleiben'}.`,
    before: short(source),
    ...(words.trim() !== '' && { after: short(words) }),
  });
  return words;
}

export function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 120 ? line : `${line.slice(0, 118).replace(/[\ud800-\udbff]$/, '')} …`;
}

/** Words in the arguments of a tag that a reader would miss. */
function readable({ named }: Tag): string {
  return ['text', 'content', 'quote', 'caption', 'title', 'description', 'label', 'message']
    .flatMap((key) => named.get(key) ?? [])
    .slice(0, 1)
    .join('');
}

type Meaning = (tag: Tag, inner: string | undefined, context: TagContext) => string | undefined;

function first({ positional, named }: Tag, ...keys: readonly string[]): string {
  return (
    keys.map((key) => named.get(key)).find((value) => value !== undefined && value !== '') ??
    positional[0] ??
    ''
  );
}

function argument({ named }: Tag, ...keys: readonly string[]): string {
  return keys.map((key) => named.get(key)).find((value) => value !== undefined && value !== '') ?? '';
}

function block(text: string): string {
  return `\n\n${text}\n\n`;
}

// Pictures

export interface WrittenPicture {
  readonly src: string;
  readonly alt?: string;
  readonly caption?: string;
  readonly place?: string;
}

export function pictureMarkdown({ src, alt = '', caption = '', place = '' }: WrittenPicture): string {
  const title = caption === '' ? '' : ` "${plainWords(caption).replace(/(["\\])/g, '\\$1')}"`;
  return `![${inBrackets(plainWords(alt))}](${formatTarget(src)}${title})${place === '' ? '' : `{bild=${place}}`}`;
}

export function inBrackets(text: string): string {
  return text.replace(/([[\]\\])/g, '\\$1');
}

/** Without HTML and with Markdown's links as their words: a caption is a text. */
export function plainWords(text: string): string {
  return text
    .replace(/<[^<>]{0,500}>/g, '')
    .replace(/!?\[([^[\]]{0,300})\]\([^()]{0,500}\)/g, '$1')
    .replace(/\*\*|__/g, '')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A target as Markdown takes it. */
export function formatTarget(target: string): string {
  if (target === '') return '<>';
  const line = target.replace(/[\n\r]/g, ' ').trim();
  return /[\s()<>]/.test(line)
    ? `<${line.replace(/([<>])/g, (sign) => (sign === '<' ? '%3C' : '%3E'))}>`
    : line;
}

export function placeOf(words: string): string {
  const found = /\b(?:align-|float-|pull-)?(left|right|links|rechts)\b/i.exec(words)?.[1]?.toLowerCase();
  if (found !== undefined) return found === 'left' || found === 'links' ? 'links' : 'rechts';
  return /\b(?:full|wide|breakout|bleed|breit)\b/i.test(words) ? 'breit' : '';
}

const sourceKeys = [
  'src',
  'url',
  'image_path',
  'image',
  'img',
  'path',
  'file',
  'filename',
  'link',
  'href',
  'picture',
  'imageurl',
  'image_url',
];

function picture(tag: Tag, inner: string | undefined): string | undefined {
  const keys = sourceKeys.filter((key) => tag.named.has(key));
  const src =
    keys
      .map((key) => tag.named.get(key) ?? '')
      .find((value) => isPictureName(value.replace(/[?#].*$/s, ''))) ??
    tag.positional.find((value) => isPictureName(value.replace(/[?#].*$/s, ''))) ??
    keys.map((key) => tag.named.get(key) ?? '').find((value) => value !== '') ??
    tag.positional[0] ??
    '';
  if (src === '' || /\s{2}|\n/.test(src)) return undefined;
  const others = tag.positional.filter(
    (value) =>
      value !== src &&
      /\p{L}{2}/u.test(value) &&
      !/^(?:left|right|center|\d+(?:px|%)?)$/.test(value) &&
      !isPictureName(value),
  );
  const caption =
    argument(tag, 'caption', 'captions', 'legend', 'text', 'subtitle', 'figcaption', 'title') ||
    (inner ?? '').trim();
  const credit = argument(tag, 'attr', 'credit', 'copyright', 'source', 'author', 'photographer', 'quelle');
  const alt = argument(tag, 'alt', 'image_alt', 'imagealt', 'description', 'desc') || (others[0] ?? '');
  const place = placeOf(
    `${argument(tag, 'class', 'align', 'float', 'position', 'style')} ${tag.positional.filter((value) => /^(?:left|right)$/.test(value)).join(' ')}`,
  );
  const words = [
    plainWords(caption || (others[1] ?? '')),
    credit === '' ? '' : `Foto: ${plainWords(credit)}`,
  ].filter((one) => one !== '');
  return block(
    pictureMarkdown({ src, alt, caption: words.join(/[.!?]$/.test(words[0] ?? '') ? ' ' : '. '), place }),
  );
}

// Embeds

export function embedMarkdown(address: string, title: string): string {
  const url = address.replace(/^\/\//, 'https://').replace(/^http:/, 'https:');
  return parseEmbedUrl(url)
    ? block(`![${inBrackets(plainWords(title))}](${url})`)
    : block(`[${inBrackets(plainWords(title) || url)}](${formatTarget(url)})`);
}

function embedOf(make: (id: string) => string, title: string): Meaning {
  return (tag) => {
    const id = first(
      tag,
      'id',
      'videoid',
      'video_id',
      'url',
      'src',
      'link',
      'code',
      'youtubeid',
      'tweet',
      'post',
      'href',
    ).trim();
    if (id === '') return undefined;
    return embedMarkdown(
      /^(?:https?:)?\/\//.test(id) ? id : make(id),
      argument(tag, 'title', 'caption', 'label', 'alt') || title,
    );
  };
}

const youtube = embedOf((id) => `https://www.youtube.com/watch?v=${id.replace(/[?&].*$/, '')}`, 'Video');
const vimeo = embedOf((id) => `https://vimeo.com/${id}`, 'Video');

function tweet(tag: Tag): string | undefined {
  const user =
    argument(tag, 'user', 'username') || (tag.positional.length > 1 ? (tag.positional[0] ?? '') : '');
  const id = argument(tag, 'id', 'tweet', 'url') || tag.positional.at(-1) || '';
  if (id === '') return undefined;
  return embedMarkdown(
    /^https?:/.test(id) ? id : `https://x.com/${user || 'i'}/status/${id}`,
    'Beitrag auf X',
  );
}

// Boxes

/** Words for kinds of notes. */
const noteTitles: ReadonlyMap<string, string> = new Map([
  ...[
    'note',
    'notice',
    'hint',
    'hinweis',
    'alert',
    'callout',
    'admonition',
    'aside',
    'box',
    'infobox',
    'panel',
    'message',
    'card',
  ].map((name) => [name, 'Hinweis'] as const),
  ...['info', 'information', 'abstract', 'primary', 'secondary', 'default'].map(
    (name) => [name, 'Info'] as const,
  ),
  ...['tip', 'tipp', 'success', 'check', 'done'].map((name) => [name, 'Tipp'] as const),
  ...['important', 'wichtig'].map((name) => [name, 'Wichtig'] as const),
  ...['warning', 'warn', 'warnung', 'caution', 'attention', 'achtung', 'danger', 'error', 'bug'].map(
    (name) => [name, 'Achtung'] as const,
  ),
  ['question', 'Frage'],
  ['faq', 'Frage'],
  ['example', 'Beispiel'],
  ['todo', 'Offen'],
]);

export function noteTitle(kind: string): string | undefined {
  return noteTitles.get(kind.toLowerCase().replace(/^notice--|^alert-/, ''));
}

/** A note as a quotation that says so: every generator's note is one until the dialect of ours makes a box of it. */
export function noteMarkdown(title: string, text: string): string {
  const lines = [`[!NOTE] ${plainWords(title)}`, ...text.trim().split('\n')];
  return block(lines.map((line) => `> ${line}`.trimEnd()).join('\n'));
}

function note(tag: Tag, inner: string | undefined): string | undefined {
  const kind =
    argument(tag, 'type', 'kind', 'level', 'class', 'context', 'color', 'style', 'icon') ||
    (tag.positional[0] ?? '');
  const text = inner ?? argument(tag, 'text', 'content', 'message', 'body');
  if (text.trim() === '') return undefined;
  const known = kind
    .split(/\s+/)
    .map(noteTitle)
    .find((title) => title !== undefined);
  const other = tag.positional.find(
    (value, index) => (index > 0 || noteTitle(value) === undefined) && /\p{L}/u.test(value),
  );
  return noteMarkdown(
    argument(tag, 'title', 'header', 'heading', 'summary') ||
      other ||
      known ||
      (noteTitle(tag.name) ?? 'Hinweis'),
    dedented(text),
  );
}

export function dedented(text: string): string {
  const lines = text.replace(/^\n+|\s+$/g, '').split('\n');
  const margins = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const margin = Math.min(...margins, 40);
  return lines.map((line) => line.slice(Number.isFinite(margin) ? margin : 0)).join('\n');
}

// Code

function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return block(
    `${fence}${/^[\w+#.-]{1,30}$/.test(language) ? language.toLowerCase() : ''}\n${code.replace(/^\n+|\s+$/g, '')}\n${fence}`,
  );
}

function highlight(tag: Tag, inner: string | undefined): string | undefined {
  const [language = ''] = tag.positional;
  return inner === undefined
    ? undefined
    : fenced(inner, (argument(tag, 'lang', 'language') || language).replace(/^lang:/, ''));
}

// The table

const nothing: Meaning = () => '';
const inside: Meaning = (_tag, inner) => inner;

function quote(tag: Tag, inner: string | undefined): string | undefined {
  const text = inner ?? argument(tag, 'text', 'quote', 'content') ?? '';
  if (text.trim() === '') return undefined;
  const author = argument(tag, 'author', 'cite', 'by', 'source', 'name') || tag.positional.join(', ');
  const lines = [...dedented(text).split('\n'), ...(author === '' ? [] : ['', `— ${plainWords(author)}`])];
  return block(lines.map((line) => `> ${line}`.trimEnd()).join('\n'));
}

function details(tag: Tag, inner: string | undefined): string | undefined {
  if (inner === undefined) return undefined;
  const title =
    argument(tag, 'summary', 'title', 'label', 'header') ||
    (tag.positional.find((value) => /\p{L}/u.test(value)) ?? 'Mehr');
  return block(
    `<details><summary>${plainWords(title).replace(/[<&]/g, (sign) => (sign === '<' ? '&lt;' : '&amp;'))}</summary>\n\n${dedented(inner)}\n\n</details>`,
  );
}

function reference(tag: Tag, _inner: string | undefined, { addressOf }: TagContext): string {
  const target = first(tag, 'path', 'page', 'slug');
  const [, path = '', fragment = ''] = /^([^#]*)(#.*)?$/.exec(target) ?? [];
  return path === '' ? fragment : `${addressOf(path) ?? path}${fragment}`;
}

function link(tag: Tag, inner: string | undefined, context: TagContext): string | undefined {
  const href = argument(tag, 'href', 'url', 'link', 'to', 'relref') || (tag.positional[0] ?? '');
  const words =
    (inner ?? '').trim() || argument(tag, 'text', 'title', 'label', 'content') || (tag.positional[1] ?? '');
  if (href === '') return words === '' ? undefined : words;
  return words === '' ? undefined : `[${words}](${formatTarget(context.addressOf(href) ?? href)})`;
}

/** Jekyll's own `link`, which stands inside a link; Hugo's and others' make a whole one. */
function linkOrAddress(tag: Tag, inner: string | undefined, context: TagContext): string | undefined {
  return inner === undefined && tag.named.size === 0 && tag.positional.length === 1
    ? reference(tag, inner, context)
    : link(tag, inner, context);
}

function played(tag: Tag): string | undefined {
  const src = first(tag, 'src', 'url', 'file', 'mp4', 'mp3', 'webm', 'path');
  if (src === '') return undefined;
  if (playedKind(src) !== undefined)
    return block(pictureMarkdown({ src, alt: argument(tag, 'title', 'alt', 'caption') }));
  return /^[\w-]{11}$/.test(src) || /youtu|vimeo/.test(src) ? youtube(tag, undefined, dummy) : undefined;
}

const dummy: TagContext = {
  valueOf: () => undefined,
  addressOf: () => undefined,
  base: '',
  url: '',
  remark: () => undefined,
  variables: new Map(),
};

function gist(tag: Tag): string | undefined {
  const path = tag.positional.join('/');
  return path === ''
    ? undefined
    : block(
        `[Gist auf GitHub](https://gist.github.com/${path.replace(/^https?:\/\/gist\.github\.com\//, '')})`,
      );
}

function assign({ typed }: Tag, inner: string | undefined, { variables, valueOf }: TagContext): string {
  const [, name = '', value = ''] = /^([\w-]+)\s*=?\s*([\s\S]*)$/.exec(typed) ?? [];
  if (inner !== undefined) variables.set(name, inner.trim());
  else {
    const text = evaluated(value, { variables, valueOf });
    if (text !== undefined) variables.set(name, text);
  }
  return '';
}

/** What a condition or a loop over data shows depends on the data. */
function logic(keeps: boolean): Meaning {
  return (tag, inner, { remark }) => {
    remark({
      kind: 'left-over',
      reason: keeps
        ? 'Hier stand eine Bedingung; was sie zeigte, bleibt immer stehen.'
        : 'Hier stand eine Liste, die das bisherige Programm beim Bauen machte; sie fällt weg.',
      before: short(`{% ${tag.name} ${tag.typed} %}`),
    });
    return keeps ? (inner ?? '') : '';
  };
}

const meanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ...[
    'figure',
    'image',
    'img',
    'picture',
    'fig',
    'postimage',
    'responsive-image',
    'responsive_image',
    'imgproc',
    'lightbox',
    'figures',
    'featured-image',
    'image-gallery-item',
    'zoom',
  ].map((name) => [name, picture] as const),
  ...[
    'youtube',
    'youtubeplayer',
    'youtube-embed',
    'youtubeembed',
    'yt',
    'youtube-lite',
    'youtube_embed',
    'lite-youtube',
    'liteyoutube',
    'astroyoutube',
    'youtubevideo',
    'responsive-youtube',
  ].map((name) => [name, youtube] as const),
  ...['vimeo', 'vimeoplayer', 'vimeoembed', 'vimeo_simple'].map((name) => [name, vimeo] as const),
  ...['tweet', 'twitter', 'x', 'x_simple', 'twitter_simple', 'xpost'].map((name) => [name, tweet] as const),
  ['instagram', embedOf((id) => `https://www.instagram.com/p/${id}/`, 'Beitrag auf Instagram')],
  ['mastodon', embedOf((id) => id, 'Beitrag im Fediverse')],
  ['toot', embedOf((id) => id, 'Beitrag im Fediverse')],
  ['bluesky', embedOf((id) => id, 'Beitrag auf Bluesky')],
  ['gist', gist],
  ...['video', 'audio', 'mp3', 'mp4', 'player', 'audioplayer', 'videoplayer'].map(
    (name) => [name, played] as const,
  ),
  ...['highlight', 'code', 'codeblock', 'code-block', 'prism'].map((name) => [name, highlight] as const),
  ['mermaid', (_tag, inner) => (inner === undefined ? undefined : fenced(inner, 'mermaid'))],
  ...['ref', 'relref', 'post_url', 'doc'].map((name) => [name, reference] as const),
  ['link', linkOrAddress],
  ...['button', 'btn', 'extlink', 'linkbutton', 'buttonlink', 'a'].map((name) => [name, link] as const),
  ...['details', 'expand', 'collapse', 'collapsible', 'spoiler', 'accordion', 'accordionitem', 'fold'].map(
    (name) => [name, details] as const,
  ),
  ...['quote', 'blockquote', 'pullquote', 'citation', 'zitat'].map((name) => [name, quote] as const),
  ...[...noteTitles.keys()].map((name) => [name, note] as const),
  ...[
    'rawhtml',
    'html',
    'unsafe',
    'markdown',
    'md',
    'markdownify',
    'fragment',
    'center',
    'lead',
    'section',
    'div',
    'span',
    'columns',
    'column',
    'row',
    'col',
    'grid',
    'tabs',
    'tab',
    'steps',
    'gallery',
    'figuregroup',
    'raw',
    'spaceless',
    'autoescape',
    'filter',
    'nobr',
    'left',
    'right',
    'big',
    'small',
  ].map((name) => [name, inside] as const),
  ...[
    'toc',
    'tableofcontents',
    'table-of-contents',
    'clear',
    'clearfix',
    'break',
    'endif',
    'else',
    'elsif',
    'elseif',
    'when',
    'cycle',
    'increment',
    'decrement',
    'newline',
    'seo',
    'feed_meta',
    'client',
    'script',
    'css',
    'style',
  ].map((name) => [name, nothing] as const),
  ['br', () => '<br>'],
  ['comment', nothing],
  ...['assign', 'set', 'capture', 'setasync'].map((name) => [name, assign] as const),
  ...['if', 'unless', 'ifchanged'].map((name) => [name, logic(true)] as const),
  ...['for', 'tablerow', 'case', 'paginate', 'macro', 'block'].map((name) => [name, logic(false)] as const),
  [
    'param',
    ({ positional }, _inner, { valueOf }) =>
      valueOf(`page.${positional[0] ?? ''}`) ?? valueOf(`site.params.${positional[0] ?? ''}`) ?? '',
  ],
]);

/** By its name and arguments: themes and plugins call the same things by many names. */
function guessed(tag: Tag, inner: string | undefined, context: TagContext): string | undefined {
  const { name, named, positional } = tag;
  if (/youtube/.test(name)) return youtube(tag, inner, context);
  if (/vimeo/.test(name)) return vimeo(tag, inner, context);
  if (
    /(?:image|img|figure|photo|picture|bild|foto)/.test(name) &&
    (inner === undefined || inner.trim() === '' || named.has('src'))
  )
    return picture(tag, inner);
  if (/(?:notice|callout|admonition|alert|hint|hinweis|infobox)/.test(name)) return note(tag, inner);
  if (/(?:audio|video|player)/.test(name)) return played(tag);
  if (/(?:button|btn)/.test(name)) return link(tag, inner, context);
  const values = [...sourceKeys.map((key) => named.get(key) ?? ''), ...positional];
  if (inner === undefined && values.some((value) => isPictureName(value))) return picture(tag, inner);
  const address = values.find((value) => /^https?:\/\/[^\s/]+\.\S+$/.test(value));
  if (inner === undefined && address !== undefined)
    return embedMarkdown(address, argument(tag, 'title', 'caption', 'text', 'label'));
  return undefined;
}

// Values

/** `{{ site.baseurl }}/x`, `{{ "/x" | relative_url }}`, `{{ page.title }}` */
function printed(typed: string, source: string, context: TagContext): string {
  const text = evaluated(typed, context, context);
  if (text !== undefined) return text;
  context.remark({
    kind: 'left-over',
    reason: 'Diesen Wert rechnete das bisherige Programm beim Bauen aus; er fällt weg.',
    before: short(source),
  });
  return '';
}

function evaluated(
  typed: string,
  scope: Pick<TagContext, 'variables' | 'valueOf'>,
  site?: Pick<TagContext, 'base' | 'url'>,
): string | undefined {
  const [start = '', ...filters] = typed.split('|').map((part) => part.trim());
  const literal = /^(?:"([^"]*)"|'([^']*)')$/.exec(start);
  let value = literal
    ? (literal[1] ?? literal[2] ?? '')
    : (scope.variables.get(start) ?? scope.valueOf(start));
  if (value === undefined && /^(?:content|toc|jekyll\.\w+|eleventy\.\w+)$/.test(start)) return '';
  for (const filter of filters) {
    const [, name = '', rest = ''] = /^([\w-]+)\s*[:(]?\s*([\s\S]*?)\)?$/.exec(filter) ?? [];
    const quoted = /^(?:"([^"]*)"|'([^']*)')/.exec(rest);
    const given = quoted ? (quoted[1] ?? quoted[2]) : (scope.variables.get(rest) ?? scope.valueOf(rest));
    if (name === 'default' && (value === undefined || value === '')) value = given;
    if (value === undefined) continue;
    if (name === 'prepend' && given !== undefined) value = given + value;
    else if (name === 'append' && given !== undefined) value += given;
    else if (name === 'absolute_url' && site) value = `${site.url}${site.base}/${value.replace(/^\//, '')}`;
    else if (name === 'relative_url' && site) value = value.startsWith('/') ? site.base + value : value;
    else if (
      name === 'markdownify' ||
      name === 'safe' ||
      name === 'url' ||
      name === 'strip' ||
      name === 'escape'
    )
      continue;
    else if (name === 'downcase' || name === 'lower') value = value.toLowerCase();
    else if (name === 'upcase' || name === 'upper') value = value.toUpperCase();
  }
  return value;
}
