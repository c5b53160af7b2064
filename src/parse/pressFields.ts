/** Front matter for journalistic disclosures: embargo, counterstatements, sources, tracking pixels. */
import * as v from 'valibot';
import type { ArticleMeta, Position } from '../model.ts';
import { choice, mappingOrText, mappings, text, webAddress } from '../yaml/fields.ts';
import type { momentField, ReadMoment } from './momentField.ts';

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
