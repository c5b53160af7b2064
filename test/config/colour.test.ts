import { expect, test } from 'vitest';
import { contrast, mix, readableOn } from '../../src/config/designSettings.ts';

test('Contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#ffffff', '#ffffff')).toBe(1);
  // Known borders of the rules: 4.5:1 and 7:1 on white.
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect(contrast('#ffffff', '#595959')).toBeCloseTo(7, 1);
});

test('A mixture lies between its colours', () => {
  expect(mix('#000000', '#ffffff', 0.8)).toBe('#333333');
  expect(mix('#123456', '#ffffff', 1)).toBe('#123456');
  expect(mix('#123456', '#abcdef', 0)).toBe('#abcdef');
});

test('Of two colours the one that can be read is taken', () => {
  expect(readableOn('#8a1a12', '#ffffff', '#000000')).toBe('#ffffff');
  expect(readableOn('#ffb3a5', '#ffffff', '#000000')).toBe('#000000');
});
