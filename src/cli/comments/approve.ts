/** A file of its own, because approving alone needs the articles, and with them all that makes a site. */
import { type Command, UsageError } from '../command.ts';
import { siteOptions } from '../siteOptions.ts';
import { commentTexts, decideEach, openDesk } from './editorsDesk.ts';
import { findArticles } from './findArticles.ts';

export const approveCommand: Command = {
  options: { site: siteOptions.site },
  run: async (options, ids, world) => {
    if (ids.length === 0) throw new UsageError(commentTexts.someIds('approve'));
    const desk = openDesk(options, world);
    const articles = desk && (await findArticles(options, world));
    if (!desk || !articles) return 1;
    const { zone, moderation } = desk;
    const approve = (id: string) => moderation.approve(id, { zone, keyOf: articles.keyOf });
    return decideEach(ids, approve, commentTexts.approved, world);
  },
};
