import type { Diagnostic } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import type { Moves } from './noticeMoves.ts';

/** At most so many moves are listed: a changed permalink moves every article. */
const mostNamed = 20;

/** Diagnostics of addresses that moved or disappeared. */
export function reportMoves({ moves, gone }: Pick<Moves, 'moves' | 'gone'>): readonly Diagnostic[] {
  const reported = moves
    .slice(0, mostNamed)
    .map(({ from, to, file }) => diagnose('address/moved', { from, to }, { file }));
  const lost = gone.slice(0, mostNamed).map((from) => diagnose('address/gone', { from }));
  const more = { moved: moves.length - reported.length, gone: gone.length - lost.length };
  return [
    ...reported,
    ...(more.moved > 0 ? [diagnose('address/moved-more', { count: more.moved })] : []),
    ...lost,
    ...(more.gone > 0 ? [diagnose('address/gone-more', { count: more.gone })] : []),
  ];
}
