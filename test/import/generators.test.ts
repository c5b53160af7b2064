/** Small whole blogs of four generators, as text: what becomes of them, and that the new blog has no fault. */
import type { GeneratorKind, GeneratorSite } from '../../src/import/generators/model.ts';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { planGeneratorImport } from '../../src/import/generators/plan.ts';
import { readGeneratorSite } from '../../src/import/generators/readSite.ts';
import { codesOf, createSite, reported, svgPicture } from '../support/testSite.ts';

const now = Date.UTC(2026, 0, 10, 11);

/** A blog as the reader of folders gives it: pictures and documents have no text. */
function blogOf(kind: GeneratorKind, files: Readonly<Record<string, string>>): GeneratorSite {
  const isMedia = (path: string): boolean => /\.(?:svg|png|jpg|pdf|mp3)$/.test(path);
  return {
    kind,
    texts: new Map(Object.entries(files).filter(([path]) => !isMedia(path))),
    files: new Set(Object.keys(files).filter(isMedia)),
    unread: [],
  };
}

function importOf(kind: GeneratorKind, files: Readonly<Record<string, string>>) {
  const plan = planGeneratorImport(blogOf(kind, files), { now });
  const bySource = new Map(plan.texts.map((text) => [text.id, text]));
  const text = (path: string) => bySource.get(path) ?? expect.fail(`${path} is not imported`);
  const items = Object.fromEntries(plan.items.map((item) => [item.id, item]));
  return { ...plan, text, items };
}

/** The new blog, written out as the command does it: JSON is YAML. */
function newBlog(plan: ReturnType<typeof importOf>) {
  const settings = { title: 'Der Bote', url: 'https://example.org/', ...plan.settings };
  const head = (values: object): string =>
    Object.entries(values)
      .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
      .join('');
  return createSite({
    'site.yaml': `${head(settings)}pictureCredits: off\ncomments: { endpoint: https://comments.example.org/comments }\ndesign: { socialPictures: nie }\n`,
    'content/redirects.txt': plan.redirects.map((line) => line.map(encodeURI).join(' ')).join('\n'),
    ...Object.fromEntries(
      plan.texts.map(({ file, head: values, body }) => [file, `---\n${head(values)}---\n\n${body}`]),
    ),
    ...Object.fromEntries(plan.copies.map(({ to }) => [to, svgPicture])),
  });
}

const jekyll = {
  '_config.yml':
    'title: Hafenblatt\nurl: https://hafen.example\nbaseurl: /blog\ntimezone: Europe/Berlin\ndefaults:\n  - scope: { path: "", type: posts }\n    values: { author: anna }\n',
  '_data/authors.yml': 'anna:\n  name: Anna Möller\n  bio: Schreibt seit 1999.\n',
  '_posts/2020-03-01-flut.md': [
    '---',
    'layout: post',
    'title: Die Flut kommt',
    'date: 2020-03-01 23:30:00 +0000',
    'categories: stadt hafen',
    'tags: [Wasser]',
    'feature-img: /img/flut.svg',
    'image_alt: Wasser am Kai',
    'comments: false',
    'excerpt: Nasse Füße',
    'redirect_from: /alt/flut/',
    'klickzahl: 3',
    '---',
    '* Inhalt',
    '{:toc}',
    '',
    'Mehr [gestern]({{ site.baseurl }}{% post_url 2020-02-29-ebbe %}) und [nirgends](/weg/).{: .klein}',
    '',
    '{% include figure.html src="/img/flut.svg" alt="Der Kai" caption="Der Kai am Abend" %}',
    '',
    '{% highlight ruby %}',
    'puts 1',
    '{% endhighlight %}',
    '',
    'Bleibt weg von der Mauer!',
    '{: .notice--warning}',
    '',
    '{% raw %}So schreibt man {{ page.title }} in Liquid.{% endraw %}',
    '',
    '## Lage {#lage .breit}',
    '',
    '{% include youtube.html id="dQw4w9WgXcQ" %}',
    '',
    '{% assign x = "nichts" %}{% if site.geheim %}Bedingt{% endif %}',
    '',
  ].join('\n'),
  '_posts/2020-02-29-ebbe.markdown':
    '---\ntitle: Die Ebbe\npublished: true\ncategories: [Stadt]\n---\nStill.\n',
  '_posts/2020-02-28-geheim.md': '---\ntitle: Geheim\npublished: false\n---\nNoch nicht.\n',
  '_drafts/idee.md': '---\ntitle: Eine Idee\ndate: 2020-01-01\n---\nVielleicht.\n',
  'ueber.md':
    '---\ntitle: Über uns\npermalink: /ueber-uns.html\n---\nWir [schreiben](_posts/2020-02-29-ebbe.markdown).\n',
  'index.html': '---\nlayout: home\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n',
  'README.md': '# Projekt\n',
  'img/flut.svg': '',
  'img/unbenutzt.svg': '',
};

