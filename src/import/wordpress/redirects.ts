/** Old addresses of a WordPress → lines of `content/redirects.txt`, as few as can be. */
import type { SourcePath, UrlPath } from '../../core/model.ts';

export interface OldAddresses {
  /** Of the old blog, with its sub-path: `https://alt.example/blog`. */
  readonly url: string;
  /** As WordPress has it: `/%year%/%monthnum%/%postname%/`; empty: addresses are `?p=ID`. */
  readonly pattern: string;
  /** First folders of the archives; WordPress' own (`category`, `tag`) where they are missing. */
  readonly categoryBase?: string;
  readonly tagBase?: string;
  readonly texts: readonly MovedText[];
  readonly terms: readonly MovedTerm[];
  readonly authors: readonly MovedAuthor[];
  readonly attachments: readonly MovedAttachment[];
}

/** A text that is in the new blog, published or not. */
export interface MovedText {
  readonly id: string;
  readonly type: string;
  /** Whole address, as the export has it. */
  readonly link: string;
  /** `2012-01-05 14:30:46`, by the clock of the blog. */
  readonly date: string;
  readonly slug: string;
  /** Values of `_wp_old_slug`. */
  readonly oldSlugs: readonly string[];
  readonly file: SourcePath;
  /** Where it stands, or will. */
  readonly url: UrlPath;
}

export interface MovedTerm {
  /** `category`, `post_tag`; others have no address of their own that is known. */
  readonly taxonomy: string;
  readonly id: string;
  readonly slug: string;
  /** Slugs of those above it, the topmost first. */
  readonly parents: readonly string[];
  /** Its list in the new blog; undefined where it has none. */
  readonly url: UrlPath | undefined;
}

export interface MovedAuthor {
  /** The last part of the address: the nicename, in exports mostly the login. */
  readonly slug: string;
  readonly url: UrlPath | undefined;
}

export interface MovedAttachment {
  readonly id: string;
  /** Address of its page. */
  readonly link: string;
  /** In the folder of uploads: `2019/05/hafen.jpg`, as `_wp_attached_file` or its address has it. */
  readonly path: string;
  /** The file in the new blog. */
  readonly media: SourcePath | undefined;
  /** The text that it was uploaded to. */
  readonly parent: SourcePath | undefined;
}
