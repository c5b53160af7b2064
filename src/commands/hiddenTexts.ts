/** What a site holds that readers must not see: `build --drafts` puts it where the site is uploaded from. */
import type { Edition } from '../edition/edition.ts';

/** How many texts of the edition are drafts, scheduled or expired; of dossiers those that have an address. */
export function countHiddenTexts({
  catalogue: { hidden, pages, dossiers },
}: Pick<Edition, 'catalogue'>): number {
  const drafts = [...pages, ...[...dossiers.values()].map(({ meta }) => meta)].filter(({ draft }) => draft);
  return hidden.size + drafts.length;
}
