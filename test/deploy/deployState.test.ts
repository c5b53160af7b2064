import fc from 'fast-check';
import { expect, test } from 'vitest';
import { headLength, parseState, serializeState, siteFromHead } from '../../src/deploy/deployState.ts';
import { parseOutputPath } from '../../src/emit/outputPath.ts';

const path = parseOutputPath('2026/kim/index.html');
if (path === undefined) throw new Error('That is a path');
const files = new Map([[path, { digest: '0123456789abcdef'.repeat(2), size: 7 }]]);

test('The beginning of a state tells whose blog it is', () => {
  fc.assert(
    fc.property(fc.string(), fc.boolean(), (site, heldBack) => {
      const state = serializeState({ site, files, retired: new Map(), heldBack });
      expect(siteFromHead(state.slice(0, headLength))).toBe(site);
      expect(parseState(state)?.site).toBe(site);
    }),
  );
});

test('Of a beginning that is not ours nothing is believed', () => {
  const whole = serializeState({ site: 'https://example.org/', files, retired: new Map(), heldBack: false });
  const wrong = [
    '',
    '{',
    '{}',
    '<html>',
    whole.replace('blattmacher', 'wordpress'),
    whole.replace('"version":1', '"version":2'),
  ];
  expect(wrong.map(siteFromHead)).toEqual(wrong.map(() => undefined));
  fc.assert(
    fc.property(fc.nat(whole.length), fc.string(), (place, text) => {
      const broken = `${whole.slice(0, place)}${text}${whole.slice(place + 1)}`;
      const site = siteFromHead(broken);
      const read = parseState(broken);
      if (read) expect(site ?? read.site).toBe(read.site);
    }),
  );
});
