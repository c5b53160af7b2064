/** The publisher for machines: a NewsMediaOrganization and its WebSite. */
import { homeUrl } from '../../catalogue/addresses.ts';
import type { Settings, SiteUrl } from '../../config/settings.ts';
import { plainText } from '../../parse/german/plainText.ts';
import { absoluteHref, hrefOfWritten } from '../hrefs.ts';
import type { ThemeUrls } from '../siteView.ts';
import type { JsonLdNode } from './graphJson.ts';

/** Facts about the site in the nodes of all pages; made once. */
export interface JsonLdSite {
  readonly url: SiteUrl;
  /** BCP 47. */
  readonly language: string;
  /** As articles show it; the front page says more of it. */
  readonly publisher: JsonLdNode;
}

/** Without a logo the icon stands for the site. */
export function jsonLdSite({ url, title, language, publisher }: Settings, theme: ThemeUrls): JsonLdSite {
  const home = absoluteHref(url, homeUrl);
  const logo = theme.logo?.url ?? theme.favicon;
  return {
    url,
    language,
    publisher: {
      '@type': 'NewsMediaOrganization',
      '@id': `${home}#publisher`,
      name: publisher.name ?? plainText(title),
      url: home,
      logo: logo === '' ? undefined : absoluteHref(url, logo),
    },
  };
}

/** For the front page. */
export function publisherJsonLd(
  { url, title, description, publisher }: Settings,
  site: JsonLdSite,
): readonly JsonLdNode[] {
  const home = absoluteHref(url, homeUrl);
  const { name: _name, email, profiles, ...policies } = publisher;
  const pages = Object.entries(policies).map(([key, page]) => {
    const origin = page.startsWith('/') ? url.origin : '';
    return [key, origin + hrefOfWritten(url, page)] as const;
  });
  const website = {
    '@type': 'WebSite',
    '@id': `${home}#website`,
    url: home,
    name: plainText(title),
    description: plainText(description) || undefined,
    inLanguage: site.language,
    publisher: { '@id': site.publisher['@id'] },
  };
  return [website, { ...site.publisher, email, sameAs: profiles, ...Object.fromEntries(pages) }];
}
