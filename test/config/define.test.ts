/** What an editor knows of a configuration while it is written; the compiler is the judge. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { defineConfig } from '../../src/config/define.ts';

test('A configuration is returned as it is, and its functions know the fields of the schema', () => {
  const config = defineConfig({
    collections: {
      veranstaltungen: {
        schema: v.object({ start: v.string(), price: v.optional(v.number()) }),
        jsonLd: (entry) => ({ '@type': 'Event', startDate: entry.data.start.trim() }),
        lists: [
          {
            url: '/veranstaltungen/',
            sort: (one, other) => (one.data.price ?? 0) - (other.data.price ?? 0),
            filter: (entry, { today }) => (entry.dates['start']?.instant ?? 0) > today.instant,
          },
        ],
      },
      orte: { permalink: '/orte/:slug/' },
    },
    pages: [
      ({ collections }) =>
        collections.veranstaltungen.map(({ slug, data }) => ({
          url: `/${slug}.txt`,
          text: data.start.trim(),
        })),
      ({ collections }) => ({ url: '/orte.txt', text: String(collections.orte[0]?.data['name']) }),
    ],
  });
  expect(Object.keys(config.collections ?? {})).toEqual(['veranstaltungen', 'orte']);
});

test('A field that the schema does not have is a mistake for the compiler', () => {
  const schema = v.object({ start: v.string() });
  const config = defineConfig({
    collections: {
      feste: {
        schema,
        // @ts-expect-error There is no `ende`.
        lists: [{ url: '/feste/', filter: (entry) => entry.data.ende !== '' }],
      },
    },
  });
  expect(config.collections?.feste.schema).toBe(schema);
});
