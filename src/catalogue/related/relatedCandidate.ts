/** The facts of an article that decide what is related to it; tests need no whole article. */
export interface RelatedCandidate {
  /** Unique among articles of one instant, lower-case ASCII. */
  readonly slug: string;
  /** Whole milliseconds since 1970-01-01T00:00Z. */
  readonly date: { readonly instant: number };
  /** One that is named twice counts once. */
  readonly tags: readonly { readonly key: string }[];
  /** The Ressort. A tag of the same key is a different term. */
  readonly section?: { readonly key: string };
  /** An advertisement (`anzeige`) has no terms: nothing is related to it. */
  readonly label?: string;
}

/** By date ↓, slug ↑. Slugs are ASCII, so `<` is the order of code points. */
export function compareCandidates(a: RelatedCandidate, b: RelatedCandidate): number {
  return b.date.instant - a.date.instant || (a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0);
}
