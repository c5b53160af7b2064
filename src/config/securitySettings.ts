/** The `security:` of `site.yaml`: where to tell of a weakness (RFC 9116). */
import * as v from 'valibot';
import type { Moment } from '../model.ts';
import { parseMoment } from '../time/moment.ts';
import { createZone } from '../time/zone.ts';
import { mapping, text, webAddress, wholeTexts } from '../yaml/fields.ts';

export interface SecuritySettings {
  /** `mailto:`, `tel:` or web addresses, the best first. */
  readonly contact: readonly string[];
  /** From then on nobody should believe the file any more. */
  readonly expires: Moment;
  readonly encryption?: string;
  readonly policy?: string;
}

const utc = createZone('UTC');

const expires = v.pipe(
  v.string('schema/date'),
  v.rawTransform(({ dataset, addIssue, NEVER }): Moment => {
    const reading = parseMoment(dataset.value, utc);
    if ('moment' in reading) return reading.moment;
    addIssue({ message: reading.problem });
    return NEVER;
  }),
);

const contact = v.pipe(
  text,
  v.transform((word) => (/^[^\s:@]+@[^\s@]+$/.test(word) ? `mailto:${word}` : word)),
  v.check((uri) => /^(?:mailto|tel):\S+$/.test(uri) || v.is(webAddress, uri), 'schema/contact'),
);

export const securitySchema = mapping({
  contact: v.pipe(wholeTexts, v.minLength(1, 'schema/list'), v.array(contact, 'schema/list')),
  expires,
  encryption: v.optional(webAddress),
  policy: v.optional(webAddress),
});
