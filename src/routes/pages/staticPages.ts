/** Pages that stand for themselves: static ones, glossary, corrections, 404. */
import type { StaticPage, UrlPath } from '../../core/model.ts';
import { bodyBlocks, frameOrigins, type ContentOf } from '../../views/bodyViews.ts';
import { dateView } from '../../core/time.ts';
import type { LayoutOptions } from '../../views/layout.ts';
import type { Page } from '../../views/page.ts';
import type { PageParts } from '../pageParts.ts';
import { siteTexts } from '../../core/siteTexts.ts';
import type { StaticPageView, GlossaryView } from '../../views/views.ts';
import { glossaryUrl, correctionsUrl } from '../../collections/addresses.ts';
import { linkTo } from '../../views/hrefs.ts';
import { compareText } from '../../collections/collation.ts';
import { headlineLink } from '../../views/siteView.ts';

const latestCount = 6;

/** Impressum, Datenschutz and their like. */
export function staticPages(parts: PageParts): readonly Page[] {
  return parts.collections.pages.map((page) => staticPage(page, parts));
}

/** `above`: between the home page and this one. */
function staticPage(page: StaticPage, parts: PageParts, above: LayoutOptions['above'] = []): Page {
  const { url, title, description, seo, updated, file, language } = page;
  const view = (contentOf: ContentOf): StaticPageView => {
    const content = contentOf(file);
    const body = bodyBlocks(content, file, parts.renderContext);
    const origins = { frames: frameOrigins(body) };
    return {
      ...parts.layout({
        url,
        title: seo?.title ?? title,
        name: title,
        description: seo?.description ?? description ?? content.opening,
        above,
        origins,
        language,
      }),
      title,
      ...(language !== undefined && { language }),
      ...(updated && { updated: dateView(updated) }),
      body,
    };
  };
  return { url, source: file, file, content: { kind: 'page', view } };
}

/** The page that hosts show for an address that does not exist. */
export function notFoundPage({ collections, layout, cards }: PageParts): Page {
  const url = '/404.html' as UrlPath;
  const latest = collections.articles.slice(0, latestCount);
  const view = () => ({
    ...layout({ url, title: siteTexts.notFoundTitle, description: '', noindex: true }),
    latest: latest.map(cards.cardOf),
  });
  return { url, source: siteTexts.notFoundTitle, content: { kind: 'not-found', view } };
}

/** A page for each term, and one that has them all; none without terms. */
export function glossaryPages(parts: PageParts): readonly Page[] {
  const { layout, settings } = parts;
  const { glossary } = parts.collections;
  if (glossary.length === 0) return [];
  const above = [{ name: siteTexts.glossary, url: glossaryUrl }];
  const view = (contentOf: ContentOf): GlossaryView => ({
    ...layout({ url: glossaryUrl, title: siteTexts.glossary, description: siteTexts.glossary }),
    heading: siteTexts.glossary,
    letters: [...Map.groupBy(glossary, letterOf)].map(([letter, terms]) => ({
      letter,
      terms: terms.map(({ title, url, description, file }) => ({
        ...linkTo({ name: title, url }, settings.url),
        text: description ?? contentOf(file).opening,
      })),
    })),
  });
  return [
    ...glossary.map((page) => staticPage(page, parts, above)),
    { url: glossaryUrl, source: siteTexts.glossary, content: { kind: 'glossary', view } },
  ];
}

/** Under which a term stands in a German dictionary: Ä under A, numbers and the rest under #. */
function letterOf({ title }: StaticPage): string {
  const [letter = ''] = title.normalize('NFD').toUpperCase();
  return /[A-Z]/.test(letter) ? letter : '#';
}

// „Korrekturen“: all that had to be set right, in one place.

/** No page where nothing was corrected. */
export function correctionsPages({ collections, layout, settings }: PageParts): readonly Page[] {
  const corrections = collections.articles
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
      article: headlineLink(article, settings.url),
    })),
  });
  return [{ url: correctionsUrl, source: heading, content: { kind: 'corrections', view } }];
}
