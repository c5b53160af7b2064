import type { Collections } from '../catalogue/catalogue.ts';
import type { StaticPage, UrlPath } from '../model.ts';
import type { Content } from '../textModel.ts';
import { type RenderContext, bodyBlocks } from './bodyViews.ts';
import type { Cards } from './cards.ts';
import { dateView } from './dateView.ts';
import { frameOrigins } from './embedView.ts';
import type { Layout, LayoutOptions } from './frame.ts';
import type { Page } from './page.ts';
import { siteTexts } from '../siteTexts.ts';
import type { StaticPageView } from './views.ts';

const latestCount = 6;

/** Impressum, Datenschutz and their like. */
export function staticPages(
  collections: Collections,
  layout: Layout,
  renderContext: RenderContext,
): readonly Page[] {
  return collections.pages.map((page) => staticPage(page, layout, renderContext));
}

/** `above`: between the home page and this one. */
export function staticPage(
  page: StaticPage,
  layout: Layout,
  renderContext: RenderContext,
  above?: LayoutOptions['above'],
): Page {
  return {
    url: page.url,
    source: page.file,
    file: page.file,
    content: {
      kind: 'page',
      view: (contentOf) => staticPageView(page, contentOf(page.file), layout, renderContext, above),
    },
  };
}

function staticPageView(
  { url, title, description, updated, file }: StaticPage,
  text: Content,
  layout: Layout,
  renderContext: RenderContext,
  above: LayoutOptions['above'] = [],
): StaticPageView {
  const body = bodyBlocks(text, file, renderContext);
  return {
    ...layout({
      url,
      title,
      description: description ?? text.opening,
      above,
      origins: { frames: frameOrigins(body) },
    }),
    title,
    ...(updated && { updated: dateView(updated) }),
    body,
  };
}

/** The page that hosts show for an address that does not exist. */
export function notFoundPage(collections: Collections, layout: Layout, cards: Cards): Page {
  const url = '/404.html' as UrlPath;
  const latest = collections.articles.slice(0, latestCount);
  const view = () => ({
    ...layout({ url, title: siteTexts.notFoundTitle, description: '', noindex: true }),
    latest: latest.map(cards.cardOf),
  });
  return { url, source: siteTexts.notFoundTitle, content: { kind: 'not-found', view } };
}
