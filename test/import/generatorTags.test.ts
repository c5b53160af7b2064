/** Readers of template tags and of Markdown's habits, whatever they are given. */
import type { GeneratorKind } from '../../src/import/generators/model.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonMarkdown } from '../../src/import/generators/commonMarkdown.ts';
import { rewriteHtmlBlock } from '../../src/import/generators/htmlInText.ts';
import { ourMarkdown } from '../../src/import/generators/ourMarkdown.ts';
import { planGeneratorImport } from '../../src/import/generators/plan.ts';
import { readForeignHead, readYaml } from '../../src/import/generators/plainValues.ts';
import { proofTree } from '../../src/import/generators/proofTree.ts';

import {
  hugoPieces,
  liquidPieces,
  mdxPieces,
  type Piece,
  renderTags,
} from '../../src/import/generators/templateTags.ts';
import { expectLinearTime, fill } from '../support/linearTime.ts';

const same = (): string => '';
const readers: Readonly<Record<string, (text: string) => readonly Piece[]>> = {
  Hugo: hugoPieces,
  Liquid: (text) => liquidPieces(text, same, false),
  Nunjucks: (text) => liquidPieces(text, same, true),
  MDX: (text) => mdxPieces(text, new Map()),
};

const signs = [
  '{{<',
  '{{%',
  '{{',
  '{%',
  '{#',
  '{',
  '<',
  '</',
  '/>',
  '>}}',
  '%}}',
  '}}',
  '%}',
  '#}',
  '}',
  '>',
  'raw',
  'endraw',
  'comment',
  'if',
  'endif',
  'Figure',
  'a="b"',
  "'",
  '"',
  '`',
  '```',
  '\n',
  ' ',
  '/',
  ':::',
  '!!! note',
  '> [!TIP]',
  '{:',
  '[',
  '](',
  ')',
  '![',
  '<div>',
  '</div>',
  '<!--',
  '-->',
  '<img src=x>',
  '<a href="/x">',
  '</a>',
  '*',
  '_',
  '# ',
  '- ',
  ': ',
];
const texts = fc
  .array(fc.oneof(fc.constantFrom(...signs), fc.string({ maxLength: 6 })), { maxLength: 40 })
  .map((parts) => parts.join(''));

describe.each(Object.entries(readers))('The tags of %s', (_name, read) => {
  test('are read in any text without a crash, and rendered once each', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let calls = 0;
        const pieces = read(text);
        renderTags(pieces, (_tag, inner) => {
          calls++;
          return inner ?? '';
        });
        expect(calls).toBeLessThanOrEqual(pieces.filter(({ kind }) => kind !== 'text').length);
      }),
    );
  });

  test('leave every word outside of them where it was', () => {
    const words = fc.array(fc.stringMatching(/^[a-zäöü]{3,8}$/), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, (list) => {
        expect(renderTags(read(list.join(' ')), same)).toBe(list.join(' '));
      }),
    );
  });

  test.each([
    '{{<',
    '{{< a >}}',
    '{%',
    '{% if x %}',
    '{{ a }}',
    '{#',
    '<A ',
    '<A>',
    '{',
    '{a}',
    '{% raw %}',
    '{% endif %}',
    '{{< /a >}}',
    "<A b='",
  ])('are read in linear time: %s', (part) => {
    expectLinearTime((length) => renderTags(read(fill(part, length)), (_tag, inner) => inner ?? ''));
  });
});

const nowhere = { link: () => undefined, media: () => undefined, remark: () => undefined };

