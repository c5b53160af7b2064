import type { Diagnostic } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import type { Moves } from './noticeMoves.ts';

/** A changed permalink moves the whole paper; so many moves are named. */
const mostNamed = 20;

/** What the author hears of addresses that moved or went. */
export function tellMoves({ moves, gone }: Pick<Moves, 'moves' | 'gone'>): readonly Diagnostic[] {
  const told = moves
    .slice(0, mostNamed)
    .map(({ from, to, file }) => diagnose('address/moved', { from, to }, { file }));
  const lost = gone.slice(0, mostNamed).map((from) => diagnose('address/gone', { from }));
  const more = { moved: moves.length - told.length, gone: gone.length - lost.length };
  return [
    ...told,
    ...(more.moved > 0 ? [diagnose('address/moved-more', { count: more.moved })] : []),
    ...lost,
    ...(more.gone > 0 ? [diagnose('address/gone-more', { count: more.gone })] : []),
  ];
}
