import { plainText } from '../parse/german/plainText.ts';

/** A tag as `writeHtml.ts` writes it; an attribute value may hold a `>`. */
const tag = /<\/?([a-z][a-z0-9]*)(?:"[^"]*"|[^>"])*>/g;
/** Their text belongs to the word around it. */
const inline = new Set(
  'a abbr b bdi cite code del dfn em i ins kbd mark q s samp small span strong sub time u var wbr'.split(' '),
);
const footnoteMark = /<sup><a [^>]*data-footnote-ref[^>]*>[^<]*<\/a><\/sup>/g;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/** The words of a content for the search: `html` as for a feed (`feedHtml`). */
export function searchText(html: string): string {
  const text = html
    .replace(footnoteMark, '')
    .replace(tag, (_, name: string) => (inline.has(name) ? '' : ' '))
    .replace(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot));/gi, (entity, hex, decimal, name) => {
      if (name !== undefined) return named[name] ?? entity;
      return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    });
  return plainText(text).replace(/\s+/g, ' ').trim();
}
