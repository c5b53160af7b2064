/** Names that a whole blog uses: which categories become Ressorts, how each tag is spelt, who an author is. */
import type { GeneratorSettings, SourceText } from './model.ts';
import { hides } from '../../content/keyNames.ts';
import { slugify } from '../../core/slug.ts';
import { categoriesIn, type Names, tagsOf } from './heads.ts';
import { asEntries, isMapping, textAt, valueAt } from './plainValues.ts';

export interface BlogNames {
  readonly forHeads: Names;
  readonly sectionOf: (source: SourceText, settings: GeneratorSettings) => string | undefined;
  readonly termsOf: (
    source: SourceText,
    settings: GeneratorSettings,
  ) => {
    readonly section: string | undefined;
    readonly tags: readonly { readonly name: string; readonly key: string; readonly isCategory: boolean }[];
  };
  readonly isHidden: (source: SourceText) => boolean;
  readonly isUsedAuthor: (name: string) => boolean;
  /** Slugs of authors that have a text of their own. */
  readonly authorFiles: readonly string[];
  /** German. */
  readonly notes: readonly string[];
}

/** A menu with more Ressorts is none. */
const mostSections = 12;
const keptSections = 8;

export function createNames(texts: readonly SourceText[], settings: GeneratorSettings): BlogNames {
  const { kind } = settings;
  const articles = texts.filter((text) => text.kind === 'article');
  const categories = countNames(articles.flatMap((text) => categoriesIn(text, kind)));
  const tags = countNames([
    ...articles.flatMap((text) => tagsOf(text, kind)),
    ...articles.flatMap((text) => categoriesIn(text, kind)),
  ]);
  const ranked = [...categories]
    .filter(([key]) => !/^\d+$/.test(key))
    .toSorted(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  const isTooMany = ranked.length > mostSections;
  const sections = new Map(
    ranked
      .slice(0, isTooMany ? keptSections : mostSections)
      .map(([key, { name }]) => [key, capitalised(name)]),
  );
  const collections = new Set(
    articles.map(({ collection }) => collection).filter((one) => !generic.test(one)),
  );
  const ofCollection =
    sections.size === 0 && collections.size > 1 && collections.size <= mostSections
      ? titlesOf(collections, texts)
      : new Map<string, string>();
  const author = createAuthors(texts, settings);
  const used = new Set(articles.flatMap(({ head }) => authorIds(head)).map((id) => slugify(author(id), '')));
  const forHeads: Names = {
    sections,
    tags: new Map([...tags].map(([key, { name }]) => [key, name])),
    author,
    sectionOfCollection: (collection) => ofCollection.get(collection),
  };
  const sectionOf: BlogNames['sectionOf'] = (source) => {
    const key = categoriesIn(source, kind)
      .map((name) => slugify(name))
      .find((one) => sections.has(one));
    return key === undefined ? ofCollection.get(source.collection) : sections.get(key);
  };
  return {
    forHeads,
    sectionOf,
    termsOf: (source, all) => ({
      section: sectionOf(source, all),
      tags: [
        ...categoriesIn(source, kind).map((name) => ({ name, key: slugify(name), isCategory: true })),
        ...tagsOf(source, kind).map((name) => ({ name, key: slugify(name), isCategory: false })),
      ],
    }),
    isHidden: ({ head, isDraft, isDamaged }) => isDraft || isDamaged || asEntries(head).some(hides),
    isUsedAuthor: (name) => used.has(slugify(name, '')),
    authorFiles: texts.filter((text) => text.kind === 'author').map(({ wholeName }) => slugify(wholeName)),
    notes: isTooMany
      ? [
          `Der Blog hat ${ranked.length} Kategorien. Ressorts sind nur die ${keptSections} häufigsten geworden (${[...sections.values()].join(', ')}); die anderen sind Themen.`,
        ]
      : [],
  };
}

const generic = /^(?:posts?|blog|articles?|artikel|content|)$/i;

interface Counted {
  readonly name: string;
  readonly count: number;
}

/** By slug: the spelling that stands most often. */
function countNames(names: readonly string[]): ReadonlyMap<string, Counted> {
  const spellings = new Map<string, Map<string, number>>();
  for (const name of names) {
    const key = slugify(name, '');
    if (key === '') continue;
    const own = spellings.get(key) ?? new Map<string, number>();
    own.set(name, (own.get(name) ?? 0) + 1);
    spellings.set(key, own);
  }
  return new Map(
    [...spellings].map(([key, own]) => {
      const [[name = ''] = []] = [...own].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
      return [key, { name, count: [...own.values()].reduce((sum, one) => sum + one, 0) }];
    }),
  );
}

function capitalised(name: string): string {
  return name === name.toLowerCase() ? name.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : name;
}

function titlesOf(
  collections: ReadonlySet<string>,
  texts: readonly SourceText[],
): ReadonlyMap<string, string> {
  return new Map(
    [...collections].map((collection) => {
      const own = texts.find(
        (text) => text.kind === 'page' && text.isBundle && text.wholeName === collection,
      );
      return [
        collection,
        (own && textAt(own.head, 'title')) || capitalised(collection.replace(/[-_]+/g, ' ')),
      ];
    }),
  );
}

function authorIds(head: SourceText['head']): readonly string[] {
  return ['author', 'authors', 'autor', 'autorin', 'autoren'].flatMap((key) => {
    const value = valueAt(head, key);
    if (typeof value === 'string') return value.split(/\s*[,;&]\s*/);
    if (Array.isArray(value))
      return value.flatMap((one) => (typeof one === 'string' ? [one] : [textAt(one, 'name')]));
    return isMapping(value) ? [textAt(value, 'name')] : [];
  });
}

/** Of `_data/authors.yml`, and of texts about authors. */
function createAuthors(texts: readonly SourceText[], { data }: GeneratorSettings): (id: string) => string {
  const known = new Map<string, string>();
  const authors = valueAt(data, 'authors') ?? valueAt(data, 'autoren');
  if (isMapping(authors))
    for (const [id, values] of Object.entries(authors)) {
      const name =
        typeof values === 'string'
          ? values
          : textAt(values, 'name') || textAt(values, 'display_name') || textAt(values, 'title');
      if (name !== '') known.set(id.toLowerCase(), name);
    }
  for (const { kind, head, wholeName } of texts) {
    if (kind !== 'author') continue;
    const name = textAt(head, 'name') || textAt(head, 'title') || textAt(head, 'display_name');
    if (name === '') continue;
    for (const id of [wholeName, textAt(head, 'short_name'), textAt(head, 'slug'), textAt(head, 'username')])
      if (id !== '') known.set(id.toLowerCase(), name);
  }
  return (id) => known.get(id.trim().toLowerCase()) ?? id.trim();
}
