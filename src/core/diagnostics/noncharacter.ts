/** Noncharacters: lone surrogates, and code points that Unicode reserves for programs. */
const noncharacter = /[\p{Cs}\p{Noncharacter_Code_Point}]/u;

const everyNoncharacter = new RegExp(noncharacter, 'gu');

/** The same in UTF-16, told apart from most texts in no time; pairs are checked more closely. */
const suspicious = /[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/;

/** A text with U+FFFD in the place of each. */
export function withoutNoncharacters(text: string): string {
  return suspicious.test(text) ? text.replaceAll(everyNoncharacter, '\ufffd') : text;
}

/** The first one in a text: where it is, and its name as Unicode has it. */
export function findNoncharacter(text: string) {
  if (!suspicious.test(text)) return undefined;
  const found = noncharacter.exec(text);
  if (!found) return undefined;
  const code = found[0].codePointAt(0) ?? 0;
  return { offset: found.index, name: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` };
}
