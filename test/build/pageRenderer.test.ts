import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFingerprint } from '../../src/build/pageRenderer.ts';

const shared = { parts: ['site'], lists: ['cards'] };

/** Few keys and values, so that equal ones are met often. */
const leaf = fc.constantFrom<unknown>(undefined, null, '', 'a', '1', 1, true);
const part = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(leaf, fc.array(leaf, { maxLength: 1 })), { maxKeys: 2 }),
  fc.array(fc.dictionary(fc.constantFrom('a', 'b'), leaf, { maxKeys: 1 }), { maxLength: 2 }),
);
const value = fc.dictionary(fc.constantFrom('site', 'cards', 'title'), part, { maxKeys: 2 });

test('two values have one fingerprint if and only if they have the same JSON', () => {
  const fingerprint = createFingerprint(shared);
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(fingerprint(a) === fingerprint(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
    { numRuns: 2000 },
  );
});

test('it does not matter whether parts are shared or only alike', () => {
  const fingerprint = createFingerprint(shared);
  const card = { title: 'Wahl' };
  const site = { title: 'Blatt' };
  const digest = fingerprint({ site, cards: [card, card] });
  expect(fingerprint({ site, cards: [card, { ...card }] })).toBe(digest);
  expect(fingerprint({ site, cards: [card] })).not.toBe(digest);
  expect(fingerprint({ site, cards: [card, { title: 'Wahlen' }] })).not.toBe(digest);
});

test('a key without a value is as good as none', () => {
  const fingerprint = createFingerprint(shared);
  expect(fingerprint({ site: undefined, title: undefined })).toBe(fingerprint({}));
  expect(fingerprint({ site: null })).not.toBe(fingerprint({}));
});

test('what looks like the print of a part is not taken for the part', () => {
  const fingerprint = createFingerprint(shared);
  const digest = createFingerprint({ parts: [], lists: [] })({ a: 1 });
  expect(fingerprint({ site: digest })).not.toBe(fingerprint({ site: { a: 1 } }));
  expect(fingerprint({ cards: [digest] })).not.toBe(fingerprint({ cards: [{ a: 1 }] }));
});
