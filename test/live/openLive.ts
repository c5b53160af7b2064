/** A site as `watch` shows it, without server and doorbell: edit, look, read. */
import { LiveSite, type LiveSiteOptions } from '../../src/live/liveSite.ts';
import { createSite, type SiteText, type TestSite } from '../support/testSite.ts';
import { usualBuild } from '../support/usualBuild.ts';

export interface OpenSite extends TestSite {
  readonly live: LiveSite;
  /** The text of what stands at an address; empty where nothing does. */
  readonly at: (address: string) => string;
  /** The codes of the faults that the preview shows. */
  readonly faultCodes: () => readonly string[];
}

/** Makes the site and looks at it for the first time. */
export async function openLive(files: SiteText, options: Partial<LiveSiteOptions> = {}): Promise<OpenSite> {
  const site = createSite(files);
  const live = liveSiteOf(site.folder, options);
  await live.look();
  return {
    ...site,
    live,
    at: (address) => textAt(live, address),
    faultCodes: () => live.faults().map(({ diagnostic }) => diagnostic.code),
  };
}

/** The site in a folder, not yet looked at. */
export function liveSiteOf(folder: string, options: Partial<LiveSiteOptions> = {}): LiveSite {
  const usual = usualBuild(folder, '/nowhere');
  return new LiveSite({ ...usual, preview: true, now: () => usual.now, ...options });
}

function textAt(live: LiveSite, address: string): string {
  return String(live.answer(address)?.body ?? '');
}
