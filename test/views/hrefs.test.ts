import { describe, expect, test } from 'vitest';
import type { UrlPath } from '../../src/core/model.ts';
import { absoluteHref, hrefOf, hrefOfWritten } from '../../src/views/hrefs.ts';
import { outputPathOf, redirectPathOf } from '../../src/views/page.ts';

const root = { origin: 'https://example.org', base: '' };
const blog = { origin: 'https://example.org', base: '/blog' };

describe('An address in a page', () => {
  test.each(['/', '/thema/oel/', '/feed.xml'])('(%s) has the sub-path, and at a root none', (url) => {
    expect(hrefOf(root, url as UrlPath)).toBe(url);
    expect(hrefOf(blog, url as UrlPath)).toBe(`/blog${url}`);
    expect(absoluteHref(blog, url as UrlPath)).toBe(`https://example.org/blog${url}`);
  });

  test('with umlauts is percent-encoded', () => {
    expect(hrefOf(root, '/alt/größe "x"/' as UrlPath)).toBe('/alt/gr%C3%B6%C3%9Fe%20%22x%22/');
  });

  test.each([
    ['/impressum/', '/blog/impressum/'],
    ['https://example.com/x', 'https://example.com/x'],
    ['//example.com/x', '//example.com/x'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
    ['#oben', '#oben'],
  ])('as an author wrote it (%s) gets the sub-path only inside the site', (written, href) => {
    expect(hrefOfWritten(blog, written)).toBe(href);
  });
});

describe('The file of an address', () => {
  test.each([
    ['/', 'index.html'],
    ['/2023/09/kim/', '2023/09/kim/index.html'],
    ['/404.html', '404.html'],
    ['/thema/oel/feed.xml', 'thema/oel/feed.xml'],
    ['/alt/ohne-strich', 'alt/ohne-strich/index.html'],
    ['/alt/v1.5-beta', 'alt/v1.5-beta/index.html'],
  ])('%s is %s', (url, path) => {
    expect(outputPathOf(url as UrlPath)).toBe(path);
  });

  test.each([
    ['/', 'index.html'],
    ['/alt/', 'alt/index.html'],
    ['/alt/kim.html', 'alt/kim.html'],
    ['/alt/KIM.HTM', 'alt/KIM.HTM'],
    ['/alt/kim.php', 'alt/kim.php/index.html'],
    ['/alt/kim.php/', 'alt/kim.php/index.html'],
    ['/v1.5/fassung.v2', 'v1.5/fassung.v2/index.html'],
    ['/alt/feed.xml', 'alt/feed.xml/index.html'],
  ])('%s that redirects is %s', (url, path) => {
    expect(redirectPathOf(url as UrlPath)).toBe(path);
  });
});
