/** HTML in the Markdown of others: what Markdown has a word for becomes Markdown, elements that only shape go, what runs goes, addresses are mapped. */
import { playedKind } from '../../config/documentTypes.ts';
import type { Remark } from '../model.ts';
import { embedMarkdown, inBrackets, pictureMarkdown, placeOf, plainWords, short } from './tagMeanings.ts';

export interface HtmlContext {
  /** Where a link leads now; undefined: nowhere. */
  readonly link: (href: string) => string | undefined;
  /** What names a picture, sound or document now; undefined: it is not here. */
  readonly media: (src: string) => string | undefined;
  readonly remark: (remark: Remark) => void;
  /** Of links and spans that are open: which have lost their beginning; a paragraph has a piece of HTML for each tag. */
  readonly gone: string[];
}

type Mode = 'markdown' | 'html' | 'inline';

/** A block of raw HTML. */
export function rewriteHtmlBlock(html: string, context: HtmlContext): string {
  const remarks: Remark[] = [];
  const trial = rewrite(
    html,
    { ...context, gone: [...context.gone], remark: (one) => remarks.push(one) },
    'markdown',
  );
  if (
    /<\/?(?:table|thead|tbody|tr|td|th|ul|ol|li|dl|dt|dd|details|summary|blockquote|pre|section|ruby|caption)\b/i.test(
      trial,
    )
  )
    return rewrite(html, context, 'html');
  remarks.forEach(context.remark);
  context.gone.length = 0;
  return trial
    .replace(/^[ \t]+/gm, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** One tag, or a comment, in a paragraph. */
export function rewriteInlineHtml(html: string, context: HtmlContext): string {
  return rewrite(html, context, 'inline');
}

const token =
  /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][\w:-]*)((?:\s|\/)(?:"[^"]{0,4000}"|'[^']{0,4000}'|[^'"<>]){0,400})?>/g;

/** Elements of which nothing is text for readers. */
const removed =
  /^(?:script|style|noscript|template|svg|canvas|object|embed|form|select|button|textarea|head|title|math)$/;
/** Elements that only shape, or that texts of ours do not have. */
const transparent =
  /^(?:div|center|font|article|header|main|nav|aside|footer|hgroup|address|figure|figcaption|big|picture|nobr|body|html|section|label|input|link|meta|param|source|o:p)$/;
const renamed: ReadonlyMap<string, string> = new Map([
  ['strike', 's'],
  ['acronym', 'abbr'],
  ['tt', 'code'],
  ['dir', 'ul'],
]);
const allowed =
  /^(?:a|abbr|b|bdi|bdo|blockquote|br|caption|cite|code|col|colgroup|dd|del|details|dfn|dl|dt|em|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|rp|rt|ruby|s|samp|small|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|u|ul|var|wbr)$/;
const attributesOf: Readonly<Record<string, RegExp>> = {
  a: /^(?:href|id)$/,
  ol: /^(?:start|reversed)$/,
  li: /^(?:id|value)$/,
  td: /^(?:colspan|rowspan|align)$/,
  th: /^(?:colspan|rowspan|align|scope|abbr)$/,
  time: /^datetime$/,
  details: /^open$/,
  blockquote: /^cite$/,
  q: /^cite$/,
};

function rewrite(html: string, context: HtmlContext, mode: Mode): string {
  const out: string[] = [];
  let at = 0;
  token.lastIndex = 0;
  const contentEnd = createEnds(html);
  const words = (text: string): void => void out.push(mode === 'markdown' ? asMarkdown(text) : text);
  for (const match of html.matchAll(token)) {
    const [whole, slash = '', written, typed = ''] = match;
    if (match.index < at) continue;
    words(html.slice(at, match.index));
    at = match.index + whole.length;
    if (written === undefined) continue;
    const name = renamed.get(written.toLowerCase()) ?? written.toLowerCase();
    const end = slash === '' ? contentEnd(name, at) : undefined;
    const attributes = slash === '' ? readAttributes(typed) : new Map<string, string>();
    const special =
      slash === '' ? specialOf(name, attributes, html.slice(at, end?.start ?? at), context, mode) : undefined;
    if (special !== undefined) {
      out.push(special);
      if (end && name !== 'img') at = end.after;
    } else if (removed.test(name)) {
      if (slash === '')
        context.remark({
          kind: 'left-over',
          reason: `Das Element <${name}> läuft oder lädt etwas, oder gehört zu einem Formular; es fällt weg.`,
          before: short(whole),
        });
      if (end) at = end.after;
    } else out.push(tagText(name, slash, attributes, context, mode));
  }
  words(html.slice(at));
  return out.join('');
}

