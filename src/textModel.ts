/** Shared types of parsed texts, as plain readonly data. */
import type { SourcePath, Position, ImageReference, Moment } from './model.ts';

/** Target of a link, resolved when the whole site is known. */
export type LinkTarget =
  /**
   * A file of the site folder: article, page, author or media. `fragment` is empty or begins with `#`. `whole`: the file
   * that is meant if `#` and `?` are part of its name.
   */
  | {
      readonly kind: 'source';
      readonly path: SourcePath;
      readonly fragment: string;
      readonly whole?: SourcePath;
    }
  /** A root-relative address as typed; the sub-path is put before it. */
  | { readonly kind: 'site'; readonly address: string }
  /** A place on the same page. */
  | { readonly kind: 'fragment'; readonly fragment: string };

/** How a chart is drawn: bars lie, columns stand. */
export type ChartKind = 'bars' | 'columns' | 'line' | 'area';

/** Description of a chart, besides its data. */
export interface ChartDescription {
  readonly kind: ChartKind;
  /** Plain text. */
  readonly title: string;
  /** In its text, from 1. */
  readonly number: number;
}

/** Providers of embeds. */
export type EmbedProvider = 'youtube' | 'vimeo' | 'mastodon' | 'bluesky' | 'x' | 'openstreetmap';

/** Something from elsewhere that a reader may choose to load. */
export interface Embed {
  readonly provider: EmbedProvider;
  /** Title in the author's words; may be empty. */
  readonly title: string;
  readonly caption?: string;
  /** Where it stands for everybody. */
  readonly url: string;
  /** The address for a frame; https. */
  readonly frame: string;
}

/** Nothing stands here, but an entry of a ticker begins, which goes on to the next one. */
export interface TickerEntry {
  readonly kind: 'entry';
  /** Id of its heading. */
  readonly id: string;
  readonly moment: Moment;
  /** Its heading says the day, too. */
  readonly isDated: boolean;
  /** Its headline as plain text; may be empty. */
  readonly title: string;
  /** All of its words as plain text. */
  readonly text: string;
}

/** A reference in the HTML of a content that is resolved when the whole site is known. */
export type DeferredReference =
  /** Stands for a whole attribute `href`, with the space before it, or for none. */
  | { readonly kind: 'link'; readonly target: LinkTarget; readonly position: Position }
  /** Stands for an `<img>` in running text. */
  | { readonly kind: 'picture'; readonly image: ImageReference }
  /** Stands for a whole `<figure>`. */
  | { readonly kind: 'figure'; readonly image: ImageReference }
  /** Stands for the drawing of a chart and its table, whose data are in a file: `src` as in an image. */
  | {
      readonly kind: 'chart';
      readonly chart: ChartDescription;
      readonly src: string;
      readonly position: Position;
    }
  /** Stands for a whole `<figure>` with something from elsewhere; the image is one of our own that stands in for it. */
  | { readonly kind: 'embed'; readonly embed: Embed; readonly position: Position }
  | {
      readonly kind: 'embed';
      readonly embed: Embed;
      readonly position: Position;
      readonly image: ImageReference;
    }
  /** The place for the line of related articles inside the text. */
  | { readonly kind: 'related' }
  | TickerEntry;

/** Parsed content of a source. */
export interface Content {
  /** HTML around the deferred references, in reading order: one part more than there are references. */
  readonly html: readonly string[];
  readonly deferredReferences: readonly DeferredReference[];
  /** The first paragraph as plain text, cut at a word border to at most 300 characters. */
  readonly opening: string;
  readonly words: number;
  /** With spaces, runs of white space as one. */
  readonly characters: number;
  /** Ids that a fragment can point at, in order. */
  readonly anchors: readonly string[];
}
