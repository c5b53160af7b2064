import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listSite, listTemplates, readText } from '../../src/read/siteFolder.ts';
import { createSite, type SiteText } from '../support/testSite.ts';
import { builtInTemplates } from '../support/usualBuild.ts';

const listed = (files: SiteText) =>
  listSite(createSite(files).folder).files.map(({ path, kind }) => `${kind} ${path}`);

/** The text of the only article. */
const textOf = (bytes: string | Uint8Array) => {
  const { files } = listSite(createSite({ 'content/articles/a.md': bytes }).folder);
  const article = files.find(({ kind }) => kind === 'article');
  if (!article) throw new Error('No article');
  return readText(article);
};

describe('The site folder', () => {
  test('is listed by code point, with what each file is by its place', () => {
    expect(
      listed({
        'content/articles/b/ä.md': '',
        'content/articles/b/z.md': '',
        'content/articles/a.MARKDOWN': '',
        'content/pages/p.md': '',
        'content/authors/x.md': '',
        'content/comments/a/1.yaml': '',
        'content/media/j.jpg': '',
        'content/media/j.jpg.yaml': '',
        'templates/page.eta': '',
        'README.md': '',
        'content/notizen.md': '',
        'content/articles/bild.jpg': '',
        'dist/index.html': '',
      }),
    ).toEqual([
      'article content/articles/a.MARKDOWN',
      'article content/articles/b/z.md',
      'article content/articles/b/ä.md',
      'author content/authors/x.md',
      'comment content/comments/a/1.yaml',
      'media content/media/j.jpg',
      'media content/media/j.jpg.yaml',
      'page content/pages/p.md',
      'settings site.yaml',
      'template templates/page.eta',
    ]);
  });

  test('is listed with what a theme publishes as it is, hidden files among it, but not with what editors leave there', () => {
    expect(
      listed({
        'templates/static/.well-known/security.txt': '',
        'templates/static/.nojekyll': '',
        'templates/static/.DS_Store': '',
        'templates/static/robots.txt~': '',
        'templates/.hidden/page.eta': '',
        'templates/static2/.nojekyll': '',
      }),
    ).toEqual([
      'settings site.yaml',
      'template templates/static/.nojekyll',
      'template templates/static/.well-known/security.txt',
    ]);
  });

  test('names files that differ only in how their umlauts are stored', () => {
    const { files, diagnostics } = listSite(
      createSite({
        'content/articles/M\u00fcll.md': 'eins',
        'content/articles/Mu\u0308ll.md': 'zwei',
        'content/articles/Mu\u0308he.md': '',
      }).folder,
    );
    expect(files.map(({ path }) => path)).toEqual([
      'content/articles/M\u00fche.md',
      'content/articles/M\u00fcll.md',
      'site.yaml',
    ]);
    expect(diagnostics).toMatchObject([
      { code: 'source/same-name', severity: 'error', file: 'content/articles/M\u00fcll.md' },
    ]);
  });

  test('that is not there, or is a file, is empty', () => {
    expect(listSite('/nirgends/blog')).toEqual({ files: [], diagnostics: [] });
    const { folder } = createSite({});
    expect(listSite(join(folder, 'site.yaml'))).toEqual({ files: [], diagnostics: [] });
  });

  test('hides what editors and systems leave there', () => {
    expect(
      listed({
        'content/articles/a.md~': '',
        'content/articles/.#a.md': '',
        'content/articles/#a.md': '',
        'content/articles/a.md.swp': '',
        'content/articles/.git/a.md': '',
        'content/media/Thumbs.tmp': '',
      }),
    ).toEqual(['settings site.yaml']);
  });

  test('may itself be a link: only what is in it must stay in it', () => {
    const site = createSite({ 'content/articles/a.md': '' });
    const link = join(site.folder, '..', 'verknuepft');
    symlinkSync(site.folder, link);
    expect(listSite(link)).toMatchObject({ diagnostics: [] });
    expect(listSite(link).files).toHaveLength(2);
  });

  test('names every link that leads out of it, once', () => {
    const site = createSite({});
    mkdirSync(join(site.folder, '..', 'fremd', 'articles'), { recursive: true });
    symlinkSync('../fremd', join(site.folder, 'content'));
    expect(listSite(site.folder).diagnostics).toMatchObject([{ code: 'source/link', file: 'content' }]);
  });
});

describe('A source text', () => {
  test.each([
    ['a\r\nb\rc\n', 'a\nb\nc\n'],
    ['\ufeffa', 'a'],
    ['a\ufeffb', 'a\ufeffb'],
    ['', ''],
    ['\ufeff', ''],
    ['ä🙂', 'ä🙂'],
  ])('%j is read as %j', (written, read) => {
    expect(textOf(written)).toEqual({ value: read, diagnostics: [] });
  });

  test.each([
    [[0x61, 0xff], 1, 2],
    [[0xff], 1, 1],
    [[0xed, 0xa0, 0x80], 1, 1],
    [[0x61, 0x0a, 0xc3, 0xa4, 0xff], 2, 2],
    [[0xef, 0xbf, 0xbd, 0x80], 1, 2],
    [[0xef, 0xbb, 0xbf, 0x61, 0xfe], 1, 2],
  ])('of the bytes %j is refused, with the place of the first bad one (%i:%i)', (bytes, line, column) => {
    const { value, diagnostics } = textOf(Uint8Array.from(bytes));
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'source/not-utf-8', position: { line, column } }]);
  });
});

test('The built-in theme is listed as a site’s own would be', () => {
  const paths = listTemplates(builtInTemplates).map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['templates/article.eta', 'templates/layouts/base.eta']));
});
