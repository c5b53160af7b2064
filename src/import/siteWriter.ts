/** Writes what an import makes into the blog, remembers it, and never touches what people edited since. */
import type { Checked, SourcePath } from '../core/model.ts';
import type { LockOwner } from '../emit/lock.ts';
import type { Written } from './model.ts';

export interface SiteWriterOptions {
  /** Folder of the blog: absolute, and there. */
  readonly root: string;
  /** Names the memory of this import: `wordpress` → `.import/wordpress.jsonl`. */
  readonly source: string;
  /** Of two imports at the same time the second is refused. */
  readonly owner: LockOwner;
  /** Answers the same, and writes nothing. */
  readonly isDryRun?: boolean;
}

/** A file of the blog, made of one item of the source. */
export interface SiteFile {
  /** Of the source, and of this file alone: `123`, `comment-45`, `media 2019/05/hafen.jpg`. */
  readonly item: string;
  /** Where it stands if it is new; an item that is there already stays where it is. */
  readonly file: SourcePath;
  /** `copyOf`: absolute path of a real file. */
  readonly content: string | Uint8Array | { readonly copyOf: string };
  /** Of everything in the source that the content is made of. */
  readonly sourceDigest: string;
}

export interface WrittenFile {
  readonly written: Written;
  /** Where it stands, or would stand. */
  readonly file: SourcePath;
  /** German, of what was kept and of conflicts. */
  readonly reason?: string;
}

export interface ImportedFile {
  readonly item: string;
  readonly file: SourcePath;
}

export interface SiteWriter {
  /** @throws what the system refuses: a full disk, a missing permission */
  readonly put: (file: SiteFile) => WrittenFile;
  /** Where an earlier put (in this run or before) has an item: also where somebody moved it to since. */
  readonly placeOf: (item: string) => SourcePath | undefined;
  /** Whether nothing is there that would be in the way of a new file, also where upper and lower case are the same. */
  readonly isFree: (file: SourcePath) => boolean;
  /** Makes the memory whole. Answers the items of earlier runs of which this one knew nothing; their files stay. */
  readonly finish: () => readonly ImportedFile[];
  /** After a failure: what was written stays remembered. */
  readonly close: () => void;
}

/** Faults: another import is running; the memory is damaged (a warning: the rest is used). */
export declare function openSiteWriter(options: SiteWriterOptions): Checked<SiteWriter>;
