import { describe, expect, test } from 'vitest';
import { breakLines, headlinePieces, hyphenateGerman } from '../../../src/images/socialCards/socialLayout.ts';

/** Every letter is 1 wide. */
const measure = (text: string): number => text.length;
const linesOf = (text: string, width: number, most = 9, hyphenate = (word: string): string => word) =>
  breakLines(headlinePieces(text, { measure, hyphenate, widest: width }), width, most);

describe('A headline', () => {
  test('has as few lines as it needs, about equally long', () => {
    expect(linesOf('Der Rat sagt dem Amt ab', 20)).toEqual(['Der Rat sagt', 'dem Amt ab']);
    expect(linesOf('Der Rat sagt ab', 15)).toEqual(['Der Rat sagt ab']);
  });

  test('ends a line where the sentence pauses', () => {
    expect(linesOf('Wahlrecht: Der Bundestag', 18)).toEqual(['Wahlrecht:', 'Der Bundestag']);
  });

  test('that needs more lines than there are has none', () => {
    expect(linesOf('Eins zwei drei', 5, 2)).toBeUndefined();
  });

  test('may be broken behind its hyphens and strokes, and where the author allows it', () => {
    expect(linesOf('Nord-Süd-Dialog', 10)).toEqual(['Nord-Süd-', 'Dialog']);
    expect(linesOf('Gehalts\u00aderhöhung', 10)).toEqual(['Gehalts-', 'erhöhung']);
    expect(linesOf('Gehalts\u00aderhöhung', 20)).toEqual(['Gehaltserhöhung']);
    expect(linesOf('–5-mal', 4)).toEqual(['–5-', 'mal']);
  });

  test('keeps together what a protected space joins', () => {
    expect(linesOf('Fast 5\u00a0km weit', 9)).toEqual(['Fast', '5\u00a0km weit']);
  });

  test('has a word that is too wide cut anywhere', () => {
    expect(linesOf('abcdefghij', 4)).toEqual(['abc-', 'def-', 'ghij']);
  });
});

test('German words are broken between syllables, and never into bits of less than four letters', () => {
  const broken = (word: string): string => hyphenateGerman(word).replaceAll('\u00ad', '|');
  expect(broken('Donaudampfschifffahrtsgesellschaft')).toBe('Donau|dampf|schiff|fahrts|gesell|schaft');
  expect(broken('Oper')).toBe('Oper');
  expect(broken('Bundesverfassungsgericht')).toBe('Bundes|verfas|sungs|gericht');
  expect(broken('Aufgaben')).toBe('Aufgaben');
});
