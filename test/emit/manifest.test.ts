import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ManifestEntry,
  type ManifestEntries,
  type ManifestContent,
  parseManifest,
  serializeManifest,
} from '../../src/emit/manifest.ts';
import { parseOutputPath, type OutputPath } from '../../src/emit/outputPath.ts';

const digest = fc.stringMatching(/^[0-9a-f]{32}$/);
const entry = fc.record({ digest, size: fc.nat(), view: fc.string() }, { requiredKeys: ['digest', 'size'] });
const path = fc
  .string({ unit: 'grapheme' })
  .map(parseOutputPath)
  .filter((each): each is OutputPath => each !== undefined);
const entries: fc.Arbitrary<ManifestEntries> = fc
  .array(fc.tuple(path, fc.option(entry)))
  .map((list) => new Map(list));

const addresses = fc
  .array(
    fc.tuple(
      fc.string({ unit: 'grapheme' }).map((text) => `/${text}`),
      fc.string(),
    ),
  )
  .map((list) => new Map(list));

test('a manifest round-trips, whatever the order of its entries', () => {
  fc.assert(
    fc.property(fc.record({ entries, addresses }), (each) => {
      const text = serializeManifest(each);
      expect(parseManifest(text)).toEqual(each);
      const turned: ManifestContent = {
        entries: new Map([...each.entries].toReversed()),
        addresses: new Map([...each.addresses].toReversed()),
      };
      expect(serializeManifest(turned)).toBe(text);
    }),
  );
});

test('a manifest from before addresses were kept knows none', () => {
  expect(parseManifest(manifestOf('{}'))).toEqual({ entries: new Map(), addresses: new Map() });
});

test('the bytes do not depend on the order of a claim’s properties', () => {
  const one: ManifestEntry = { view: 'v', size: 1, digest: '0'.repeat(32) };
  const other: ManifestEntry = { digest: '0'.repeat(32), size: 1, view: 'v' };
  const index = parseOutputPath('index.html')!;
  const manifestWith = (claimed: ManifestEntry): string =>
    serializeManifest({ entries: new Map([[index, claimed]]), addresses: new Map() });
  expect(manifestWith(one)).toBe(manifestWith(other));
});

const manifestOf = (files: string) => `{"program":"blattmacher","version":1,"files":${files}}`;

test.each([
  '',
  'kein JSON',
  'null',
  '[]',
  '{"program":"blattmacher","version":1}',
  '{"program":"blattmacher","version":2,"files":{}}',
  '{"program":"other","version":1,"files":{}}',
  manifestOf('[]'),
  manifestOf('{"../x":null}'),
  manifestOf('{"/etc/passwd":null}'),
  manifestOf('{"a\\u0000b":null}'),
  manifestOf('{"con":null}'),
  manifestOf('{".git/config":null}'),
  manifestOf('{"a":{"digest":"kurz","size":1}}'),
  manifestOf(`{"a":{"digest":"${'0'.repeat(32)}","size":"1"}}`),
  manifestOf(`{"a":{"digest":"${'0'.repeat(32)}","size":1,"view":2}}`),
  manifestOf('{"good.html":null,"a\\\\b":null}'),
  manifestOf('{},"addresses":[]'),
  manifestOf('{},"addresses":{"/a/":1}'),
])('%j is a damaged manifest', (text) => expect(parseManifest(text)).toBeUndefined());
