/** Parts of views that only some pages have: extras of articles and lists. */
import type { BaseView, CardView, FeedLinks, FigureView, LinkView } from './views.ts';

/** Extras of an article besides its text. */
export interface ArticleForms {
  /** „Das Wichtigste in Kürze“; may be empty. */
  readonly keyPoints: readonly string[];
  readonly series?: SeriesView;
  readonly ticker?: TickerView;
}

/** Extras of the list of a dossier. */
export interface DossierParts {
  readonly lead?: FigureView;
  /** Articles that its editor has put first; may be empty. */
  readonly picks: readonly CardView[];
}

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

/** State of a live ticker, whose entries are in the text. */
export interface TickerView {
  /** „Liveticker, wird laufend aktualisiert“ or when it ended. */
  readonly state: string;
  readonly isOver: boolean;
  /** Number of its entries. */
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
