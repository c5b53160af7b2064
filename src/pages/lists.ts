/** Which lists of articles the paper has. */
import { archiveUrl } from '../catalogue/addresses.ts';
import type { AuthorGroup } from '../catalogue/authors.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Group } from '../catalogue/groups.ts';
import { monthNames } from '../time/moment.ts';
import { type BodyContext, bodyBlocks, type BodyOf } from './bodyViews.ts';
import { dossierList } from './dossierList.ts';
import type { Listing } from './listingPages.ts';
import { figureView, findMedia } from './mediaShelf.ts';
import { siteTexts } from '../siteTexts.ts';

/** Ressorts, tags, series and authors: the lists that have feeds. */
export function termLists(catalogue: Catalogue, bodies: BodyContext): readonly Listing[] {
  const list =
    (kicker: string) =>
    (group: Group): Listing => ({ ...group, kicker, hasFeeds: true });
  return [
    ...catalogue.sections.map(list(siteTexts.section)),
    ...catalogue.tags.map((tag) => {
      const dossier = catalogue.dossiers.get(tag.key);
      return dossier ? dossierList(tag, dossier, bodies) : list(siteTexts.tag)(tag);
    }),
    ...catalogue.series.map((group) => ({
      ...list(siteTexts.series)(group),
      shown: group.articles.toReversed(),
      isOldestFirst: true as const,
    })),
    ...catalogue.authors.map((author) => ({
      ...list(siteTexts.author)(author),
      ...(author.file && { file: author.file }),
      author: { ...(author.meta?.role && { role: author.meta.role }) },
      opening: (bodyOf: BodyOf) => authorOpening(author, bodies, bodyOf),
    })),
  ];
}

/** Years and months. */
export function periodLists(catalogue: Catalogue): readonly Listing[] {
  const archive = { name: siteTexts.archive, url: archiveUrl };
  return catalogue.years.flatMap(({ year, url, months, articles }) => [
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
  bodies: BodyContext,
  bodyOf: BodyOf,
): ReturnType<NonNullable<Listing['opening']>> {
  if (!file || !meta) return { intro: [], links: [] };
  const portrait = meta.image && findMedia(bodies.media, meta.image.src, file);
  return {
    intro: bodyBlocks(bodyOf(file), file, bodies),
    links: meta.links,
    ...(meta.image && portrait?.isPicture && { portrait: figureView(portrait, meta.image, bodies.site) }),
  };
}
