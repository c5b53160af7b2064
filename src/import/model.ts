/** What all imports share: the account of every item, the tree of a text, the blog that is written to. */
import type { Root } from 'hast';
import type { SourcePath, UrlPath } from '../core/model.ts';

// The account

/** One item of the source: a text, a comment, an attachment, a menu entry … There is one for each, whatever became of it. */
export interface AccountItem {
  /** As the source names it: the number of a post or of a comment; of a file its path. Two of one type never share it. */
  readonly id: string;
  /** `post`, `page`, `attachment`, `comment`, `pingback`, `nav_menu_item` … */
  readonly type: string;
  /** As the source has it: `publish`, `private`, `trash`, `1` … */
  readonly status: string;
  readonly result: 'imported' | 'left-out';
  readonly title?: string;
  readonly file?: SourcePath;
  /** The address at which it stands in the new blog, if readers see it. */
  readonly url?: UrlPath;
  /** German: why it was left out, or what is different now. */
  readonly reason?: string;
}

/** One thing that is not in the new text as it was in the old one. */
export interface Difference {
  /** Of the item. */
  readonly id: string;
  readonly file: SourcePath;
  readonly kind: DifferenceKind;
  /** German: why that is so, for a person who decides whether it matters. */
  readonly reason: string;
  /** What the source says, and what the new blog says; short. Empty where one has nothing. */
  readonly before: string;
  readonly after: string;
  /** Nobody meant it: no reason that the import knows of explains it. */
  readonly isUnexplained: boolean;
}

export type DifferenceKind =
  | 'words'
  | 'heading'
  | 'link'
  | 'picture'
  | 'list'
  | 'table'
  | 'emphasis'
  | 'quote'
  | 'code'
  | 'embed'
  | 'left-over';

/** Something that a reader of a text decided, told while it was read: German, and about one place of the text. */
export interface Remark {
  readonly kind: DifferenceKind;
  readonly reason: string;
  /** The place in the source's own words, short. */
  readonly before: string;
  readonly after?: string;
}

// The tree of a text

/**
 * A text as its source shows it to readers, without what surrounds it (theme, navigation, scripts): plain HTML, and
 * these elements for what HTML has no word for. Attributes are in `properties` under the names given here.
 *
 * - `import-gallery`: children are `figure`s, each with one `img` and perhaps a `figcaption`; `columns` (number) if known.
 * - `import-embed`: `url`; a page, film, post elsewhere that the source shows in a frame. Perhaps a `figcaption` inside.
 * - `import-pull-quote`: children as in `blockquote`; its source is a `cite` at the end.
 * - `import-footnote`: stands where the mark stands; children are the note's own text (flow content).
 * - `import-code`: `language` if known; its text is the code (block).
 * - `import-left-over`: `name` (`[contact-form]`, `wp:foo/bar`); children are what can still be read of it, if anything.
 *
 * A picture is `img` with `src`, `alt`, `title`, alone or in a `figure` with `figcaption`; `figure` with a table, a
 * quote, a film likewise. Films and sounds are `video` and `audio` with `src`. A picture around which a link leads to its own large version has
 * lost that link. `src` and `href` are whole addresses, or as the source has them where they cannot be made whole.
 */
export type TextTree = Root;

export interface ReadText {
  readonly tree: TextTree;
  readonly remarks: readonly Remark[];
}

// The new text

/** Where the addresses in a text lead in the new blog. */
export interface TextTargets {
  /** The target of a link: a path to a source (`../2023/kim.md#absatz`, relative to the text), or an address. */
  readonly link: (href: string) => string;
  /** A picture, sound or document by its old address: what Markdown names it by; undefined where it is not here. */
  readonly media: (src: string) => PlacedMedia | undefined;
}

export interface PlacedMedia {
  /** As a text refers to it: `2019/05/hafen.jpg`, below `content/media`. */
  readonly reference: string;
  /** What the sidecar says; the text need not say it again. */
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
}

export interface WrittenText {
  readonly markdown: string;
  readonly remarks: readonly Remark[];
}

/** The front matter of a source, in the order of its keys; what is undefined or empty is not written. */
export type Head = Readonly<Record<string, HeadValue | undefined>>;
export type HeadValue =
  | string
  | number
  | boolean
  | readonly HeadValue[]
  | { readonly [key: string]: HeadValue | undefined };

// Pictures and documents of the source

/** A file that the source has, as it knows it. */
export interface SourceMedia {
  /** Address of the original. */
  readonly url: string;
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
  /** In the source's folder of uploads: `2019/05/hafen.jpg`. */
  readonly path?: string;
}

// Writing into the blog

/** What became of a file that an import wanted to write. */
export type Written =
  /** It was not there. */
  | 'created'
  /** It was there as an earlier import had left it. */
  | 'updated'
  /** It says the same already. */
  | 'unchanged'
  /** Somebody edited it here, and the source has not changed since: it stays. */
  | 'kept'
  /** Somebody edited it here, and the source has changed as well, or it is nobody's of this import: it stays, and that is named. */
  | 'conflict';