describe('A blog of Jekyll', () => {
  test('builds without a fault or a warning but for what it had none of itself', async () => {
    const site = newBlog(importOf('jekyll', jekyll));
    const result = await site.build();
    expect(reported(result)).toEqual([]);
    expect(result.published).toBe(true);
  });

  test('gives its articles heads of ours, in the zone of the blog', () => {
    const { text } = importOf('jekyll', jekyll);
    expect(text('_posts/2020-03-01-flut.md').head).toEqual({
      title: 'Die Flut kommt',
      date: '2020-03-02 00:30',
      description: 'Nasse Füße',
      section: 'Stadt',
      tags: ['Wasser', 'hafen'],
      authors: ['Anna Möller'],
      image: { src: 'flut.svg', alt: 'Wasser am Kai' },
      aliases: ['/stadt/hafen/2020/03/02/flut.html', '/alt/flut/'],
      comments: 'off',
    });
  });

  test('hides what was hidden, and tells why', () => {
    const { text, items } = importOf('jekyll', jekyll);
    expect(text('_posts/2020-02-28-geheim.md').head['draft']).toBe(true);
    expect(text('_drafts/idee.md').head['draft']).toBe(true);
    expect(text('_posts/2020-02-29-ebbe.markdown').head).not.toHaveProperty('draft');
    expect(items['_posts/2020-02-28-geheim.md']).toMatchObject({
      status: 'draft',
      reason: 'Im Kopf steht „published: false“; hier ist er ein Entwurf.',
    });
  });

  test('keeps its words where Liquid and kramdown stood', () => {
    const { text } = importOf('jekyll', jekyll);
    expect(text('_posts/2020-03-01-flut.md').body).toBe(
      [
        'Mehr [gestern](2020-02-29-ebbe.md) und nirgends.',
        '',
        '![Der Kai](flut.svg "Der Kai am Abend")',
        '',
        '```ruby',
        'puts 1',
        '```',
        '',
        '::: {kasten=fakten}',
        '**Achtung**',
        '',
        'Bleibt weg von der Mauer!',
        ':::',
        '',
        String.raw`So schreibt man \{{ page.title }} in Liquid.`,
        '',
        '## Lage {#lage}',
        '',
        '![Video](https://www.youtube.com/watch?v=dQw4w9WgXcQ)',
        '',
        'Bedingt',
        '',
      ].join('\n'),
    );
  });

  test('accounts for every file, and says what fell away', () => {
    const { items, droppedKeys, text } = importOf('jekyll', jekyll);
    expect(Object.keys(items).toSorted()).toEqual(
      Object.keys(jekyll)
        .filter((path) => !/^_(?:config|data)/.test(path))
        .toSorted(),
    );
    expect(items['img/unbenutzt.svg']).toMatchObject({
      result: 'left-out',
      reason: 'Kein Text zeigt oder verlinkt diese Datei.',
    });
    expect(items['index.html']?.result).toBe('left-out');
    expect([...droppedKeys]).toEqual([['klickzahl', 1]]);
    expect(text('_posts/2020-03-01-flut.md').remarks.map(({ kind, before }) => [kind, before])).toEqual([
      ['left-over', '{% if site.geheim %}'],
      ['link', '[nirgends](/weg/)'],
    ]);
  });

  test('proposes its own settings, and leads old lists on', () => {
    const { settings, redirects } = importOf('jekyll', jekyll);
    expect(settings).toMatchObject({ title: 'Hafenblatt', url: 'https://hafen.example/blog/' });
    expect(redirects).toContainEqual(['/category/stadt/', '/ressort/stadt/']);
    expect(redirects).toContainEqual(['/tag/wasser/', '/thema/wasser/']);
  });
});

