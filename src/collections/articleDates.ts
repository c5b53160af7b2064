/** Changes of the visible site that come with time alone, so that a build can be scheduled for them. */
import type { ArticleMeta, Article, Diagnostic, Moment } from '../core/model.ts';
import type { ClosingRules } from './comments.ts';
import { newsSpan } from './groups.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Showing } from './shownArticles.ts';

/** A planned change of what readers see. */
export interface Change {
  /** ms */
  readonly instant: number;
  /** An article appears, expires, is too old for the news sitemap, takes no more comments, or is another one in a smaller way. */
  readonly kind: 'appears' | 'expires' | 'ages' | 'closes' | 'changes';
}

const day = 86_400_000;

type Planned = Pick<ArticleMeta, 'draft' | 'date' | 'expires' | 'breaking' | 'lead' | 'label' | 'comments'>;

/** Every change that articles bring with them, past ones too; nothing of articles that are never seen. */
export function* plannedChanges(
  metas: Iterable<Planned>,
  { open, closeAfterDays = Infinity }: ClosingRules = { open: false },
): Generator<Change> {
  for (const { draft, date, expires, breaking, lead, label, comments } of metas) {
    const appears = date.instant;
    const end = expires?.instant ?? Infinity;
    if (draft || end <= appears) continue;
    yield { instant: appears, kind: 'appears' };
    const ages = label === 'anzeige' ? Infinity : appears + newsSpan;
    if (ages < end) yield { instant: ages, kind: 'ages' };
    const closes = open && comments === 'open' ? appears + closeAfterDays * day : Infinity;
    if (closes < end) yield { instant: closes, kind: 'closes' };
    for (const ends of [breaking, lead?.until])
      if (ends && ends.instant > appears && ends.instant < end)
        yield { instant: ends.instant, kind: 'changes' };
    if (end < Infinity) yield { instant: end, kind: 'expires' };
  }
}

/** The first change after `now` (ms); undefined when nothing is planned. Of several at one instant, that an article appears. */
export function nextChange(changes: Iterable<Change>, now: number): Change | undefined {
  let next: Change | undefined;
  for (const change of changes) {
    const { instant, kind } = change;
    const latest = next?.instant ?? Infinity;
    if (instant > now && (instant < latest || (instant === latest && kind === 'appears'))) next = change;
  }
  return next;
}

// Notes on dates of articles that are valid but odd at the moment of publication.

/** `articles`: what is shown at `now`, ms. */
export function dateNotes(
  articles: readonly Article[],
  { hidden, scheduled }: Pick<Showing, 'hidden' | 'scheduled'>,
  now: number,
): readonly Diagnostic[] {
  const seen = articles.filter((article) => !hidden.has(article));
  return [...scheduled.flatMap(embargoNotes), ...seen.flatMap((article) => futureWarnings(article, now))];
}

/** Articles that only their embargo holds back. */
function embargoNotes({ embargo, date, file }: Article): readonly Diagnostic[] {
  if (embargo?.until.instant !== date.instant) return [];
  return [diagnose('catalogue/embargo', {}, { file, position: embargo.position })];
}

/** Dates in the future for what is said to have happened: a slip of the pen. */
function futureWarnings({ file, updated, corrections }: Article, now: number): readonly Diagnostic[] {
  const keys = [
    ...(updated && updated.instant > now ? ['updated'] : []),
    ...(corrections.some(({ date }) => date.instant > now) ? ['corrections'] : []),
  ];
  return keys.map((key) => diagnose('catalogue/future', { key }, { file }));
}

/** The last change that a reader would notice. */
export function lastChange({ date, updated, corrections, counterstatements = [] }: Article): Moment {
  const added = [...corrections, ...counterstatements].map((addition) => addition.date);
  const moments = [date, ...(updated ? [updated] : []), ...added];
  return moments.reduce((latest, moment) => (moment.instant > latest.instant ? moment : latest));
}
