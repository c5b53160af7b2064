/** The `publisher:` of `site.yaml`: facts about the publisher for machines. */
import * as v from 'valibot';
import { linkAddress, mapping, text, webAddress, flag, ownPath, wholeTexts } from '../core/yaml/fields.ts';
import type { Moment } from '../core/model.ts';
import { parseMoment, createZone } from '../core/time.ts';

export interface PublisherSettings {
  /** Missing: the blog's title. */
  readonly name?: string;
  readonly email?: string;
  /** Its pages elsewhere: social media, Wikipedia; those with a name stand at the foot of every page. */
  readonly profiles?: readonly { readonly name?: string | undefined; readonly url: string }[];
  /** Pages that explain how it works, inside the site or whole addresses; named as schema.org names them. */
  readonly correctionsPolicy?: string;
  readonly ethicsPolicy?: string;
  readonly masthead?: string;
  readonly ownershipFundingInfo?: string;
}

const email = v.pipe(text, v.regex(/^[^\s@]+@[^\s@]+$/, 'schema/email'));

/** `{ name, url }`, or the address alone. */
const profile = v.lazy((input) =>
  typeof input === 'string'
    ? v.pipe(
        webAddress,
        v.transform((url): { name?: string | undefined; url: string } => ({ url })),
      )
    : mapping({ name: v.optional(text), url: webAddress }),
);

export const publisherSchema = mapping({
  name: v.optional(text),
  email: v.optional(email),
  profiles: v.optional(v.array(profile, 'schema/list')),
  correctionsPolicy: v.optional(linkAddress),
  ethicsPolicy: v.optional(linkAddress),
  masthead: v.optional(linkAddress),
  ownershipFundingInfo: v.optional(linkAddress),
});

// The `podcast:` of `site.yaml`: what podcast programs are told.

/** Apple's, which all directories read. */
const podcastCategories = [
  'Arts',
  'Business',
  'Comedy',
  'Education',
  'Fiction',
  'Government',
  'Health & Fitness',
  'History',
  'Kids & Family',
  'Leisure',
  'Music',
  'News',
  'Religion & Spirituality',
  'Science',
  'Society & Culture',
  'Sports',
  'TV & Film',
  'Technology',
  'True Crime',
] as const;

export interface PodcastSettings {
  /** Missing: those of the blog. */
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly author?: string | undefined;
  readonly email?: string | undefined;
  /** Path inside `templates/`. */
  readonly image: string;
  readonly category: string;
  readonly explicit: boolean;
}

export const podcastSchema = mapping({
  title: v.optional(text),
  description: v.optional(text),
  author: v.optional(text),
  email: v.optional(email),
  image: text,
  category: v.optional(v.picklist(podcastCategories, 'schema/choice'), 'News'),
  explicit: v.optional(flag, 'false'),
});

// The `robots:` of `site.yaml`: paths and uses that crawlers are asked to avoid.

export interface RobotsSettings {
  /** Whether texts may be collected to train models with. */
  readonly aiTraining: boolean;
  /** Whether machines that answer questions may read them. */
  readonly aiSearch: boolean;
  /** Paths inside the site that no machine shall read. */
  readonly disallow: readonly string[];
}

export const robotsSchema = mapping({
  aiTraining: v.optional(flag, 'true'),
  aiSearch: v.optional(flag, 'true'),
  disallow: v.optional(v.array(ownPath, 'schema/list'), []),
});

// The `security:` of `site.yaml`: where to tell of a weakness (RFC 9116).

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

// The `ads:` of `site.yaml`: lines of `ads.txt` (IAB Tech Lab, ads.txt 1.1).

/** Domain of the advertising system, account, relation, and perhaps the id of an authority. */
const record = /^[a-z0-9.-]+ *, *[^,\s]+ *, *(?:DIRECT|RESELLER)(?: *, *[\w-]+)?$/i;
const variable = /^(?:OWNERDOMAIN|MANAGERDOMAIN|CONTACT|SUBDOMAIN|INVENTORYPARTNERDOMAIN)=\S.*$/i;

export const adsLines = v.array(
  v.pipe(
    text,
    v.check((line) => record.test(line) || variable.test(line), 'schema/ads-line'),
  ),
  'schema/list',
);
