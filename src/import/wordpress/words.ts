/** Short texts of WordPress, which are HTML, as plain text. */
import { fromHtml } from 'hast-util-from-html';
import { textOf } from '../../markdown/tree.ts';

/** The words of a piece of HTML on one line. */
export function plainWords(html: string): string {
  const text = /[<&]/.test(html) ? textOf(fromHtml(html, { fragment: true })) : html;
  return text.replace(/\s+/g, ' ').trim();
}

/** What cameras and phones write into their pictures, and WordPress took for a caption. */
const ofCamera =
  /^(?:olympus digital camera|sony dsc|kodak digital still camera|(?:minolta |digital )?(?:digital )?camera|digital stillcamera|samsung(?: camera pictures| digital camera)?|casio computer.*|exif[_-]?jpeg.*|jpeg encoder.*|dcim.*|(?:dsc|dscn?|dscf|img|pict|imag)[_-]?\d+|minolta dsc|processed (?:by|with) .*|created with .*|hdr(?:nfl|pl)?|cof|edf|dav|rptnb|oznor(?:wb|co)?|sdr|mde|bty|fbt|vsco.*)$/i;

/** The words below a picture; empty where no person wrote them. */
export function captionWords(html: string): string {
  const words = plainWords(html);
  return ofCamera.test(words) ? '' : words;
}

/** The name of a category, tag or author. Our front matter parts terms at these signs, in quotes as well. */
export function termName(html: string): string {
  return plainWords(html)
    .replace(/\s*;\s*/g, ', ')
    .replace(/\s\|\s/g, ' / ');
}
