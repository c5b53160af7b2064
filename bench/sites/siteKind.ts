import type { CorpusArticle } from '../corpus.ts';

export type FrontMatter = Readonly<Record<string, string | Date | readonly string[]>>;

/** What one generator wants beside the corpus, and how it names things in front matter. */
export interface SiteKind {
  readonly name: 'blattmacher' | 'hugo' | 'eleventy';
  /** Folder beside this one with settings and templates to copy, if there is any. */
  readonly templates?: string;
  /** Settings and static pages: path → text. */
  readonly files: Readonly<Record<string, string>>;
  readonly frontMatter: (article: CorpusArticle) => FrontMatter;
}
