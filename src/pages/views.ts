/**
 * Views: the data that each template gets as `it`. A view is plain readonly data and holds everything that
 * the template can see; a page is a pure function of its view. Every `url` is ready for an attribute
 * (sub-path included); those named `absoluteUrl` carry scheme and host as well. Every text is plain text
 * (escape it) unless its type says HTML.
 */
import type { ArticleLabel, Focus } from '../model.ts';
import type { EmbedProvider } from '../textModel.ts';
import type { SiteTexts } from '../siteTexts.ts';
import type { CommentReplyView, CommentsView } from './commentViews.ts';
import type { CorrectionsPageView, JournalismView } from './pressViews.ts';
import type { NewsletterView } from './newsletterView.ts';
import type { ArticleForms, DossierParts, GlossaryView } from './newsFormViews.ts';
import type { SearchView } from './searchView.ts';
import type { SocialView } from './socialViews.ts';

export interface LinkView {
  readonly name: string;
  readonly url: string;
}

export interface DateView {
  /** For `datetime`: `2023-09-13T14:30:00+02:00`. */
  readonly iso: string;
  /** `13. September 2023` */
  readonly day: string;
  /** `13. September 2023, 14:30 Uhr`; the day alone when the author gave no time. */
  readonly full: string;
}

export interface PictureView {
  /** Of what every browser shows. */
  readonly url: string;
  readonly alt: string;
  /** Pixels; missing when the format tells none (some SVG). */
  readonly width?: number;
  readonly height?: number;
  /** The same in newer formats, best first, each in several widths; missing where there is one file only. */
  readonly sources?: readonly { readonly type: string; readonly srcset: string }[];
  /**
   * Point that must stay visible where the picture is cropped, in tenths of width and height; missing: the
   * middle.
   */
  readonly focus?: Focus;
  /** Transparent, and drawn for a light page. */
  readonly isTransparent?: boolean;
}

export interface FigureView {
  readonly kind: 'figure';
  readonly picture: PictureView;
  /** May be empty. */
  readonly caption: string;
  /** Who made the picture, without „Foto:“; may be empty. */
  readonly credit: string;
}

/** Something from another site that is loaded only when a reader wants it. */
export interface EmbedView {
  readonly kind: 'embed';
  readonly provider: EmbedProvider;
  readonly title: string;
  /** May be empty. */
  readonly caption: string;
  /** Where it stands for everybody. */
  readonly url: string;
  /** The address for a frame. */
  readonly frame: string;
  /** A post, whose height nobody knows; videos and maps are 16 to 9. */
  readonly isTall: boolean;
  /** Consequence of loading it for the reader. */
  readonly consent: string;
  /** For a button that loads it. */
  readonly load: string;
  /** For a link to it. */
  readonly open: string;
  /** The provider's privacy policy. */
  readonly privacy: LinkView;
  readonly poster?: FigureView;
}

export type BodyBlock =
  | { readonly kind: 'html'; readonly html: string }
  | FigureView
  | EmbedView
  | { readonly kind: 'related'; readonly card: CardView };

/** Card of an article in a list. */
export interface CardView {
  readonly url: string;
  readonly kicker: string;
  readonly title: string;
  readonly teaser: string;
  readonly section?: LinkView;
  readonly authors: readonly LinkView[];
  readonly published: DateView;
  readonly picture?: PictureView;
  /** Shown as a word before the headline: „Meinung“, „Anzeige“ … */
  readonly label?: { readonly key: ArticleLabel; readonly name: string };
  /** Only in a preview: why readers do not see it yet, „Entwurf“ or „Geplant für …“. */
  readonly preview?: string;
  /** „3 Kommentare“; missing where there is none. */
  readonly comments?: string;
}

export interface FeedLinks {
  readonly rss: string;
  readonly atom: string;
  readonly json: string;
}

