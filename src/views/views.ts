/**
 * Views: the data that each template gets as `it`. A view is plain readonly data and holds everything that
 * the template can see; a page is a pure function of its view. Every `url` is ready for an attribute
 * (sub-path included); those named `absoluteUrl` carry scheme and host as well. Every text is plain text
 * (escape it) unless its type says HTML.
 */
import type {
  ArticleLabel,
  Focus,
  EmbedProvider,
  CitedSource,
  CommentsState,
  PicturePlace,
  Plain,
} from '../core/model.ts';
import type { Entry } from '../config/define.ts';
import type { SiteTexts } from '../core/siteTexts.ts';
import type { DateView } from '../core/time.ts';
import type { CommentForm } from '../comments/form/commentForm.ts';
import type { CommentSettings } from '../config/commentSettings.ts';

export interface LinkView {
  readonly name: string;
  readonly url: string;
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
  /** Where it stands in its text; missing: as wide as that. */
  readonly place?: PicturePlace;
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
  | { readonly kind: 'related'; readonly card: CardView }
  /** `parts/in-article` stands here. */
  | { readonly kind: 'hook' };

/** Card of an article in a list. */
export interface CardView {
  /** BCP 47; only of an article in a foreign language. */
  readonly language?: string;
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
  /** Above the masthead; may be empty. */
  readonly header: readonly LinkView[];
  /** Links and static pages for the foot of every page: Impressum, Datenschutz … */
  readonly footer: readonly LinkView[];
  /** The blog elsewhere, for links with `rel="me"`; may be empty. */
  readonly profiles: readonly LinkView[];
  /** Articles that every page announces as an Eilmeldung. */
  readonly breaking: readonly LinkView[];
  readonly archiveUrl: string;
  /** Missing where the site has no search. */
  readonly searchUrl?: string;
  readonly feeds: FeedLinks;
  /** Feed of the blog's podcast, if it has one. */
  readonly podcastUrl?: string;
  readonly stylesheetUrl: string;
  /** The site's own module (`own.js`); empty when it has none. */
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
  /** The files in `data/`, by their names without the ending. */
  readonly data: Readonly<Record<string, Plain>>;
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

/** A sound of the site. */
export interface AudioView {
  readonly url: string;
  /** `audio/mpeg` … */
  readonly type: string;
  /** „32:10“ */
  readonly duration?: string;
}

/** `article.eta` */
export interface ArticleView
  extends BaseView, JournalismView, Omit<CardView, 'url' | 'picture' | 'comments'> {
  /** 0: nobody can say. */
  readonly readingMinutes: number;
  readonly lead?: FigureView;
  readonly audio?: AudioView;
  readonly body: readonly BodyBlock[];
  readonly tags: readonly LinkView[];
  readonly share: ShareView;
  readonly related: readonly CardView[];
  /** „Das Wichtigste in Kürze“; may be empty. */
  readonly keyPoints: readonly string[];
  readonly series?: SeriesView;
  readonly ticker?: TickerView;
  /** Published just before this one. */
  readonly earlier?: LinkView;
  readonly later?: LinkView;
  readonly comments: CommentsView;
}

export interface PaginationView {
  /** Otherwise the newest. */
  readonly isOldestFirst?: true;
  /** Neither: it has an order of its own. */
  readonly isMixed?: true;
  /** From 1. */
  readonly current: number;
  readonly total: number;
  readonly previousUrl?: string;
  readonly nextUrl?: string;
  /** First, last and the neighbours of the current page; `gap` stands for those left out. */
  readonly pages: readonly ({ readonly number: number; readonly url: string } | 'gap')[];
}

/**
 * `home.eta`; without articles `lead` is missing and the lists are empty. No article stands in two of them. Further pages of
 * the home list are `listing.eta`.
 */
export interface HomeView extends BaseView {
  readonly lead?: CardView;
  /** Up to four. */
  readonly secondary: readonly CardView[];
  /** „Meinung“, if the site wants a block of it. */
  readonly opinion: readonly CardView[];
  readonly sections: readonly { readonly link: LinkView; readonly cards: readonly CardView[] }[];
  /** As the editor lists them; may be empty. */
  readonly mostRead: readonly CardView[];
  /** What is new besides all those. */
  readonly latest: readonly CardView[];
  readonly pagination: PaginationView;
}

/** `listing.eta`: one page of a Ressort, tag, series, author, month, year, or of all articles. */
export interface ListingView extends BaseView {
  /** „Ressort“, „Thema“, „Serie“, „Artikel von“, „Archiv“; may be empty. */
  readonly kicker: string;
  readonly heading: string;
  /** Role of the author. */
  readonly role?: string;
  readonly intro: readonly BodyBlock[];
  /** BCP 47; only where the intro is in a foreign language. */
  readonly introLanguage?: string;
  readonly portrait?: FigureView;
  /** Websites of an author. */
  readonly links: readonly LinkView[];
  /** „123 Artikel“ */
  readonly count: string;
  readonly feeds?: FeedLinks;
  /** Picture of a dossier. */
  readonly lead?: FigureView;
  /** Articles that the editor of a dossier has put first; may be empty. */
  readonly picks: readonly CardView[];
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
  /** BCP 47; only of a page in a foreign language. */
  readonly language?: string;
  readonly title: string;
  readonly updated?: DateView;
  readonly body: readonly BodyBlock[];
}

/** The page of an entry of one of the site's own collections: its template, or `page.eta`. */
export interface EntryPageView extends StaticPageView {
  readonly entry: EntryView;
  readonly tags: readonly LinkView[];
  readonly lead?: FigureView;
  /** What the editor names, and entries with the same tags. */
  readonly related: readonly EntryCardView[];
}

export interface EntryView extends Entry {
  readonly body: readonly BodyBlock[];
}

/** Not every entry has a date. */
export type EntryCardView = Omit<CardView, 'published'> & Partial<Pick<CardView, 'published'>>;

/** A page of a list of entries: its template, or `listing.eta`. */
export interface EntryListView extends Omit<ListingView, 'cards' | 'picks'> {
  readonly entries: readonly Entry[];
  readonly cards: readonly EntryCardView[];
  readonly picks: readonly [];
}

/** A page of a function in `pages` of the configuration. */
export interface OwnPageView extends BaseView {
  readonly title: string;
  readonly view: Plain;
}

/** The pages that the site's configuration adds. */
export type OwnView = EntryPageView | EntryListView | OwnPageView;

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

export interface NewsletterItemView extends Pick<
  CardView,
  'language' | 'kicker' | 'title' | 'teaser' | 'label'
> {
  /** With scheme and host, as all addresses here. */
  readonly url: string;
  readonly authors: readonly string[];
  readonly published: DateView;
  readonly picture?: Pick<PictureView, 'url' | 'alt' | 'width' | 'height'>;
}

/** `newsletter.eta`, and the text beside it. */
export interface NewsletterView {
  readonly site: Pick<SiteView, 'title' | 'language' | 'homeUrl' | 'texts'>;
  readonly subject: string;
  /** Date for which it is made. */
  readonly date: DateView;
  /** Newest first; at least one. */
  readonly items: readonly NewsletterItemView[];
  /** Impressum, Datenschutz … */
  readonly footer: readonly LinkView[];
}

/** Where an article stands in its series. */
export interface SeriesView {
  readonly name: string;
  readonly url: string;
  /** „Teil 3 von 7 der Serie“ */
  readonly place: string;
  /** The parts around this one, oldest first; it has no `url` itself. */
  readonly parts: readonly { readonly name: string; readonly url?: string }[];
  /** Number of the first of `parts`, from 1. */
  readonly first: number;
  readonly previous?: LinkView;
  readonly next?: LinkView;
}

/** State of a live ticker, whose entries are in the text. */
export interface TickerView {
  /** „Liveticker, wird laufend aktualisiert“ or when it ended. */
  readonly state: string;
  readonly isOver: boolean;
  readonly feeds: FeedLinks;
}

/** `glossary.eta`: all terms, in the order of a dictionary. */
export interface GlossaryView extends BaseView {
  readonly heading: string;
  readonly letters: readonly {
    readonly letter: string;
    readonly terms: readonly (LinkView & { readonly text: string })[];
  }[];
}

/** Journalistic disclosures of an article. */
export interface JournalismView {
  readonly updated?: DateView;
  readonly corrections: readonly CorrectionView[];
  /** „Gegendarstellungen“ and who states them, at the place `#gegendarstellung`. */
  readonly counterstatements: readonly {
    readonly date: DateView;
    readonly name: string;
    readonly paragraphs: readonly string[];
  }[];
  readonly sources: readonly CitedSource[];
  /** Address of VG Wort's picture that counts readers. It comes from elsewhere, and must never be loaded lazily. */
  readonly countingMark?: string;
}

export interface CorrectionView {
  readonly date: DateView;
  readonly text: string;
}

/** `corrections.eta`: of all articles, newest first, at least one. */
export interface CorrectionsPageView extends BaseView {
  readonly heading: string;
  readonly intro: string;
  readonly corrections: readonly (CorrectionView & { readonly article: LinkView })[];
}

/** The plain form that posts to the site's endpoint. */
export interface CommentFormView extends CommentForm {
  readonly email: CommentSettings['email'];
  /** Address of the privacy policy, for the consent box; empty: no box. */
  readonly privacyUrl: string;
  /** Where scripts fetch a sum to do; empty: none. */
  readonly challengeUrl: string;
  /** Makes the form more comfortable; empty when the theme has none. */
  readonly scriptUrl: string;
  /** The text of the script that fetches it in time, from its own `data-src`; the page's policy knows it. */
  readonly loader: string;
}

/** A comment with the answers below it, three levels at most. */
export interface CommentView {
  readonly id: string;
  /** Id of its element. */
  readonly anchor: string;
  readonly name: string;
  /** The reader's own address on the web. */
  readonly url?: string;
  readonly published: DateView;
  /** HTML of a few harmless elements. */
  readonly html: string;
  /** The comment that it answers, where its place does not show it. */
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

/** `comment-reply.eta`: what became of a comment that was sent without a script. */
export interface CommentReplyView extends BaseView {
  readonly title: string;
  readonly text: string;
  /** Shown when the address ends with `#grund-<code>`. */
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
}

/** A choice of the search, for a `<select>`: what it filters by, and the values. */
export interface SearchFilterView {
  readonly name: string;
  readonly label: string;
  readonly values: readonly string[];
}

/** `search.eta` */
export interface SearchView extends BaseView {
  /** In a preview there is no index to search in. */
  readonly index?: {
    /** Address of its folder. */
    readonly url: string;
    readonly scriptUrl: string;
  };
  /** Those with more than one value. */
  readonly filters: readonly SearchFilterView[];
  /** Ways to what is there without a search: Ressorts and archive. */
  readonly browse: readonly LinkView[];
}

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
