import type { Diagnostic, UrlPath } from '../model.ts';

/** Interface of a site to the preview server. */
export interface PreviewSite {
  /**
   * Returns the answer at an address inside the site (decoded, NFC, begins with `/`, without sub-path and
   * query); undefined: nothing, not even a 404 page. Never throws.
   */
  readonly answer: (path: string) => PreviewAnswer | undefined;
  /** Present faults: errors only, sorted; empty when there are none. */
  readonly faults: () => readonly PreviewFault[];
  /** Sub-path of the site without a slash at its end, percent-encoded; empty at the root. It may change. */
  readonly base: () => string;
}

export interface PreviewAnswer {
  readonly status: 200 | 404;
  /** Content-Type. */
  readonly type: string;
  /** A stream for what is being made. */
  readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>;
}

export interface PreviewFault {
  readonly diagnostic: Diagnostic;
  /** The lines around the place, with their numbers in the file. */
  readonly excerpt: readonly { readonly number: number; readonly text: string }[];
}

/** Message to open pages, as soon as `PreviewSite` answers accordingly. */
export type PreviewChange =
  | { readonly kind: 'reload'; readonly edited?: EditedPlace }
  /** The site's stylesheet has another address, and nothing else has changed; as pages link to it. */
  | { readonly kind: 'stylesheet'; readonly from: string; readonly to: string }
  /** Only what is wrong has changed. */
  | { readonly kind: 'faults' };

/** The one article or page that the author has just edited. */
export interface EditedPlace {
  /** Inside the site, as `PreviewSite` takes it. */
  readonly url: UrlPath;
  /** How the text of the first changed block begins, without markup; empty when the place is unknown. */
  readonly near: string;
}
