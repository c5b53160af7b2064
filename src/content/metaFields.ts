/** Kinds of values in front matter that several sources share: slugs, addresses, pictures, moments. */
import * as v from 'valibot';
import { flag, text, mapping, mappingOrText, webAddress } from '../core/yaml/fields.ts';
import { parseUrlPath } from '../core/paths.ts';
import { parseSlug } from '../core/slug.ts';
import { withoutUndefined } from '../core/complete.ts';
import type { ImageReference, Position, Moment, SeoTexts } from '../core/model.ts';
import { parseMoment, type Zone } from '../core/time.ts';

/** The last part of an address, as the author wants it. */
export const slugField = parsed(parseSlug, 'schema/slug');

/** As Hugo and others have them, without the slash at the beginning; nothing with a scheme. */
const addressField = parsed(
  (written) => parseUrlPath(/^(?:\/|[^/]*:)/.test(written) ? written : `/${written}`),
  'schema/address',
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

/** Texts for search engines, where they are other ones than those for readers. */
export const seoField = v.pipe(
  mapping({ title: v.optional(text), description: v.optional(text) }),
  v.transform((seo): SeoTexts =>
    withoutUndefined<SeoTexts>({ title: undefined, description: undefined, ...seo }),
  ),
);

/** A picture in front matter: `{src, alt, caption, credit}`, or its path alone. */
export const imageField = mappingOrText(
  { src: text, alt: v.optional(text), caption: v.optional(text), credit: v.optional(text) },
  (src): { src: string; alt?: string; caption?: string; credit?: string } => ({ src }),
);

export function toImage(given: v.InferOutput<typeof imageField>, position: Position): ImageReference {
  const { src, alt, caption, credit } = given;
  return {
    src,
    position,
    ...(alt !== undefined && { alt }),
    ...(caption !== undefined && { caption }),
    ...(credit !== undefined && { credit }),
  };
}

/** `32:10`, `1:02:10` → seconds. */
const duration = v.pipe(
  text,
  v.regex(/^(?:\d{1,2}:)?\d{1,3}:[0-5]\d$/, 'schema/duration'),
  v.transform((clock) => clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)),
);

/** A sound in front matter: `{src, duration}`, or its path alone. */
export const audioField = mappingOrText(
  { src: text, duration: v.optional(duration) },
  (src): { src: string; duration?: number | undefined } => ({ src }),
);

export interface ReadMoment {
  readonly moment: Moment;
  /** As typed, when the clock showed this time twice that night. */
  readonly ambiguous?: string;
}

/** A date of front matter, read in the site's zone. */
export function momentField(zone: Zone) {
  return v.pipe(
    v.string('schema/date'),
    v.rawTransform(({ dataset, addIssue, NEVER }): ReadMoment => {
      const reading = parseMoment(dataset.value, zone);
      if ('moment' in reading) {
        return reading.ambiguous
          ? { moment: reading.moment, ambiguous: dataset.value }
          : { moment: reading.moment };
      }
      addIssue({ message: reading.problem });
      return NEVER;
    }),
  );
}

/** `true`, `until 2026-12-01 18:00` or `bis 1. Dezember 2026, 18 Uhr`: whether an article leads the front page, and how long. */
export function leadField(zone: Zone) {
  return v.pipe(
    v.string('schema/lead'),
    v.rawTransform(({ dataset, addIssue, NEVER }): ReadMoment | boolean => {
      const word = v.safeParse(flag, dataset.value);
      if (word.success) return word.output;
      const written = dataset.value.trim().replace(/^(?:until|bis)\s+(?:(?:zum|zur|am)\s+)?/i, '');
      const reading = parseMoment(written, zone);
      if ('moment' in reading) {
        return reading.ambiguous
          ? { moment: reading.moment, ambiguous: written }
          : { moment: reading.moment };
      }
      addIssue({ message: reading.problem === 'schema/date' ? 'schema/lead' : reading.problem });
      return NEVER;
    }),
  );
}

/** A source on which an article rests: `{name, url}`, or its name alone. */
export const citedSource = mappingOrText(
  { name: text, url: v.optional(webAddress) },
  (name): { name: string; url?: string | undefined } => ({ name }),
);
