/** A site as `watch` shows it, without server and watcher: edit, look, read. */
import { DevSite, type DevSiteOptions } from '../../src/dev/devSite.ts';
import { createSite, type SiteText, type TestSite } from '../support/testSite.ts';
import { usualBuild } from '../support/usualBuild.ts';

export interface OpenSite extends TestSite {
  readonly devSite: DevSite;
  /** The text of what stands at an address; empty where nothing does. */
  readonly at: (address: string) => string;
  /** The codes of the errors that the preview shows. */
  readonly faultCodes: () => readonly string[];
}

/** Makes the site and looks at it for the first time. */
export async function openDevSite(files: SiteText, options: Partial<DevSiteOptions> = {}): Promise<OpenSite> {
  const site = createSite(files);
  const devSite = devSiteOf(site.folder, options);
  await devSite.rebuild();
  return {
    ...site,
    devSite,
    at: (address) => textAt(devSite, address),
    faultCodes: () =>
      devSite
        .faults()
        .filter(({ diagnostic }) => diagnostic.severity === 'error')
        .map(({ diagnostic }) => diagnostic.code),
  };
}

/** The site in a folder, not yet looked at. */
export function devSiteOf(folder: string, options: Partial<DevSiteOptions> = {}): DevSite {
  const usual = usualBuild(folder, '/nowhere');
  return new DevSite({ ...usual, preview: true, now: () => usual.now, ...options });
}

function textAt(devSite: DevSite, address: string): string {
  return String(devSite.answer(address)?.body ?? '');
}
