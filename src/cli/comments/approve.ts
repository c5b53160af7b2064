/** `blattmacher comments approve`. */
import { hasError } from '../../core/diagnostics/diagnostics.ts';
import { type Command, UsageError } from '../command.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { siteOptions } from '../siteOptions.ts';
import { openDesk, commentTexts } from './editorsDesk.ts';
import { findArticles } from './findArticles.ts';

export const approveCommand: Command = {
  options: { site: siteOptions.site },
  run: async (options, ids, world) => {
    if (ids.length === 0) throw new UsageError(commentTexts.someIds('approve'));
    const desk = openDesk(options, world);
    const articles = desk && (await findArticles(options, world));
    if (!desk || !articles) return 1;
    let isDone = true;
    for (const id of ids) {
      const { value: file, diagnostics } = await desk.moderation.approve(id, {
        zone: desk.zone,
        keyOf: articles.keyOf,
      });
      reportDiagnostics(diagnostics, world);
      if (file !== undefined && diagnostics.length === 0) world.print(commentTexts.approved(file));
      isDone &&= !hasError(diagnostics);
    }
    return isDone ? 0 : 1;
  },
};
