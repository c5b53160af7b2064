/**
 * The views: what each template gets, as `it`. A view is plain readonly data made of nothing but
 * what the template can see; a page is a pure function of its view. Every `url` is ready for an
 * attribute (sub-path included); those named `absoluteUrl` carry scheme and host as well.
 *
 * Every text is plain text (escape it) unless its type says HTML.
 */
import type { CommentForm } from '../commentForm/commentForm.ts';
import type { CommentSettings } from '../config/commentSettings.ts';
import type { ArticleLabel, CommentsState } from '../model.ts';
import type { SiteTexts } from '../siteTexts.ts';

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
  readonly url: string;
  readonly alt: string;
  /** Pixels; missing when the format tells none (some SVG). */
  readonly width?: number;
  readonly height?: number;
}

export interface FigureView {
  readonly kind: 'figure';
  readonly picture: PictureView;
  /** May be empty. */
  readonly caption: string;
  /** Who made the picture, without „Foto:“; may be empty. */
  readonly credit: string;
}

export type BodyBlock =
  | { readonly kind: 'html'; readonly html: string }
  | FigureView
  | { readonly kind: 'related'; readonly card: CardView };

/** What a list shows of an article. */
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
  readonly archiveUrl: string;
  readonly feeds: FeedLinks;
  readonly stylesheetUrl: string;
  /** Deferred module; empty when the theme has no script. */
  readonly scriptUrl: string;
  /** Empty when the theme has none. */
  readonly faviconUrl: string;
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
  readonly feeds: readonly { readonly title: string; readonly links: FeedLinks }[];
  /** RSS of the comments that belong to the page. */
  readonly commentFeed?: LinkView;
  readonly previousUrl?: string;
  readonly nextUrl?: string;
}

export interface BaseView {
  readonly site: SiteView;
  readonly head: HeadView;
  /** From the home page down to this page; the last one is the page itself. Empty on the home page. */
  readonly breadcrumbs: readonly LinkView[];
}

export interface CorrectionView {
  readonly date: DateView;
  readonly text: string;
}

/** The plain form that posts to the site's endpoint. */
export interface CommentFormView extends CommentForm {
  readonly email: CommentSettings['email'];
  /** Of the privacy policy, for the consent box; empty: no box. */
  readonly privacyUrl: string;
  /** Where scripts fetch a sum to do; empty: none. */
  readonly challengeUrl: string;
  /** Makes the form more comfortable; empty when the theme has none. */
  readonly scriptUrl: string;
}

/** A comment with the answers below it, three levels at most. */
export interface CommentView {
  readonly id: string;
  /** Of its element. */
  readonly anchor: string;
  readonly name: string;
  /** The reader's own address on the web. */
  readonly url?: string;
  readonly published: DateView;
  /** HTML of a few harmless elements. */
  readonly html: string;
  /** What it answers, where its place does not tell. */
  readonly answered?: LinkView;
  readonly replies: readonly CommentView[];
}

export interface CommentsView {
  readonly state: CommentsState;
  /** Only when open and the site names an endpoint. */
  readonly form?: CommentFormView;
  /** Missing where there is none. */
  readonly published?: {
    /** „3 Kommentare“ */
    readonly count: string;
    readonly feedUrl: string;
    /** Oldest first. */
    readonly thread: readonly CommentView[];
  };
}

/** `article.eta` */
export interface ArticleView extends BaseView {
  readonly kicker: string;
  readonly title: string;
  readonly teaser: string;
  readonly label?: CardView['label'];
  readonly preview?: string;
  readonly section?: LinkView;
  readonly authors: readonly LinkView[];
  readonly published: DateView;
  readonly updated?: DateView;
  readonly readingMinutes: number;
  readonly lead?: FigureView;
  readonly body: readonly BodyBlock[];
  readonly tags: readonly LinkView[];
  readonly corrections: readonly CorrectionView[];
  readonly related: readonly CardView[];
  /** Published just before this one. */
  readonly earlier?: LinkView;
  readonly later?: LinkView;
  readonly comments: CommentsView;
  /** For a `<script type="application/ld+json">`, escaped for it. */
  readonly jsonLd: string;
}

export interface PaginationView {
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

/** `listing.eta`: one page of a Ressort, tag, author, month, year, or of all articles. */
export interface ListingView extends BaseView {
  /** „Ressort“, „Thema“, „Artikel von“, „Archiv“; may be empty. */
  readonly kicker: string;
  readonly heading: string;
  readonly intro: readonly BodyBlock[];
  /** Of an author. */
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

/** `comment-reply.eta`: what became of a comment that was sent without a script. */
export interface CommentReplyView extends BaseView {
  readonly title: string;
  readonly text: string;
  /** Shown when the address ends with `#grund-<code>`. */
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
}

/** `redirect.eta`: stands at an old address. */
export interface RedirectView {
  readonly site: Pick<SiteView, 'language' | 'texts'>;
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
  readonly page: StaticPageView;
  readonly 'not-found': NotFoundView;
  readonly 'comment-reply': CommentReplyView;
  readonly redirect: RedirectView;
}
