import * as v from 'valibot';
import { text } from '../yaml/fields.ts';
import { parseUrlPath } from './paths.ts';
import { parseSlug } from './slug.ts';

/** The last part of an address, as the author wants it. */
export const slugField = parsed(parseSlug, 'schema/slug');

const addressField = parsed(parseUrlPath, 'schema/address');

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

/** A text that `parse` takes; what it refuses is reported under `code`. */
function parsed<Value>(
  parse: (written: string) => Value | undefined,
  code: 'schema/slug' | 'schema/address',
) {
  return v.pipe(
    text,
    v.rawTransform(({ dataset, addIssue, NEVER }): Value => {
      const value = parse(dataset.value);
      if (value !== undefined) return value;
      addIssue({ message: code });
      return NEVER;
    }),
  );
}