interface ContentEnd {
  readonly start: number;
  readonly after: number;
}

/** Characters; a picture with more around it than this is left as it stands. */
const longestContent = 20_000;

/** Where the content of an element ends that no element of its kind is in. The ends of a kind are looked for once. */
function createEnds(html: string): (name: string, from: number) => ContentEnd | undefined {
  const ends = new Map<string, { readonly all: readonly ContentEnd[]; next: number }>();
  return (name, from) => {
    const isRemoved = removed.test(name);
    if (!isRemoved && !/^(?:iframe|video|audio|figure)$/.test(name)) return undefined;
    const known = ends.get(name) ?? {
      all: [...html.matchAll(new RegExp(`</${name}\\s*>`, 'gi'))].map(({ 0: end, index }) => ({
        start: index,
        after: index + end.length,
      })),
      next: 0,
    };
    ends.set(name, known);
    // It is asked from the front to the back.
    while ((known.all[known.next]?.start ?? from) < from) known.next++;
    const end = known.all[known.next];
    return end && (isRemoved || end.start - from <= longestContent) ? end : undefined;
  };
}

function readAttributes(typed: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', a, b, c] of typed.matchAll(
    /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g,
  ))
    if (!attributes.has(name.toLowerCase())) attributes.set(name.toLowerCase(), decoded(a ?? b ?? c ?? ''));
  return attributes;
}

