import type { PreviewFault } from './previewSite.ts';
import { previewTexts } from './previewTexts.ts';

/** State of a page in the browser: complete, so that a page recovers from missed messages. */
export interface PageState {
  /** Counts up with every change. A page that missed one loads itself anew. */
  readonly revision: number;
  /** The change that led to this revision; missing in the first message to a new listener. */
  readonly change?:
    | { readonly kind: 'reload' | 'faults' }
    | { readonly kind: 'stylesheet'; readonly from: string; readonly to: string };
  /** The last edit of a single page, and its revision. */
  readonly edited?: { readonly revision: number; readonly href: string; readonly near: string };
  readonly faults: FaultsState;
}

export interface FaultsState {
  /** Empty when all is well; at most `mostFaults`. */
  readonly list: readonly FaultState[];
  readonly count: string;
  readonly headline: string;
  /** That there are more than the list shows, or empty. */
  readonly more: string;
}

export interface FaultState {
  /** `content/articles/kim.md:3:8`, or empty. */
  readonly place: string;
  readonly message: string;
  /** The cure, or empty. */
  readonly hint: string;
  readonly excerpt: PreviewFault['excerpt'];
  readonly line?: number;
  readonly column?: number;
}

/** More than anyone mends at once; the rest stands on the terminal. */
const mostFaults = 20;

export function faultsState(faults: readonly PreviewFault[]): FaultsState {
  const more = faults.length - mostFaults;
  return {
    list: faults.slice(0, mostFaults).map(faultState),
    count: previewTexts.faultCount(faults.length),
    headline: previewTexts.headline(faults.length),
    more: more > 0 ? previewTexts.moreFaults(more) : '',
  };
}

function faultState({ diagnostic, excerpt }: PreviewFault): FaultState {
  const { file, position, message, hint = '' } = diagnostic;
  const place = [file, position?.line, position?.column].filter((part) => part !== undefined).join(':');
  return { place, message, hint, excerpt, ...position };
}
