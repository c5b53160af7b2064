/**
 * The shared types and nothing else. Every value here is plain readonly data: it can be cloned to a
 * worker, written to a cache, compared by its JSON.
 */
declare const brand: unique symbol;
type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };

/** Path of a source inside the site folder: NFC, `/`-separated, no `.` or `..`, e.g. `content/articles/kim.md`. Made by `parseSourcePath`. */
export type SourcePath = Brand<string, 'SourcePath'>;

/** Address inside the site, without the sub-path of `url`: begins with `/`; ends with `/` for a page, else with a file name. Made by `parseUrlPath`. */
export type UrlPath = Brand<string, 'UrlPath'>;

/** One URL segment: `[a-z0-9-]+`, at most 80 characters. Made by `slugify` and `parseSlug`. Also the key under which tags, sections and authors are one. */
export type Slug = Brand<string, 'Slug'>;

/** A point in time with the offset of the site's zone at that time. */
export interface Moment {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly instant: number;
  /** Minutes east of UTC. */
  readonly offset: number;
  /** The author gave a day without a time; it is printed without one. */
  readonly dayOnly: boolean;
}

/** Place in a source; both numbers count from 1, the column in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export type Severity = 'error' | 'warning' | 'note';

/** Something to tell the author. Texts are German; see `core/diagnostics/diagnostics.ts` for all of them. */
export interface Diagnostic {
  /** Stable name for machines, e.g. `front-matter/unknown-key`. */
  readonly code: string;
  readonly severity: Severity;
  readonly file?: SourcePath;
  readonly position?: Position;
  readonly message: string;
  /** The cure. */
  readonly hint?: string;
}

/** A value with its diagnostics; `value` is missing when there are errors. */
export interface Checked<Value> {
  readonly value?: Value;
  readonly diagnostics: readonly Diagnostic[];
}

/** A name that readers see and the key under which spellings of it are one. */
export interface Term {
  readonly key: Slug;
  readonly name: string;
}

/** A term as one source mentions it. */
export interface TermMention extends Term {
  readonly position: Position;
}

export type ArticleLabel = 'meinung' | 'analyse' | 'anzeige' | 'gastbeitrag' | 'agentur' | 'eigene-sache';
export type CommentsState = 'open' | 'closed' | 'off';

/** What pages may use another origin for. */
export type PolicyPurpose = 'script' | 'connect' | 'image' | 'frame' | 'form';

/** A picture as front matter or Markdown names it, before its media file is known. */
export interface ImageReference {
  /** As the author wrote it: relative to the source file, or to `content/media/`. */
  readonly src: string;
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
  readonly position: Position;
}

/** Where a picture stands in its text; otherwise as wide as the text. */
export type PicturePlace = 'wide' | 'small' | 'left' | 'right' | 'gallery';

export interface Correction {
  readonly date: Moment;
  readonly text: string;
}

/** An article that the editor names elsewhere. */
export interface Mention {
  readonly target: string;
  readonly position: Position;
}

/** „Gegendarstellung“: what somebody named in an article states against it, word for word. */
export interface Counterstatement {
  readonly date: Moment;
  /** Who states it. */
  readonly name: string;
  /** As it came, never typeset; an empty line ends a paragraph. */
  readonly text: string;
}

/** A source on which an article rests. */
export interface CitedSource {
  readonly name: string;
  /** http or https. */
  readonly url?: string;
}

/** A sound above the text of an article: an episode of a podcast. */
export interface AudioReference {
  /** As the author wrote it: relative to the source file, or to `content/media/`. */
  readonly src: string;
  readonly position: Position;
  /** Seconds. */
  readonly duration?: number;
}

/** Metadata of every visible source. */
export interface SourceMeta {
  /** Readers do not see it yet. */
  readonly draft: boolean;
  /** Beside or above its text. */
  readonly image?: ImageReference;
  /** BCP 47: the source is in a language other than German. */
  readonly language?: string;
}

/** What search engines and social networks show instead of headline and teaser. */
export interface SeoTexts {
  readonly title?: string;
  readonly description?: string;
}

