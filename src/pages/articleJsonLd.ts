/** An article for machines: schema.org's NewsArticle as JSON-LD. */
import type { SiteUrl } from '../config/settings.ts';
import type { Article, Comment, Media } from '../model.ts';
import { plainText } from '../parse/german/plainText.ts';
import { isoDate } from '../time/isoDate.ts';
import { commentAnchor } from './commentAddresses.ts';
import { lastChange } from './feedPages.ts';
import { absoluteHref } from './hrefs.ts';
import { mediaUrl } from './mediaShelf.ts';
import type { LinkView } from './views.ts';

/** What could end a script element or a line of its script. */
const special = /[<>&\u2028\u2029]/;

/** Ready for a `<script type="application/ld+json">`. `comments`: those that the page shows; `picture`: the one above the text; `live`: what a live ticker has besides. */
export function articleJsonLd(
  article: Article,
  authors: readonly LinkView[],
  comments: readonly Comment[],
  site: SiteUrl,
  picture?: Media,
  live?: object,
): string {
  const url = absoluteHref(site, article.url);
  return scriptJson({
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': url,
    mainEntityOfPage: url,
    headline: plainText(article.title),
    ...(picture?.raster && { image: [absoluteHref(site, mediaUrl(picture))] }),
    datePublished: isoDate(article.date),
    dateModified: isoDate(lastChange(article)),
    author: authors.map(({ name, url: page }) => ({
      '@type': 'Person',
      name: plainText(name),
      url: site.origin + page,
    })),
    commentCount: comments.length,
    comment: comments.map((comment) => ({
      '@type': 'Comment',
      '@id': `${url}#${commentAnchor(comment)}`,
      url: `${url}#${commentAnchor(comment)}`,
      text: comment.text,
      datePublished: isoDate(comment.date),
      author: { '@type': 'Person', name: comment.name },
    })),
    ...live,
  });
}

/** JSON in which nothing special is left (`formats.md` C7). */
function scriptJson(value: object): string {
  const json = JSON.stringify(value);
  return special.test(json) ? json.replace(new RegExp(special, 'g'), escape) : json;
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
