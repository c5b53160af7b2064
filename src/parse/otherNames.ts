/** Keys of other programs' exports, and German ones: what they are called here. */
import type { YamlEntry, YamlNode } from '../yaml/yamlTree.ts';

/** In Hugo the date of publication may stand beside the date of writing; then nothing appears before it. */
const publication = ['date', 'embargo'] as const;

/** To each name ours: the first that is free. */
const otherNames: Readonly<Record<string, string | typeof publication>> = {
  author: 'authors',
  category: 'section',
  categories: 'section',
  lastmod: 'updated',
  modified: 'updated',
  publishDate: publication,
  publishdate: publication,
  pubdate: publication,
  published: publication,
  sperrfrist: 'embargo',
  expiryDate: 'expires',
  expirydate: 'expires',
  unpublishDate: 'expires',
  unpublishdate: 'expires',
  summary: 'description',
};

/** What may be written instead of our own names. */
export const knownOtherNames: readonly string[] = Object.keys(otherNames);

/** Our names for `key`, the first best; none when it is no name of others. */
export function ourNamesOf(key: string): readonly string[] {
  return Object.hasOwn(otherNames, key) ? [otherNames[key] ?? []].flat() : [];
}

/** Of several keys with one meaning the first counts; the others keep their names. */
export function withOurNames(head: YamlNode): YamlNode {
  if (head.kind !== 'mapping') return head;
  const taken = new Set(head.entries.map(({ key }) => key));
  const entries = head.entries.map((entry): YamlEntry => {
    const name = ourNamesOf(entry.key).find((one) => !taken.has(one));
    if (name === undefined) return entry;
    taken.add(name);
    return { ...entry, key: name, written: entry.key };
  });
  return { ...head, entries };
}
