import * as v from 'valibot';
import type { Moment } from '../model.ts';
import { parseMoment } from '../time/moment.ts';
import type { Zone } from '../time/zone.ts';

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
