import type { Checked } from '../model.ts';
import type { BodyOf } from '../pages/bodyViews.ts';
import type { ContentKind, PageContent } from '../pages/page.ts';
import type { TemplateViews } from '../pages/views.ts';
import { renderAtom } from './atom.ts';
import type { Templates } from './compileTemplates.ts';
import { renderJsonFeed } from './jsonFeed.ts';
import { renderRss } from './rss.ts';
import { renderServerFile } from './servers/serverFile.ts';
import { renderNewsSitemap, renderSitemap, renderSitemapIndex } from './sitemap.ts';

/** The text of a page; the one error that stopped it when its template is wrong. */
export function renderPage(content: PageContent, bodyOf: BodyOf, templates: Templates): Checked<string> {
  switch (content.kind) {
    case 'rss':
      return plain(renderRss(content.view(bodyOf)));
    case 'atom':
      return plain(renderAtom(content.view(bodyOf)));
    case 'json-feed':
      return plain(renderJsonFeed(content.view(bodyOf)));
    case 'sitemap':
      return plain(renderSitemap(content.view(bodyOf)));
    case 'sitemap-index':
      return plain(renderSitemapIndex(content.view(bodyOf)));
    case 'news-sitemap':
      return plain(renderNewsSitemap(content.view(bodyOf)));
    case 'plain-text':
      return plain(content.view(bodyOf).text);
    case 'server-file':
      return plain(renderServerFile(content.view(bodyOf)));
    default:
      return templates.render(content.kind, content.view(bodyOf));
  }
}

const machineKinds: ReadonlySet<ContentKind> = new Set([
  'rss',
  'atom',
  'json-feed',
  'sitemap',
  'sitemap-index',
  'news-sitemap',
  'plain-text',
  'server-file',
]);

/** Whether the theme says how such a page looks. */
export function isTemplate(kind: ContentKind): kind is keyof TemplateViews {
  return !machineKinds.has(kind);
}

function plain(value: string): Checked<string> {
  return { value, diagnostics: [] };
}
