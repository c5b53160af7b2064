/** Pages that stand for themselves: static ones, glossary, corrections, 404. */
import type { Collections } from '../../collections/collections.ts';
import type { StaticPage, UrlPath, Content } from '../../core/model.ts';
import { type RenderContext, bodyBlocks, frameOrigins, type ContentOf } from '../../views/bodyViews.ts';
import type { Cards } from '../../views/cards.ts';
import { dateView } from '../../core/time.ts';
import type { Layout, LayoutOptions } from '../../views/layout.ts';
import type { Page } from '../../views/page.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import type { StaticPageView, GlossaryView } from '../../views/views.ts';
import { glossaryUrl, correctionsUrl } from '../../collections/addresses.ts';
import { hrefOf } from '../../views/hrefs.ts';
import { compareText } from '../../collections/collation.ts';
import type { SiteUrl } from '../../config/settings.ts';
import { bareHeadline } from '../../views/siteView.ts';

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
function staticPage(
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

/** A page for each term, and one that has them all; none without terms. */
export function glossaryPages(
  { glossary }: Collections,
  layout: Layout,
  renderContext: RenderContext,
): readonly Page[] {
  if (glossary.length === 0) return [];
  const above = [{ name: siteTexts.glossary, url: glossaryUrl }];
  const view = (contentOf: ContentOf): GlossaryView => ({
    ...layout({ url: glossaryUrl, title: siteTexts.glossary, description: siteTexts.glossary }),
    heading: siteTexts.glossary,
    letters: [...Map.groupBy(glossary, letterOf)].map(([letter, terms]) => ({
      letter,
      terms: terms.map(({ title, url, description, file }) => ({
        name: title,
        url: hrefOf(renderContext.site, url),
        text: description ?? contentOf(file).opening,
      })),
    })),
  });
  return [
    ...glossary.map((page) => staticPage(page, layout, renderContext, above)),
    { url: glossaryUrl, source: siteTexts.glossary, content: { kind: 'glossary', view } },
  ];
}

/** Under which a term stands in a German dictionary: Ä under A, numbers and the rest under #. */
function letterOf({ title }: StaticPage): string {
  const [letter = ''] = title.normalize('NFD').toUpperCase();
  return /[A-Z]/.test(letter) ? letter : '#';
}

/** „Korrekturen“: all that had to be set right, in one place; no page where nothing was corrected. */
export function correctionsPages({ articles }: Collections, layout: Layout, site: SiteUrl): readonly Page[] {
  const corrections = articles
    .flatMap((article) => article.corrections.map(({ date, text }) => ({ article, date, text })))
    .toSorted((a, b) => b.date.instant - a.date.instant || compareText(a.article.url, b.article.url));
  if (corrections.length === 0) return [];
  const heading = siteTexts.allCorrections;
  const view = () => ({
    ...layout({ url: correctionsUrl, title: heading, description: siteTexts.correctionsIntro }),
    heading,
    intro: siteTexts.correctionsIntro,
    corrections: corrections.map(({ article, date, text }) => ({
      date: dateView(date),
      text,
      article: { name: bareHeadline(article), url: hrefOf(site, article.url) },
    })),
  });
  return [{ url: correctionsUrl, source: heading, content: { kind: 'corrections', view } }];
}
