/** Text as HTML, and typeset text as plain text. */
const special = /[&<>"]/g;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const characters = new Map(Object.entries(entities).map(([character, entity]) => [entity, character]));

/** Plain text for an element or a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(special, (character) => entities[character] ?? character);
}

/** The text of HTML that `escapeHtml` made; nothing else is decoded. */
export function unescapeHtml(html: string): string {
  return html.replace(/&(?:amp|lt|gt|quot);/g, (entity) => characters.get(entity) ?? entity);
}

/** For `<title>`, metadata, feeds' plain fields, search texts and slugs: ordinary spaces, no soft hyphens; the glyphs stay. */
export function plainText(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ').replaceAll('\u00ad', '');
}
