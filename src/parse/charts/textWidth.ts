/** Text of a chart is 13 pixels high at every width of the page; charts are drawn for these two. */
export const narrow = 288;
export const wide = 640;

/** About as wide as the text is in a sans of 13 pixels. */
export function textWidth(text: string): number {
  return text.length * 7.2;
}

/** The share of a narrow page that a text takes, in percent. */
export function widthShare(text: string): number {
  return (textWidth(text) / narrow) * 100;
}

export function longest(texts: readonly string[]): string {
  return texts.reduce((most, text) => (text.length > most.length ? text : most), '');
}