describe('Markdown of others', () => {
  test('becomes ours in any text without a crash, and its tree as well', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const common = commonMarkdown(text, 'jekyll', () => undefined);
        expect(proofTree(common).type).toBe('root');
        expect(typeof ourMarkdown(common, nowhere)).toBe('string');
      }),
      { numRuns: 200 },
    );
  });

  test('keeps every word of a text in which there is nothing to change', () => {
    const lines = fc.array(fc.stringMatching(/^[A-Za-zäöü]{2,8}( [a-zäöü]{2,8}){0,4}\.$/), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(lines, (list) => {
        const text = list.join('\n\n');
        expect(
          ourMarkdown(
            commonMarkdown(text, 'hugo', () => undefined),
            nowhere,
          ),
        ).toBe(text);
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    '{: .a}\n',
    ':::note\n',
    '!!! note\n',
    '[[toc]]\n',
    'a\n: b\n',
    '*[A]: b\n',
    '{::comment}',
    '<div>',
    '```\n',
    'a {.b} ',
    '# a {#b}\n',
  ])('is read by lines in linear time: %s', (part) => {
    expectLinearTime((length) => void commonMarkdown(fill(part, length), 'jekyll', () => undefined));
  });

  test.each([
    '<div ',
    '<div>',
    '<a href="',
    '<!--',
    '<img src=x>',
    '<script>',
    '<figure>',
    '<iframe>',
    '</a>',
  ])('has its HTML read in linear time: %s', (part) => {
    expectLinearTime((length) => void rewriteHtmlBlock(fill(part, length), { ...nowhere, gone: [] }));
  });

  test('loses all that runs', () => {
    const html =
      '<p onclick="x()">Ja</p><script>x()</script><a href="javascript:x()">Nein</a><svg onload="x()"></svg>';
    const link = (href: string): string | undefined => (href.startsWith('javascript') ? undefined : href);
    const made = rewriteHtmlBlock(html, { ...nowhere, link, gone: [] });
    expect(made).toBe('Ja\n\nNein');
  });
});

describe('Heads', () => {
  test('of any text are read without a crash', () => {
    const openings = fc.constantFrom('---\n', '+++\n', '{', '---json\n', '---js\n', '');
    fc.assert(
      fc.property(openings, texts, fc.constantFrom('\n---\n', '\n+++\n', '\n}\n', ''), (start, text, end) => {
        const read = readForeignHead(start + text + end);
        if (read) expect(Object.getPrototypeOf(read.values)).toBe(null);
      }),
    );
  });

  test('do not grow by what their anchors repeat', () => {
    const lines = Array.from(
      { length: 30 },
      (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`,
    );
    expect(readYaml(`a0: &a0 x\n${lines.join('\n')}\n`)).toBeUndefined();
    expect(readYaml('a: &x eins\nb: *x\n')).toEqual({ a: 'eins', b: 'eins' });
  });
});

test('any blog is planned without a crash, no path leaves it, and every text is accounted for', () => {
  const names = fc.constantFrom(
    '_posts/2020-01-02-a.md',
    '_posts/2020-01-02-ä b.md',
    'content/posts/../../x.md',
    'content/posts/CON.md',
    'content/posts/a/index.md',
    'src/content/blog/...md',
    'posts/.x.md',
    '_config.yml',
    'hugo.toml',
    'a.html',
  );
  const heads = fc.constantFrom(
    '---\ntitle: A\ndate: 2020-01-02\n---\n',
    '---\nslug: ../../../x\ndate: 2020-01-02\npermalink: /../x/\n---\n',
    '+++\ndate = 2020-01-02\n+++\n',
    '',
  );
  const kinds = fc.constantFrom<GeneratorKind>('jekyll', 'hugo', 'eleventy', 'astro');
  fc.assert(
    fc.property(
      kinds,
      fc.dictionary(
        names,
        fc.tuple(heads, texts).map((parts) => parts.join('')),
        { maxKeys: 5 },
      ),
      (kind, files) => {
        const plan = planGeneratorImport(
          { kind, texts: new Map(Object.entries(files)), files: new Set(['img/x.png']), unread: [] },
          { now: 0 },
        );
        for (const { file } of plan.texts)
          expect(file).toMatch(/^content\/(?:articles|pages|authors)\/(?!.*(?:^|\/)\.).+\.md$/);
        expect(new Set(plan.items.map(({ id }) => id)).size).toBe(plan.items.length);
        expect(plan.items.filter(({ result, type }) => result === 'imported' && type !== 'file').length).toBe(
          plan.texts.length,
        );
      },
    ),
    { numRuns: 60 },
  );
});
