/** Short texts of WordPress, which are HTML, as plain text. */
import { fromHtml } from 'hast-util-from-html';
import { textOf } from '../../markdown/tree.ts';

/** The words of a piece of HTML on one line. */
export function plainWords(html: string): string {
  const text = /[<&]/.test(html) ? textOf(fromHtml(html, { fragment: true })) : html;
  return text.replace(/\s+/g, ' ').trim();
}

/** The name of a category, tag or author. Our front matter parts terms at these signs, in quotes as well. */
export function termName(html: string): string {
  return plainWords(html)
    .replace(/\s*;\s*/g, ', ')
    .replace(/\s\|\s/g, ' / ');
}
