import type { Checked } from '../model.ts';
import type { BodyOf } from '../pages/bodyViews.ts';
import type { ContentKind, PageContent } from '../pages/page.ts';
import type { TemplateViews } from '../pages/views.ts';
import { renderAtom } from './atom.ts';
import type { Templates } from './compileTemplates.ts';
import { renderJsonFeed } from './jsonFeed.ts';
import { renderRss } from './rss.ts';
import { renderServerFile } from './servers/serverFile.ts';
import { renderSitemap, renderSitemapIndex } from './sitemap.ts';

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
    case 'server-file':
      return plain(renderServerFile(content.view(bodyOf)));
    default:
      return templates.render(content.kind, content.view(bodyOf));
  }
}

/** Whether the theme says how such a page looks. */
export function isTemplate(kind: ContentKind): kind is keyof TemplateViews {
  return !['rss', 'atom', 'json-feed', 'sitemap', 'sitemap-index', 'server-file'].includes(kind);
}

function plain(value: string): Checked<string> {
  return { value, diagnostics: [] };
}
