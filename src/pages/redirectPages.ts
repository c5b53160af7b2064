import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Settings } from '../config/settings.ts';
import { plainText } from '../parse/german/plainText.ts';
import { absoluteHref, hrefOf } from './hrefs.ts';
import type { Page } from './page.ts';
import { siteTexts } from '../siteTexts.ts';

/** A page at every old address (`aliases`) that leads to the new one. */
export function redirectPages(
  { articles, pages, glossary }: Catalogue,
  { url: site, language }: Settings,
): readonly Page[] {
  return [...articles, ...pages, ...glossary].flatMap(({ aliases, file, title, url }) =>
    aliases.map((alias) => ({
      url: alias,
      source: file,
      file,
      needs: () => [],
      content: {
        kind: 'redirect' as const,
        view: () => ({
          site: { language, texts: siteTexts },
          title: plainText(title),
          url: hrefOf(site, url),
          absoluteUrl: absoluteHref(site, url),
        }),
      },
    })),
  );
}
