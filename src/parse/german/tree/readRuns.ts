/** The quote marks of a text's runs. A quote may go on over paragraphs, so each run is read with what the one before left open. */
import type { QuoteStyle } from '../../../config/germanOptions.ts';
import { type QuoteMark, readQuoteMarks } from '../rules/readQuoteMarks.ts';
import type { Run } from './collectRuns.ts';

export interface MarkedRun {
  readonly run: Run;
  readonly marks: readonly QuoteMark[];
}

/** `runs` in reading order. */
export function readRuns(runs: readonly Run[], style: QuoteStyle): readonly MarkedRun[] {
  let isOpen = false;
  return runs.map((run) => {
    const marks = readQuoteMarks(run.text, style, isOpen && !run.alone);
    const last = marks.findLast(({ role }) => role === 'open' || role === 'close');
    if (last && !run.alone) isOpen = last.role === 'open';
    return { run, marks };
  });
}
