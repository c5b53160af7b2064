import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listSite, listTemplates, readText } from '../../src/content/discover.ts';
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
      'media content/articles/bild.jpg',
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
        'content/articles/#a.md#': '',
        'content/articles/a.md.swp': '',
        'content/articles/.git/a.md': '',
        'content/media/Thumbs.tmp': '',
        'content/media/Thumbs.db': '',
        'content/media/desktop.ini': '',
        'content/media/__MACOSX/bild.jpg': '',
        'content/articles/._a.md': '',
        'content/articles/~$a.docx': '',
        'content/articles/a.md.orig': '',
        'templates/static/._robots.txt': '',
        'templates/static/.gitignore': '',
      }),
    ).toEqual(['settings site.yaml']);
  });

  test('hides it without a word', () => {
    const { diagnostics } = listSite(
      createSite({
        'content/media/Thumbs.db': '',
        'content/articles/~$a.docx': '',
        'content/articles/a.md.orig': '',
        'content/articles/.entwurf.md': '',
        'templates/static/.DS_Store': '',
        'templates/static/.gitignore': '',
        'templates/article.eta.bak': '',
      }).folder,
    );
    expect(diagnostics).toEqual([]);
  });

  test('names what an author may have meant to be read or published', () => {
    const { files, diagnostics } = listSite(
      createSite({
        'content/articles/#metoo-bilanz.md': '',
        'content/articles/der Konflikt (im Kongo).md': '',
        'content/articles/zwei.md.txt': '',
        'content/articles/drei.mdx': '',
        'content/articles/vier.docx': '',
        'content/articles/fünf.html': '',
        'content/pages/impressum.txt': '',
        'content/pages/impressum (Annas in Konflikt stehende Kopie 2024-01-02).md': '',
        'content/pages/impressum (conflicted copy 2024-01-02 101112).md': '',
        'content/pages/impressum.sync-conflict-20240102-101112-ABCDEFG.md': '',
        'content/media/foto_conflict-20240102-101112.jpg': '',
        'templates/static/.env.local': '',
        'templates/static/robots.txt.bak': '',
        'templates/static/ads.txt.rej': '',
        'templates/static/.ssh/config': '',
      }).folder,
    );
    expect(files.filter(({ kind }) => kind !== 'media').map(({ path }) => path)).toEqual([
      'content/articles/#metoo-bilanz.md',
      'content/articles/der Konflikt (im Kongo).md',
      'site.yaml',
    ]);
    expect(diagnostics.map(({ code, severity, file }) => `${severity} ${code} ${file}`).toSorted()).toEqual([
      'warning source/left-out content/media/foto_conflict-20240102-101112.jpg',
      'warning source/left-out content/pages/impressum (Annas in Konflikt stehende Kopie 2024-01-02).md',
      'warning source/left-out content/pages/impressum (conflicted copy 2024-01-02 101112).md',
      'warning source/left-out content/pages/impressum.sync-conflict-20240102-101112-ABCDEFG.md',
      'warning source/left-out templates/static/.env.local',
      'warning source/left-out templates/static/.ssh',
      'warning source/left-out templates/static/ads.txt.rej',
      'warning source/left-out templates/static/robots.txt.bak',
      'warning source/unread-text content/articles/drei.mdx',
      'warning source/unread-text content/articles/fünf.html',
      'warning source/unread-text content/articles/vier.docx',
      'warning source/unread-text content/articles/zwei.md.txt',
      'warning source/unread-text content/pages/impressum.txt',
    ]);
    expect(diagnostics.find(({ file }) => file?.includes('zwei'))?.hint).toContain('„zwei.md“');
  });

  test.each([
    ['content/Articles/a.md', 'content/Articles', 'content/articles'],
    ['content/artikel/a.md', 'content/artikel', 'content/articles'],
    ['content/medai/a.jpg', 'content/medai', 'content/media'],
    ['content/Redirects.txt', 'content/Redirects.txt', 'content/redirects.txt'],
    ['Content/articles/a.md', 'Content', 'content'],
    ['Vorlagen/page.eta', 'Vorlagen', 'templates'],
  ])('names what is not read of %s: it is meant to be %s', (path, file, meant) => {
    const { files, diagnostics } = listSite(createSite({ [path]: '' }).folder);
    expect(files).toHaveLength(1);
    expect(diagnostics).toMatchObject([
      { code: 'source/misnamed', severity: 'warning', file, hint: expect.stringContaining(`„${meant}“`) },
    ]);
  });

  test.each([
    ['content/blog/2024/a.md', 'content/blog'],
    ['content/drafts/a.markdown', 'content/drafts'],
    ['content/a.md', 'content/a.md'],
    ['articles/a.md', 'articles'],
    ['_posts/2024-01-01-a.md', '_posts'],
    ['content/posts/a.md', 'content/posts'],
  ])('names texts where nothing is read: %s', (path, file) => {
    const { diagnostics } = listSite(
      createSite({ 'content/articles/b.md': '', 'content/pages/c.md': '', [path]: '---\ntitle: A\n---\n' })
        .folder,
    );
    expect(diagnostics).toMatchObject([{ code: 'source/misplaced', severity: 'warning', file }]);
  });

  test('names every file beside texts that is neither read nor published', () => {
    const left = [
      'a.mdx',
      'a.qmd',
      'a.html',
      'a.ipynb',
      'a.adoc',
      'a.md.txt',
      'a',
      'c.yaml',
      'a.docx',
      'a.toml',
    ];
    const kept = [
      'b.md',
      'B.MD',
      'c.markdown',
      'b.jpg',
      'b.jpg.yaml',
      'b.pdf',
      'b.csv',
      'b.mp3',
      '.DS_Store',
      'b.md~',
    ];
    const { diagnostics } = listSite(
      createSite(Object.fromEntries([...left, ...kept].map((name) => [`content/articles/x/${name}`, ''])))
        .folder,
    );
    expect(diagnostics.map(({ code, file }) => `${code} ${file}`).toSorted()).toEqual(
      left.map((name) => `source/unread-text content/articles/x/${name}`).toSorted(),
    );
  });

  test('says nothing of folders that are somebody’s own', () => {
    const { diagnostics } = listSite(
      createSite({
        'content/articles/a.md': '',
        'content/media/a.txt': '',
        'content/bilder/original.tiff': '',
        'content/notizen/idee.md': '',
        'node_modules/x/index.js': '',
        'package.json': '',
        'dist/index.html': '',
      }).folder,
    );
    expect(diagnostics).toEqual([]);
  });

  test('names files and folders whose names are no UTF-8', () => {
    const site = createSite({ 'content/articles/a.md': '', 'content/media/a.txt': '' });
    const latin = (folder: string, name: string) =>
      Buffer.concat([Buffer.from(`${join(site.folder, folder)}/`), Buffer.from(name, 'latin1')]);
    writeFileSync(latin('content/articles', 'für.md'), '');
    writeFileSync(latin('content/media', 'Müller.jpg'), '');
    mkdirSync(latin('content/media', 'Fußball'));
    const { files, diagnostics } = listSite(site.folder);
    expect(files).toHaveLength(3);
    expect(diagnostics.map(({ code, file }) => `${code} ${file}`).toSorted()).toEqual([
      'source/name-not-utf-8 content/articles/f\ufffdr.md',
      'source/name-not-utf-8 content/media/Fu\ufffdball',
      'source/name-not-utf-8 content/media/M\ufffdller.jpg',
    ]);
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
