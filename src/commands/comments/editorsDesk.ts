import { resolve } from 'node:path';
import { openAddressHashes } from '../../comments/addressHashes.ts';
import { commentFault } from '../../comments/commentFault.ts';
import { type CommentStore, openAllStores, openCommentStore } from '../../comments/commentStore.ts';
import { createModeration, type Moderation } from '../../comments/moderation/moderation.ts';
import type { Settings } from '../../config/settings.ts';
import { readSettings } from '../../edition/readSettings.ts';
import { listSite } from '../../read/siteFolder.ts';
import { sortDiagnostics } from '../../report/print.ts';
import { createZone, type Zone } from '../../time/zone.ts';
import type { Command, OptionValues, Surroundings } from '../command.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { textOf } from '../siteOptions.ts';

/** All that an editor needs at hand to work on the comments of a site. */
export interface EditorsDesk {
  readonly site: string;
  readonly settings: Settings;
  readonly zone: Zone;
  /** Pending comments. */
  readonly store: CommentStore;
  /** Comments that fell into a trap. */
  readonly caught: CommentStore;
  readonly moderation: Moderation;
}

/** The site folder that a command was given. */
export function siteOf(options: OptionValues, world: Surroundings): string {
  return resolve(world.workingFolder, textOf(options, 'site') ?? '.');
}

/** Undefined when the folder is no site, or its settings have errors, which are reported. */
export function openDesk(options: OptionValues, world: Surroundings): EditorsDesk | undefined {
  const site = siteOf(options, world);
  const { value: settings, diagnostics } = readSettings(listSite(site).files, site);
  if (!settings) {
    reportDiagnostics(sortDiagnostics(diagnostics), world);
    return undefined;
  }
  const store = openCommentStore(site);
  const hashes = openAddressHashes(site, world.random);
  const moderation = createModeration({ site, store: openAllStores(site), hashes });
  return {
    site,
    settings,
    zone: createZone(settings.timezone),
    store,
    caught: openCommentStore(site, 'caught'),
    moderation,
  };
}

/** The same work; what the system refuses below the site is reported. */
export function tellingFault(run: Command['run']): Command['run'] {
  return async (options, operands, world) => {
    try {
      return await run(options, operands, world);
    } catch (error) {
      reportDiagnostics([commentFault(error, siteOf(options, world))], world);
      return 1;
    }
  };
}