const hugo = {
  'hugo.toml':
    'title = "Bergpost"\nbaseURL = "https://berg.example/"\nlanguageCode = "de-AT"\n[permalinks]\nposts = "/:year/:month/:slug/"\n',
  'content/posts/_index.md': '---\ntitle: Meldungen\n---\n',
  'content/posts/gipfel/index.md': [
    '+++',
    'title = "Am Gipfel"',
    'date = 2021-05-04T10:00:00+02:00',
    'lastmod = 2021-06-01',
    'categories = ["Berg", "Wandern"]',
    'slug = "am-gipfel"',
    'aliases = ["/alt/gipfel.html"]',
    '[cover]',
    'image = "kreuz.svg"',
    'alt = "Das Kreuz"',
    '+++',
    'Siehe [unten]({{< relref "tal.md#weg" >}}) und {{< unbekannt text="Worte bleiben" >}}.',
    '',
    '{{< figure src="kreuz.svg" alt="Oben" title="Am *Kreuz*" attr="Max" >}}',
    '',
    '> [!TIP]',
    '> Nimm Wasser mit.',
    '',
    '{{< youtube dQw4w9WgXcQ >}}',
    '',
    '{{< details summary="Mehr davon" >}}',
    'Innen.',
    '{{< /details >}}',
    '',
    'So geht es: {{</* figure src="x" */>}}',
    '',
    'Gratweg',
    ': der Weg oben',
    '',
  ].join('\n'),
  'content/posts/gipfel/kreuz.svg': '',
  'content/posts/tal.md':
    '---json\n{ "title": "Im Tal", "date": "2021-05-05", "draft": false }\n---\n## Weg\n\nUnten. ![Alm](/bilder/alm.svg)\n',
  'content/posts/wind.md':
    '{\n  "title": "Wind",\n  "date": "2021-05-06",\n  "draft": "true"\n}\n\nEs bläst.\n',
  'content/impressum.md': '---\ntitle: Impressum\n---\nWer wir sind.\n',
  'static/bilder/alm.svg': '',
};

describe('A blog of Hugo', () => {
  test('builds without a fault, with heads in three formats and a picture beside the text', async () => {
    const plan = importOf('hugo', hugo);
    const result = await newBlog(plan).build();
    expect(result.published).toBe(true);
    expect(codesOf(result)).toEqual([]);
    expect(plan.text('content/posts/gipfel/index.md').head).toEqual({
      title: 'Am Gipfel',
      date: '2021-05-04 10:00',
      updated: '2021-06-01',
      section: 'Berg',
      tags: ['Wandern'],
      image: { src: 'kreuz.svg', alt: 'Das Kreuz' },
      aliases: ['/alt/gipfel.html'],
    });
    expect(plan.text('content/posts/wind.md').head).toMatchObject({ title: 'Wind', draft: true });
    expect(plan.copies.map(({ to }) => to)).toEqual([
      'content/articles/gipfel/kreuz.svg',
      'content/media/bilder/alm.svg',
    ]);
    expect(plan.settings).toMatchObject({ permalink: '/:year/:month/:slug/', language: 'de-AT' });
  });

  test('keeps its words where shortcodes stood', () => {
    const { body, remarks } = importOf('hugo', hugo).text('content/posts/gipfel/index.md');
    expect(body).toBe(
      [
        'Siehe [unten](../tal.md#weg) und Worte bleiben.',
        '',
        '![Oben](kreuz.svg "Am *Kreuz*. Foto: Max")',
        '',
        '::: {kasten=fakten}',
        '**Tipp**',
        '',
        'Nimm Wasser mit.',
        ':::',
        '',
        '![Video](https://www.youtube.com/watch?v=dQw4w9WgXcQ)',
        '',
        '<details><summary>Mehr davon</summary>',
        '',
        'Innen.',
        '',
        '</details>',
        '',
        String.raw`So geht es: \{{< figure src="x" >}}`,
        '',
        '- **Gratweg:** der Weg oben',
        '',
      ].join('\n'),
    );
    expect(remarks.map(({ before }) => before)).toEqual(['{{< unbekannt text="Worte bleiben" >}}']);
  });
});

