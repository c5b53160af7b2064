import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHtmlWriter, htmlAt } from '../../src/content/load/sharedHtml.ts';

test('HTML of any length is read where it was written, an empty one first, too', () => {
  const text = fc.oneof(
    fc.constant(''),
    fc.string(),
    fc.nat(3_000_000).map((length) => 'ä'.repeat(length)),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 6 }), (texts) => {
      const write = createHtmlWriter();
      const arenas = new Map<number, SharedArrayBuffer>();
      const places = texts.map((one) => {
        const { buffer, ...place } = write(Buffer.from(one));
        if (buffer) arenas.set(place.arena, buffer);
        return place;
      });
      expect(places.map((place) => Buffer.from(htmlAt(arenas, place)).toString())).toEqual(texts);
    }),
    { numRuns: 30 },
  );
});
