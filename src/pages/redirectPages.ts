import type { Collections } from '../catalogue/catalogue.ts';
import type { Settings } from '../config/settings.ts';
import type { SourcePath } from '../model.ts';
import { plainText } from '../parse/german/plainText.ts';
import { absoluteHref, hrefOf } from './hrefs.ts';
import type { Page } from './page.ts';
import type { Redirect } from './redirects.ts';
import type { ThemeUrls } from './siteView.ts';
import { siteTexts } from '../siteTexts.ts';

type Stylesheet = Pick<ThemeUrls, 'stylesheet'>;

/** A page at every old address (`aliases`) that leads to the new one. */
export function redirectPages(
  { articles, pages, glossary }: Collections,
  settings: Settings,
  theme: Stylesheet,
): readonly Page[] {
  return [...articles, ...pages, ...glossary].flatMap(({ aliases, file, title, url }) =>
    aliases.map((alias) => redirectPage({ from: alias, to: url }, title, file, settings, theme)),
  );
}

/** The same for the redirects that `file` says. */
export function writtenRedirectPages(
  redirects: readonly Redirect[],
  file: SourcePath,
  { articles, pages, glossary }: Collections,
  settings: Settings,
  theme: Stylesheet,
): readonly Page[] {
  if (redirects.length === 0) return [];
  const titles = new Map([...articles, ...pages, ...glossary].map(({ url, title }) => [url, title]));
  return redirects.map((redirect) => {
    const title = titles.get(redirect.to) ?? absoluteHref(settings.url, redirect.to);
    return redirectPage(redirect, title, file, settings, theme);
  });
}

function redirectPage(
  { from, to }: Redirect,
  title: string,
  file: SourcePath,
  { url: site, language }: Settings,
  { stylesheet }: Stylesheet,
): Page {
  return {
    url: from,
    source: file,
    file,
    content: {
      kind: 'redirect',
      view: () => ({
        site: {
          language,
          texts: siteTexts,
          stylesheetUrl: stylesheet === '' ? '' : hrefOf(site, stylesheet),
        },
        title: plainText(title),
        url: hrefOf(site, to),
        absoluteUrl: absoluteHref(site, to),
      }),
    },
  };
}
