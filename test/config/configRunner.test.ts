/** What a configuration may return, and that no text in its place brings the program down. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainCopy } from '../../src/config/configRunner.ts';
import { openSite } from '../../src/content/load/openSite.ts';
import { createSite } from '../support/testSite.ts';

describe('A copy of plain data', () => {
  test('says the same as the data', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(JSON.stringify(plainCopy(value))).toBe(JSON.stringify(value));
      }),
    );
  });

  test('is frozen to the bottom', () => {
    const isFrozen = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    fc.assert(fc.property(fc.jsonValue(), (value) => isFrozen(plainCopy(value))));
  });

  test('is refused of everything that JSON cannot say', () => {
    const odd = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withSparseArray: true,
    });
    fc.assert(
      fc.property(odd, (value) => {
        try {
          const copy = plainCopy(value);
          expect(structuredClone(copy)).toEqual(copy);
        } catch (error) {
          expect(String(error)).toContain('is not plain');
        }
      }),
    );
  });
});

const config = `const list = { url: '/feste/', sort: (a, b) => a.title < b.title ? -1 : 1, perPage: 3 };
export default {
  collections: { feste: { permalink: '/feste/:slug/', dates: ['beginn'], lists: [list] } },
  pages: [({ today }) => ({ url: '/x.txt', text: \`\${today.iso}\` })],
};
`;

test('No slip of the keys in a configuration brings the program down', async () => {
  const { folder, write } = createSite({});
  const slip = fc.record({
    at: fc.nat(config.length),
    length: fc.nat(12),
    text: fc.constantFrom(
      '',
      ' ',
      '{',
      '}',
      '(',
      ')',
      "'",
      '`',
      ',',
      ':',
      '=>',
      '1',
      'null',
      '...',
      '/*',
      '\u0000',
      '😀',
    ),
  });
  await fc.assert(
    fc.asyncProperty(slip, async ({ at, length, text }) => {
      write({ 'blattmacher.config.js': config.slice(0, at) + text + config.slice(at + length) });
      const { config: opened, faults } = await openSite(folder, 1);
      expect(opened === undefined).toBe(faults.some(({ severity }) => severity === 'error'));
      for (const { file, message } of faults) {
        expect(file).toBe('blattmacher.config.js');
        expect(message).not.toMatch(/\n {4}at /);
      }
    }),
    { numRuns: 60 },
  );
});
