/** Views of social metadata. */

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
  /** Moment of the last change, if there was one. */
  readonly modified?: string;
  readonly section?: string;
  readonly tags: readonly string[];
  /** Absolute. */
  readonly authorUrls: readonly string[];
}

/** Social metadata of a page, besides that of its head. */
export interface SocialView {
  readonly siteName: string;
  readonly title: string;
  /** As Open Graph writes it, e.g. `de_DE`. */
  readonly locale: string;
  readonly image?: SocialImageView;
  /** Only of an article. */
  readonly article?: SocialArticleView;
}
