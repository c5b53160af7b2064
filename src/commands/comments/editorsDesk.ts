import { resolve } from 'node:path';
import { openAddressHashes } from '../../comments/addressHashes.ts';
import { type CommentStore, openCommentStore } from '../../comments/commentStore.ts';
import { createModeration, type Moderation } from '../../comments/moderation/moderation.ts';
import type { Settings } from '../../config/settings.ts';
import { readSettings } from '../../edition/readSettings.ts';
import { listSite } from '../../read/siteFolder.ts';
import { sortDiagnostics } from '../../report/print.ts';
import { createZone, type Zone } from '../../time/zone.ts';
import type { OptionValues, Surroundings } from '../command.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { textOf } from '../siteOptions.ts';

/** All that an editor needs at hand to work on the comments of a site. */
export interface EditorsDesk {
  readonly site: string;
  readonly settings: Settings;
  readonly zone: Zone;
  readonly store: CommentStore;
  readonly moderation: Moderation;
}

/** Undefined when the folder is no site, or its settings have errors, which are told. */
export function openDesk(options: OptionValues, world: Surroundings): EditorsDesk | undefined {
  const site = resolve(world.workingFolder, textOf(options, 'site') ?? '.');
  const { value: settings, diagnostics } = readSettings(listSite(site).files, site);
  if (!settings) {
    reportDiagnostics(sortDiagnostics(diagnostics), world);
    return undefined;
  }
  const store = openCommentStore(site);
  const hashes = openAddressHashes(site, world.random);
  const moderation = createModeration({ site, store, hashes });
  return { site, settings, zone: createZone(settings.timezone), store, moderation };
}
