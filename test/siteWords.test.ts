/**
 * Texts of front matter and settings: typeset like contents, plain where machines read, with hints of their
 * own.
 */
import { describe, expect, test } from 'vitest';
import { article, codesOf, createSite, minimalSettings, reported } from './support/testSite.ts';

describe("The site's own words", () => {
  const settings = minimalSettings
    .replace('Der Bote', 'Der "Bo\u00adte" geht\'s')
    .replace('Nachrichten aus', 'Z. B. "Nachrichten" aus');
  const files = {
    'site.yaml': `${settings}navigation: [{ name: 'Die "Ersten"', url: /archiv/ }]\n`,
    'content/authors/eva.md': '---\nname: E\u00adva\n---\n',
    'content/articles/a.md': article('title: A\ndate: 2023-01-01\nauthors: Eva'),
  };

  test('are typeset on pages, and plain in <title>', async () => {
    const site = createSite(files);
    await site.build();
    const page = site.read('index.html');
    expect(page).toContain('<title>Der „Bote“ geht’s</title>');
    expect(page).toContain('Die „Ersten“');
    expect(page).toContain('content="Z. B. „Nachrichten“ aus der Nachbarschaft"');
    expect(page).toMatch(/type="application\/rss\+xml" title="Der „Bote“ geht’s \(RSS\)"/);
  });

  test('are plain in feeds, authors included', async () => {
    const site = createSite(files);
    await site.build();
    const feed: unknown = JSON.parse(site.read('feed.json'));
    expect(feed).toMatchObject({
      title: 'Der „Bote“ geht’s',
      description: 'Z. B. „Nachrichten“ aus der Nachbarschaft',
      items: [{ authors: [{ name: 'Eva' }] }],
    });
    expect(site.read('atom.xml')).not.toMatch(/\u00ad/);
  });
});

describe('Front matter', () => {
  test('without typography still names its tags, section and series as the site does', async () => {
    const tags = 'tags: [\'z.B. "Kim"\']\nsection: "Geht\'s"';
    const site = createSite({
      'content/articles/a.md': article(`title: A "x"\ndate: 2023-01-01\n${tags}\ntypography: false`),
      'content/articles/b.md': article(`title: B\ndate: 2023-01-02\n${tags}`),
    });
    expect(reported(await site.build())).toEqual([]);
    expect(site.read('2023/01/a-x/index.html')).toContain('z.\u202fB. „Kim“');
    expect(site.read('2023/01/a-x/index.html')).toContain('A &quot;x&quot;');
  });

  test('of an author may be without typography, too, whatever the capital letters of the key', async () => {
    const site = createSite({
      'content/authors/eva.md': '---\nname: Eva\ntypography: false\n---\n\nDie "Erste".\n',
      'content/articles/a.md': article(
        'title: A\ndate: 2023-01-01\nauthors: Eva\nTypography: false',
        'Ein "Wort".',
      ),
    });
    expect(codesOf(await site.build())).toEqual([]);
    expect(site.read('autor/eva/index.html')).toContain('Die "Erste".');
    expect(site.read('2023/01/a/index.html')).toContain('Ein "Wort".');
  });

  test('with two keys of one meaning says that the second has no effect', async () => {
    const site = createSite({
      'content/articles/a.md': article('title: A\ndate: 2023-01-01\ncategory: Inland\ncategories: Ausland'),
    });
    expect(reported(await site.build())).toEqual([
      expect.stringContaining('a.md:5:1: Warnung: „categories“ und „category“ bedeuten dasselbe'),
    ]);
    expect(site.paths()).toContain('ressort/inland/index.html');
  });

  test.each([
    ['pubdate', 'unpublishdate'],
    ['published', 'unpublishDate'],
    ['publishdate', 'expirydate'],
    ['publishDate', 'expiryDate'],
  ])('may say %s and %s, as other programs do', async (date, expires) => {
    const site = createSite({
      'content/articles/a.md': article(`title: A\n${date}: 2023-01-01\n${expires}: 2099-01-01`),
    });
    expect(reported(await site.build())).toEqual([]);
    expect(site.paths()).toContain('2023/01/a/index.html');
  });

  test('gets the hints that a content gets, at its texts', async () => {
    const site = createSite({
      'content/articles/a.md': article(
        'title: Am 1.Mai\ndate: 2023-01-01\nkicker: zwei  Wörter\ndescription: Er sagte "Nein\nimage:\n  src: /x.svg\n  caption: am 2.Mai',
      ),
    });
    const { diagnostics } = await site.build({ hints: true });
    const hints = diagnostics.filter(({ code }) => code.startsWith('german/'));
    expect(
      hints.map(({ code, position }) => `${code} ${position?.line}:${position?.column}`).toSorted(),
    ).toEqual([
      'german/date-without-space 2:8',
      'german/date-without-space 8:12',
      'german/double-space 4:9',
      'german/unpaired-quote 5:14',
    ]);
    expect((await site.build()).diagnostics.map(({ code }) => code)).not.toContain('german/double-space');
  });
});
