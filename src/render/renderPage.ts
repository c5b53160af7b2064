import type { Checked } from '../model.ts';
import type { PageContent } from '../pages/page.ts';
import { renderAtom } from './atom.ts';
import type { Templates } from './compileTemplates.ts';
import { renderJsonFeed } from './jsonFeed.ts';
import { renderRss } from './rss.ts';
import { renderSitemap, renderSitemapIndex } from './sitemap.ts';

/** The text of a page; the one error that stopped it when its template is wrong. */
export function renderPage(content: PageContent, templates: Templates): Checked<string> {
  switch (content.kind) {
    case 'rss':
      return plain(renderRss(content.view()));
    case 'atom':
      return plain(renderAtom(content.view()));
    case 'json-feed':
      return plain(renderJsonFeed(content.view()));
    case 'sitemap':
      return plain(renderSitemap(content.view()));
    case 'sitemap-index':
      return plain(renderSitemapIndex(content.view()));
    default:
      return templates.render(content.kind, content.view());
  }
}

function plain(value: string): Checked<string> {
  return { value, diagnostics: [] };
}
