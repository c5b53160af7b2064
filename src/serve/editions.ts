import { faultsState, type PageState } from './pageState.ts';
import type { PreviewChange, PreviewSite } from './previewSite.ts';

/** Counts the editions of a site under preview. */
export interface Editions {
  /** The number of the present one. */
  readonly current: () => number;
  /** What a page that comes now has to know. */
  readonly state: () => PageState;
  /** The next edition, and what open pages have to know of it. */
  readonly advance: (change: PreviewChange) => PageState;
}

export function createEditions(site: PreviewSite, first: number): Editions {
  let edition = first;
  let edited: PageState['edited'];
  const state = (): PageState => ({
    edition,
    ...(edited && { edited }),
    faults: faultsState(site.faults()),
  });
  return {
    current: () => edition,
    state,
    advance: (change) => {
      edition++;
      if (change.kind === 'stylesheet') return { ...state(), change };
      if (change.kind === 'reload' && change.edited) {
        const { url, near } = change.edited;
        edited = { edition, href: site.base() + encodeURI(url), near };
      }
      return { ...state(), change: { kind: change.kind } };
    },
  };
}
