/** A blog of another generator as it was, and as it is to be: values that all parts of its import share. */
import type { Moment, SourcePath, UrlPath } from '../../core/model.ts';
import type { Zone } from '../../core/time.ts';
import type { AccountItem, Head, Remark, TextTargets, TextTree, WrittenText } from '../model.ts';
import type { PlainMapping } from './plainValues.ts';

export type GeneratorKind = 'jekyll' | 'hugo' | 'eleventy' | 'astro';

export interface GeneratorSite {
  readonly kind: GeneratorKind;
  /** Sources, settings and data by path inside the folder; line ends are `\n`, no byte-order mark. */
  readonly texts: ReadonlyMap<string, string>;
  /** Paths of pictures, documents and everything else. */
  readonly files: ReadonlySet<string>;
  /** What was not read, and why (German). */
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
}

export interface GeneratorSettings {
  readonly kind: GeneratorKind;
  readonly config: PlainMapping;
  readonly title: string;
  readonly description: string;
  /** Whole address without a slash at the end; empty where nothing says it. */
  readonly url: string;
  /** Sub-path without a slash at the end: `/blog`. */
  readonly base: string;
  readonly language: string;
  readonly timezone: string;
  readonly zone: Zone;
  /** Folder of the sources: `src`, empty for the whole. */
  readonly input: string;
  /** Data beside the texts: `authors` → what `_data/authors.yml` says. */
  readonly data: PlainMapping;
  /** Folders whose files have an address, with where they stand: `static` → ``. */
  readonly roots: readonly string[];
  /** Of Astro: the beginning of the addresses of a collection. */
  readonly routes: ReadonlyMap<string, string>;
}

export interface SourceText {
  /** Inside the source's folder. */
  readonly path: string;
  readonly kind: 'article' | 'page' | 'author';
  readonly head: PlainMapping;
  readonly body: string;
  readonly format: 'markdown' | 'mdx' | 'html';
  readonly isDamaged: boolean;
  readonly isDraft: boolean;
  /** Name of its file, or of its folder where the file is called `index`, without date and ending. */
  readonly name: string;
  /** The same with the date. */
  readonly wholeName: string;
  readonly isBundle: boolean;
  /** Collection, section or folder of texts: `posts`; empty at the root. */
  readonly collection: string;
  /** Folders between the collection and the file, or the bundle. */
  readonly folders: readonly string[];
  /** Of Jekyll: folders above `_posts`, which are categories. */
  readonly categoryFolders: readonly string[];
  readonly date?: Moment;
  /** `2020-01-02 14:30:00` as the source has it, by its own clock. */
  readonly clock?: string;
  /** Old address inside the site, without the sub-path; undefined where it had none. */
  readonly url?: string;
}

export interface GeneratorOptions {
  /** ms since 1970: what appears later has no address yet. */
  readonly now: number;
  /** Makes Markdown of a source that is HTML; without it its HTML becomes Markdown as far as Markdown has words for it. */
  readonly writeMarkdown?: (tree: TextTree, targets: TextTargets) => WrittenText;
}

export interface GeneratorPlan {
  /** One for each file of the source that is a text, a picture or a document; no settings, no templates' parts. */
  readonly items: readonly AccountItem[];
  readonly texts: readonly PlannedText[];
  readonly copies: readonly PlannedCopy[];
  /** Proposed for `site.yaml`. */
  readonly settings: Head;
  /** Lines for `content/redirects.txt`: lists, feeds, and what else no text answers to. */
  readonly redirects: readonly (readonly [from: string, to: string])[];
  /** Keys of heads that mean nothing here, with the number of texts that had them. */
  readonly droppedKeys: ReadonlyMap<string, number>;
  /** German: decisions about the whole blog. */
  readonly notes: readonly string[];
}

export interface PlannedText {
  /** Path of the source. */
  readonly id: string;
  readonly file: SourcePath;
  readonly head: Head;
  /** Markdown of our dialect, without the head. */
  readonly body: string;
  readonly aliases: readonly UrlPath[];
  readonly remarks: readonly Remark[];
  /** Paths of the source's pictures and documents that it uses. */
  readonly media: readonly string[];
  /** The text as the source shows it, for the proof. */
  readonly tree: TextTree;
  readonly targets: TextTargets;
}

export interface PlannedCopy {
  /** Inside the source's folder. */
  readonly from: string;
  readonly to: SourcePath;
}
