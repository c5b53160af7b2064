/** For `<title>`, metadata, feeds' plain fields, search texts and slugs: ordinary spaces, no soft hyphens; the glyphs stay. */
export function plainText(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ').replaceAll('\u00ad', '');
}
