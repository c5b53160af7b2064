import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMarkdownRenderer } from '../../../src/markdown/markdown.ts';
import { slugify } from '../../../src/core/slug.ts';
import { parseSourcePath } from '../../../src/core/paths.ts';
import { tries } from '../../support/thorough.ts';
import { usualParseOptions } from '../../support/parseOptions.ts';

const render = createMarkdownRenderer(usualParseOptions);

/** The HTML of a text and its teaser. */
function read(markdown: string): { readonly html: string; readonly opening: string } {
  const file = parseSourcePath('content/articles/a.md');
  if (!file) throw new Error('not a path');
  const { html, opening } = render({ file, markdown, firstLine: 1 }).content;
  return { html: html.join('').trim(), opening };
}

const letters = [...'abdefghiklmnoprstuvzäöüß'];
const capitals = [...'ABDFGHKLMRSTÄ'];
const smallWord = fc
  .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 8 })
  .map((all) => all.join(''));
const word = fc
  .tuple(fc.boolean(), fc.constantFrom(...capitals), smallWord)
  .map(([isNoun, capital, rest]) => (isNoun ? capital + rest : rest));
const between = fc.tuple(word, word).map((parts) => parts.join('*'));
/** `*ein Wort*s` may be emphasis with a genitive. */
const betweenLonger = between.filter((form) => !/\*e?s$/.test(form));
const atEnd = word.map((stem) => `${stem}*`);
const atBeginning = word.map((stem) => `*${stem}`);
const bracketed = fc
  .tuple(fc.constantFrom('«»', '»«', '„“', '()', '""'), fc.oneof(atEnd, atBeginning, between))
  .map(([[open = '', close = ''], form]) => open + form + close);
const emphasis = smallWord.map((inner) => `*${inner}*`);
const bold = fc.oneof(between, word).map((inner) => `**${inner}**`);
const gap = fc.constantFrom(' ', ' ', ' ', ', ', '\n', ' und ', ' (siehe) ');

function sentence(parts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(parts, gap), { minLength: 1, maxLength: 9 })
    .map((all) => `Es sind ${all.flat().join('')}da.`);
}

const starsOf = (text: string): number => text.split('*').length - 1;
const runs = { numRuns: tries(400, 10_000) };

describe('the gender star', () => {
  it('stays between any two letters, beside emphasis and in bold words, too', () => {
    fc.assert(
      fc.property(sentence(fc.oneof(between, between, word, emphasis, bold)), (markdown) => {
        const meant = markdown.replace(/(?<=\p{L})\*(?=\p{L})/gu, '★').replaceAll('*', '');
        const { html, opening } = read(markdown);
        expect(opening.replaceAll(/\s/g, ' ')).toBe(meant.replaceAll('★', '*').replaceAll(/\s/g, ' '));
        expect(html.match(/<em>/g)?.length ?? 0).toBe(markdown.match(/\s\*\p{L}+\*(?=[\s,])/gu)?.length ?? 0);
      }),
      runs,
    );
  });

  it.each([
    ['at the end of words', fc.oneof(between, atEnd, word)],
    ['at the beginning of words', fc.oneof(betweenLonger, atBeginning, word)],
    ['in brackets and quotes', fc.oneof(between, bracketed, word)],
  ])('stays %s', (_place, parts) => {
    fc.assert(
      fc.property(sentence(parts), (markdown) => {
        const { html, opening } = read(markdown);
        expect(html).not.toContain('<em>');
        expect(starsOf(opening)).toBe(starsOf(markdown));
      }),
      runs,
    );
  });

  it('keeps words whole in addresses', () => {
    expect(slugify('Sinti*zze und Rom*nja: Käufer*Innen, zum*zur, der*die')).toBe(
      'sintizze-und-romnja-kaeuferinnen-zum-zur-der-die',
    );
    expect(slugify('Rom:nja, Trans*Frauen und Inter*')).toBe('romnja-transfrauen-und-inter');
  });
});
