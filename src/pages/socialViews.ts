/** What templates get to say of a page where it is shared. */

/** A picture that stands for a page where it is shared. */
export interface SocialImageView {
  readonly absoluteUrl: string;
  /** `image/png` … */
  readonly type: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

/** Moments as in `DateView.iso`. */
export interface SocialArticleView {
  readonly published: string;
  /** Of the last change, if there was one. */
  readonly modified?: string;
  readonly section?: string;
  readonly tags: readonly string[];
  /** Absolute. */
  readonly authorUrls: readonly string[];
}

/** What a page says of itself where it is shared, besides what its head says anyway. */
export interface SocialView {
  readonly siteName: string;
  readonly title: string;
  /** As Open Graph writes it, e.g. `de_DE`. */
  readonly locale: string;
  readonly image?: SocialImageView;
  /** Only of an article. */
  readonly article?: SocialArticleView;
}
