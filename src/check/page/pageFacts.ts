/**
 * What a finished page says of itself, as far as somebody may ask it: where it leads, what it loads, which places it has, and
 * what is hard to read for people who do not see it. Taken from a page once, where it is rendered, sent and kept.
 */
import type { ContentKind } from '../../views/page.ts';
import { addressesInCss, addressesInLines, addressesInManifest } from './addresses.ts';
import { parseReference, type Reference } from './references.ts';

/** What is wrong with a page by itself. */
export type PageProblem =
  | 'no-language'
  | 'no-title'
  | 'no-h1'
  | 'many-h1'
  | 'heading-jump'
  | 'heading-empty'
  | 'no-alt'
  | 'link-empty'
  | 'link-vague'
  | 'table-head'
  | 'no-label'
  | 'frame-title'
  | 'double-id'
  | 'no-size'
  | 'gap';

export interface PageFacts {
  /** `html`: a page for readers. `redirect`: leads elsewhere by itself. `feed`: for machines. */
  readonly format: 'html' | 'redirect' | 'feed' | 'other';
  /** In bytes. */
  readonly size: number;
  /** Of `<base>`. */
  readonly base?: string;
  /** The content policy in its head; empty without one. */
  readonly policy: string;
  readonly noindex: boolean;
  /** Beginning of the text of the first `<h1>`: as much as a vague link text may have. */
  readonly title: string;
  /** Each once; the same object on all pages that have it. */
  readonly refs: readonly Reference[];
  /** Places that a fragment can name. */
  readonly ids: readonly string[];
  /** Each with what it is about: an address, a text. */
  readonly problems: readonly (readonly [PageProblem, string])[];
}

/** The facts of a page, to be sent and kept: most of its texts stand on many pages, and are numbers in a list of them all. */
export interface PageDescription extends Omit<PageFacts, 'policy' | 'refs' | 'ids'> {
  readonly policy: number;
  readonly refs: readonly number[];
  readonly ids: readonly number[];
}

/** A description by somebody who numbers texts for himself. */
export interface Described {
  readonly description: PageDescription;
  /** Who describes has a number of his own. */
  readonly describer: number;
  /** Texts that were not on his earlier pages; the first one has the number `from`. */
  readonly fresh: readonly string[];
  readonly from: number;
}

/** `path`: of the file. */
export type DescribePage = (kind: ContentKind, path: string, text: string) => Described;
export type CreateDescriber = (describer?: number) => DescribePage;

/** Before texts that are no references; those have letters of their own. */
export const textLetters = { id: '#', policy: '=' } as const;

/** Makes facts of a description; `texts`: by their numbers. */
export function createFactReader(texts: readonly string[]): (description: PageDescription) => PageFacts {
  const references: (Reference | undefined)[] = [];
  const referenceAt = (number: number): Reference =>
    (references[number] ??= parseReference(texts[number] ?? ''));
  const wordAt = (number: number): string => texts[number]?.slice(1) ?? '';
  return ({ policy, refs, ids, ...facts }) => ({
    ...facts,
    policy: wordAt(policy),
    refs: refs.map(referenceAt),
    ids: ids.map(wordAt),
  });
}

/** The references of a file of the theme. */
export function referencesOfAsset(path: string, read: () => Uint8Array): readonly Reference[] {
  const readers: readonly (readonly [RegExp, (text: string) => readonly string[]])[] = [
    [/\.css$/i, addressesInCss],
    [/(?:^|\/)robots\.txt$/i, addressesInLines],
    [/\.webmanifest$|(?:^|\/)manifest\.json$/i, addressesInManifest],
  ];
  const found = readers.find(([name]) => name.test(path));
  if (!found) return [];
  const text = Buffer.from(read()).toString();
  return [...new Set(found[1](text))].map((address) => ({ kind: 'other', address }));
}
