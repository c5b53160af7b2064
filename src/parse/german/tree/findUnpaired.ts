/** Quotes without a partner. A quote may go on over paragraphs, each opened anew or not. */
import type { Diagnostic } from '../../../model.ts';
import { diagnose } from '../../../report/diagnostics.ts';
import type { Run } from './collectRuns.ts';
import type { Locate } from './findGermanHints.ts';
import type { MarkedRun } from './readRuns.ts';

export function findUnpaired(runs: readonly MarkedRun[], locate: Locate): readonly Diagnostic[] {
  const inText = unpairedIn(
    runs.filter(({ run }) => !run.alone),
    locate,
  );
  const alone = runs.filter(({ run }) => run.alone).flatMap((run) => unpairedIn([run], locate));
  return [...inText, ...alone];
}

function unpairedIn(runs: readonly MarkedRun[], locate: Locate): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  let open: { readonly run: Run; readonly offset: number } | undefined;
  const report = (place: { readonly run: Run; readonly offset: number }, isOpening: boolean): void =>
    void found.push(diagnose('german/unpaired-quote', { isOpening }, locate(place.run, place.offset)));
  for (const { run, marks } of runs) {
    for (const { role, offset } of marks) {
      if (role === 'close') {
        if (!open) report({ run, offset }, false);
        open = undefined;
      } else if (role === 'open') {
        const goesOn = offset === 0 && open?.run !== run;
        if (open && !goesOn) report(open, true);
        open = { run, offset };
      }
    }
  }
  if (open) report(open, true);
  return found;
}
