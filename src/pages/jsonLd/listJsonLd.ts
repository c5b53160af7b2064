/** A page of a list for machines: a CollectionPage, or the ProfilePage of an author. */
import type { UrlPath } from '../../model.ts';
import { plainText } from '../../parse/german/plainText.ts';
import { absoluteHref } from '../hrefs.ts';
import type { CardView, LinkView, ListingView } from '../views.ts';
import { personNode } from './articleJsonLd.ts';
import type { JsonLdNode } from './graphJson.ts';
import type { JsonLdSite } from './publisherJsonLd.ts';

/** `first`: the number of the page's first article in the whole list, from 1. */
export function collectionJsonLd(
  page: { readonly url: UrlPath; readonly name: string },
  cards: readonly CardView[],
  first: number,
  site: JsonLdSite,
): JsonLdNode {
  const url = absoluteHref(site.url, page.url);
  return {
    '@type': 'CollectionPage',
    '@id': url,
    url,
    name: plainText(page.name),
    inLanguage: site.language,
    mainEntity: {
      '@type': 'ItemList',
      itemListElement: cards.map((card, index) => ({
        '@type': 'ListItem',
        position: first + index,
        url: site.url.origin + card.url,
      })),
    },
  };
}

/** `role`: what the author does here. */
export function profileJsonLd(
  author: LinkView,
  { links, portrait }: Pick<ListingView, 'links' | 'portrait'>,
  role: string | undefined,
  site: JsonLdSite,
): JsonLdNode {
  const url = site.url.origin + author.url;
  return {
    '@type': 'ProfilePage',
    '@id': url,
    url,
    inLanguage: site.language,
    mainEntity: {
      ...personNode(author, site),
      jobTitle: role && plainText(role),
      image: portrait && site.url.origin + portrait.picture.url,
      sameAs: links.length > 0 ? links.map((link) => link.url) : undefined,
      worksFor: site.publisher,
    },
  };
}
