/** Much of each delimiter takes no more than its share of time. */
import { describe, expect, it } from 'vitest';
import { germanOptions } from '../../../src/config/germanOptions.ts';
import { typeset } from '../../../src/markdown/german/typeset.ts';
import { expectLinearTime, fill } from '../../support/linearTime.ts';
import { germanProcessor } from './germanProcessor.ts';

const toHtml = germanProcessor(germanOptions('de'));

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
    '>>',
    '>>a ',
    '<<a',
    '<<a>> ',
    '{{"',
    '[a ="',
    ',,',
    ',,a ',
    ' “a ',
    ' ”a',
    '“a” ',
    '‘a ',
    '’ ',
    'a´s ',
    '50,- ',
    '5 f. ',
  ];
  it.each(textParts)('a text of %j', (part) => {
    expectLinearTime((length) => {
      expect(typeset(fill(part, length), germanOptions('de')).length).toBeGreaterThan(0);
    });
  });

  it('an address with a great many marks inside', () => {
    expectLinearTime((length) => {
      expect(typeset(`www.${fill('.', 4 * length)}a "x"`, germanOptions('de'))).toContain('„x“');
    });
  });

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
    '<<',
    '<<a',
    '<<a>>',
    '>>a<<\n',
  ];
  it.each(markdownParts)('Markdown of %j', (part) => {
    expectLinearTime((length) => {
      expect(toHtml(fill(part, length)).length).toBeGreaterThan(0);
    });
  });

  it('Markdown of lists in lists, but for the edits that micromark makes to a long list of events', () => {
    expectLinearTime((length) => {
      expect(toHtml(fill('+ + + a\n\nb\n\n', length)).length).toBeGreaterThan(0);
    }, 5);
  });

  it.each([
    ['*a ', ' a*'],
    ['**"', '"**'],
    ['[', ']{lang=en}'],
    ['~~a ', ' a~~'],
  ])('%j nested in %j', (open, close) => {
    expectLinearTime((length) => {
      const text = `${fill(open, length / 2)}x${fill(close, length / 2)}`;
      expect(toHtml(text)).toContain('x');
    });
  });
});
