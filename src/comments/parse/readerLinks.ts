/** Links in what readers write: to other sites by http and https alone, and marked as theirs. */
import { escapeHtml } from '../../core/html.ts';

/** For every link that a reader sets: nobody vouches for it. */
const readerRel = 'ugc nofollow noopener';

const longestAddress = 2000;

/** The address in its normal form; undefined when it is not one of the web, or hides its host behind a user's name. */
export function readerAddress(text: string): string | undefined {
  const url = text.length <= longestAddress ? URL.parse(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return undefined;
  const isPlain = url.hostname !== '' && url.username === '' && url.password === '';
  return isPlain && url.href.length <= longestAddress ? url.href : undefined;
}

/** HTML around HTML. */
export function readerLink(address: string, html: string): string {
  return `<a href="${escapeHtml(address)}" rel="${readerRel}">${html}</a>`;
}

const bareAddress = /(?<![\p{L}\p{N}])https?:\/\/[^\s<>"„“”«»]+/giu;
const mayFollow = ".,:;!?'*_~…’‘)]";

/** Plain text as HTML, in which bare addresses are links. Linear. */
export function linkAddresses(text: string): string {
  if (!/https?:\/\//i.test(text)) return escapeHtml(text);
  let html = '';
  let from = 0;
  for (const { 0: found, index } of text.matchAll(bareAddress)) {
    const typed = found.slice(0, endOfAddress(found));
    const address = readerAddress(typed);
    if (address === undefined) continue;
    html += escapeHtml(text.slice(from, index)) + readerLink(address, escapeHtml(typed));
    from = index + typed.length;
  }
  return html + escapeHtml(text.slice(from));
}

/** Marks at the end belong to the sentence, and a bracket that was opened before the address does. */
function endOfAddress(found: string): number {
  let open = found.split('(').length - found.split(')').length;
  let end = found.length;
  while (end > 0 && mayFollow.includes(found.charAt(end - 1))) {
    if (found.charAt(end - 1) === ')') {
      if (open >= 0) break;
      open++;
    }
    end--;
  }
  return end;
}

// Cleans text from readers of characters that hide, turn or cover other text. The words stay as they are: no
// typography here.

/** Nearly all text is made of this alone and needs no closer look. */
const usual = /^[\n\x20-\x7e\u00a0-\u00ac\u00ae-\u017f\u2010-\u2027\u20ac]*$/;
/** Control characters, what turns the direction of text, and what is no character. */
const removed =
  /[[\p{Cc}--[\n\t]]\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\p{Noncharacter_Code_Point}]/gv;
const lineEnds = /\r\n?|[\u2028\u2029]/g;
/** Marks above and below one letter; no script that people write in needs more. */
const stackedMarks = /(\p{M}{4})\p{M}+/gu;
const invisible = /^[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]*$/u;

const longestLine = 245;

/** Text of several lines. */
export function cleanText(text: string): string {
  if (usual.test(text)) return text;
  return text
    .toWellFormed()
    .replace(lineEnds, '\n')
    .replace(removed, '')
    .replace(stackedMarks, '$1')
    .normalize('NFC');
}

/** Text in one line, as names are; at most 245 characters. */
export function cleanLine(text: string): string {
  const line = cleanText(text).replace(/\s+/g, ' ').trim();
  return line.length <= longestLine ? line : line.slice(0, longestLine).replace(/[\ud800-\udbff]$/, '');
}

/** Whether nobody would see anything of the text. */
export function isInvisible(text: string): boolean {
  return invisible.test(text);
}
