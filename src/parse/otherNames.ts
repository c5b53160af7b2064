/** Keys of other programs and German ones, with our names for them. */
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

/** Names that may be written instead of our own. */
export const knownOtherNames: readonly string[] = Object.keys(otherNames);

/** Our names for `key`, the first best; none when it is no name of others. */
export function ourNamesOf(key: string): readonly string[] {
  return Object.hasOwn(otherNames, key) ? [otherNames[key] ?? []].flat() : [];
}

/** When several keys have one meaning the first counts; the others keep their names. */
export function withOurNames(frontMatter: YamlNode): YamlNode {
  if (frontMatter.kind !== 'mapping') return frontMatter;
  const taken = new Set(frontMatter.entries.map(({ key }) => key));
  const entries = frontMatter.entries.map((entry): YamlEntry => {
    const name = ourNamesOf(entry.key).find((one) => !taken.has(one));
    if (name === undefined) return entry;
    taken.add(name);
    return { ...entry, key: name, written: entry.key };
  });
  return { ...frontMatter, entries };
}
