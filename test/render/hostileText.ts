import * as fc from 'fast-check';

const traps = [
  ']]>', '<![CDATA[', '<!--', '&', '&amp;', '&#0;', '<', '>', '"', "'", '\t', '\n', '\r', '\r\n', '\u0000', '\u0008',
  '\u000B', '\u001F', '\u0085', '\u2028', '\uFFFE', '\uFFFF', '\uD83D', '\uDE00', '😀', '„ß“', '\\ud800', '</title>',
]; // prettier-ignore

/** Any text at all, rich in what breaks XML and JSON. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...traps), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 12 })
  .map((pieces) => pieces.join(''));

/** What must be left of a text: the `Char` production of XML 1.0 (2.2) and its line ends (2.11), letter by letter. */
export function expectedText(text: string): string {
  return [...text].filter(isXmlCharacter).join('').replaceAll('\r\n', '\n').replaceAll('\r', '\n');
}

function isXmlCharacter(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    code >= 0x10000
  );
}
