import type { Dossier } from '../catalogue/dossiers.ts';
import type { Group } from '../catalogue/groups.ts';
import { siteTexts } from '../siteTexts.ts';
import { type BodyContext, bodyBlocks } from './bodyViews.ts';
import type { Listing } from './listingPages.ts';
import { figureView, findMedia } from './mediaShelf.ts';

/** The list of a tag that is a dossier: introduction and picked articles, then all others. */
export function dossierList(tag: Group, { file, meta, picks }: Dossier, bodies: BodyContext): Listing {
  const { title, description, image } = meta;
  const picked = new Set(picks);
  return {
    ...tag,
    kicker: siteTexts.dossier,
    name: title,
    ...(description !== undefined && { description }),
    hasFeeds: true,
    file,
    picks,
    shown: tag.articles.filter((article) => !picked.has(article)),
    opening: (bodyOf) => {
      const lead = image && findMedia(bodies.media, image.src, file);
      return {
        intro: bodyBlocks(bodyOf(file), file, bodies),
        ...(image && lead?.isPicture && { lead: figureView(lead, image, bodies.site) }),
      };
    },
  };
}
