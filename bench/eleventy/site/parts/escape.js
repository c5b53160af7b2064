const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Plain text for HTML, XML and their attributes. */
export function escape(text) {
  return text.replace(/[&<>"]/g, (character) => entities[character]);
}
