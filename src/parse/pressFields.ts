/** What the head of an article says for the sake of honest press: embargo, counterstatements, sources, counting marks. */
import * as v from 'valibot';
import type { ArticleMeta, Position } from '../model.ts';
import { choice, mappingOrText, mappings, text, webAddress } from '../yaml/fields.ts';
import type { momentField, ReadMoment } from './momentField.ts';

/** A source: `{name, url}`, or its name alone. */
const source = mappingOrText(
  { name: text, url: v.optional(webAddress) },
  (name): { name: string; url?: string | undefined } => ({ name }),
);

export function pressEntries(moment: ReturnType<typeof momentField>) {
  return {
    embargo: v.optional(moment),
    gegendarstellungen: v.optional(mappings({ date: moment, name: text, text })),
    sources: v.optional(v.array(source, 'schema/list')),
    vgwort: v.optional(choice(['false', 'nein', 'gedicht'])),
  };
}

type PressHead = v.InferOutput<v.ObjectSchema<ReturnType<typeof pressEntries>, undefined>> & {
  readonly date: ReadMoment;
};

/** Nothing appears before the embargo ends, so the later of the two is the date of publication. */
export function toPressMeta(
  { date, embargo, gegendarstellungen, sources, vgwort }: PressHead,
  locate: (path: readonly string[]) => Position,
): Pick<ArticleMeta, 'date' | 'embargo' | 'counterstatements' | 'sources' | 'countingMark'> {
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
    ...(vgwort && { countingMark: vgwort === 'gedicht' ? 'poem' : 'none' }),
  };
}
