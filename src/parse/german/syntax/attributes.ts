/** Attributes of a passage in braces: `{lang=en}`, `{typografie=aus}`. */

export interface PassageAttributes {
  readonly lang?: string;
  readonly dataTypografie?: 'aus';
  /** Only of block passages: the passage is a chart of this kind, in the author's word. */
  readonly dataDiagramm?: string;
  /** Likewise: the passage is a box of this kind. */
  readonly dataKasten?: string;
}

/** Source of a pattern for the braces; at most 60 characters, so that looking is cheap. */
export const bracesPattern = String.raw`\{[ ]?(?:lang=[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}|typografie=aus)(?: (?:lang=[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}|typografie=aus))?[ ]?\}`;

/** The same for the line that opens a chart or a box: `{diagramm=balken}`, `{kasten=fakten}`. */
export const figureBracesPattern = String.raw`\{[ ]?(?:diagramm|kasten)=\p{L}{1,30}[ ]?\}`;

/** Reads braces that fit one of the patterns. */
export function parseAttributes(braces: string): PassageAttributes {
  const lang = /lang=([A-Za-z0-9-]+)/.exec(braces)?.[1];
  const isOff = braces.includes('typografie=aus');
  const chart = /diagramm=(\p{L}+)/u.exec(braces)?.[1];
  const box = /kasten=(\p{L}+)/u.exec(braces)?.[1];
  return {
    ...(lang !== undefined && { lang }),
    ...(isOff && { dataTypografie: 'aus' }),
    ...(chart !== undefined && { dataDiagramm: chart }),
    ...(box !== undefined && { dataKasten: box }),
  };
}
