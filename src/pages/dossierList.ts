import type { Dossier } from '../catalogue/dossiers.ts';
import type { Group } from '../catalogue/groups.ts';
import { siteTexts } from '../siteTexts.ts';
import { type RenderContext, bodyBlocks } from './bodyViews.ts';
import type { Listing } from './listingPages.ts';
import { figureView, findMedia } from './mediaShelf.ts';

/** The list of a tag that is a dossier: introduction and picked articles, then all others. */
export function dossierList(
  tag: Group,
  { file, meta, picks }: Dossier,
  renderContext: RenderContext,
): Listing {
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
    opening: (contentOf) => {
      const lead = image && findMedia(renderContext.media, image.src, file);
      return {
        intro: bodyBlocks(contentOf(file), file, renderContext),
        ...(image && lead?.isPicture && { lead: figureView(lead, image, renderContext.site) }),
      };
    },
  };
}
