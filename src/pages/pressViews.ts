/** Views of the journalistic disclosures of an article; see `views.ts`. */
import type { CitedSource } from '../model.ts';
import type { BaseView, DateView, LinkView } from './views.ts';

export interface CorrectionView {
  readonly date: DateView;
  readonly text: string;
}

/** „Gegendarstellung“ */
export interface CounterstatementView {
  readonly date: DateView;
  /** Who states it. */
  readonly name: string;
  readonly paragraphs: readonly string[];
}

export interface JournalismView {
  readonly updated?: DateView;
  readonly corrections: readonly CorrectionView[];
  /** At the place `#gegendarstellung`. */
  readonly counterstatements: readonly CounterstatementView[];
  /** Sources of the article. */
  readonly sources: readonly CitedSource[];
  /** Address of VG Wort's picture that counts readers. It comes from elsewhere, and must never be loaded lazily. */
  readonly countingMark?: string;
}

/** `corrections.eta`: of all articles, newest first, at least one. */
export interface CorrectionsPageView extends BaseView {
  readonly heading: string;
  readonly intro: string;
  readonly corrections: readonly (CorrectionView & { readonly article: LinkView })[];
}
