/** The `robots:` of `site.yaml`: paths and uses that crawlers are asked to avoid. */
import * as v from 'valibot';
import { flag, mapping, ownPath } from '../yaml/fields.ts';

export interface RobotsSettings {
  /** Whether texts may be collected to train models with. */
  readonly aiTraining: boolean;
  /** Whether machines that answer questions may read them. */
  readonly aiSearch: boolean;
  /** Paths inside the site that no machine shall read. */
  readonly disallow: readonly string[];
}

export const robotsSchema = mapping({
  aiTraining: v.optional(flag, 'true'),
  aiSearch: v.optional(flag, 'true'),
  disallow: v.optional(v.array(ownPath, 'schema/list'), []),
});
