/** The sitemap protocol (sitemaps.org/protocol.html). `changefreq` and `priority` are left out: nobody reads them. */
import type { SitemapIndexView, SitemapLinkView, SitemapView } from '../pages/feedViews.ts';
import { isoDate } from '../time/isoDate.ts';
import { textElement, xmlDeclaration } from './xml.ts';

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

export function renderSitemap(view: SitemapView): string {
  return renderLinks('urlset', 'url', view.pages);
}

export function renderSitemapIndex(view: SitemapIndexView): string {
  return renderLinks('sitemapindex', 'sitemap', view.parts);
}

function renderLinks(root: string, name: string, links: readonly SitemapLinkView[]): string {
  const elements = links.map(({ url, updated }) => {
    const lastmod = updated ? textElement('lastmod', isoDate(updated)) : '';
    return `<${name}>\n${textElement('loc', url)}${lastmod}</${name}>\n`;
  });
  return `${xmlDeclaration}<${root} xmlns="${namespace}">\n${elements.join('')}</${root}>\n`;
}
