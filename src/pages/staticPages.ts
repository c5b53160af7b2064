import type { Catalogue } from '../catalogue/catalogue.ts';
import type { StaticPage, UrlPath } from '../model.ts';
import type { Body } from '../textModel.ts';
import { type BodyContext, bodyBlocks } from './bodyViews.ts';
import type { Cards } from './cards.ts';
import { dateView } from './dateView.ts';
import { frameOrigins } from './embedView.ts';
import type { Frame, FrameOptions } from './frame.ts';
import type { Page } from './page.ts';
import { siteTexts } from '../siteTexts.ts';
import type { StaticPageView } from './views.ts';

const latestCount = 6;

/** Impressum, Datenschutz and their like. */
export function staticPages(catalogue: Catalogue, frame: Frame, bodies: BodyContext): readonly Page[] {
  return catalogue.pages.map((page) => staticPage(page, frame, bodies));
}

/** `above`: between the home page and this one. */
export function staticPage(
  page: StaticPage,
  frame: Frame,
  bodies: BodyContext,
  above?: FrameOptions['above'],
): Page {
  return {
    url: page.url,
    source: page.file,
    file: page.file,
    content: {
      kind: 'page',
      view: (bodyOf) => staticPageView(page, bodyOf(page.file), frame, bodies, above),
    },
  };
}

function staticPageView(
  { url, title, description, updated, file }: StaticPage,
  text: Body,
  frame: Frame,
  bodies: BodyContext,
  above: FrameOptions['above'] = [],
): StaticPageView {
  const body = bodyBlocks(text, file, bodies);
  return {
    ...frame({
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

/** What hosts show for an address that does not exist. */
export function notFoundPage(catalogue: Catalogue, frame: Frame, cards: Cards): Page {
  const url = '/404.html' as UrlPath;
  const latest = catalogue.articles.slice(0, latestCount);
  const view = () => ({
    ...frame({ url, title: siteTexts.notFoundTitle, description: '', noindex: true }),
    latest: latest.map(cards.cardOf),
  });
  return { url, source: siteTexts.notFoundTitle, content: { kind: 'not-found', view } };
}
