/**
 * The sitemap protocol (sitemaps.org/protocol.html) with Google's extensions for images and news. `changefreq` and
 * `priority` are left out: nobody reads them.
 */
import type {
  NewsSitemapView,
  SitemapIndexView,
  SitemapLinkView,
  SitemapView,
} from '../../views/feedViews.ts';
import { isoDate } from '../../core/time.ts';
import { textElement, xmlDeclaration } from './feedParts.ts';

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const google = 'http://www.google.com/schemas';

export function renderSitemap({ pages }: SitemapView): string {
  const elements = pages.map(({ image, ...link }) =>
    linkElement('url', link, image === undefined ? '' : imageElement(image)),
  );
  return documentOf('urlset', ` xmlns:image="${google}/sitemap-image/1.1"`, elements);
}

export function renderSitemapIndex({ parts }: SitemapIndexView): string {
  return documentOf(
    'sitemapindex',
    '',
    parts.map((part) => linkElement('sitemap', part)),
  );
}

export function renderNewsSitemap({ name, articles }: NewsSitemapView): string {
  const elements = articles.map(({ url, title, language, published }) => {
    const publication = `<news:publication>\n${textElement('news:name', name)}${textElement('news:language', language)}</news:publication>\n`;
    const date = textElement('news:publication_date', isoDate(published));
    const news = `<news:news>\n${publication}${date}${textElement('news:title', title)}</news:news>\n`;
    return linkElement('url', { url }, news);
  });
  return documentOf('urlset', ` xmlns:news="${google}/sitemap-news/0.9"`, elements);
}

function linkElement(name: string, { url, updated }: SitemapLinkView, more = ''): string {
  const lastmod = updated ? textElement('lastmod', isoDate(updated)) : '';
  return `<${name}>\n${textElement('loc', url)}${lastmod}${more}</${name}>\n`;
}

function imageElement(url: string): string {
  return `<image:image>\n${textElement('image:loc', url)}</image:image>\n`;
}

function documentOf(root: string, namespaces: string, elements: readonly string[]): string {
  return `${xmlDeclaration}<${root} xmlns="${namespace}"${namespaces}>\n${elements.join('')}</${root}>\n`;
}
