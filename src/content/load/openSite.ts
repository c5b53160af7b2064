/** Opens a site folder: its configuration first, because that says where further sources are, then all its files. */
import { bundleConfig } from '../../config/configCode.ts';
import { openConfig, type OpenConfig } from '../../config/openConfig.ts';
import { hasError } from '../../core/diagnostics/diagnostics.ts';
import type { Diagnostic } from '../../core/model.ts';
import { findConfig, type Listing, listSite, type OwnSources } from '../discover.ts';

export interface OpenedSite {
  readonly listing: Listing;
  readonly config?: OpenConfig;
  /** What is wrong with the configuration; with an error nothing else can be known. */
  readonly faults: readonly Diagnostic[];
}

/** `seconds`: how long the configuration may take at a time. */
export async function openSite(site: string, seconds?: number): Promise<OpenedSite> {
  const { value: file, diagnostics: found } = findConfig(site);
  if (!file || hasError(found)) return { listing: listSite(site), faults: found };
  const { value: code, diagnostics: broken } = await bundleConfig(site, file.path);
  if (!code) return { listing: listSite(site), faults: broken };
  const { value: config, diagnostics: faults } = openConfig(code, seconds);
  const listing = listSite(site, { ...ownSourcesOf(config), code: code.imports });
  return { listing, ...(config && { config }), faults };
}

/** What the configuration adds to the sources. */
export function ownSourcesOf(config: OpenConfig | undefined): OwnSources {
  if (!config) return { folders: [], code: [] };
  return { folders: config.collections.map(({ folder }) => folder), code: config.code.imports };
}
