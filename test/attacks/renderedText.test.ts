/** Texts that are attacks, rendered in memory and parsed again as a browser does. */
import { describe, expect, test } from 'vitest';
import { attackTexts, shortest } from './attackTexts.ts';
import { allTextAttacks, families, someTextAttacks } from './corpus.ts';
import { markupFamilies } from './families/markup.ts';
import { findingsIn, seenIn } from './judge.ts';
import { findingsOfText } from './renderStage.ts';

describe('The corpus', () => {
  test('has at least 500 inputs, each once, and many more places for them', () => {
    const inputs = families.flatMap((family) => family.inputs);
    expect(new Set(inputs).size).toBeGreaterThanOrEqual(500);
    expect(allTextAttacks.length).toBeGreaterThanOrEqual(5000);
  });

  test.each(markupFamilies.map(({ name, inputs }) => [name, inputs] as const))(
    'bites with its %s where nothing defends',
    (_, inputs) => {
      expect(inputs.flatMap((input) => findingsIn(seenIn(input, true)))).not.toEqual([]);
    },
  );
});

describe('A text', () => {
  test('never shows more than a text may hold, whatever stands in it and where', () => {
    const found = someTextAttacks.flatMap(({ markdown }) =>
      findingsOfText(markdown).map((finding) => `${finding} of ${markdown}`),
    );
    expect(found).toEqual([]);
  });

  test('nor when an attack is changed a little (seed 1; `scripts/attack.ts` tries others)', () => {
    const found = attackTexts({ seed: 1, count: 1500 }).map(
      (breach) => `${breach.findings.join()} of ${shortest(breach)}`,
    );
    expect(found).toEqual([]);
  });
});
