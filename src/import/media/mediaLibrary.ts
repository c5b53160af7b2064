/** Pictures, sounds and documents of a blog that moves in: found in a copy or fetched, each original once. */
import type { Checked, SourcePath } from '../../core/model.ts';
import type { PlacedMedia, SourceMedia } from '../model.ts';
import type { SiteWriter } from '../siteWriter.ts';

/** A file that the source lists, whether a text shows it or not. */
export interface SourceAttachment extends SourceMedia {
  /** Its item in the source. */
  readonly id: string;
}

export interface MediaLibraryOptions {
  readonly writer: SiteWriter;
  /** Address of the blog: `https://example.org/blog`. */
  readonly blog: string;
  /** Other hosts that are the blog's own: `www.example.org`, an older domain. */
  readonly hosts: readonly string[];
  readonly attachments: readonly SourceAttachment[];
  /** A copy of `wp-content/uploads`, of `wp-content`, or of all. */
  readonly uploads?: string;
  readonly fetch?: FetchOptions;
}

export interface FetchOptions {
  /** Where unfinished files wait for the next run; absolute. */
  readonly folder: string;
}

export type Acquired = { readonly placed: PlacedMedia } | { readonly reason: string };

export interface MediaAccount {
  readonly id: string;
  readonly result: 'imported' | 'left-out';
  readonly file?: SourcePath;
  readonly reason?: string;
}

export interface MediaLibrary {
  /** Puts the original of an address in a text into `content/media`, or says in German why not. */
  readonly acquire: (src: string) => Promise<Acquired>;
  /** What `acquire` placed. */
  readonly find: (src: string) => PlacedMedia | undefined;
  /** One for each attachment, in their order. */
  readonly account: () => readonly MediaAccount[];
}

/** Faults: the folder of uploads is none. */
export declare function createMediaLibrary(options: MediaLibraryOptions): Checked<MediaLibrary>;
