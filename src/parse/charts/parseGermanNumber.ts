export interface GermanNumber {
  readonly value: number;
  /** Its unit: `%`, `Mio.`, `€`; may be empty. */
  readonly unit: string;
}

const spaces = /[\u00a0\u202f\u2009\s]+/g;
const groups = String.raw`\d{1,3}(?:(?:\.\d{3})+|(?:[ '’]\d{3})+)`;
const unit = String.raw`[%‰€$£°\p{L}][%‰€$£°\p{L}./²³ ]{0,14}`;
const german = new RegExp(`^([-+−–]?) ?(${groups}|\\d{1,15})(?:,(\\d{1,12}))? ?(${unit})?$`, 'u');
const english = new RegExp(`^([-+−–]?) ?(\\d{1,15})(?:\\.(\\d{1,12}))? ?(${unit})?$`, 'u');
const nothing = /^(?:|[-–—−/.…x]|\.{3}|k\. ?A\.|n\. ?v\.)$/i;

/** How numbers are written: `1.234,5` or `1234.5`. */
export type NumberStyle = 'german' | 'english';

/** A number as people type it; undefined when it is none. */
export function parseGermanNumber(text: string, style: NumberStyle = 'german'): GermanNumber | undefined {
  const written = text.replace(spaces, ' ').trim();
  const found = (style === 'german' ? german : english).exec(written);
  if (!found) return undefined;
  const [, sign = '', whole = '', fraction = '0', unitWritten = ''] = found;
  const size = Number(`${whole.replace(/\D/g, '')}.${fraction}`);
  return { value: /[-−–]/.test(sign) ? -size : size, unit: unitWritten.trim() };
}

/** Whether a cell says that nothing is known: empty, a dash, „k. A.“. */
export function saysNothing(text: string): boolean {
  return nothing.test(text.replace(spaces, ' ').trim());
}
