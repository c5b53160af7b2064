/** The interface between a site under preview, its server, and extensions. */
import type { Diagnostic, UrlPath } from '../core/model.ts';
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';

/** Interface of a site to the preview server. */
export interface PreviewSite {
  /**
   * Returns the answer at an address inside the site (decoded, NFC, begins with `/`, without sub-path and
   * query); undefined: nothing, not even a 404 page. Never throws.
   */
  readonly answer: (path: string) => PreviewAnswer | undefined;
  /** Present errors, then warnings, each sorted and one for a kind; empty when there are none. */
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
  /** So many others are of its kind. */
  readonly others: number;
  /** The lines around the place, with their numbers in the file. */
  readonly excerpt: readonly { readonly number: number; readonly text: string }[];
}

/** Message to open pages, as soon as `PreviewSite` answers accordingly. */
export type PreviewChange =
  | { readonly kind: 'reload'; readonly edited?: EditedPlace }
  /** The site's stylesheet has another address, and nothing else has changed; as pages link to it. */
  | { readonly kind: 'stylesheet'; readonly from: string; readonly to: string }
  /** Only errors or warnings have changed. */
  | { readonly kind: 'faults' };

/** The one article or page that the author has just edited. */
export interface EditedPlace {
  /** Inside the site, as `PreviewSite` takes it. */
  readonly url: UrlPath;
  /** How the text of the first changed block begins, without markup; empty when the place is unknown. */
  readonly near: string;
}

/** Something more that the preview answers, in its own folder. */
export interface PreviewExtension {
  /** Paths that may be posted to; everything else can only be read. */
  readonly posts: readonly string[];
  /** Hears of requests under names of this machine alone. */
  readonly app: () => Hono<{ Bindings: HttpBindings }>;
}

/** Every German word that the preview server says; those of the bar and the overlay are in `browser/texts.js`. */
export const previewTexts = {
  foreignHost: 'Die Vorschau antwortet nur unter der Adresse, die „blattmacher watch“ genannt hat.',
  readOnly: 'Die Vorschau kann man nur lesen.',
  broken: 'Hier ist im Blattmacher selbst etwas schiefgegangen.',
  faultCount: (count: number): string => (count === 1 ? '1 Fehler' : `${count} Fehler`),
  headline: (count: number): string =>
    count === 1 ? 'Ein Fehler hält die Ausgabe auf' : `${count} Fehler halten die Ausgabe auf`,
  warningCount: (count: number): string => (count === 1 ? '1 Warnung' : `${count} Warnungen`),
  warningsHeadline: (count: number): string => (count === 1 ? 'Eine Warnung' : `${count} Warnungen`),
  ofThisKind: (count: number): string => `Von dieser Art gibt es insgesamt ${count}.`,
  showsAll: 'Alle übrigen zeigt auf der Kommandozeile „blattmacher check --all“.',
  notYet: {
    title: 'Noch keine Seite',
    text: 'Sobald nichts mehr im Weg steht, erscheint hier von selbst deine Seite.',
  },
  nothing: {
    title: 'Hier steht nichts',
    text: 'Unter dieser Adresse gibt es in der Vorschau keine Seite.',
  },
  outside: {
    title: 'Das liegt außerhalb des Blogs',
    text: 'Dein Blog beginnt in einem Unterordner, so wie es in der site.yaml unter „url“ steht. Ein Link hierher ginge auch veröffentlicht ins Leere.',
  },
  toHome: 'Zur Startseite',
} as const;