const eleventy = {
  '.eleventy.js': 'module.exports = () => ({ dir: { input: "src" } });',
  'src/_data/site.json': '{ "title": "Stadtnotizen", "url": "https://stadt.example" }',
  'src/posts/posts.json':
    '{ "tags": "posts", "author": "Jo Blank", "permalink": "/notizen/{{ page.fileSlug }}/" }',
  'src/posts/2022-01-02-markt.md':
    '---\ntitle: Der Markt\ntags: [posts, Handel]\n---\n{# nur für uns #}\n\n:::warning Vorsicht\nGlatt.\n:::\n\n{% image "./markt.svg", "Der Markt am Morgen" %}\n',
  'src/posts/markt.svg': '',
  'src/404.md': '---\ntitle: Weg\n---\nNichts.\n',
};

test('a blog of Eleventy takes what stands for its folder, and builds without a fault', async () => {
  const plan = importOf('eleventy', eleventy);
  const { head, body, file } = plan.text('src/posts/2022-01-02-markt.md');
  expect(head).toEqual({ title: 'Der Markt', date: '2022-01-02', tags: ['Handel'], authors: ['Jo Blank'] });
  expect(body).toBe(
    '::: {kasten=fakten}\n**Vorsicht**\n\nGlatt.\n:::\n\n![Der Markt am Morgen](markt.svg)\n',
  );
  expect(file).toBe('content/articles/2022-01-02-markt.md');
  expect(plan.settings).toMatchObject({ title: 'Stadtnotizen', permalink: '/notizen/:slug/' });
  const result = await newBlog(plan).build();
  expect(codesOf(result)).toEqual([]);
});

const astro = {
  'astro.config.mjs': "export default defineConfig({ site: 'https://funk.example' });",
  'src/pages/artikel/[...slug].astro': "---\nconst posts = await getCollection('blog');\n---\n",
  'src/content/blog/antenne.mdx': [
    '---',
    'title: "Die Antenne"',
    'pubDate: "Jul 08 2022"',
    'heroImage: ./mast.svg',
    'heroImageAlt: Ein Mast',
    'description: Hoch oben',
    '---',
    "import { Image } from 'astro:assets';",
    "import mast from './mast.svg';",
    '',
    '<Image src={mast} alt="Der Mast" width={200} />',
    '',
    'Text{/* nicht zu sehen */} mit `<Code />` darin.',
    '',
    '<YouTube id="dQw4w9WgXcQ" />',
    '',
    '<div style={{ color: "red" }}>',
    '',
    'Rot',
    '',
    '</div>',
    '',
    '<Kasten type="tip">Ein Rat.</Kasten>',
    '',
  ].join('\n'),
  'src/content/blog/mast.svg': '',
};

test('a blog of Astro keeps the words around its components, and builds without a fault', async () => {
  const plan = importOf('astro', astro);
  const { head, body, remarks } = plan.text('src/content/blog/antenne.mdx');
  expect(head).toEqual({
    title: 'Die Antenne',
    date: '2022-07-08',
    description: 'Hoch oben',
    image: { src: 'mast.svg', alt: 'Ein Mast' },
    slug: 'antenne',
  });
  expect(body.replace(/\n{2,}/g, '\n').split('\n')).toEqual([
    '![Der Mast](mast.svg)',
    'Text mit `<Code />` darin.',
    '![Video](https://www.youtube.com/watch?v=dQw4w9WgXcQ)',
    'Rot',
    'Ein Rat.',
    '',
  ]);
  expect(remarks.map(({ before }) => before)).toEqual(['<Kasten type="tip">']);
  expect(plan.settings).toMatchObject({ url: 'https://funk.example/', permalink: '/artikel/:slug/' });
  const result = await newBlog(plan).build();
  expect(codesOf(result)).toEqual([]);
});

