/** The contents of a WordPress export (WXR 1.0 to 1.2), as plain values. */

export interface WxrChannel {
  readonly title: string;
  readonly description: string;
  /** Address of the blog: `wp:base_blog_url`, else `link`. */
  readonly url: string;
  readonly language: string;
  readonly version: string;
}

export interface WxrAuthor {
  readonly login: string;
  readonly email: string;
  readonly name: string;
}

export interface WxrTerm {
  /** `category`, `post_tag`, any other. */
  readonly taxonomy: string;
  readonly id: string;
  /** The nicename: the last part of its address, decoded. */
  readonly slug: string;
  /** Slug of the parent; empty where there is none. */
  readonly parent: string;
  readonly name: string;
  readonly description: string;
}

export interface WxrPlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

export interface WxrItem {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly title: string;
  readonly link: string;
  readonly guid: string;
  /** Decoded (`post_name` is percent-encoded); empty of many drafts. */
  readonly slug: string;
  /** `2012-01-05 14:30:46` by the clock of the blog, as written; zeros and nonsense as they are. */
  readonly date: string;
  readonly dateGmt: string;
  readonly modified: string;
  readonly modifiedGmt: string;
  /** Login of its author. */
  readonly creator: string;
  readonly content: string;
  readonly excerpt: string;
  readonly password: string;
  readonly isSticky: boolean;
  /** `0` or empty: none. */
  readonly parent: string;
  readonly menuOrder: number;
  /** `open`, `closed`, or whatever it says. */
  readonly commentStatus: string;
  readonly attachmentUrl: string;
  readonly terms: readonly WxrItemTerm[];
  /** In their order; a key may stand several times. */
  readonly meta: readonly (readonly [key: string, value: string])[];
  readonly comments: readonly WxrComment[];
  readonly place: WxrPlace;
}

export interface WxrItemTerm {
  readonly taxonomy: string;
  readonly slug: string;
  readonly name: string;
}

export interface WxrComment {
  readonly id: string;
  /** Name of the reader. */
  readonly author: string;
  readonly email: string;
  readonly url: string;
  readonly date: string;
  readonly dateGmt: string;
  readonly content: string;
  /** `1` approved, `0` waiting, `spam`, `trash`, `post-trashed`. */
  readonly approved: string;
  /** Empty or `comment`, `pingback`, `trackback`, others of plugins. */
  readonly type: string;
  /** `0` or empty: none. */
  readonly parent: string;
  /** `0` or empty: a reader. */
  readonly userId: string;
}

export type WxrEvent =
  | { readonly kind: 'channel'; readonly channel: WxrChannel }
  | { readonly kind: 'author'; readonly author: WxrAuthor }
  | { readonly kind: 'term'; readonly term: WxrTerm }
  | { readonly kind: 'item'; readonly item: WxrItem };
