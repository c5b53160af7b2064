/** Whatever could steer a terminal, turn the direction of the text around it, or hide. Joiners are part of words and pictures. */
const strange = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

/** Makes a stranger's text safe for a terminal or the preview. Line feeds stay. */
export function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(strange, (sign) => (sign === '\n' ? sign : '\ufffd'));
}

/** On one line, cut to so many characters. */
export function printableLine(text: string, longest: number): string {
  const line = printable(text).replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length <= longest ? line : `${letters.slice(0, longest - 1).join('')}…`;
}

/** JSON for programs that a terminal may see, too: all but plain characters is escaped. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
