/** `blattmacher new`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readSettings } from '../content/load/readSettings.ts';
import { slugify } from '../core/slug.ts';
import { systemErrorCode } from '../emit/systemFault.ts';
import { listSite } from '../content/discover.ts';
import { isoDate, calendarDay, momentAt, createZone } from '../core/time.ts';
import { type Command, UsageError } from './command.ts';
import { sortDiagnostics } from '../core/diagnostics/printDiagnostics.ts';
import { reportDiagnostics } from './reportDiagnostics.ts';
import { siteOf, siteOptions } from './siteOptions.ts';
import { commandTexts } from './texts.ts';

export const newCommand: Command = {
  options: { site: siteOptions.site },
  run: async (options, operands, world) => {
    const title = operands.join(' ').trim();
    if (title === '') throw new UsageError(commandTexts.missingTitle);
    const site = siteOf(options, world);
    const { value: settings, diagnostics } = readSettings(listSite(site).files, site);
    if (!settings) {
      reportDiagnostics(sortDiagnostics(diagnostics), world);
      return 1;
    }
    const now = momentAt(world.clock(), createZone(settings.timezone));
    const path = join('content', 'articles', String(calendarDay(now).year), `${slugify(title)}.md`);
    const isNew = writeNewFile(join(site, path), articleText(title, isoDate(now)));
    if (isNew) world.print(commandTexts.created(path));
    else world.report(commandTexts.exists(path));
    return isNew ? 0 : 1;
  },
};

function articleText(title: string, iso: string): string {
  const date = iso.slice(0, 16).replace('T', ' ');
  return `---\ntitle: ${JSON.stringify(title)}\ndate: ${date}\ndescription:\nsection:\ntags: []\nauthor:\ndraft: true\n---\n\n`;
}

/** False when there is such a file already; it is left as it is. */
function writeNewFile(path: string, text: string): boolean {
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
}