describe('Categories', () => {
  const post = (number: number, categories: string): readonly [string, string] => [
    `_posts/2020-01-${String(number).padStart(2, '0')}-text-${number}.md`,
    `---\ntitle: Text ${number}\ncategories: ${categories}\n---\nText.\n`,
  ];

  test('that are too many become tags, but for the commonest, and that is told', () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => post(index + 1, `[Nummer${index + 1}, Politik]`)),
    );
    const { notes, text } = importOf('jekyll', files);
    expect(notes[0]).toMatch(
      /^Der Blog hat 21 Kategorien\. Ressorts sind nur die 8 häufigsten geworden \(Politik, /,
    );
    expect(text('_posts/2020-01-20-text-20.md').head).toMatchObject({
      section: 'Politik',
      tags: ['Nummer20'],
    });
  });

  test('have one spelling, the commonest', () => {
    const files = Object.fromEntries([
      post(1, '[Offene Daten]'),
      post(2, '[offene daten]'),
      post(3, '[Offene Daten]'),
    ]);
    expect(importOf('jekyll', files).text('_posts/2020-01-02-text-2.md').head['section']).toBe(
      'Offene Daten',
    );
  });
});

describe('A head that cannot be read', () => {
  test('hides its text, because what hides may be in it', () => {
    const { text, items } = importOf('hugo', {
      'content/posts/a.md': '+++\ntitle = "Halb\ndate = 2020-01-01\n+++\nText.\n',
    });
    expect(text('content/posts/a.md').head['draft']).toBe(true);
    expect(items['content/posts/a.md']?.reason).toContain('Entwurf');
  });

  test('that is a program is not run', () => {
    const { text } = importOf('eleventy', {
      'posts/2020-01-01-a.md': '---js\n{ title: process.exit(1) }\n---\nText.\n',
    });
    expect(text('posts/2020-01-01-a.md').head['draft']).toBe(true);
  });
});

describe('Texts that would have one address', () => {
  test('get two, and both are found at the old ones', async () => {
    const plan = importOf('hugo', {
      'content/posts/Über.md': '---\ntitle: A\ndate: 2020-01-01\n---\nA.\n',
      'content/posts/ueber.md': '---\ntitle: B\ndate: 2020-01-01\n---\nB.\n',
    });
    expect(plan.texts.map(({ head }) => [head['slug'], head['aliases']])).toEqual([
      ['ueber', undefined],
      ['ueber-2', ['/posts/über/']],
    ]);
    expect((await newBlog(plan).build()).published).toBe(true);
  });
});

test('a link that Markdown takes for words leads on where it can, and stays words where not', async () => {
  const plan = importOf('hugo', {
    'content/posts/a.md':
      '---\ntitle: A\ndate: 2020-01-01\n---\n[Bild]({{url}} /weg/x.pdf), ![Alm](/bilder/Alm am See.svg) und [B]( /posts/b/ „Titel“).\n',
    'content/posts/b.md': '---\ntitle: B\ndate: 2020-01-02\n---\nB.\n',
    'static/bilder/Alm am See.svg': '',
  });
  expect(plan.text('content/posts/a.md').body).toBe(
    String.raw`\[Bild]({{url}} /weg/x.pdf), ![Alm](<bilder/Alm am See.svg>) und \[B]( /posts/b/ „Titel“).` +
      '\n',
  );
  expect((await newBlog(plan).build()).published).toBe(true);
});

describe('The folder', () => {
  test('is read without following links, with ends of lines and signs of others', () => {
    const folder = mkdtempSync(join(tmpdir(), 'blattmacher-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const write = (path: string, content: string | Uint8Array): void => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    };
    write('content/a.md', '\ufeff---\r\ntitle: A\r\n---\r\nText');
    write('content/b.md', Buffer.from('---\ntitle: Gr\xfc\xdfe\n---\n', 'latin1'));
    write(
      'content/x.png',
      `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`,
    );
    write('content/y.png', 'bytes');
    write('node_modules/c.md', '---\n---\n');
    write('public/d.html', '<p>');
    symlinkSync('/etc', join(folder, 'content', 'etc'));
    const { texts, files, unread } = readGeneratorSite('hugo', folder);
    expect([...texts]).toEqual([
      ['content/a.md', '---\ntitle: A\n---\nText'],
      ['content/b.md', '---\ntitle: Grüße\n---\n'],
    ]);
    expect([...files]).toEqual(['content/y.png']);
    expect(unread.map(({ path }) => path)).toEqual(['content/etc', 'content/x.png']);
  });
});
