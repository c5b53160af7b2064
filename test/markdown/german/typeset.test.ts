import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GermanOptions, germanOptions } from '../../../src/config/germanOptions.ts';
import { plainText } from '../../../src/core/html.ts';
import { typeset } from '../../../src/markdown/german/typeset.ts';
import { germanText } from './germanText.ts';
import { readCases } from './readCases.ts';

const named: Readonly<Record<string, GermanOptions>> = {
  '': germanOptions('de'),
  '»«': germanOptions('de', { quotes: '»«' }),
  'de-CH': germanOptions('de-CH'),
  wide: germanOptions('de', { narrowSpaces: false }),
  off: germanOptions('de', false),
};

function optionsOf(name: string): GermanOptions {
  const options = named[name];
  if (!options) throw new Error(`No options „${name}“`);
  return options;
}

describe('typeset', () => {
  const cases = readCases('textCases.txt');

  it('is shown by at least 200 cases', () => {
    expect(cases.length).toBeGreaterThanOrEqual(200);
  });

  it.each(cases)('[$options] $given', ({ options, given, expected }) => {
    expect(typeset(given, optionsOf(options))).toBe(expected);
  });

  it.each(cases)('leaves its own work alone: [$options] $expected', ({ options, expected }) => {
    expect(typeset(expected, optionsOf(options))).toBe(expected);
  });

  it.each(Object.keys(named))('is idempotent with the options [%s]', (name) => {
    fc.assert(
      fc.property(germanText, (text) => {
        const once = typeset(text, optionsOf(name));
        expect(typeset(once, optionsOf(name))).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it('changes no word and no digit', () => {
    fc.assert(
      fc.property(germanText, (text) => {
        expect(wordsOf(typeset(text, optionsOf('')))).toBe(wordsOf(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('has quotes and apostrophes off one without the other', () => {
    expect(typeset('"a" geht\'s', germanOptions('de', { quotes: false }))).toBe('"a" geht’s');
    expect(typeset('"a" geht\'s', germanOptions('de', { apostrophes: false }))).toBe("„a“ geht's");
  });

  it.each([
    ['dashes', 'a -- b'],
    ['ranges', 'von 3-5'],
    ['ellipsis', 'a ...'],
    ['abbreviations', 'z.B.'],
    ['references', '§ 5'],
    ['units', '5 km'],
    ['multiplication', '4 x 3'],
    ['ordinals', '3. Tag'],
    ['names', 'Dr. Ax'],
  ])('has the rule %s off alone', (rule, text) => {
    expect(typeset(text, germanOptions('de'))).not.toBe(text);
    expect(typeset(text, germanOptions('de', { [rule]: false }))).toBe(text);
  });
});

describe('plainText', () => {
  it('has ordinary spaces and no soft hyphens, and keeps the glyphs', () => {
    expect(plainText('„z.\u202fB.“\u00a0– Silben\u00adtrennung')).toBe('„z. B.“ – Silbentrennung');
  });
});

/** What is left without the listed glyphs and spaces. „x“ between numbers is a sign, too. */
function wordsOf(text: string): string {
  return text.replace(/(?<=\p{N}\s)[x×](?=\s\p{N})/gu, '').replace(/[^\p{L}\p{N}]/gu, '');
}
