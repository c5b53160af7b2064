/** Counts texts that readers must not see: `build --drafts` puts them where the site is uploaded from. */
import type { SiteSnapshot } from '../edition/edition.ts';

/**
 * Number of texts in the snapshot that are drafts, scheduled or expired; of dossiers those that have an
 * address.
 */
export function countHiddenTexts({
  collections: { hidden, pages, dossiers },
}: Pick<SiteSnapshot, 'collections'>): number {
  const drafts = [...pages, ...[...dossiers.values()].map(({ meta }) => meta)].filter(({ draft }) => draft);
  return hidden.size + drafts.length;
}
