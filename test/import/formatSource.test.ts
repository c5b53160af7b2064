import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitFrontMatter } from '../../src/content/frontMatter.ts';
import { withWholeTexts } from '../../src/content/frontMatterValues.ts';
import { ourName } from '../../src/content/keyNames.ts';
import type { SourcePath } from '../../src/core/model.ts';
import { parseYamlTree, type YamlNode } from '../../src/core/yaml/yamlTree.ts';
import { formatSource } from '../../src/import/formatSource.ts';
import type { Head } from '../../src/import/model.ts';

const file = 'content/articles/hafen.md' as SourcePath;

/** Texts, lists and mappings as our reader gives them to what checks them. @throws on any fault */
function read(source: string): { readonly head: unknown; readonly body: string } {
  const { value: split, diagnostics } = splitFrontMatter(source, file);
  if (!split) throw new Error(JSON.stringify(diagnostics));
  const tree = parseYamlTree(split.frontMatter, { file, firstLine: 1 });
  if (!tree.value) throw new Error(JSON.stringify(tree.diagnostics));
  const whole = withWholeTexts(tree.value, split.frontMatter, ourName, file);
  if (whole.diagnostics.length > 0) throw new Error(JSON.stringify(whole.diagnostics));
  return { head: plain(whole.frontMatter), body: split.content };
}

function plain(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.text;
  if (node.kind === 'sequence') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
}

describe('A source that an import writes', () => {
  it('looks as an author would have typed it', () => {
    const head: Head = {
      title: 'Hafen: Der Kran fällt',
      date: '2019-05-02 14:30',
      description: '"Nein", sagte er',
      section: 'Stadt',
      tags: ['Hafen', 'Kräne & Züge', 'A, B'],
      author: undefined,
      image: { src: '2019/05/hafen.jpg', alt: '', credit: 'Anna Müller' },
      sources: [
        { title: 'Bericht', url: 'https://example.org/a' },
        { title: 'Urteil', url: 'https://example.org/b' },
      ],
      draft: false,
      lead: 3,
      aliases: [],
    };
    expect(formatSource(head, '\nDer Kran.\n\n- Eins\n')).toBe(`---
title: "Hafen: Der Kran fällt"
date: 2019-05-02 14:30
description: '"Nein", sagte er'
section: Stadt
tags: [Hafen, "Kräne & Züge", "A, B"]
image:
  src: 2019/05/hafen.jpg
  credit: Anna Müller
sources:
  - title: Bericht
    url: https://example.org/a
  - title: Urteil
    url: https://example.org/b
draft: false
lead: 3
---

Der Kran.

- Eins
`);
  });

  it('writes a long list in lines', () => {
    const tags = Array.from({ length: 12 }, (_, index) => `Ein langes Thema ${index}`);
    expect(formatSource({ tags }, '')).toContain('tags:\n  - Ein langes Thema 0\n  - Ein langes Thema 1\n');
  });

  it('keeps words that YAML gives a meaning to as words', () => {
    const head = { title: 'null', kicker: '~', slug: '010', tags: ['ja', 'no', '- x', '&amp;', '#1', '*'] };
    expect(read(formatSource(head, ''))).toEqual({ head, body: '' });
  });

  it('keeps a text with line breaks on one line', () => {
    const source = formatSource({ description: 'Eins\n---\nZwei "drei"\\ \u2028 \u0085 \t' }, 'Text');
    expect(source.split('\n')).toHaveLength(6);
    expect(read(source).head).toEqual({ description: 'Eins\n---\nZwei "drei"\\ \u2028 \u0085 \t' });
  });

  it('is read as exactly the texts that it was made of', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.string({
        unit: fc.constantFrom(
          ...'ab1 :#-&;"\'[]{},|>*!%@`~?\n\t\r\\„“»«ä.=0'.split(''),
          '&amp;',
          ': ',
          ' #',
          '---',
        ),
        maxLength: 12,
      }),
    );
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small', maxDepth: 4 },
        text,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(text, tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(fc.dictionary(text, value, { maxKeys: 5 }), (head) => {
        const given = head as Head;
        expect(read(formatSource(given, 'Text')).head).toEqual(filled(given) ?? {});
      }),
      { numRuns: 400 },
    );
  });
});

/** What of a value says something. */
function filled(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (Array.isArray(value)) {
    const items = value.map(filled).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  const entries = Object.entries(value as object).flatMap(([key, one]) => {
    const isForbidden = ['', '__proto__', 'constructor', 'prototype', '<<'].includes(key);
    const full = isForbidden ? undefined : filled(one);
    return full === undefined ? [] : [[key, full] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
