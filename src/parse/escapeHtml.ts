const special = /[&<>"]/g;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Plain text for an element or a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(special, (character) => entities[character] ?? character);
}
