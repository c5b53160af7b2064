import { CORE_SCHEMA, dump } from 'js-yaml';
import { isoDate } from '../../time/isoDate.ts';
import { momentAt } from '../../time/moment.ts';
import type { Zone } from '../../time/zone.ts';
import { withoutNoncharacters } from '../../report/noncharacter.ts';
import type { PendingComment } from '../sentComment.ts';

/** The file that publishes a comment: `id`, `parent`, `name`, `url`, `date` in the site's zone, `text`. The e-mail address is not in it, nor is what is no character. */
export function publishedText(comment: PendingComment, zone: Zone): string {
  const { id, parent, name, url, text, received } = comment;
  const date = isoDate(momentAt(Date.parse(received), zone));
  const published = {
    id,
    ...(parent && { parent }),
    name: withoutNoncharacters(name),
    ...(url && { url }),
    date,
    text: withoutNoncharacters(text),
  };
  // YAML's own dates are not in the core schema: ours needs no quotes.
  return dump(published, { schema: CORE_SCHEMA, lineWidth: -1, noRefs: true });
}
