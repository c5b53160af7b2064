import { plainText } from '../../parse/german/plainText.ts';
import type { Article } from '../../model.ts';
import { germanTime } from '../../time/germanDate.ts';
import { isoDate } from '../../time/isoDate.ts';
import { lastChange } from '../feedPages.ts';
import type { ShownEntry } from '../tickerBody.ts';
import type { JsonLdNode } from './graphJson.ts';

/** A live ticker for machines: `article`, made a LiveBlogPosting. `entries`: newest first. */
export function liveBlogJsonLd(
  node: JsonLdNode,
  article: Article,
  entries: readonly ShownEntry[],
): JsonLdNode {
  const ends = article.ticker?.ends;
  const moments = entries.map(({ moment }) => moment);
  const [newest = article.date] = moments;
  const changed = lastChange(article);
  return {
    ...node,
    '@type': 'LiveBlogPosting',
    dateModified: isoDate(newest.instant > changed.instant ? newest : changed),
    coverageStartTime: isoDate(moments.at(-1) ?? article.date),
    coverageEndTime: ends && isoDate(ends),
    liveBlogUpdate: entries.map(({ id, moment, title, text }) => ({
      '@type': 'BlogPosting',
      '@id': `${String(node['@id'])}#${id}`,
      url: `${String(node['@id'])}#${id}`,
      headline: plainText(title || germanTime(moment)),
      datePublished: isoDate(moment),
      articleBody: plainText(text),
    })),
  };
}
