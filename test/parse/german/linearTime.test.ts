/** 100 KB of each delimiter (`safety.md` 9). Squared time would take minutes; the time limit of a test is the judge. */
import { describe, expect, it } from 'vitest';
import { germanOptions } from '../../../src/config/germanOptions.ts';
import { typeset } from '../../../src/parse/german/typeset.ts';
import { germanProcessor } from './germanProcessor.ts';

const size = 100_000;
const limit = 10_000;
const toHtml = germanProcessor(germanOptions('de'));

function fill(part: string): string {
  return part.repeat(Math.ceil(size / part.length));
}

describe('in linear time', () => {
  const textParts = [
    '"',
    "'",
    '" ',
    "' ",
    'a" ',
    "a' ",
    '"a',
    "'a ",
    "s' a",
    '\'"',
    '-',
    '- ',
    ' -',
    '--a',
    ' - a',
    '1-',
    '1-2 ',
    '12-34-',
    '1.1.',
    '1,1-',
    '1',
    '1 ',
    '. ',
    '.',
    '...',
    '... ',
    'a.',
    'z.',
    'z.B.',
    'z. B. ',
    'u. v. a. m. ',
    '§',
    '§ ',
    'Abs. ',
    'Dr. ',
    'Karl V. ',
    'Aa ',
    'AAAA',
    '4 x ',
    '1. ',
    '1. A',
    '@',
    'a@',
    'a.b@',
    'http://',
    'www.',
    'https://a.de/"',
    ' ',
    '\n',
    '\r\n',
    '\u00a0',
    '„',
    '“',
    '„a“ ',
    '€ ',
    '5 % ',
    '( ',
    'boeing 737-',
    'a b ',
  ];
  it.each(textParts)(
    'a text of %j',
    (part) => {
      expect(typeset(fill(part), germanOptions('de')).length).toBeGreaterThan(0);
    },
    limit,
  );

  it(
    'an address with a great many marks inside',
    () => {
      expect(typeset(`www.${fill('.').repeat(4)}a "x"`, germanOptions('de'))).toContain('„x“');
    },
    limit,
  );

  const markdownParts = [
    '*',
    '**',
    '***a ',
    '*a ',
    'a* ',
    'a** ',
    'a*b',
    '*a *b* ',
    '_',
    '_a ',
    'a_ ',
    '~~',
    '~~a ',
    'a~~ ',
    '*a_b ',
    'a_b* ',
    '*a **b ',
    'a* b** ',
    '**a~~b',
    ']',
    'a] ',
    '[',
    '![',
    '`',
    '`a``',
    '<',
    '"',
    '"*a*" ',
    '*"a"*b',
    'a*in ',
    'a*innen*',
    '*in',
    'a*r ',
    ':::',
    ':::\n',
    '::: {lang=en}\n',
    '::: {lang=en}\n:::\n',
    '[a]{lang=en} ',
    ']{lang=en}',
    '[a [b',
    '{lang=en}',
    '1. Mai\n\n',
    '3. Liga\n',
    '13. Mai und\n',
  ];
  it.each(markdownParts)(
    'Markdown of %j',
    (part) => {
      expect(toHtml(fill(part)).length).toBeGreaterThan(0);
    },
    limit,
  );

  it.each([
    ['*a ', ' a*'],
    ['**"', '"**'],
    ['[', ']{lang=en}'],
    ['~~a ', ' a~~'],
  ])(
    '%j nested in %j',
    (open, close) => {
      const half = size / 2;
      const text = `${open.repeat(half / open.length)}x${close.repeat(half / close.length)}`;
      expect(toHtml(text)).toContain('x');
    },
    limit,
  );
});
