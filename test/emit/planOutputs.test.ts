import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SourcePath } from '../../src/core/model.ts';
import { planOutputs } from '../../src/emit/planOutputs.ts';
import { build, codesOf, publishedIn, temporarySite } from './temporarySite.ts';

const outputs = (...paths: readonly string[]) =>
  paths.map((path, index) => ({ path, source: `Quelle ${index + 1}` }));

test('outputs that all have their own path are planned in their order', () => {
  const paths = ['b/index.html', 'a/index.html', 'index.html', 'a/b/index.html'];
  expect(planOutputs(outputs(...paths))).toEqual({ value: paths, diagnostics: [] });
});

test('two sources that want one address are an error that names both, at the second', () => {
  const file = 'content/articles/kim-2.md' as SourcePath;
  const { value, diagnostics } = planOutputs([
    { path: '2023/kim/index.html', source: 'content/articles/kim.md' },
    { path: '2023/kim/index.html', source: 'content/articles/kim-2.md', file },
  ]);
  expect(value).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code: 'output/url-taken', severity: 'error', file }]);
  expect(diagnostics[0]?.message).toBe(
    'Zwei Quellen wollen dieselbe Adresse /2023/kim/: content/articles/kim.md und content/articles/kim-2.md.',
  );
});

test.each([
  [['Foo/index.html', 'foo/index.html']],
  [['Über.html', 'über.html']],
  [['Foo/a.html', 'foo/b.html']],
])('%j are one on some systems', (paths) => {
  expect(codesOf(planOutputs(outputs(...paths)).diagnostics)).toEqual(['output/urls-alike']);
});

test.each([[['a.php', 'a.php/index.html']], [['a.php/index.html', 'a.php']]])(
  '%j are one address to readers',
  (paths) => {
    const { diagnostics } = planOutputs(outputs(...paths));
    expect(codesOf(diagnostics)).toEqual(['output/url-taken']);
  },
);

test.each([[['a', 'a/b.html']], [['a/b/index.html', 'a']], [['A', 'a/b/c.html']]])(
  '%j cannot stand side by side',
  (paths) => expect(codesOf(planOutputs(outputs(...paths)).diagnostics)).toEqual(['output/file-and-folder']),
);

test('every collision and every unsafe path is reported in one run', () => {
  const { diagnostics } = planOutputs(outputs('a', '../b', 'a', 'c/d', 'c', 'a'));
  expect(codesOf(diagnostics)).toEqual([
    'output/unsafe-path',
    'output/url-taken',
    'output/file-and-folder',
    'output/url-taken',
  ]);
});

test('what is planned without an error can be written side by side', () => {
  const name = fc.constantFrom('a', 'A', 'b', 'index.html');
  const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'));
  fc.assert(
    fc.property(fc.array(path, { maxLength: 6 }), (paths) => {
      const { value } = planOutputs(outputs(...paths));
      if (value === undefined) return;
      const request = temporarySite();
      const files = Object.fromEntries(value.map((each) => [each, `Inhalt von ${each}`]));
      expect(build(request, files).diagnostics).toEqual([]);
      expect(publishedIn(request.folder)).toEqual(files);
    }),
    { numRuns: 50 },
  );
});
