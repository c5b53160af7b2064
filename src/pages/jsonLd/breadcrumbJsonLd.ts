import type { SiteUrl } from '../../config/settings.ts';
import { plainText } from '../../parse/german/plainText.ts';
import type { LinkView } from '../views.ts';
import type { JsonLdNode } from './graphJson.ts';

/** The way from the home page, for machines. */
export function breadcrumbJsonLd(breadcrumbs: readonly LinkView[], site: SiteUrl): JsonLdNode {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: breadcrumbs.map(({ name, url }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: plainText(name),
      item: { '@type': 'WebPage', '@id': site.origin + url },
    })),
  };
}
