/** A blog of another generator → what is to be written: texts with heads of ours, pictures, settings, old addresses. Pure. */
import type { SourcePath, UrlPath } from '../../core/model.ts';
import type { AccountItem, Head, Remark, TextTargets, TextTree, WrittenText } from '../model.ts';
import type { GeneratorSite } from './readSite.ts';

export interface GeneratorOptions {
  /** ms since 1970: what appears later has no address yet. */
  readonly now: number;
  /** Makes Markdown of a source that is HTML; without it such sources are left out. */
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

/** Plans the import of a blog. */
export function planGeneratorImport(site: GeneratorSite, options: GeneratorOptions): GeneratorPlan {
  void site;
  void options;
  throw new Error('Not yet');
}
