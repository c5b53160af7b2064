import rehypeStringify from 'rehype-stringify';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/core/model.ts';
import { germanOptions } from '../../../src/config/germanOptions.ts';
import { findGermanHints } from '../../../src/markdown/german/tree/germanHints.ts';
import { parseSourcePath } from '../../../src/core/paths.ts';

const processor = unified().use(remarkParse).use(remarkRehype).use(rehypeStringify).freeze();

function hintsOf(markdown: string, firstLine = 1): readonly Diagnostic[] {
  const file = parseSourcePath('content/articles/a.md');
  if (!file) throw new Error('not a path');
  const tree = processor.runSync(processor.parse(markdown));
  return findGermanHints(tree, germanOptions('de'), { file, markdown, firstLine });
}

function briefly(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, position }) => `${code} ${position?.line}:${position?.column}`);
}

describe('hints on German text', () => {
  it('are none for a clean text', () => {
    expect(hintsOf('"Nein", sagte er am 1. Mai zu Hans\' Freund.\n\nEin 27"-Monitor.')).toEqual([]);
  });

  it('name a straight quote that is left, with its place in the file', () => {
    expect(briefly(hintsOf('Er sagte\n\\* " nichts.', 5))).toEqual(['german/straight-quote 6:4']);
  });

  it('name double spaces', () => {
    expect(briefly(hintsOf('Ein  Wort *und   noch* eins.'))).toEqual([
      'german/double-space 1:4',
      'german/double-space 1:15',
    ]);
  });

  it('name a date without a space, and how to write it', () => {
    const [hint] = hintsOf('Am 1.Mai war Ruhe.');
    expect(hint).toMatchObject({ severity: 'warning', position: { line: 1, column: 4 } });
    expect(hint?.hint).toContain('„1. Mai“');
  });

  it('name a quote that is not closed or was not opened', () => {
    expect(briefly(hintsOf('"Nein, sagte er. "Ja", sagte sie.'))).toEqual(['german/unpaired-quote 1:1']);
    expect(briefly(hintsOf('Nein", sagte er.'))).toEqual(['german/unpaired-quote 1:5']);
    expect(briefly(hintsOf('# "Nein\n\nText"'))).toEqual([
      'german/unpaired-quote 3:5',
      'german/unpaired-quote 1:3',
    ]);
  });

  it('let a quote go on over paragraphs', () => {
    expect(hintsOf('"Eins.\n\n"Zwei.\n\n"Drei."')).toEqual([]);
    expect(hintsOf('"Eins.\n\nZwei.\n\nDrei." Und "Nein".')).toEqual([]);
    expect(hintsOf('"Eins.\n\nDas war 2019", sagte er.')).toEqual([]);
  });

  it('name English quotes once, with their number and how to write them', () => {
    const [hint, ...others] = hintsOf('Ein “so”, ‘so’.\n\nUnd „so”, *“so“*.', 3);
    expect(others).toEqual([]);
    expect(hint).toMatchObject({
      code: 'german/english-quotes',
      position: { line: 3, column: 8 },
      message: 'Hier endet ein Zitat in englischen Anführungszeichen; insgesamt sind es 4.',
    });
    expect(hint?.hint).toContain('Schreibe „…“.');
    expect(hintsOf('‘90er, ‘s, Hans’ Auto, 12” breit, „so“, »so«')).toEqual([]);
  });

  it('are silent on code and addresses', () => {
    expect(hintsOf('`a  " b`\n\n    1.Mai  "')).toEqual([]);
  });
});