/** Metadata of an article, from its front matter. */
export interface ArticleMeta extends SourceMeta {
  readonly title: string;
  /** Moment of publication: never before the embargo ends. */
  readonly date: Moment;
  /** Until then nothing of the article may be seen. */
  readonly embargo?: { readonly until: Moment; readonly position: Position };
  readonly updated?: Moment;
  readonly expires?: Moment;
  /** Until then every page announces the article as an Eilmeldung. */
  readonly breaking?: Moment;
  /** The editor puts the article first on the front page; until then, or until another one. */
  readonly lead?: { readonly until?: Moment };
  readonly kicker?: string;
  /** The teaser as the author wrote it; without one, lists show the beginning of the text. */
  readonly description?: string;
  readonly seo?: SeoTexts;
  /** „Das Wichtigste in Kürze“: sentences above the text. */
  readonly keyPoints?: readonly string[];
  readonly audio?: AudioReference;
  readonly section?: TermMention;
  readonly tags: readonly TermMention[];
  readonly authors: readonly TermMention[];
  readonly slug: Slug;
  readonly aliases: readonly UrlPath[];
  readonly label?: ArticleLabel;
  /** Slugs or source paths of articles that the editor puts first under „Siehe auch“. */
  readonly related: readonly Mention[];
  readonly corrections: readonly Correction[];
  readonly counterstatements?: readonly Counterstatement[];
  readonly sources?: readonly CitedSource[];
  /** Tracking pixel of VG Wort: the text gets none, or one whatever its length. */
  readonly trackingPixel?: 'none' | 'poem';
  readonly comments: CommentsState;
  readonly series?: TermMention;
  /** The same article in other languages, elsewhere; `language` in BCP 47. */
  readonly translations?: readonly { readonly language: string; readonly url: string }[];
  /** The text is a live ticker: what stands under a heading with a time is an entry. `ends`: when the coverage ended. */
  readonly ticker?: { readonly ends?: Moment };
}

export interface Article extends ArticleMeta {
  readonly file: SourcePath;
  readonly url: UrlPath;
}

/** Metadata of a static page (`content/pages`): Impressum, Datenschutz … */
export interface PageMeta extends SourceMeta {
  readonly title: string;
  readonly description?: string;
  readonly seo?: SeoTexts;
  readonly updated?: Moment;
  readonly slug: Slug;
  readonly aliases: readonly UrlPath[];
}

export interface StaticPage extends PageMeta {
  readonly file: SourcePath;
  readonly url: UrlPath;
}

/** What JSON can say: the only values that schemas and functions of a configuration may return. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/** Metadata of an entry of one of the site's own collections. */
export interface EntryMeta extends SourceMeta {
  /** The name of its collection. */
  readonly collection: string;
  readonly title: string;
  readonly description?: string;
  readonly slug: Slug;
  readonly aliases: readonly UrlPath[];
  readonly date?: Moment;
  readonly updated?: Moment;
  readonly expires?: Moment;
  readonly tags: readonly TermMention[];
  /** Slugs or source paths of entries of the same collection, or of articles. */
  readonly related: readonly Mention[];
  /** Its fields, as the schema of the collection returns them. */
  readonly data: Plain;
  /** Those of them that are moments. */
  readonly dates: Readonly<Record<string, Moment>>;
}

/** An entry that is shown. */
export interface Entry extends EntryMeta {
  readonly file: SourcePath;
  readonly url: UrlPath;
}

/** Metadata of an author (`content/authors`); the content is the biography. */
export interface AuthorMeta extends SourceMeta {
  readonly name: string;
  readonly role?: string;
  readonly links: readonly { readonly name: string; readonly url: string }[];
}

/**
 * Metadata of a dossier (`content/dossiers`), named after the tag that it is about; the content is its
 * introduction.
 */
export interface DossierMeta extends SourceMeta {
  readonly title: string;
  readonly description?: string;
  /** Slugs or source paths of articles that come first. */
  readonly articles: readonly Mention[];
}

/** Facts in the header of a raster image besides its size. */
export interface Raster {
  /** Something may shine through. */
  readonly hasAlpha: boolean;
  readonly isAnimated: boolean;
}

/**
 * Reasons why a raster image cannot be decoded; `size`: its pixels have another shape than the header says.
 */
export type PictureFault = 'damaged' | 'unsupported' | 'size';

/** The place of a picture that must stay visible when it is cropped, in tenths of its width and height. */
export interface Focus {
  readonly x: number;
  readonly y: number;
}

/** A file of `content/media`, with what its sidecar (`bild.jpg.yaml`) says of it. */
export interface Media {
  readonly file: SourcePath;
  /** Hash of the bytes, hexadecimal. */
  readonly digest: string;
  readonly isPicture: boolean;
  /** Pixels, as one sees the picture; missing for documents and for SVG without a size. */
  readonly width?: number;
  readonly height?: number;
  /** Raster images are published in several sizes and formats; missing for SVG and documents. */
  readonly raster?: Raster;
  /** A drawing that has colours for light and for dark pages. */
  readonly isAdaptive?: boolean;
  readonly focus?: Focus;
  /** Of a document. */
  readonly bytes?: number;
  /** The text of a CSV file, for charts; missing where it is too long or no text. */
  readonly csv?: string;
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
}

