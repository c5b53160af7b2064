import type { CorpusArticle } from '../corpus.ts';

type Value = string | Date | readonly string[];
export type FrontMatter = Readonly<Record<string, Value | Readonly<Record<string, Value>>>>;

/** What one generator wants beside the corpus, and how it names things in front matter. */
export interface SiteKind {
  /** Name of the folder in which it is written. */
  readonly name: string;
  /** Folder beside this one with settings and templates to copy, if there is any. */
  readonly templates?: string;
  /** Where `style.css` of this folder goes, if the site brings a stylesheet. */
  readonly stylesheet?: string;
  /** Where a file of that folder goes; missing: where it is. */
  readonly placeOf?: (path: string) => string;
  /** All articles in one folder, instead of one a year. */
  readonly isFlat?: boolean;
  /** Settings and static pages: path → text. */
  readonly files: Readonly<Record<string, string>>;
  readonly frontMatter: (article: CorpusArticle) => FrontMatter;
}
