/** The entries of a live ticker: newest first, and none before its time. */
import type { Moment, Content, DeferredReference, TickerEntry } from '../core/model.ts';
import { siteTexts } from '../core/siteTexts.ts';
import { germanDay, dateView } from '../core/time.ts';

/** The moment for which pages are made. */
export interface Clock {
  /** ms */
  readonly now: number;
  /** Hidden entries are shown, too. */
  readonly preview: boolean;
}

export interface ShownEntry extends TickerEntry {
  /** HTML of the entry alone. */
  readonly content: Content;
}

interface Piece {
  readonly entry?: TickerEntry;
  readonly html: string[];
  readonly deferredReferences: DeferredReference[];
}

/** Arranges a ticker for readers; other contents are returned unchanged. */
export function arrangeTicker(content: Content, clock: Clock): Content {
  if (!content.deferredReferences.some(isEntry)) return content;
  const pieces = splitAtEntries(content);
  const shown = [...pieces.filter(({ entry }) => !entry), ...shownPieces(pieces, clock)];
  const html = [''];
  for (const [index, piece] of shown.entries()) {
    const [first = '', ...rest] = piece.html;
    html[html.length - 1] += dayAbove(piece, shown[index - 1]) + labelOf(piece, clock) + first;
    html.push(...rest);
  }
  return {
    ...content,
    html,
    deferredReferences: shown.flatMap(({ deferredReferences }) => deferredReferences),
  };
}

/** Newest first; of those of one minute the later one in the text. */
export function tickerEntries(content: Content, clock: Clock): readonly ShownEntry[] {
  return shownPieces(splitAtEntries(content), clock).flatMap(({ entry, html, deferredReferences }) =>
    entry ? { ...entry, content: { ...content, html, deferredReferences } } : [],
  );
}

/** When an entry appears next. */
export function nextEntry(deferredReferences: readonly DeferredReference[], now: number): Moment | undefined {
  const coming = deferredReferences.flatMap((deferred) =>
    isEntry(deferred) && deferred.moment.instant > now ? deferred.moment : [],
  );
  return coming.toSorted((a, b) => a.instant - b.instant)[0];
}

function isEntry(deferred: DeferredReference): deferred is TickerEntry {
  return deferred.kind === 'entry';
}

function splitAtEntries({ html, deferredReferences }: Content): readonly Piece[] {
  const pieces: Piece[] = [{ html: [html[0] ?? ''], deferredReferences: [] }];
  deferredReferences.forEach((deferred, index) => {
    const after = html[index + 1] ?? '';
    if (isEntry(deferred)) pieces.push({ entry: deferred, html: [after], deferredReferences: [] });
    else {
      pieces.at(-1)?.html.push(after);
      pieces.at(-1)?.deferredReferences.push(deferred);
    }
  });
  return pieces;
}

function shownPieces(pieces: readonly Piece[], { now, preview }: Clock): readonly Piece[] {
  const instant = ({ entry }: Piece): number => entry?.moment.instant ?? 0;
  const entries = pieces.filter(({ entry }) => entry && (preview || entry.moment.instant <= now));
  const [first, last] = [entries[0], entries.at(-1)];
  // Authors write on at the end or at the beginning; of one minute the piece that was written later comes first.
  const isNewestFirst = first && last && instant(first) > instant(last);
  return (isNewestFirst ? entries : entries.toReversed()).toSorted((a, b) => instant(b) - instant(a));
}

/** Below an entry of another day a time alone would read as one of that day. */
function dayAbove({ entry }: Piece, above: Piece | undefined): string {
  if (!entry || entry.isDated || !above?.entry) return '';
  const day = germanDay(entry.moment);
  return day === germanDay(above.entry.moment) ? '' : `<p class="ticker-day">${day}</p>`;
}

/** In a preview: why readers do not see the entry yet. */
function labelOf({ entry }: Piece, { now }: Clock): string {
  if (!entry || entry.moment.instant <= now) return '';
  const words = siteTexts.scheduled(dateView(entry.moment).full);
  return `<p class="kicker"><span class="preview">${words}</span></p>`;
}
