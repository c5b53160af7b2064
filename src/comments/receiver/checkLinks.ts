import { receiverTexts } from '../receiverTexts.ts';
import { type Finding, nothingFound } from './refusal.ts';

const remarkable = 3;
const most = 10;

/** Counts what is, or in another system would be, a link: web addresses, `www.`, HTML and BBCode. */
export function checkLinks(text: string): Finding {
  const count = [...text.matchAll(/\bhttps?:\/\/|(?<![/\w])www\.|<a\s|\[url\b|\[link\b/gi)].length;
  if (count > most) return { refusal: { code: 'too-many-links' } };
  return count > remarkable ? { remark: receiverTexts.remarks.links(count) } : nothingFound;
}
