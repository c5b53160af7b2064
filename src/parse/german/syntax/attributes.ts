/** What an author can say of a passage in braces: `{lang=en}`, `{typografie=aus}`. */

export interface PassageAttributes {
  readonly lang?: string;
  readonly dataTypografie?: 'aus';
}

/** Source of a pattern for the braces; at most 60 characters, so that looking is cheap. */
export const bracesPattern = String.raw`\{[ ]?(?:lang=[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}|typografie=aus)(?: (?:lang=[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}|typografie=aus))?[ ]?\}`;

/** Reads braces that fit the pattern. */
export function parseAttributes(braces: string): PassageAttributes {
  const lang = /lang=([A-Za-z0-9-]+)/.exec(braces)?.[1];
  const isOff = braces.includes('typografie=aus');
  return { ...(lang !== undefined && { lang }), ...(isOff && { dataTypografie: 'aus' }) };
}
