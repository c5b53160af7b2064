/** Settings that shape pages without touching the theme: links around them, and what they may load from elsewhere. */
import * as v from 'valibot';
import {
  count,
  linkAddress,
  mapping,
  mappingOrText,
  mappings,
  text,
  wholeTexts,
} from '../core/yaml/fields.ts';
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

// The `front:` of `site.yaml`: what the front page has besides the newest articles.

export interface FrontSettings {
  /** Ressorts with a block of their own, in this order; missing: all by name. */
  readonly sections?: readonly (NamedInSettings & { readonly articles: number })[];
  /** Articles that the editor lists as most read, by slug or file; may be empty. */
  readonly mostRead: readonly NamedInSettings[];
  /** Articles in the block „Meinung“; 0: there is none. */
  readonly opinion: number;
}

/** Cards in the block of a Ressort. */
export const cardsPerSection = 4;
const mostCards = 20;

const frontSection = mappingOrText(
  { name: text, articles: v.optional(count(1, mostCards), String(cardsPerSection)) },
  (name): { name: string; articles: number } => ({ name, articles: cardsPerSection }),
);

export const frontSchema = mapping({
  sections: v.optional(v.array(frontSection, 'schema/list')),
  mostRead: v.optional(wholeTexts, []),
  opinion: v.optional(count(0, mostCards), '0'),
});

export function toFront(
  { sections, mostRead, opinion }: v.InferOutput<typeof frontSchema>,
  placeOf: PlaceOf,
): FrontSettings {
  return {
    opinion,
    mostRead: mostRead.map((name, index) => ({ name, place: placeOf(['front', 'mostRead', index]) })),
    ...(sections && {
      sections: sections.map((section, index) => ({
        ...section,
        place: placeOf(['front', 'sections', index]),
      })),
    }),
  };
}
