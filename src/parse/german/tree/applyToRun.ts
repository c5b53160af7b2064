import { applyEdits, type Edit } from '../edit.ts';
import type { Run } from './collectRuns.ts';

/** Carries the edits of a run, ascending, into its pieces. One that lies across a border goes to the first piece, and the rest of it vanishes. */
export function applyToRun(run: Run, edits: readonly Edit[]): void {
  let next = 0;
  for (const { start, text, replace } of run.pieces) {
    const end = start + text.length;
    while (isBefore(edits[next], start)) next++;
    const own: Edit[] = [];
    for (let at = next; (edits[at]?.start ?? Infinity) < end; at++) {
      const edit = edits[at];
      if (edit) own.push(within(edit, start, end));
    }
    if (own.length > 0) replace(applyEdits(text, own));
  }
}

/** An insertion at the border belongs to the piece after it. */
function isBefore(edit: Edit | undefined, place: number): boolean {
  return edit !== undefined && edit.end <= place && edit.start < place;
}

function within(edit: Edit, start: number, end: number): Edit {
  return {
    start: Math.max(edit.start, start) - start,
    end: Math.min(edit.end, end) - start,
    text: edit.start >= start ? edit.text : '',
  };
}
