/** `blattmacher comments import`. */
import { resolve } from 'node:path';
import { csvFields } from '../../comments/import/readCsv.ts';
import { importComments } from '../../comments/import/importComments.ts';
import { hasError } from '../../core/diagnostics/diagnostics.ts';
import type { Diagnostic } from '../../core/model.ts';
import { type Command, UsageError } from '../command.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { siteOptions, textOf } from '../siteOptions.ts';
import { openDesk, commentTexts } from './editorsDesk.ts';
import { findArticles } from './findArticles.ts';

export const importCommand: Command = {
  options: {
    site: siteOptions.site,
    columns: { type: 'string', value: 'ZUORDNUNG', help: 'welche Spalte was enthält: "text=Nachricht,…"' },
    approve: {
      type: 'boolean',
      help: 'gleich freigeben, was es bei Staticman, Disqus oder Isso schon war',
    },
  },
  run: async (options, files, world) => {
    if (files.length === 0) throw new UsageError(commentTexts.someFiles);
    const columns = columnsOf(textOf(options, 'columns'));
    const desk = openDesk(options, world);
    const articles = desk && (await findArticles(options, world));
    if (!desk || !articles) return 1;
    const { site, settings, store, zone, moderation } = desk;
    const { value, diagnostics } = await importComments({
      site,
      store,
      columns,
      paths: files.map((file) => resolve(world.workingFolder, file)),
      timezone: settings.timezone,
      findArticle: (name) => articles.named(name)?.url,
    });
    const faults: Diagnostic[] = [...diagnostics];
    for (const id of options['approve'] === true ? (value?.moderated ?? []) : []) {
      const { value: file, diagnostics: refused } = await moderation.approve(id, {
        zone,
        keyOf: articles.keyOf,
      });
      faults.push(...refused);
      if (file !== undefined) world.print(commentTexts.approved(file));
    }
    reportDiagnostics(faults, world);
    if (value) world.print(commentTexts.imported(value));
    return hasError(faults) ? 1 : 0;
  },
};

/** @throws UsageError when it is no list of `field=column`. */
function columnsOf(text: string | undefined): ReadonlyMap<string, string> {
  const columns = new Map<string, string>();
  for (const pair of text?.split(',') ?? []) {
    const [field = '', column = ''] = pair.split('=', 2).map((part) => part.trim());
    if (column === '' || !csvFields.some((known) => known === field)) {
      throw new UsageError(commentTexts.wrongColumns(text ?? ''));
    }
    columns.set(field, column);
  }
  return columns;
}
