import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Diagnostic, SourcePath } from '../../../src/core/model.ts';
import { groupByKind, sortDiagnostics } from '../../../src/core/diagnostics/printDiagnostics.ts';

const word = fc.constantFrom('a', 'b');
const place = fc.record({ line: fc.integer({ min: 1, max: 2 }), column: fc.integer({ min: 1, max: 2 }) });
const diagnostic: fc.Arbitrary<Diagnostic> = fc.record(
  {
    code: word,
    severity: fc.constantFrom('error', 'warning', 'note'),
    file: word.map((name) => name as SourcePath),
    position: place,
    message: word,
    hint: word,
  },
  { requiredKeys: ['code', 'severity', 'message'] },
);

test('Whatever order diagnostics come in and however often, the same is reported', () => {
  fc.assert(
    fc.property(fc.array(diagnostic), (diagnostics) => {
      const reported = sortDiagnostics(diagnostics);
      expect(sortDiagnostics([...diagnostics.toReversed(), ...diagnostics])).toEqual(reported);
      expect(new Set(reported.map((one) => JSON.stringify(one))).size).toBe(reported.length);
    }),
  );
});

test('Every diagnostic is in one group of its kind, in the order of the first ones; a few stand alone', () => {
  fc.assert(
    fc.property(fc.array(diagnostic, { maxLength: 60 }), (diagnostics) => {
      const sorted = sortDiagnostics(diagnostics);
      const groups = groupByKind(sorted);
      const members = groups.flatMap(({ first, others }) => [first, ...others]);
      expect(new Set(members)).toEqual(new Set(sorted));
      expect(members).toHaveLength(sorted.length);
      const places = groups.map(({ first }) => sorted.indexOf(first));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      for (const { first, others } of groups) {
        expect(others.length === 0 || others.length >= 3).toBe(true);
        expect(others.every(({ code, severity }) => code === first.code && severity === first.severity)).toBe(
          true,
        );
      }
    }),
  );
});
