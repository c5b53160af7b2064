import type { Article, Diagnostic } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';

/** What an article that readers see says to have happened after `now` (ms): a slip of the pen. */
export function futureWarnings(
  { file, updated, corrections }: Pick<Article, 'file' | 'updated' | 'corrections'>,
  now: number,
): readonly Diagnostic[] {
  const keys = [
    ...(updated && updated.instant > now ? ['updated'] : []),
    ...(corrections.some(({ date }) => date.instant > now) ? ['corrections'] : []),
  ];
  return keys.map((key) => diagnose('catalogue/future', { key }, { file }));
}
