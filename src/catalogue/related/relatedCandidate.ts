/** All that the related articles know of an article; so they can be tested, and used, without one. */
export interface RelatedCandidate {
  /** Unique among articles of one instant, lower-case ASCII. */
  readonly slug: string;
  /** Whole milliseconds since 1970-01-01T00:00Z. */
  readonly instant: number;
  /** Tag keys; one that is named twice counts once. */
  readonly terms: readonly string[];
  /** Key of the Ressort. A tag of the same key is a different term. */
  readonly section?: string;
}
