/** Addresses as authors type them: what a slip was meant to be, and telephone numbers and mailboxes in the form that programs want. */
import { distance } from 'fastest-levenshtein';
import { decodeLoosely } from '../core/paths.ts';

/** A web address with its host; nothing before or between that does not belong there. */
const soundWebAddress = /^https?:\/\/(?!https?(?::|\/|$))[^/?#\\\s,]+(?:[/?#]|$)/i;

/** Whether a browser would go where the author means. */
export function isSoundWebAddress(href: string): boolean {
  return soundWebAddress.test(decodeLoosely(href)) && URL.canParse(href);
}

/** The host as every program knows it: `https://müller.de` → `https://xn--mller-kva.de`. */
export function withPlainHost(href: string): string {
  const [head, host] = /^https?:\/\/([^/?#]+)/i.exec(href) ?? [];
  if (head === undefined || host === undefined || !/[%\u0080-\uffff]/.test(host)) return href;
  const plain = URL.parse(head)?.host;
  return plain ? href.replace(host, () => plain) : href;
}

const endingsOfHosts =
  /\.(?:de|at|ch|li|lu|eu|org|com|net|info|biz|io|blog|berlin|hamburg|koeln|cologne|bayern|wien|tirol|saarland|ruhr|nrw|online|news|tv|me|uk|fr|it|nl|be|pl|cz|dk|es|us|edu|gov|int|app|dev|social|fm|ai)$/i;
const host = /^(?:[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[a-z]{2,}(?=[:/?#]|$)/iu;
const mailbox = /^[^\s@/?#<>()[\]:;,"]+@[^\s@/?#<>()[\]:;,"]+\.[a-z\u0080-\uffff]{2,}(?=\?|$)/i;
const webScheme = /^([a-z]{2,8})\s?[:;.,]?\s?[/\\]{1,4}/i;
const quotes = /^["'„“”»«‚‘’›‹]+|["'„“”»«‚‘’›‹]+$/g;

/**
 * The whole address that a target was meant to be which is none as it stands; undefined where that is not certain. `www.example.org`,
 * `redaktion@example.org`, `htps://example.org`, `https:/example.org`, `030/123456` …
 */
export function meantAddress(written: string): string | undefined {
  const target = decodeLoosely(written).trim().replace(quotes, '');
  const bare = target.replace(/^\/+(?=www\.|https?:|[^/]*@)/i, '');
  const behindScheme = afterWebScheme(bare);
  if (behindScheme !== undefined) {
    const [, scheme, rest] = behindScheme;
    const meant = `${scheme}://${rest.replace(/^([^/?#]*)/, (name) => name.replaceAll(',', '.'))}`;
    return rest !== '' && isSoundWebAddress(meant) ? encodeURI(decodeLoosely(meant)) : undefined;
  }
  const mail = bare.replace(/^(?:e-?)?mail(?:to)?[\s:;./]+/i, '');
  if (mailbox.test(mail)) return `mailto:${mail}`;
  if (/^www\.[^\s/]+\.[^\s/]/i.test(bare)) return `https://${bare}`;
  const name = host.exec(bare)?.[0];
  if (name !== undefined && endingsOfHosts.test(name)) return `https://${bare}`;
  const number = /^(?:tele?(?:fon)?\.?:?|fon:)?\s*([+0(][\d\s()/.–-]{5,})$/i.exec(bare)?.[1];
  const dialled = number !== undefined && /\d.*\d.*\d.*\d.*\d/.test(number) ? dialling(number) : undefined;
  return dialled === undefined ? undefined : `tel:${dialled}`;
}

/** `https`, or `http`, and what follows all that was typed in place of `https://`, also more than once. */
function afterWebScheme(target: string): readonly [whole: string, scheme: string, rest: string] | undefined {
  let rest = target;
  let scheme: string | undefined;
  for (let times = 0; times < 4; times++) {
    const [whole = '', word = ''] = webScheme.exec(rest) ?? /^(https?):/i.exec(rest) ?? [];
    if (whole === '' || !isNearlyWebScheme(word)) break;
    scheme = /^http$/i.test(word) ? 'http' : 'https';
    rest = rest.slice(whole.length).replace(/^[/\\:\s]+/, '');
  }
  return scheme === undefined ? undefined : [target, scheme, rest];
}

function isNearlyWebScheme(word: string): boolean {
  const small = word.toLowerCase();
  if (/^(?:s?ftps?|html?|data|path|tests?)$/.test(small)) return false;
  return Math.min(distance(small, 'https'), distance(small, 'http')) <= 2 && /[htps]{2}/.test(small);
}

/** The number of a `tel:` address with nothing that no telephone knows: spaces, strokes, `(0)` behind a country's code. */
export function telephoneNumber(href: string): string | undefined {
  const written = decodeLoosely(href.slice(href.indexOf(':') + 1));
  return /^\+?[\d*#][\d*#.()-]*(?:;[\w=.+-]+)*$/.test(written) && !/\(0\)/.test(written)
    ? href.slice(href.indexOf(':') + 1)
    : dialling(written);
}

function dialling(written: string): string | undefined {
  const national = /^\s*\/*\s*(?:\+|00)/.test(written) ? written.replace(/\(\s*0\s*\)/, '') : written;
  const number = national.replace(/[\s\p{Zs}/().\u2010-\u2015-]/gu, '');
  return /^\+?[\d*#]{2,}$/.test(number) ? number : undefined;
}

/** What follows `mailto:`, without spaces and strokes around the mailboxes; undefined where one of them is none. */
export function mailboxes(href: string): string | undefined {
  const written = href.slice(href.indexOf(':') + 1);
  const [, boxes = '', query = ''] = /^([^?]*)(\?.*)?$/s.exec(written) ?? [];
  const names = decodeLoosely(boxes)
    .replace(/^[\s/]+|\s+$/g, '')
    .split(/\s*,\s*/)
    .map((name) => /<([^<>]*)>$/.exec(name)?.[1] ?? name);
  if (names.length === 1 && names[0] === '' && query !== '') return written;
  return names.every((name) => mailbox.test(name)) ? encodeURI(names.join(',')) + query : undefined;
}

// Targets in the words of other programs.

const named = String.raw`[\s"'“”„]*(?<file>[^\s"'“”„{}|%<>]+)[\s"'“”„]*`;
/** `{% link _posts/2020-01-02-kim.md %}`, `{% post_url 2020-01-02-kim %}`, `{{< ref "kim.md" >}}`, `{{ "/kim/" | relative_url }}`. */
const namedTarget = new RegExp(
  String.raw`^(?:\{\{\s*site\.(?:base)?url\s*\}\})*\{(?:%-?\s*(?<tag>link|post_url)\s${named}-?%|\{[<%]\s*(?<code>rel)?ref\s${named.replace('file', 'page')}[>%]\}|\{\s*["'](?<path>[^"'{}\s]+)["']\s*\|\s*(?:relative_url|absolute_url|url|relURL|absURL|prepend:\s*site\.(?:base)?url)\s*\})\}(?<rest>/?(?:#[^\s{}]*)?)$`,
);
/** `{{ site.url }}{{ site.baseurl }}/bild.jpg`: what stands for the beginning of every address of the site. */
const siteRoot =
  /^(?:\{\{-?\s*(?:site|page|\$?\.?Site|config|metadata)?\.?(?:url|baseurl|root_?url|base_?url|Params\.BaseURL|BASE_?PATH)\s*-?\}\}\s*)+(?=\/|$)/i;

/** The target as this site writes it; the same text where it is in nobody else's words. */
export function inOwnWords(target: string): string {
  if (!/\{[{%]|%7B(?:%7B|%25|%)/i.test(target)) return target;
  const written = decodeLoosely(target).trim();
  const { tag, file, page, path, rest = '' } = namedTarget.exec(written)?.groups ?? {};
  if (file !== undefined)
    return `/${tag === 'post_url' ? `posts/${file}.md` : file.replace(/^\/?_/, '')}${rest}`;
  const meant = page ?? path;
  if (meant !== undefined) return `${meant.replace(/\.md(?=#|$)/i, '')}${rest}`.replace(/\/\/+/g, '/');
  const root = siteRoot.exec(written)?.[0];
  if (root === undefined || /\{[{%]/.test(written.slice(root.length))) return target;
  return written.slice(root.length).replace(/\s/g, '%20') || '/';
}
