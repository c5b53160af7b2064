import { describe, expect, test } from 'vitest';
import { article, codesOf, createSite, type TestSite } from '../../support/testSite.ts';

const kim = article('title: Kim\ndate: 2023-09-13\naliases: /kim-alias/');

async function siteWith(
  lines: string,
): Promise<{ readonly site: TestSite; readonly codes: readonly string[] }> {
  const site = createSite({ 'content/articles/kim.md': kim, 'content/redirects.txt': lines });
  return { site, codes: codesOf(await site.build()) };
}

const nginxOf = (site: TestSite): readonly string[] =>
  site
    .read('.server/nginx.conf')
    .split('\n')
    .filter((line) => line.startsWith('location = '));

describe('Lines of content/redirects.txt', () => {
  test('lead through others and through aliases to a page', async () => {
    const { site, codes } = await siteWith('/a/ /b/\n/b/ /kim-alias/\n/c/ /archiv/\n');
    expect(codes).toEqual([]);
    expect(nginxOf(site)).toEqual([
      'location = "/kim-alias/" { return 301 "/2023/09/kim/$is_args$args"; }',
      'location = "/a/" { return 301 "/2023/09/kim/$is_args$args"; }',
      'location = "/b/" { return 301 "/2023/09/kim/$is_args$args"; }',
      'location = "/c/" { return 301 "/archiv/$is_args$args"; }',
    ]);
  });

  test('lead to explanations, whose aliases hosts know as well', async () => {
    const site = createSite({
      'content/glossary/wort.md': article('title: Wort\naliases: /altes-wort/'),
      'content/glossary/bald.md': article('title: Bald\ndraft: true\naliases: /frueher/'),
      'content/redirects.txt': '/a/ /altes-wort/\n/b/ /glossar/bald/\n/c/ /frueher/\n',
    });
    expect(codesOf(await site.build())).toEqual([]);
    expect(nginxOf(site)).toEqual([
      'location = "/altes-wort/" { return 301 "/glossar/wort/$is_args$args"; }',
      'location = "/a/" { return 301 "/glossar/wort/$is_args$args"; }',
    ]);
    expect(site.read('a/index.html')).toContain('<title>Wort</title>');
  });

  test('that go in a circle or nowhere are a warning each, and no redirect', async () => {
    const { site, codes } = await siteWith('/a/ /b/\n/b/ /a/\n/c/ /c/\n/d/ /nirgends/\n');
    expect(codes).toEqual(['address/no-goal']);
    expect(nginxOf(site)).toHaveLength(1);
  });

  test('mean nothing where a page stands, and the later of two counts', async () => {
    const { site, codes } = await siteWith(
      '/2023/09/kim/ /archiv/\n/kim-alias/ /archiv/\n/A/ /archiv/\n/a/ /2023/09/kim/\n',
    );
    expect(codes).toEqual([]);
    expect(nginxOf(site)).toEqual([
      'location = "/kim-alias/" { return 301 "/2023/09/kim/$is_args$args"; }',
      'location = "/a/" { return 301 "/2023/09/kim/$is_args$args"; }',
    ]);
  });

  test('may lead to what readers do not see, without saying where that is', async () => {
    const site = createSite({
      'content/articles/kim.md': kim.replace('title', 'draft: true\ntitle'),
      'content/redirects.txt': '/a/ /2023/09/kim/\n',
    });
    expect((await site.build()).diagnostics).toEqual([]);
    expect(JSON.stringify(site.outputs())).not.toContain('2023/09/kim');
  });

  test('are followed in linear time', async () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => `/weg-${index}/ /weg-${index + 1}/`);
    const { codes } = await siteWith(`${chain.join('\n')}\n/weg-20000/ 410\n`);
    expect(codes).toEqual([]);
  });
});
