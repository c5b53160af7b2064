/**
 * The views of what machines read: feeds and sitemaps. As in `views.ts`, plain readonly data made of
 * nothing but what the text shows. Every address is absolute (scheme and host); every text is plain
 * unless its name says HTML.
 */
import type { Moment } from '../core/model.ts';
import type { FeedLinks } from './views.ts';

/** A point in time as its offset's clock shows it. No machine format can say „a day without a time“. */
export type FeedMoment = Pick<Moment, 'instant' | 'offset'>;

export interface FeedPersonView {
  readonly name: string;
  readonly url?: string;
}

export interface FeedImageView {
  readonly url: string;
  /** Media type, e.g. `image/jpeg`. */
  readonly type: string;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
}

export interface FeedItemView {
  /** An absolute URL or `tag:` URI that stays for ever, whatever becomes of headline and address. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** BCP 47; missing where it is the feed's. */
  readonly language?: string;
  /** May be empty. */
  readonly teaser: string;
  /** The whole text, without relative addresses; empty in a feed of teasers. */
  readonly contentHtml: string;
  readonly published: FeedMoment;
  readonly updated?: FeedMoment;
  readonly authors: readonly FeedPersonView[];
  readonly section?: string;
  readonly tags: readonly string[];
  /** „Meinung“, „Anzeige“ …: stands before the headline, so that every reader shows it. */
  readonly label?: string;
  readonly image?: FeedImageView;
  /** The sound of the head, else the first sound or film of the text. */
  readonly enclosure?: { readonly url: string; readonly type: string; readonly bytes: number };
  /** Of the sound, in seconds. */
  readonly duration?: number;
}

/** One list of articles, for RSS, Atom and JSON Feed alike. */
export interface FeedView {
  readonly title: string;
  /** May be empty. */
  readonly description: string;
  /** BCP 47, e.g. `de`. */
  readonly language: string;
  /** The page that shows the same list. */
  readonly homeUrl: string;
  readonly selfUrls: FeedLinks;
  /** Tells subscribers at once what is new (WebSub). */
  readonly hubUrl?: string;
  /** Who answers for an article that names no author: the blog. */
  readonly publisher: FeedPersonView;
  /** The newest change of an item (never the clock). An empty feed gives a constant. */
  readonly updated: FeedMoment;
  /** Newest first. */
  readonly items: readonly FeedItemView[];
  /** What podcast programs are told besides, in RSS alone. */
  readonly podcast?: PodcastView;
}

export interface PodcastView {
  readonly author: string;
  readonly email?: string;
  readonly coverUrl?: string;
  /** One of Apple's. */
  readonly category: string;
  readonly isExplicit: boolean;
}

export interface SitemapLinkView {
  readonly url: string;
  /** The last change that a reader would notice; missing rather than guessed. */
  readonly updated?: FeedMoment;
}

/** One part: up to 45,000 pages. */
export interface SitemapView {
  readonly pages: readonly (SitemapLinkView & {
    /** Address of the picture above the text. */
    readonly image?: string;
  })[];
}

/** `news-sitemap.xml`: up to 1,000 articles of the last two days. */
export interface NewsSitemapView {
  /** Name of the site. */
  readonly name: string;
  readonly articles: readonly {
    readonly url: string;
    readonly title: string;
    /** ISO 639, e.g. `de`. */
    readonly language: string;
    readonly published: FeedMoment;
  }[];
}

/** `sitemap.xml`: the parts. */
export interface SitemapIndexView {
  readonly parts: readonly SitemapLinkView[];
}

/** What an address leads to by the values of parameters. */
export interface QueryRedirectsView {
  readonly from: string;
  /** A name of its own, safe in any syntax. */
  readonly name: string;
  readonly parameters: readonly {
    /** Letters, digits and `_`. */
    readonly key: string;
    /** Values of letters, digits, `_`, `.`, `-` and `~`. */
    readonly goals: readonly { readonly value: string; readonly to: string }[];
  }[];
  /** The file that stands at the address, with the sub-path. */
  readonly file: string;
  /** Where it leads to with all other values, if it is an old one itself. */
  readonly otherwise?: string;
}

/** A file that web servers read. */
export interface ServerFileView {
  /**
   * `apache`: of the whole site; `apache-folder`: of what lies below one of its folders; `apache-query`: of some values
   * of one parameter; the last two: of Netlify and Cloudflare.
   */
  readonly format: 'nginx' | 'caddy' | 'apache' | 'apache-folder' | 'apache-query' | 'redirects' | 'headers';
  /** The site's sub-path, see `SiteUrl`. */
  readonly base: string;
  /** Endings of documents that browsers save and do not show. */
  readonly saved: readonly string[];
  /** Old addresses, not percent-encoded, and the `href`s of pages where they lead; both with the sub-path. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** Addresses of what is gone for good. */
  readonly gone: readonly string[];
  /** Old folders, with a slash at their ends, and where all leads that is not there below them; without `to` it is gone. The longest first. */
  readonly folders: readonly { readonly from: string; readonly to?: string }[];
  /** Names below any page, see `Redirects`. */
  readonly ends: readonly string[];
  /** Whether there are folders or ends, in this file or another one. */
  readonly hasFolders: boolean;
  /** Old addresses that a parameter of the query tells apart. */
  readonly queries: readonly QueryRedirectsView[];
  /** Old addresses of media; those of pictures mean all sizes in which WordPress keeps them. */
  readonly media: readonly { readonly from: string; readonly to: string }[];
  /** Those of `redirects` that apply also where a page exists, which Netlify alone wants to know. */
  readonly isForced: boolean;
}