/** A reader's comment as it is published. */
export interface Comment {
  /** `[a-z0-9-]+`, at most 64; its anchor is `kommentar-<id>`. */
  readonly id: string;
  /** Id of the comment that it answers. */
  readonly parent?: string;
  /** Plain text in one line. */
  readonly name: string;
  /** http or https. */
  readonly url?: string;
  readonly date: Moment;
  /** Made by `comments/parse/`: elements of its small list alone. */
  readonly html: string;
  /** The same as plain text, for feeds and machines. */
  readonly text: string;
}

/** Target of a link, resolved when the whole site is known. */
export type LinkTarget =
  /**
   * A file of the site folder: article, page, author or media. `fragment` is empty or begins with `#`. `whole`: the file
   * that is meant if `#` and `?` are part of its name; `inMedia`: the one of that path below `content/media`; `meant`: the
   * whole address that seems to be meant if there is none of them.
   */
  | {
      readonly kind: 'source';
      readonly path: SourcePath;
      readonly fragment: string;
      readonly whole?: SourcePath;
      readonly inMedia?: SourcePath;
      readonly meant?: string;
    }
  /**
   * A root-relative address as typed, before which the sub-path is put; or what follows host and sub-path of a whole one, which
   * pages show as it was `written`. `isBare`: it stands in the text itself, as an address.
   */
  | {
      readonly kind: 'site';
      readonly address: string;
      readonly meant?: string;
      readonly written?: string;
      readonly isBare?: true;
    }
  /** A place on the same page. */
  | { readonly kind: 'fragment'; readonly fragment: string };

/** How a chart is drawn: bars lie, columns stand. */
export type ChartKind = 'bars' | 'columns' | 'line' | 'area';

/** Description of a chart, besides its data. */
export interface ChartDescription {
  readonly kind: ChartKind;
  /** Plain text. */
  readonly title: string;
  /** In its text, from 1. */
  readonly number: number;
}

/** Providers of embeds. */
export type EmbedProvider = 'youtube' | 'vimeo' | 'mastodon' | 'bluesky' | 'x' | 'openstreetmap';

/** Something from elsewhere that a reader may choose to load. */
export interface Embed {
  readonly provider: EmbedProvider;
  /** Title in the author's words; may be empty. */
  readonly title: string;
  readonly caption?: string;
  /** Where it stands for everybody. */
  readonly url: string;
  /** The address for a frame; https. */
  readonly frame: string;
}

/** Nothing stands here, but an entry of a ticker begins, which goes on to the next one. */
export interface TickerEntry {
  readonly kind: 'entry';
  /** Id of its heading. */
  readonly id: string;
  readonly moment: Moment;
  /** Its heading says the day, too. */
  readonly isDated: boolean;
  /** Its headline as plain text; may be empty. */
  readonly title: string;
  /** All of its words as plain text. */
  readonly text: string;
}

/** A reference in the HTML of a content that is resolved when the whole site is known. */
export type DeferredReference =
  /** Stands for a whole attribute `href`, with the space before it, or for none. */
  | { readonly kind: 'link'; readonly target: LinkTarget; readonly position: Position }
  /** Stands for a whole attribute `src` of what is played, with the space before it: `src` as in an image. */
  | { readonly kind: 'played'; readonly src: string; readonly position: Position }
  /** Stands for an `<img>` in running text. */
  | { readonly kind: 'picture'; readonly image: ImageReference }
  /** Stands for a whole `<figure>`. */
  | { readonly kind: 'figure'; readonly image: ImageReference; readonly place?: PicturePlace }
  /** Stands for the drawing of a chart and its table, whose data are in a file: `src` as in an image. */
  | {
      readonly kind: 'chart';
      readonly chart: ChartDescription;
      readonly src: string;
      readonly position: Position;
    }
  /** Stands for a whole `<figure>` with something from elsewhere; the image is one of our own that stands in for it. */
  | { readonly kind: 'embed'; readonly embed: Embed; readonly position: Position }
  | {
      readonly kind: 'embed';
      readonly embed: Embed;
      readonly position: Position;
      readonly image: ImageReference;
    }
  /** The place for the line of related articles inside the text. */
  | { readonly kind: 'related' }
  /** The place for the theme's `parts/in-article`. */
  | { readonly kind: 'hook' }
  | TickerEntry;

/** Parsed content of a source. */
export interface Content {
  /** HTML around the deferred references, in reading order: one part more than there are references. */
  readonly html: readonly string[];
  readonly deferredReferences: readonly DeferredReference[];
  /** The first paragraph as plain text, cut at a word border to at most 300 characters. */
  readonly opening: string;
  readonly words: number;
  /** With spaces, runs of white space as one. */
  readonly characters: number;
  /** Ids that a fragment can point at, in order. */
  readonly anchors: readonly string[];
}
