import * as v from 'valibot';
import type { Slug, UrlPath } from '../model.ts';
import { text } from '../yaml/fields.ts';
import { parseUrlPath } from './paths.ts';
import { parseSlug } from './slug.ts';

/** The last part of an address, as the author wants it. */
export const slugField = v.pipe(
  text,
  v.rawTransform(({ dataset, addIssue, NEVER }): Slug => {
    const slug = parseSlug(dataset.value);
    if (slug !== undefined) return slug;
    addIssue({ message: 'schema/slug' });
    return NEVER;
  }),
);

const addressField = v.pipe(
  text,
  v.rawTransform(({ dataset, addIssue, NEVER }): UrlPath => {
    const address = parseUrlPath(dataset.value);
    if (address !== undefined) return address;
    addIssue({ message: 'schema/address' });
    return NEVER;
  }),
);

/** Old addresses: a list, or one alone. */
export const addressesField = v.pipe(
  v.union(
    [
      v.array(v.string(), 'schema/list'),
      v.pipe(
        v.string(),
        v.transform((one) => [one]),
      ),
    ],
    'schema/list',
  ),
  v.array(addressField),
);
