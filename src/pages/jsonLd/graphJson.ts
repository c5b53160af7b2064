/** Structured data of a page: schema.org as JSON-LD. One file for each type stands beside this one. */

/** A node of the graph; keys without a value are left out. */
export interface JsonLdNode {
  readonly '@type': string;
  readonly [property: string]: unknown;
}

/** Characters that could end a script element or a line of its script. */
const special = /[<>&\u2028\u2029]/;

/** All nodes of a page, ready for a `<script type="application/ld+json">`. */
export function graphJson(nodes: readonly JsonLdNode[]): string {
  const json = JSON.stringify({ '@context': 'https://schema.org', '@graph': nodes });
  return special.test(json) ? json.replace(new RegExp(special, 'g'), escape) : json;
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