function decoded(text: string): string {
  return text
    .replace(/&(?:amp|#38);/g, '&')
    .replace(/&(?:quot|#34);/g, '"')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&nbsp;/g, '\u00a0');
}

/** Elements that become Markdown whole; undefined for all others. */
function specialOf(
  name: string,
  attributes: ReadonlyMap<string, string>,
  inside: string,
  context: HtmlContext,
  mode: Mode,
): string | undefined {
  const get = (key: string): string => attributes.get(key) ?? '';
  if (name === 'img') return picture(attributes, context, mode);
  if (name === 'iframe') {
    const src = get('src') || get('data-src');
    if (src === '') return '';
    const address = src.replace(/^\/\//, 'https://');
    if (!/^https?:\/\//.test(address)) return '';
    const made = embedMarkdown(address, get('title') || (/youtu|vimeo/.test(address) ? 'Video' : ''));
    if (!made.includes('!['))
      context.remark({
        kind: 'embed',
        reason: 'Aus dieser Adresse lässt sich nichts einbetten; an der Stelle steht ein Link dorthin.',
        before: short(address),
      });
    return mode === 'html'
      ? `<a href="${address.replace(/"/g, '%22')}">${escaped(plainWords(get('title')) || address)}</a>`
      : made;
  }
  if (name === 'video' || name === 'audio') {
    const src =
      get('src') || (/<source\b[^<>]{0,500}?\ssrc\s*=\s*["']?([^"'\s<>]+)/i.exec(inside)?.[1] ?? '');
    const media = src === '' ? undefined : context.media(src);
    if (media === undefined)
      context.remark({
        kind: 'picture',
        reason: 'Diese Datei mit Ton oder Film ist nicht da.',
        before: short(src),
      });
    if (media === undefined) return '';
    return mode === 'html'
      ? `<a href="${escaped(media)}">${escaped(get('title') || 'Zum Anhören oder Ansehen')}</a>`
      : `\n\n${pictureMarkdown({ src: media, alt: get('title') || get('aria-label') })}\n\n`;
  }
  if (name !== 'figure' || mode === 'html') return undefined;
  const pictures = [...inside.matchAll(/<img\b((?:"[^"]{0,4000}"|'[^']{0,4000}'|[^'"<>]){0,400})>/gi)];
  const [only] = pictures;
  if (!only || pictures.length > 1 || /<(?:table|iframe|video|audio|blockquote|pre|ul)\b/i.test(inside))
    return undefined;
  const caption = /<figcaption[^<>]{0,500}>([\s\S]*?)<\/figcaption>/i.exec(inside)?.[1] ?? '';
  const own = readAttributes(only[1] ?? '');
  if (plainWords(caption) !== '') own.set('title', decoded(plainWords(caption)));
  const { class: classes = '' } = Object.fromEntries(attributes);
  if (classes !== '') own.set('class', `${own.get('class') ?? ''} ${classes}`);
  return picture(own, context, mode);
}

function picture(attributes: ReadonlyMap<string, string>, context: HtmlContext, mode: Mode): string {
  const get = (key: string): string => attributes.get(key) ?? '';
  const src = get('src').startsWith('data:') ? get('data-src') : get('src') || get('data-src');
  const media = src === '' ? undefined : context.media(src);
  if (media === undefined) {
    context.remark({
      kind: 'picture',
      reason: 'Dieses Bild ist nicht da; seine Beschreibung bleibt ungenannt.',
      before: short(src),
    });
    return '';
  }
  if (mode === 'html' && playedKind(media) === undefined) {
    const title = get('title') === '' ? '' : ` title="${escaped(get('title'))}"`;
    return `<img src="${escaped(media)}" alt="${escaped(get('alt'))}"${title}>`;
  }
  const made = pictureMarkdown({
    src: media,
    alt: get('alt'),
    caption: get('title'),
    place: placeOf(`${get('class')} ${get('align')} ${get('style')}`),
  });
  return mode === 'markdown' ? `\n\n${made}\n\n` : made;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}

function tagText(
  name: string,
  slash: string,
  attributes: ReadonlyMap<string, string>,
  context: HtmlContext,
  mode: Mode,
): string {
  const { gone } = context;
  const isEnd = slash !== '';
  if (mode === 'markdown') {
    const level = /^h([1-6])$/.exec(name)?.[1];
    if (level !== undefined) return isEnd ? '\n\n' : `\n\n${'#'.repeat(Number(level))} `;
    if (name === 'p' || transparent.test(name)) return '\n\n';
    if (name === 'hr') return '\n\n---\n\n';
  }
  if (transparent.test(name)) return '';
  if (!allowed.test(name)) {
    if (!isEnd)
      context.remark({
        kind: 'left-over',
        reason: `Das Element <${name}> gibt es hier nicht; seine Worte bleiben.`,
        before: `<${name}>`,
      });
    return '';
  }
  if (isEnd) {
    if (/^(?:a|span)$/.test(name) && gone.at(-1) === name) {
      gone.pop();
      return '';
    }
    if (name === 'a' || name === 'span') gone.pop();
    return `</${name}>`;
  }
  const kept = [...attributes]
    .filter(
      ([key, value]) => (attributesOf[name]?.test(key) || /^(?:lang|dir|title)$/.test(key)) && value !== '',
    )
    .map(([key, value]): readonly [string, string] => [key, value]);
  if (name === 'a') return anchor(kept, attributes, context);
  if (name === 'span' && kept.length === 0) {
    gone.push('span');
    return '';
  }
  if (name === 'span') gone.push('');
  return `<${name}${kept.map(([key, value]) => ` ${key}="${escaped(value)}"`).join('')}>`;
}

function anchor(
  kept: readonly (readonly [string, string])[],
  attributes: ReadonlyMap<string, string>,
  context: HtmlContext,
): string {
  const { gone } = context;
  const href = attributes.get('href');
  const id = attributes.get('id') ?? attributes.get('name');
  const target = href === undefined || href === '' ? undefined : context.link(href);
  if (target === undefined && href !== undefined && href !== '')
    context.remark({
      kind: 'link',
      reason: 'Dieser Link führt hier nirgendwohin; seine Worte bleiben.',
      before: short(href),
    });
  if (target === undefined && (id === undefined || id === '')) {
    gone.push('a');
    return '';
  }
  gone.push('');
  const others = kept.filter(([key]) => key !== 'href' && key !== 'id');
  const own: (readonly [string, string])[] = [
    ...(target === undefined ? [] : [['href', target] as const]),
    ...(id === undefined || id === '' ? [] : [['id', id] as const]),
    ...others,
  ];
  return `<a${own.map(([key, value]) => ` ${key}="${escaped(value)}"`).join('')}>`;
}

/** Words of HTML mean nothing to Markdown until somebody makes Markdown of them. */
function asMarkdown(text: string): string {
  return inBrackets(text.replace(/\\/g, '\u005c')).replace(/(?<!\\)([*_`])/g, '\\$1');
}
