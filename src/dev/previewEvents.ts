/** What open pages hear of the site: revisions, faults, and the stream that tells them. */
import { placeOf } from '../core/diagnostics/printDiagnostics.ts';
import { type PreviewChange, type PreviewSite, type PreviewFault, previewTexts } from './previewSite.ts';

export type Revisions = ReturnType<typeof createRevisions>;

/** Counts the revisions of a site under preview. */
export function createRevisions(site: PreviewSite, first: number) {
  let revision = first;
  let edited: PageState['edited'];
  const state = (): PageState => ({
    revision,
    ...(edited && { edited }),
    ...faultsState(site.faults()),
  });
  return {
    /** Number of the present revision. */
    current: (): number => revision,
    /** State for a page that is loaded now. */
    state,
    /** Advances to the next revision and returns its state for open pages. */
    advance: (change: PreviewChange): PageState => {
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

type Listener = ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;

export type EventStream = ReturnType<typeof createEventStream>;

/** Milliseconds; a listener who hears nothing for three of these knows that the line is dead. */
const heartbeat = 10_000;
/** A listener who leaves so many messages lying is hung up on; it comes back and sees that it missed something. */
const mostUnread = 64;

/** Server-Sent Events (HTML Standard, 9.2) to all pages that listen. */
export function createEventStream() {
  const listeners = new Set<Listener>();
  const encoder = new TextEncoder();
  const sendTo = (listener: Listener, event: string): void => {
    if ((listener.desiredSize ?? 0) > -mostUnread) listener.enqueue(encoder.encode(event));
    else if (listeners.delete(listener)) listener.close();
  };
  const sendToAll = (event: string): void => {
    for (const listener of listeners) sendTo(listener, event);
  };
  const timer = setInterval(sendToAll, heartbeat, 'event: heartbeat\ndata: .\n\n').unref();
  return {
    /** A new listener, who gets `first` at once. */
    open: (first: unknown): ReadableStream<Uint8Array<ArrayBuffer>> => {
      let opened: Listener;
      return new ReadableStream({
        start: (listener) => {
          opened = listener;
          listeners.add(listener);
          sendTo(listener, messageOf(first));
        },
        cancel: () => void listeners.delete(opened),
      });
    },
    /** Sends a value as JSON. */
    send: (value: unknown): void => sendToAll(messageOf(value)),
    /** Ends all streams. */
    close: (): void => {
      clearInterval(timer);
      for (const listener of listeners) listener.close();
      listeners.clear();
    },
  };
}

/** JSON has no line ends of its own. */
function messageOf(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

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
  /** Errors, which keep the last good pages; and warnings, which do not. */
  readonly errors: FaultsState;
  readonly warnings: FaultsState;
}

export interface FaultsState {
  /** Empty when all is well; at most `mostFaults`, one for a kind. */
  readonly list: readonly FaultState[];
  readonly count: string;
  readonly headline: string;
  /** How to see those that the list does not show, or empty. */
  readonly more: string;
}

export interface FaultState {
  /** `content/articles/kim.md:3:8`, or empty. */
  readonly place: string;
  readonly message: string;
  /** How many there are of this kind; empty for a single one. */
  readonly ofThisKind: string;
  /** The cure, or empty. */
  readonly hint: string;
  readonly excerpt: PreviewFault['excerpt'];
  readonly line?: number;
  readonly column?: number;
}

/** More than anyone mends at once. */
const mostFaults = 20;

function faultsState(faults: readonly PreviewFault[]): Pick<PageState, 'errors' | 'warnings'> {
  const [errors = [], warnings = []] = (['error', 'warning'] as const).map((severity) =>
    faults.filter(({ diagnostic }) => diagnostic.severity === severity),
  );
  const { faultCount, headline, warningCount, warningsHeadline } = previewTexts;
  return {
    errors: listState(errors, faultCount, headline),
    warnings: listState(warnings, warningCount, warningsHeadline),
  };
}

type CountText = (count: number) => string;

function listState(faults: readonly PreviewFault[], counted: CountText, headline: CountText): FaultsState {
  const count = faults.reduce((sum, { others }) => sum + 1 + others, 0);
  const list = faults.slice(0, mostFaults).map(faultState);
  return {
    list,
    count: count === 0 ? '' : counted(count),
    headline: headline(count),
    more: count > list.length ? previewTexts.showsAll : '',
  };
}

function faultState({ diagnostic, others, excerpt }: PreviewFault): FaultState {
  const { position, message, hint = '' } = diagnostic;
  const ofThisKind = others === 0 ? '' : previewTexts.ofThisKind(others + 1);
  return { place: placeOf(diagnostic), message, ofThisKind, hint, excerpt, ...position };
}
