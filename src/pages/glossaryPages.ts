import { glossaryUrl } from '../catalogue/addresses.ts';
import type { Collections } from '../catalogue/catalogue.ts';
import type { StaticPage } from '../model.ts';
import { siteTexts } from '../siteTexts.ts';
import type { RenderContext, ContentOf } from './bodyViews.ts';
import type { Layout } from './frame.ts';
import { hrefOf } from './hrefs.ts';
import type { GlossaryView } from './newsFormViews.ts';
import type { Page } from './page.ts';
import { staticPage } from './staticPages.ts';

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
