import * as v from 'valibot';
import { text, mappingOrText, choice, mappings, webAddress } from '../core/yaml/fields.ts';
import { parseUrlPath } from '../core/paths.ts';
import { parseSlug } from '../core/slug.ts';
import type { ImageReference, Position, Moment, ArticleMeta } from '../core/model.ts';
import { parseMoment, type Zone } from '../core/time.ts';

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

// Front matter for journalistic disclosures: embargo, counterstatements, sources, tracking pixels.

/** A source: `{name, url}`, or its name alone. */
const source = mappingOrText(
  { name: text, url: v.optional(webAddress) },
  (name): { name: string; url?: string | undefined } => ({ name }),
);

export function journalismEntries(moment: ReturnType<typeof momentField>) {
  return {
    embargo: v.optional(moment),
    gegendarstellungen: v.optional(mappings({ date: moment, name: text, text })),
    sources: v.optional(v.array(source, 'schema/list')),
    vgwort: v.optional(choice(['false', 'nein', 'gedicht'])),
  };
}

type JournalismFrontMatter = v.InferOutput<
  v.ObjectSchema<ReturnType<typeof journalismEntries>, undefined>
> & {
  readonly date: ReadMoment;
};

/** Nothing appears before the embargo ends, so the later of the two is the date of publication. */
export function toJournalismMeta(
  { date, embargo, gegendarstellungen, sources, vgwort }: JournalismFrontMatter,
  locate: (path: readonly string[]) => Position,
): Pick<ArticleMeta, 'date' | 'embargo' | 'counterstatements' | 'sources' | 'trackingPixel'> {
  const until = embargo?.moment;
  return {
    date: until && until.instant > date.moment.instant ? until : date.moment,
    ...(until && { embargo: { until, position: locate(['embargo']) } }),
    ...(gegendarstellungen && {
      counterstatements: gegendarstellungen.map((one) => ({ ...one, date: one.date.moment })),
    }),
    ...(sources && {
      sources: sources.map(({ name, url }) => ({ name, ...(url !== undefined && { url }) })),
    }),
    ...(vgwort && { trackingPixel: vgwort === 'gedicht' ? 'poem' : 'none' }),
  };
}