export interface LogoView {
  readonly url: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** The same for every page of a build. */
export interface SiteView {
  readonly title: string;
  readonly description: string;
  /** BCP 47, e.g. `de`. */
  readonly language: string;
  readonly homeUrl: string;
  readonly navigation: readonly LinkView[];
  /** Static pages, for the foot of every page: Impressum, Datenschutz … */
  readonly footer: readonly LinkView[];
  /** Articles that every page announces as an Eilmeldung. */
  readonly breaking: readonly LinkView[];
  readonly archiveUrl: string;
  /** Missing where the site has no search. */
  readonly searchUrl?: string;
  readonly feeds: FeedLinks;
  readonly stylesheetUrl: string;
  /** Deferred module; empty when the theme has no script. */
  readonly scriptUrl: string;
  /** Empty when the theme has none. */
  readonly faviconUrl: string;
  /** By their names in `templates/fonts/`, those that the stylesheet names. */
  readonly fontUrls: Readonly<Record<string, string>>;
  /** Stands in the masthead instead of the title. */
  readonly logo?: LogoView;
  /** In its place in dark mode. */
  readonly logoDark?: LogoView;
  /** Colours of the browser around the page, in light and in dark mode: `#rrggbb`. */
  readonly themeColours: { readonly light: string; readonly dark: string };
  readonly texts: SiteTexts;
}

export interface HeadView {
  /** For `<title>`: „Headline – Blog“. */
  readonly title: string;
  readonly description: string;
  /** Empty on pages that must not be indexed under an address (404). */
  readonly canonicalUrl: string;
  readonly noindex: boolean;
  /** Content-Security-Policy for the `<meta>`. */
  readonly policy: string;
  /** Loads what is embedded when readers ask for it; only on pages that embed something. */
  readonly embedScriptUrl?: string;
  /** Missing where there is no canonical address. */
  readonly social?: SocialView;
  readonly feeds: readonly { readonly title: string; readonly links: FeedLinks }[];
  /** RSS of the comments that belong to the page. */
  readonly commentFeed?: LinkView;
  readonly previousUrl?: string;
  readonly nextUrl?: string;
  /** The page in all its languages, itself included; missing where it has one only. */
  readonly translations?: readonly { readonly language: string; readonly url: string }[];
  /** For a `<script type="application/ld+json">`, escaped for it; empty where there is nothing to tell. */
  readonly jsonLd: string;
}

export interface BaseView {
  readonly site: SiteView;
  readonly head: HeadView;
  /** From the home page down to this page; the last one is the page itself. Empty on the home page. */
  readonly breadcrumbs: readonly LinkView[];
}

/** How readers hand an article on. */
export interface ShareView {
  /** Plain links, as the site wants them. */
  readonly links: readonly LinkView[];
  /** Show the article's own address, to be copied. */
  readonly showsAddress: boolean;
}

/** `article.eta` */
export interface ArticleView extends BaseView, ArticleForms, JournalismView {
  readonly kicker: string;
  readonly title: string;
  readonly teaser: string;
  readonly label?: CardView['label'];
  readonly preview?: string;
  readonly section?: LinkView;
  readonly authors: readonly LinkView[];
  readonly published: DateView;
  /** 0: nobody can say. */
  readonly readingMinutes: number;
  readonly lead?: FigureView;
  readonly body: readonly BodyBlock[];
  readonly tags: readonly LinkView[];
  readonly share: ShareView;
  readonly related: readonly CardView[];
  /** Published just before this one. */
  readonly earlier?: LinkView;
  readonly later?: LinkView;
  readonly comments: CommentsView;
}

export interface PaginationView {
  /** Otherwise the newest. */
  readonly isOldestFirst?: true;
  /** From 1. */
  readonly current: number;
  readonly total: number;
  readonly previousUrl?: string;
  readonly nextUrl?: string;
  /** First, last and the neighbours of the current page; `gap` stands for those left out. */
  readonly pages: readonly ({ readonly number: number; readonly url: string } | 'gap')[];
}

/** `home.eta`; without articles `lead` is missing and the lists are empty. Further pages of the home list are `listing.eta`. */
export interface HomeView extends BaseView {
  readonly lead?: CardView;
  /** Up to four. */
  readonly secondary: readonly CardView[];
  readonly latest: readonly CardView[];
  readonly sections: readonly { readonly link: LinkView; readonly cards: readonly CardView[] }[];
  readonly pagination: PaginationView;
}

/** `listing.eta`: one page of a Ressort, tag, series, author, month, year, or of all articles. */
export interface ListingView extends BaseView, DossierParts {
  /** „Ressort“, „Thema“, „Serie“, „Artikel von“, „Archiv“; may be empty. */
  readonly kicker: string;
  readonly heading: string;
  /** Role of the author. */
  readonly role?: string;
  readonly intro: readonly BodyBlock[];
  /** Website of an author. */
  readonly portrait?: FigureView;
  readonly links: readonly LinkView[];
  /** „123 Artikel“ */
  readonly count: string;
  readonly feeds?: FeedLinks;
  readonly cards: readonly CardView[];
  readonly pagination: PaginationView;
}

/** `archive.eta`: years and months with their numbers of articles, newest first. */
export interface ArchiveView extends BaseView {
  readonly heading: string;
  readonly years: readonly {
    readonly link: LinkView;
    readonly count: string;
    readonly months: readonly (LinkView & { readonly count: string })[];
  }[];
}

/** `page.eta`: a static page. */
export interface StaticPageView extends BaseView {
  readonly title: string;
  readonly updated?: DateView;
  readonly body: readonly BodyBlock[];
}

/** `not-found.eta` */
export interface NotFoundView extends BaseView {
  readonly latest: readonly CardView[];
}

/** `redirect.eta`: stands at an old address. */
export interface RedirectView {
  readonly site: Pick<SiteView, 'language' | 'texts' | 'stylesheetUrl'>;
  readonly title: string;
  readonly url: string;
  readonly absoluteUrl: string;
}

/** The templates and the view of each. */
export interface TemplateViews {
  readonly article: ArticleView;
  readonly home: HomeView;
  readonly listing: ListingView;
  readonly archive: ArchiveView;
  readonly corrections: CorrectionsPageView;
  readonly page: StaticPageView;
  readonly glossary: GlossaryView;
  readonly 'not-found': NotFoundView;
  readonly 'comment-reply': CommentReplyView;
  readonly search: SearchView;
  readonly redirect: RedirectView;
  /** No page: `blattmacher newsletter` makes it. */
  readonly newsletter: NewsletterView;
}
