/** `import jekyll|hugo|eleventy|astro` as a whole: a small blog of each, from its folder to the page that readers see. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildSite } from '../../src/build/build.ts';
import { UsageError } from '../../src/cli/command.ts';
import { runImport } from '../support/runImport.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { filesIn, readTree, reported, svgPicture } from '../support/testSite.ts';
import { usualBuild } from '../support/usualBuild.ts';

interface OldBlog {
  readonly files: Readonly<Record<string, string>>;
  /** Files that are settings and no content. */
  readonly settings: readonly string[];
  /** Old address → what the page says. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly redirect: string;
}

const body = [
  'Der **Kai** liegt am [Wasser](/ueber/).',
  '',
  '- eins',
  '- zwei',
  '',
  '| Ort | Tiefe |',
  '| --- | ----- |',
  '| Kai | 4 m   |',
  '',
].join('\n');

const blogs: Readonly<Record<string, OldBlog>> = {
  jekyll: {
    files: {
      '_config.yml': 'title: Hafenblatt\nurl: https://hafen.example\ntimezone: Europe/Berlin\n',
      '_posts/2020-03-01-kai.md': `---\ntitle: Am Kai\ncategories: [Hafen]\ntags: [Wasser]\nimage: /img/kai.svg\n---\n${body}\n{% highlight ruby %}\nputs 1\n{% endhighlight %}\n`,
      '_posts/2020-03-02-geheim.md': '---\ntitle: Geheim\npublished: false\n---\nGeheim.\n',
      'ueber.md': '---\ntitle: Über\npermalink: /ueber/\n---\nWir.\n',
      'img/kai.svg': svgPicture,
    },
    settings: ['_config.yml'],
    addresses: { '/hafen/2020/03/01/kai.html': 'Am Kai', '/ueber/': 'Über' },
    redirect: '/category/hafen/ /ressort/hafen/',
  },
  hugo: {
    files: {
      'hugo.toml':
        'title = "Hafenblatt"\nbaseURL = "https://hafen.example/"\nlanguageCode = "de"\n[permalinks]\nposts = "/:year/:slug/"\n',
      'content/posts/kai/index.md': `+++\ntitle = "Am Kai"\ndate = 2020-03-01T10:00:00+01:00\ncategories = ["Hafen"]\ntags = ["Wasser"]\n+++\n${body}\n![Kai](kai.svg)\n\n{{< youtube dQw4w9WgXcQ >}}\n`,
      'content/posts/kai/kai.svg': svgPicture,
      'content/posts/geheim.md': '---\ntitle: Geheim\ndate: 2020-03-02\ndraft: true\n---\nGeheim.\n',
      'content/ueber.md': '---\ntitle: Über\n---\nWir.\n',
    },
    settings: ['hugo.toml'],
    addresses: { '/2020/am-kai/': 'Am Kai', '/ueber/': 'Über' },
    redirect: '/categories/hafen/ /ressort/hafen/',
  },
  eleventy: {
    files: {
      '.eleventy.js': 'module.exports = () => ({ dir: { input: "src" } });\n',
      'src/_data/metadata.json': '{"title":"Hafenblatt","url":"https://hafen.example/","language":"de"}',
      'src/posts/posts.json': '{"tags":"posts","layout":"post.njk"}',
      'src/posts/kai.md': `---\ntitle: Am Kai\ndate: 2020-03-01\ntags: [Wasser]\n---\n${body}\n![Kai](/img/kai.svg)\n`,
      'src/posts/geheim.md': '---\ntitle: Geheim\ndate: 2020-03-02\ndraft: true\n---\nGeheim.\n',
      'src/ueber.md': '---\ntitle: Über\n---\nWir.\n',
      'src/img/kai.svg': svgPicture,
    },
    settings: ['.eleventy.js', 'src/_data/metadata.json', 'src/posts/posts.json'],
    addresses: { '/posts/kai/': 'Am Kai', '/ueber/': 'Über' },
    redirect: '/tags/wasser/ /thema/wasser/',
  },
  astro: {
    files: {
      'astro.config.mjs': "export default { site: 'https://hafen.example' };\n",
      'src/content/blog/kai.md': `---\ntitle: Am Kai\npubDate: 2020-03-01\ntags: [Wasser]\nheroImage: ./kai.svg\n---\n${body}`,
      'src/content/blog/kai.svg': svgPicture,
      'src/content/blog/geheim.md': '---\ntitle: Geheim\npubDate: 2020-03-02\ndraft: true\n---\nGeheim.\n',
      'src/pages/ueber.md': '---\ntitle: Über\n---\nWir.\n',
    },
    settings: ['astro.config.mjs'],
    addresses: { '/blog/kai/': 'Am Kai', '/ueber/': 'Über' },
    redirect: '/tags/wasser/ /thema/wasser/',
  },
};

/** The old blog in a folder. */
function withBlog({ files }: OldBlog): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'alt', path)), { recursive: true });
    writeFileSync(join(folder, 'alt', path), text);
  }
  return folder;
}

