/** The parts of views that only some articles have: what makes them more than a plain text. */
import type { BaseView, FeedLinks, LinkView } from './views.ts';

/** Where an article stands in its series. */
export interface SeriesView {
  readonly name: string;
  readonly url: string;
  /** „Teil 3 von 7 der Serie“ */
  readonly place: string;
  /** The parts around this one, oldest first; it has no `url` itself. */
  readonly parts: readonly { readonly name: string; readonly url?: string }[];
  /** Number of the first of `parts`, from 1. */
  readonly first: number;
  readonly previous?: LinkView;
  readonly next?: LinkView;
}

/** Of a live ticker, whose entries are in the text. */
export interface TickerView {
  /** „Liveticker, wird laufend aktualisiert“ or when it ended. */
  readonly state: string;
  readonly isOver: boolean;
  /** Of its entries. */
  readonly feeds: FeedLinks;
}

/** `glossary.eta`: all terms, in the order of a dictionary. */
export interface GlossaryView extends BaseView {
  readonly heading: string;
  readonly letters: readonly {
    readonly letter: string;
    readonly terms: readonly (LinkView & { readonly text: string })[];
  }[];
}
