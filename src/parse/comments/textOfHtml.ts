const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&amp;': '&',
};

/** The plain text of HTML that `renderComment` made, paragraphs apart by an empty line. Of no other HTML. */
export function textOfHtml(html: string): string {
  const text = html.replaceAll('</p>\n', '\n\n').replace(/<[^>]*>/g, '');
  const plain = text.includes('&') ? text.replace(/&(?:lt|gt|quot|amp);/g, decode) : text;
  return plain.replace(/\n{3,}/g, '\n\n').trim();
}

function decode(entity: string): string {
  return entities[entity] ?? entity;
}
