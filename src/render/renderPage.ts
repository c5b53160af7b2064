import type { Checked } from '../model.ts';
import type { ContentOf } from '../pages/bodyViews.ts';
import type { PageContent } from '../pages/page.ts';
import { renderAtom } from './atom.ts';
import type { Templates } from './compileTemplates.ts';
import { renderJsonFeed } from './jsonFeed.ts';
import { renderRss } from './rss.ts';
import { renderServerFile } from './servers/serverFile.ts';
import { renderNewsSitemap, renderSitemap, renderSitemapIndex } from './sitemap.ts';

/**
 * The text of a page; the one error that stopped it when its template is wrong. Its view is made once; undefined when
 * `isWanted` says of it that nobody wants the page.
 */
export function renderPage(
  content: PageContent,
  contentOf: ContentOf,
  templates: Templates,
  isWanted: (view: object) => boolean,
): Checked<string> | undefined {
  const plain = <View extends object>(view: View, render: (view: View) => string) =>
    isWanted(view) ? { value: render(view), diagnostics: [] } : undefined;
  switch (content.kind) {
    case 'rss':
      return plain(content.view(contentOf), renderRss);
    case 'atom':
      return plain(content.view(contentOf), renderAtom);
    case 'json-feed':
      return plain(content.view(contentOf), renderJsonFeed);
    case 'sitemap':
      return plain(content.view(contentOf), renderSitemap);
    case 'sitemap-index':
      return plain(content.view(contentOf), renderSitemapIndex);
    case 'news-sitemap':
      return plain(content.view(contentOf), renderNewsSitemap);
    case 'plain-text':
      return plain(content.view(contentOf), ({ text }) => text);
    case 'server-file':
      return plain(content.view(contentOf), renderServerFile);
    default: {
      const view = content.view(contentOf);
      return isWanted(view) ? templates.render(content.kind, view) : undefined;
    }
  }
}