interface JsonItem {
  readonly id: string;
  readonly result: string;
  readonly file?: string;
  readonly reason?: string;
}

describe.each(Object.entries(blogs))('A blog of %s', (kind, old) => {
  const args = ['alt', '--site', 'blog', '--json'];

  test('has each of its files in the account, and no difference that nobody can explain', async () => {
    const folder = withBlog(old);
    const run = await runImport(folder, kind, args);
    expect(run).toMatchObject({ code: 0 });
    const { items, totals, differences } = JSON.parse(run.stdout);
    const ids: readonly string[] = items.map(({ id }: JsonItem) => id);
    expect(ids.toSorted()).toEqual(
      Object.keys(old.files)
        .filter((path) => !old.settings.includes(path))
        .toSorted(),
    );
    expect(totals).toMatchObject({ items: ids.length, imported: ids.length, leftOut: 0 });
    expect(differences).toEqual([]);
    expect(run.stderr).toMatch(/^4 von 4 Einträgen sind übernommen, nach blog; kein Unterschied im Text\.\n/);
  });

  test('builds, and answers under its old addresses', async () => {
    const folder = withBlog(old);
    await runImport(folder, kind, args);
    const out = join(folder, 'dist');
    const result = await buildSite(usualBuild(join(folder, 'blog'), out));
    expect(result.published ? [] : reported(result)).toEqual([]);
    const published = readTree(out);
    for (const [address, words] of Object.entries(old.addresses)) {
      const page = published[address.endsWith('/') ? `${address.slice(1)}index.html` : address.slice(1)];
      const goal = /http-equiv="refresh" content="0; ?url=https:\/\/hafen\.example\/([^"]*)"/.exec(
        page ?? '',
      )?.[1];
      const arrived = goal === undefined ? page : published[`${goal}index.html`];
      const text = Buffer.from(arrived ?? address, 'latin1').toString('utf8');
      expect(text).toContain(`>${words}</h1>`);
    }
    expect(Object.values(published).some((text) => text.includes('Geheim'))).toBe(false);
    const lines = readFileSync(join(folder, 'blog', 'content', 'redirects.txt'), 'utf8').split('\n');
    expect(lines).toContain(old.redirect);
  });

  test('is the same after a second run, and untouched by a dry one', async () => {
    const folder = withBlog(old);
    const dry = await runImport(folder, kind, [...args, '--dry-run']);
    expect(dry.stderr).toContain('würden übernommen');
    expect(filesIn(folder).filter((path) => !path.startsWith('alt/'))).toEqual([]);
    const first = await runImport(folder, kind, args);
    expect(JSON.parse(dry.stdout)).toEqual(JSON.parse(first.stdout));
    const before = readTree(join(folder, 'blog'));
    const second = await runImport(folder, kind, args);
    expect(second.code).toBe(0);
    expect(JSON.parse(second.stdout)).toEqual(JSON.parse(first.stdout));
    expect(readTree(join(folder, 'blog'))).toEqual(before);
  });

  test('that is none is refused in a sentence', async () => {
    const folder = temporaryFolder();
    await expect(runImport(folder, kind, [])).rejects.toThrow(UsageError);
    const missing = await runImport(folder, kind, ['weg', '--site', 'blog']);
    expect(missing).toEqual({
      code: 1,
      stdout: '',
      stderr: '„weg“ ist kein Ordner. Nenne den, in dem der alte Blog liegt.\n',
    });
    mkdirSync(join(folder, 'leer'));
    const empty = await runImport(folder, kind, ['leer', '--site', 'blog']);
    expect(empty).toMatchObject({ code: 1, stdout: '' });
    expect(empty.stderr).toMatch(/^In „leer“ liegt kein Text, wie \w+ ihn kennt\./);
    expect(filesIn(folder)).toEqual([]);
  });
});
