/** An address that readers know does not die because a slug, a date or a file's name changed. */
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BuildResult } from '../src/build/build.ts';
import { article, codesOf, createSite, minimalSettings, type TestSite } from './support/testSite.ts';

const file = 'content/redirects.txt';
const kim = (slug: string, body = 'Kim reist.'): string =>
  article(`title: Kim\ndate: 2023-09-13\nslug: ${slug}`, body);

/** Where the page at an address sends its readers. */
function goalOf(site: TestSite, address: string): string | undefined {
  const path = `${address.slice(1)}index.html`;
  const page = existsSync(join(site.out, path)) ? site.read(path) : '';
  return /content="0; url=([^"]+)"/.exec(page)?.[1];
}

/** The lines of the redirects file without its comments. */
function written(site: TestSite): readonly string[] {
  const path = join(site.folder, file);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function messagesOf({ diagnostics }: BuildResult, code: string): readonly string[] {
  return diagnostics.filter((one) => one.code === code).map(({ message }) => message);
}

/** A built site of the articles, and what building it again after the change gave. */
async function change(
  files: Readonly<Record<string, string>>,
  edit: (site: TestSite) => void,
): Promise<{ readonly site: TestSite; readonly result: BuildResult }> {
  const site = createSite(files);
  expect((await site.build()).diagnostics).toEqual([]);
  edit(site);
  const result = await site.build();
  expect(result.published).toBe(true);
  return { site, result };
}

const a = 'content/articles/a.md';
const b = 'content/articles/b.md';

describe('An article that moves', () => {
  test.each<[string, (site: TestSite) => void, string]>([
    ['by its slug', (site) => site.write({ [a]: kim('kim-neu') }), '/2023/09/kim-neu/'],
    ['by its date', (site) => site.write({ [a]: kim('kim').replace('2023-09', '2023-10') }), '/2023/10/kim/'],
    [
      'by its title, date and text',
      (site) => site.write({ [a]: article('title: Neu\ndate: 2024-01-02', 'Ganz anders.') }),
      '/2024/01/neu/',
    ],
    [
      'by its slug and file',
      (site) => {
        site.rename(a, 'content/articles/tief/z.md');
        site.write({ 'content/articles/tief/z.md': kim('kim-neu', 'Auch der Text ist neu.') });
      },
      '/2023/09/kim-neu/',
    ],
    [
      'by the permalink',
      (site) => site.write({ 'site.yaml': `${minimalSettings}permalink: /artikel/:slug/\n` }),
      '/artikel/kim/',
    ],
  ])('%s is found from its old address', async (_, edit, goal) => {
    const { site, result } = await change({ [a]: kim('kim') }, edit);
    expect(goalOf(site, '/2023/09/kim/')).toBe(goal);
    expect(written(site)).toEqual([`/2023/09/kim/ ${goal}`]);
    expect(codesOf(result)).toEqual(['address/moved']);
    expect(messagesOf(result, 'address/moved')[0]).toContain(`von /2023/09/kim/ nach ${goal}`);
    expect(site.read('_redirects')).toContain(`/2023/09/kim/ ${goal} 301`);
  });

  test('by the name of its file, which says slug and date, is found by its bytes', async () => {
    const text = article('title: Kim', 'Kim reist.');
    const { site } = await change({ 'content/articles/2023-09-13-kim.md': text }, (one) =>
      one.rename('content/articles/2023-09-13-kim.md', 'content/articles/2023-10-01-kim-reist.md'),
    );
    expect(goalOf(site, '/2023/09/kim/')).toBe('/2023/10/kim-reist/');
  });

  test('is a static page just as well', async () => {
    const page = '---\ntitle: Wir\n---\n\nWir.\n';
    const { site } = await change({ 'content/pages/wir.md': page }, (one) =>
      one.rename('content/pages/wir.md', 'content/pages/ueber-uns.md'),
    );
    expect(goalOf(site, '/wir/')).toBe('/ueber-uns/');
  });

  test('is an explanation in the glossary just as well', async () => {
    const { site, result } = await change({ 'content/glossary/wort.md': article('title: Wort') }, (one) =>
      one.rename('content/glossary/wort.md', 'content/glossary/begriff.md'),
    );
    expect(goalOf(site, '/glossar/wort/')).toBe('/glossar/begriff/');
    expect(codesOf(result)).toEqual(['address/moved']);
  });

  test('is told of once, and the next builds do nothing', async () => {
    const { site } = await change({ [a]: kim('kim') }, (one) => one.write({ [a]: kim('neu') }));
    for (const _ of [1, 2]) {
      const { diagnostics, rendered, written: files, removed } = await site.build();
      expect({ diagnostics, rendered, files, removed }).toEqual({
        diagnostics: [],
        rendered: 0,
        files: 0,
        removed: 0,
      });
    }
  });

  test('again and again leads from each address straight to the last', async () => {
    const { site } = await change({ [a]: kim('eins') }, (one) => one.write({ [a]: kim('zwei') }));
    for (const slug of ['drei', 'eins', 'vier']) {
      site.write({ [a]: kim(slug) });
      await site.build();
    }
    for (const slug of ['eins', 'zwei', 'drei']) {
      expect(goalOf(site, `/2023/09/${slug}/`)).toBe('/2023/09/vier/');
    }
    expect(goalOf(site, '/2023/09/vier/')).toBeUndefined();
  });

  test('gives its old address to a new article that wants it', async () => {
    const { site } = await change({ [a]: kim('kim') }, (one) => one.write({ [a]: kim('neu') }));
    site.write({ [b]: article('title: Wieder Kim\ndate: 2023-09-20\nslug: kim') });
    expect((await site.build()).diagnostics).toEqual([]);
    expect(site.read('2023/09/kim/index.html')).toContain('Wieder Kim');
    expect(site.read('_headers') + site.read('.server/nginx.conf')).not.toContain('"/2023/09/kim/"');
  });

  test('and swaps its address with another needs no redirect', async () => {
    const other = article('title: Putin\ndate: 2023-09-13\nslug: putin');
    const { site, result } = await change({ [a]: kim('kim'), [b]: other }, (one) =>
      one.write({ [a]: kim('putin'), [b]: other.replace('slug: putin', 'slug: kim') }),
    );
    expect(result.diagnostics).toEqual([]);
    expect(written(site)).toEqual([]);
    expect(site.read('2023/09/kim/index.html')).toContain('Putin');
  });

  test('with an alias for its old address needs nothing else', async () => {
    const { site, result } = await change({ [a]: kim('kim') }, (one) =>
      one.write({ [a]: kim('neu\naliases: /2023/09/kim/') }),
    );
    expect(result.diagnostics).toEqual([]);
    expect([goalOf(site, '/2023/09/kim/'), written(site)]).toEqual(['/2023/09/neu/', []]);
  });
});

describe('A moved address', () => {
  test('is the same from a clean build in another folder, and holds against a look from nothing', async () => {
    const { site } = await change({ [a]: kim('kim') }, (one) => one.write({ [a]: kim('neu') }));
    const before = site.outputs();
    expect((await site.build({ verify: true, fresh: true })).diagnostics).toEqual([]);
    expect(site.outputs()).toEqual(before);
    rmSync(site.out, { recursive: true });
    await site.build();
    expect(site.outputs()).toEqual(before);
  });

  test('survives builds of a site folder that forgets what was written', async () => {
    const { site } = await change({ [a]: kim('kim') }, (one) => one.write({ [a]: kim('neu') }));
    for (const _ of [1, 2, 3]) {
      site.remove(file);
      expect(codesOf(await site.build())).toEqual(['address/moved']);
      expect(goalOf(site, '/2023/09/kim/')).toBe('/2023/09/neu/');
    }
  });

  test('that the author does not want is gone for good', async () => {
    const { site } = await change({ [a]: kim('kim') }, (one) => one.write({ [a]: kim('neu') }));
    site.write({ [file]: '/2023/09/kim/ 410\n' });
    for (const _ of [1, 2]) expect((await site.build()).diagnostics).toEqual([]);
    expect(site.paths()).not.toContain('2023/09/kim/index.html');
    expect(site.read('2023/09/.htaccess')).toBe('RedirectMatch 410 "^/2023/09/kim/?$"\n');
  });

  test('waits for an article that is hidden for a while', async () => {
    const { site, result } = await change({ [a]: kim('kim') }, (one) =>
      one.write({ [a]: kim('geheim\ndraft: true') }),
    );
    expect([result.diagnostics, written(site)]).toEqual([[], []]);
    expect(JSON.stringify(site.outputs())).not.toContain('geheim');
    site.write({ [a]: kim('wieder-da') });
    await site.build();
    expect(goalOf(site, '/2023/09/kim/')).toBe('/2023/09/wieder-da/');
  });

  test('is written below what the author wrote, whole lines only', async () => {
    const { site } = await change({ [a]: kim('kim'), [file]: '# Meine\r\n/alt/ /2023/09/kim/' }, (one) =>
      one.write({ [a]: kim('neu') }),
    );
    expect(readFileSync(join(site.folder, file), 'utf8')).toBe(
      '# Meine\r\n/alt/ /2023/09/kim/\r\n/2023/09/kim/ /2023/09/neu/',
    );
    expect(goalOf(site, '/alt/')).toBe('/2023/09/neu/');
  });

  test('leaves the rights to the file as they were', async () => {
    const { site } = await change({ [a]: kim('kim'), [file]: '/alt/ /2023/09/kim/\n' }, (one) => {
      one.write({ [a]: kim('neu') });
      chmodSync(join(one.folder, file), 0o640);
    });
    expect(written(site)).toHaveLength(2);
    expect(statSync(join(site.folder, file)).mode & 0o777).toBe(0o640);
  });

  test('redirects even where the site folder cannot be written, and says so', async () => {
    const { site, result } = await change({ [a]: kim('kim') }, (one) => {
      one.write({ [a]: kim('neu') });
      // Nobody, not even root, can put a file where a folder is full.
      one.write({ [`content/.new-redirects.txt.${process.pid}/besetzt`]: '' });
    });
    expect(codesOf(result)).toEqual(['address/moved', 'address/not-written']);
    expect(goalOf(site, '/2023/09/kim/')).toBe('/2023/09/neu/');
  });

  test('is no matter of a preview with drafts', async () => {
    const site = createSite({ [a]: kim('kim') });
    await site.build({ preview: true });
    site.write({ [a]: kim('entwurf\ndraft: true') });
    expect((await site.build({ preview: true })).diagnostics).toEqual([]);
    expect(written(site)).toEqual([]);
  });

  test('leaves nothing when the build fails', async () => {
    const site = createSite({ [a]: kim('kim') });
    await site.build();
    site.write({ [a]: kim('neu'), 'templates/article.eta': '<%= it.gibtesnicht.nie %>' });
    expect((await site.build()).published).toBe(false);
    expect(written(site)).toEqual([]);
    site.remove('templates/article.eta');
    await site.build();
    expect(goalOf(site, '/2023/09/kim/')).toBe('/2023/09/neu/');
  });

  test('leaks no name of a file into the output folder', async () => {
    const site = createSite({ 'content/articles/quelle-mueller.md': kim('kim') });
    await site.build();
    expect(site.read('.blattmacher.json')).not.toContain('mueller');
  });

  test('is named, with many others, without end', async () => {
    const articles = Array.from({ length: 30 }, (_, index) => [
      `content/articles/a${index}.md`,
      article(`title: Artikel ${index}\ndate: 2023-09-13`),
    ]);
    const { site, result } = await change(Object.fromEntries(articles), (one) =>
      one.write({ 'site.yaml': `${minimalSettings}permalink: /:slug/\n` }),
    );
    expect(messagesOf(result, 'address/moved')).toHaveLength(20);
    expect(messagesOf(result, 'address/moved-more')[0]).toContain('noch 10 Adressen');
    expect(written(site)).toHaveLength(30);
  });
});

describe('An article that is deleted', () => {
  test('leaves an address of which the author is informed, once', async () => {
    const { site, result } = await change({ [a]: kim('kim'), [b]: kim('bleibt', 'Anders.') }, (one) => {
      one.write({ [b]: article('title: Bleibt\ndate: 2023-09-14\nslug: bleibt') });
      one.remove(a);
    });
    expect(messagesOf(result, 'address/gone')).toEqual([
      'Unter /2023/09/kim/ steht nichts mehr; Links dorthin führen ins Leere.',
    ]);
    expect((await site.build()).diagnostics).toEqual([]);
  });
});

test('A damaged memory is none', async () => {
  const { site } = await change({ [a]: kim('kim') }, (one) => one.write({ [a]: kim('neu') }));
  writeFileSync(join(site.out, '.blattmacher.json'), '{');
  expect(codesOf(await site.build())).toEqual(['output/manifest-damaged']);
  expect(goalOf(site, '/2023/09/kim/')).toBe('/2023/09/neu/');
});

describe('An article that is met while it is being saved', () => {
  const titles = ['Kim reist nach Prag', 'Kim reist', 'Kim bleibt in Wien', 'K'];
  const textOf = (title: string): string => article(`date: 2023-09-13\ntitle: ${title}`);

  test('moves only if it is still the same at the end of the build', async () => {
    const site = createSite({ [a]: textOf('Kim reist') });
    await site.build();
    site.write({ [a]: textOf('Kim re') });
    const finish = (): void => site.write({ [a]: textOf('Kim reist') });
    expect((await site.build({ onProgress: finish })).diagnostics).toEqual([]);
    expect((await site.build()).diagnostics).toEqual([]);
    expect([written(site), site.paths().filter((path) => path.startsWith('2023/09/kim-'))]).toEqual([
      [],
      ['2023/09/kim-reist/index.html'],
    ]);
  });

  const save = fc.record({
    title: fc.constantFrom(...titles),
    /** How much of the new text is there when the build comes by, and whether the rest of the old one is. */
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    isInPlace: fc.boolean(),
    endsDuringBuild: fc.boolean(),
  });

  test('leaves no redirect that is dead, however often that happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(save, { minLength: 2, maxLength: 7 }), async (saves) => {
        const site = createSite({ [a]: textOf('Kim reist') });
        await site.build();
        for (const { title, share, isInPlace, endsDuringBuild } of saves) {
          const [old, whole] = [readFileSync(join(site.folder, a), 'utf8'), textOf(title)];
          const cut = Math.round(share * whole.length);
          site.write({ [a]: whole.slice(0, cut) + (isInPlace ? old.slice(cut) : '') });
          const end = (): void => site.write({ [a]: whole });
          await site.build(endsDuringBuild ? { onProgress: end } : {});
          end();
        }
        await site.build();
        expect((await site.build()).diagnostics).toEqual([]);
        for (const line of written(site)) {
          const [from = ''] = line.split(' ');
          const goal = goalOf(site, from);
          expect([line, goal !== undefined && site.paths().includes(`${goal.slice(1)}index.html`)]).toEqual([
            line,
            true,
          ]);
        }
      }),
      { numRuns: 8 },
    );
  });
});
