/** Lists of articles that the site has. */
import { archiveUrl } from '../catalogue/addresses.ts';
import type { AuthorGroup } from '../catalogue/authors.ts';
import type { Collections } from '../catalogue/catalogue.ts';
import type { Group } from '../catalogue/groups.ts';
import { monthNames } from '../time/moment.ts';
import { type RenderContext, bodyBlocks, type ContentOf } from './bodyViews.ts';
import { dossierList } from './dossierList.ts';
import type { Listing } from './listingPages.ts';
import { figureView, findMedia } from './mediaShelf.ts';
import { siteTexts } from '../siteTexts.ts';

/** Ressorts, tags, series and authors: the lists that have feeds. */
export function termLists(collections: Collections, renderContext: RenderContext): readonly Listing[] {
  const list =
    (kicker: string) =>
    (group: Group): Listing => ({ ...group, kicker, hasFeeds: true });
  return [
    ...collections.sections.map(list(siteTexts.section)),
    ...collections.tags.map((tag) => {
      const dossier = collections.dossiers.get(tag.key);
      return dossier ? dossierList(tag, dossier, renderContext) : list(siteTexts.tag)(tag);
    }),
    ...collections.series.map((group) => ({
      ...list(siteTexts.series)(group),
      shown: group.articles.toReversed(),
      isOldestFirst: true as const,
    })),
    ...collections.authors.map((author) => ({
      ...list(siteTexts.author)(author),
      ...(author.file && { file: author.file }),
      author: { ...(author.meta?.role && { role: author.meta.role }) },
      opening: (contentOf: ContentOf) => authorOpening(author, renderContext, contentOf),
    })),
  ];
}

/** Years and months. */
export function periodLists(collections: Collections): readonly Listing[] {
  const archive = { name: siteTexts.archive, url: archiveUrl };
  return collections.years.flatMap(({ year, url, months, articles }) => [
    { url, kicker: siteTexts.archive, name: String(year), articles, hasFeeds: false, above: [archive] },
    ...months.map((month) => ({
      url: month.url,
      kicker: siteTexts.archive,
      name: `${monthNames[month.month - 1]} ${year}`,
      articles: month.articles,
      hasFeeds: false,
      above: [archive, { name: String(year), url }],
    })),
  ]);
}

function authorOpening(
  { file, meta }: AuthorGroup,
  renderContext: RenderContext,
  contentOf: ContentOf,
): ReturnType<NonNullable<Listing['opening']>> {
  if (!file || !meta) return { intro: [], links: [] };
  const portrait = meta.image && findMedia(renderContext.media, meta.image.src, file);
  return {
    intro: bodyBlocks(contentOf(file), file, renderContext),
    links: meta.links,
    ...(meta.image &&
      portrait?.isPicture && { portrait: figureView(portrait, meta.image, renderContext.site) }),
  };
}
