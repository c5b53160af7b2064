/** Notes on dates of articles that are valid but odd at the moment of publication. */
import type { Article, Diagnostic } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import type { Showing } from './shownArticles.ts';

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
