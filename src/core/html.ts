/** Text as HTML, and typeset text as plain text. */
const special = /[&<>"]/g;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Plain text for an element or a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(special, (character) => entities[character] ?? character);
}

/** For `<title>`, metadata, feeds' plain fields, search texts and slugs: ordinary spaces, no soft hyphens; the glyphs stay. */
export function plainText(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ').replaceAll('\u00ad', '');
}
