import { distance } from 'fastest-levenshtein';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from '../../../src/core/diagnostics/suggester.ts';

const name = fc.string({ unit: fc.constantFrom('a', 'b', 'ü', 'C'), maxLength: 9 });

/** By its definition, looking at all. */
function nearestByDefinition(wanted: string, known: readonly string[]): string {
  const edits = (candidate: string): number => distance(wanted.toLowerCase(), candidate.toLowerCase());
  const allowed = ({ length }: string): number => Math.max(length < 4 ? 1 : 2, Math.floor(length / 3));
  const [best = ''] = known
    .filter((candidate) => edits(candidate) <= allowed(candidate))
    .toSorted((a, b) => edits(a) - edits(b) || (a < b ? -1 : 1));
  return best;
}

test('What is passed over unread for its length would not have been the nearest', () => {
  fc.assert(
    fc.property(name, fc.array(name, { maxLength: 6 }), (wanted, known) => {
      expect(nearest(wanted, known)).toBe(nearestByDefinition(wanted, known));
    }),
  );
});
