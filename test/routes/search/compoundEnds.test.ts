import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compoundEnds, vocabularyOf } from '../../../src/routes/search/searchIndex.ts';

const sentences = [
  'Das Werk baut ein Flugzeug.',
  'Austausch der Gefangenen',
  'Die Zinsen wenden sich: eine Wende',
  'Minister',
];

describe('The end of a compound', () => {
  test.each([
    ['Flugzeugwerk', ['werk']],
    ['Flugzeugwerke', ['werke']],
    ['Gefangenenaustausch', ['austausch']],
    ['Zinswende', ['wende']],
    ['FLUGZEUGWERK und Flugzeugwerk', ['werk']],
  ])('is found in %s', (text, ends) => {
    expect(compoundEnds(text, vocabularyOf([...sentences, text]))).toEqual(ends);
  });

  test.each([
    ['a word whose beginning the paper does not use', 'Bergwerk'],
    ['a word whose end it does not use', 'Flugzeughalle'],
    ['a simple word', 'Minister'],
    ['a short word', 'Werkes'],
  ])('is not found in %s', (_, text) => {
    expect(compoundEnds(text, vocabularyOf([...sentences, text]))).toEqual([]);
  });

  test('is always an end of a word of the text', () => {
    const word = fc.string({ unit: fc.constantFrom('werk', 'zeug', 'halle', 's', 'en'), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const ends = compoundEnds(words.join(' '), vocabularyOf(words));
        return ends.every((end) => words.some((one) => one.endsWith(end) && one !== end));
      }),
    );
  });
});
