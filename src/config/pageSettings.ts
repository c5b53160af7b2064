/** Settings that shape pages without touching the theme: links around them, and what they may load from elsewhere. */
import * as v from 'valibot';
import { linkAddress, mapping, mappingOrText, mappings, text, wholeTexts } from '../core/yaml/fields.ts';
import type { PolicyPurpose } from '../core/model.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';

export interface WrittenLink {
  readonly name: string;
  /** Begins with `/`, or is a whole web address. */
  readonly url: string;
}

/** A name in the settings, and where it stands. */
export interface NamedInSettings {
  readonly name: string;
  readonly place: SourceLocation;
}

/** An entry of `footer:`: a link, or a page of the site by the last part of its address. */
export type FooterEntry = WrittenLink | NamedInSettings;

export const headerSchema = mappings({ name: text, url: linkAddress });

const pageName = (target: string): string => target.replace(/^\/|\/$/g, '');

export const footerSchema = v.array(mappingOrText({ name: text, url: linkAddress }, pageName), 'schema/list');

/** The place of a value of the settings. */
export type PlaceOf = (path: readonly (string | number)[]) => SourceLocation;

export function toFooter(
  given: v.InferOutput<typeof footerSchema>,
  placeOf: PlaceOf,
): readonly FooterEntry[] {
  return given.map((entry, index) =>
    typeof entry === 'string' ? { name: entry, place: placeOf(['footer', index]) } : entry,
  );
}

// The `policy:` of `site.yaml`: origins that pages may use beside the site's own.

export const policyPurposes = [
  'script',
  'connect',
  'image',
  'frame',
  'form',
] as const satisfies readonly PolicyPurpose[];

/** `https://` with a host and perhaps a port, as a content security policy names it. */
interface AllowedOrigin {
  readonly origin: string;
  readonly place: SourceLocation;
}

export type PolicySettings = Readonly<Record<PolicyPurpose, readonly AllowedOrigin[]>>;

/** A slash at the end is none of the origin; anything else beyond it would say less than its author means. */
function originOf(written: string): string | undefined {
  const url = URL.parse(written);
  if (url?.protocol !== 'https:' || !/^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])$/.test(url.hostname))
    return undefined;
  return url.href === `${url.origin}/` ? url.origin : undefined;
}

const origin = v.pipe(
  text,
  v.rawTransform(({ dataset, addIssue, NEVER }): string => {
    const found = originOf(dataset.value);
    if (found !== undefined) return found;
    addIssue({ message: 'schema/origin' });
    return NEVER;
  }),
);

const origins = v.optional(v.pipe(wholeTexts, v.array(origin, 'schema/list')), []);

export const policySchema = mapping(v.entriesFromList(policyPurposes, origins));

export function toPolicy(
  given: v.InferOutput<typeof policySchema> | undefined,
  placeOf: PlaceOf,
): PolicySettings {
  const allowed = (purpose: PolicyPurpose): readonly AllowedOrigin[] =>
    (given?.[purpose] ?? []).map((one, index) => ({
      origin: one,
      place: placeOf(['policy', purpose, index]),
    }));
  return {
    script: allowed('script'),
    connect: allowed('connect'),
    image: allowed('image'),
    frame: allowed('frame'),
    form: allowed('form'),
  };
}
