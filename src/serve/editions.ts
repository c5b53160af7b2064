import { faultsState, type PageState } from './pageState.ts';
import type { PreviewChange, PreviewSite } from './previewSite.ts';

/** Counts the revisions of a site under preview. */
export interface Revisions {
  /** Number of the present revision. */
  readonly current: () => number;
  /** State for a page that is loaded now. */
  readonly state: () => PageState;
  /** Advances to the next revision and returns its state for open pages. */
  readonly advance: (change: PreviewChange) => PageState;
}

export function createRevisions(site: PreviewSite, first: number): Revisions {
  let revision = first;
  let edited: PageState['edited'];
  const state = (): PageState => ({
    revision,
    ...(edited && { edited }),
    faults: faultsState(site.faults()),
  });
  return {
    current: () => revision,
    state,
    advance: (change) => {
      revision++;
      if (change.kind === 'stylesheet') return { ...state(), change };
      if (change.kind === 'reload' && change.edited) {
        const { url, near } = change.edited;
        edited = { revision, href: site.base() + encodeURI(url), near };
      }
      return { ...state(), change: { kind: change.kind } };
    },
  };
}
