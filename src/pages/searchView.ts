/** View for the template of the search, as in `views.ts`. */
import type { BaseView, LinkView } from './views.ts';

/** A choice of the search, for a `<select>`: what it filters by, and the values. */
export interface SearchFilterView {
  readonly name: string;
  readonly label: string;
  readonly values: readonly string[];
}

/** `search.eta` */
export interface SearchView extends BaseView {
  /** In a preview there is no index to search in. */
  readonly index?: {
    /** Address of its folder. */
    readonly url: string;
    readonly scriptUrl: string;
  };
  /** Those with more than one value. */
  readonly filters: readonly SearchFilterView[];
  /** Ways to what is there without a search: Ressorts and archive. */
  readonly browse: readonly LinkView[];
}
