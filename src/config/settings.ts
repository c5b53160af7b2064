/** `site.yaml` → settings, checked. Every key but `title` and `url` has a default. */
import * as v from 'valibot';
import {
  choice,
  texts,
  mappings,
  text,
  webAddress,
  count,
  flag,
  flagOrMapping,
  linkAddress,
  mapping,
  wholeTexts,
} from '../core/yaml/fields.ts';
import type { Checked, Diagnostic, Position, SourcePath } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { isZoneName } from '../core/time.ts';
import {
  type CommentSettings,
  commentSchema,
  remarkOnComments,
  toCommentSettings,
} from './commentSettings.ts';
import {
  type BudgetSettings,
  budgetSchema,
  type CheckSettings,
  strictnessSchema,
  toCheckSettings,
} from './checkSettings.ts';
import { documentsSchema } from './documentTypes.ts';
import {
  type FooterEntry,
  footerSchema,
  type FrontSettings,
  frontSchema,
  headerSchema,
  type PlaceOf,
  type PolicySettings,
  policySchema,
  toFooter,
  toFront,
  toPolicy,
  type WrittenLink,
} from './pageSettings.ts';
import { type DeploySettings, deploySchema, remarkOnDeploy, toDeploySettings } from './deploySettings.ts';
import { type DesignSettings, designSchema, remarkOnDesign, toDesignSettings } from './designSettings.ts';
import { addableElements } from './htmlElements.ts';
import { type GermanOptions, germanOptions, germanRules } from './germanOptions.ts';
import {
  adsLines,
  type PublisherSettings,
  publisherSchema,
  type PodcastSettings,
  podcastSchema,
  type RobotsSettings,
  robotsSchema,
  type SecuritySettings,
  securitySchema,
} from './publishingSettings.ts';
import { checkSchema } from '../core/yaml/checkSchema.ts';
import { parseYamlTree } from '../core/yaml/yamlTree.ts';

/** Kinds of hosts; for each the build makes the files that redirect there and send headers. */
const hosts = ['apache', 'caddy', 'cloudflare', 'netlify', 'nginx'] as const;
export type Host = (typeof hosts)[number];

const hostingSchema = v.pipe(texts, v.array(choice(hosts)));

// The same text in other languages, elsewhere: `translations:` of `site.yaml` and of articles.

export interface Translation {
  /** BCP 47, or `x-default`. */
  readonly language: string;
  readonly url: string;
}

export const translations = mappings({
  language: v.pipe(text, v.regex(/^(?:[a-z]{2,3}(?:-[a-z0-9]{2,8})*|x-default)$/i, 'schema/language')),
  url: webAddress,
});

// `site.yaml` → settings, checked. Every key but `title` and `url` has a default.

export interface Settings {
  readonly title: string;
  readonly url: SiteUrl;
  readonly description: string;
  /** BCP 47. */
  readonly language: 'de' | 'de-AT' | 'de-CH';
  /** IANA name. */
  readonly timezone: string;
  /** Pattern of article addresses with `:year`, `:month`, `:day`, `:section`, `:slug`. */
  readonly permalink: string;
  /** Empty: the sections, in the order of their names. */
  readonly navigation: readonly WrittenLink[];
  /** Links above the masthead of every page. */
  readonly header: readonly WrittenLink[];
  /** Links and pages at the foot of every page that come first, in this order. */
  readonly footer: readonly FooterEntry[];
  /** Origins that pages may use beside the site's own. */
  readonly policy: PolicySettings;
  /** Paragraph of an article after which the theme's `parts/in-article` stands, if the site has one. */
  readonly inArticle: number;
  readonly front: FrontSettings;
  readonly articlesPerPage: number;
  readonly feedItems: number;
  /** Elements of raw HTML that the site allows beyond the built-in list. */
  readonly html: readonly string[];
  /** Endings of files that may be linked and published beyond the built-in list. */
  readonly documents: readonly string[];
  /** Beginnings of addresses inside the site at which something else answers (`/shop/`); links there are not checked. */
  readonly otherPaths: readonly string[];
  /** The rules for German text. */
  readonly typography: GermanOptions;
  readonly comments: CommentSettings;
  readonly related: RelatedSettings;
  readonly design: DesignSettings;
  readonly publisher: PublisherSettings;
  /** Missing: there is no feed for podcast programs. */
  readonly podcast?: PodcastSettings | undefined;
  /** Missing: nothing is forbidden. */
  readonly robots?: RobotsSettings;
  /** Lines of `ads.txt`; empty: there is none. */
  readonly ads: readonly string[];
  /** Missing: there is no `security.txt`. */
  readonly security?: SecuritySettings;
  /** The hub that tells subscribers at once what is new in a feed (WebSub). */
  readonly websub?: string;
  /** The blog in other languages. */
  readonly translations: readonly Translation[];
  readonly hosting: readonly Host[];
  /** Whether pictures of articles must name who made them. */
  readonly pictureCredits: PictureCredits;
  /** The server of VG Wort that counts readers; without it no page has a tracking pixel. */
  readonly vgwort?: string;
  /** Where the finished blog goes. */
  readonly deploy: DeploySettings;
  /** Readers can search the site; its index is made by every build that changes a text. */
  readonly search: boolean;
  /** How strict `check` is. */
  readonly check: CheckSettings;
  readonly budget: BudgetSettings;
}

/** A picture without a credit is an error, a warning, or nothing. */
export type PictureCredits = 'required' | 'recommended' | 'off';

/** Where the site lives: `https://example.org/blog/` is origin `https://example.org` and base `/blog`. */
export interface SiteUrl {
  readonly origin: string;
  /** Sub-path without a slash at its end; empty at the root. */
  readonly base: string;
}

export interface RelatedSettings {
  readonly limit: number;
  /** After which paragraph of the text the first related article is named; 0: nowhere. */
  readonly inText: number;
}

/** Below the host only what every server's configuration reads as itself: no umlauts, percent signs, empty or hidden folders. */
const plainAddress = /^https?:\/\/[^/?#@\\\s]+(?:\/[\w~-][\w.~-]*)*\/?$/i;

const siteUrl = v.pipe(
  webAddress,
  v.check((address) => !v.is(webAddress, address) || plainAddress.test(address), 'schema/site-url'),
  v.transform(toSiteUrl),
);
const permalink = v.pipe(
  text,
  v.regex(
    /^(?=.*:slug)\/(?:(?::(?:year|month|day|section|slug)(?![a-z0-9])|[a-z0-9-])+\/)+$/,
    'schema/permalink',
  ),
);

const quotes = v.pipe(
  choice(['„“', '»«', '«»', 'true', 'false', 'ja', 'nein']),
  v.transform((word) => {
    if (word === 'true' || word === 'ja') return true;
    return word === 'false' || word === 'nein' ? false : word;
  }),
);
const typography = flagOrMapping({
  ...v.entriesFromList(germanRules, v.optional(flag)),
  quotes: v.optional(quotes),
  narrowSpaces: v.optional(flag),
});

/** Host name as T.O.M. shows it, alone or at the beginning of a whole pixel address. */
const countingServer = v.pipe(
  text,
  v.regex(/^(?:https:\/\/)?(?:ssl-)?vg\d{2}\.met\.vgwort\.de(?:\/na)?\/?$/, 'schema/counting-server'),
  v.transform((address) => address.replace(/^https:\/\//, '').replace(/\/.*/, '')),
);

const htmlElement = v.pipe(
  v.string('schema/text'),
  v.toLowerCase(),
  v.picklist(addableElements, 'schema/html-element'),
);

/** Defaults are what an author would write. */
export const settingsSchema = v.object({
  title: text,
  url: siteUrl,
  description: v.optional(text, ''),
  language: v.optional(v.picklist(['de', 'de-AT', 'de-CH'], 'schema/choice'), 'de'),
  timezone: v.optional(v.pipe(text, v.check(isZoneName, 'schema/timezone')), 'Europe/Berlin'),
  permalink: v.optional(permalink, '/:year/:month/:slug/'),
  navigation: v.optional(mappings({ name: text, url: linkAddress }), []),
  header: v.optional(headerSchema, []),
  footer: v.optional(footerSchema, []),
  policy: v.optional(policySchema),
  inArticle: v.optional(count(1, 100), '3'),
  front: v.optional(frontSchema, {}),
  articlesPerPage: v.optional(count(1, 500), '20'),
  feedItems: v.optional(count(1, 200), '20'),
  html: v.optional(v.pipe(wholeTexts, v.array(htmlElement, 'schema/list')), []),
  documents: v.optional(documentsSchema, []),
  otherPaths: v.optional(
    v.pipe(texts, v.array(v.pipe(v.string(), v.regex(/^\/[^/\s]/, 'schema/address')))),
    [],
  ),
  typography: v.optional(typography),
  comments: v.optional(commentSchema),
  related: v.optional(
    mapping({ limit: v.optional(count(0, 20), '4'), inText: v.optional(count(0, 100), '0') }),
    {},
  ),
  design: v.optional(designSchema),
  publisher: v.optional(publisherSchema, {}),
  podcast: v.optional(podcastSchema),
  robots: v.optional(robotsSchema),
  ads: v.optional(adsLines),
  security: v.optional(securitySchema),
  websub: v.optional(webAddress),
  translations: v.optional(translations, []),
  // All: a file for another host is never read.
  hosting: v.optional(hostingSchema, [...hosts]),
  pictureCredits: v.optional(choice(['required', 'recommended', 'off']), 'recommended'),
  vgwort: v.optional(countingServer),
  search: v.optional(flag, 'false'),
  check: v.optional(strictnessSchema),
  budget: v.optional(budgetSchema, {}),
  deploy: v.optional(deploySchema),
});

/** The settings that `source` (the whole of `site.yaml`) makes. */
export function parseSettings(source: string, file: SourcePath): Checked<Settings> {
  const place = { file, firstLine: 1 };
  const tree = parseYamlTree(source, place);
  if (!tree.value) return { diagnostics: tree.diagnostics };
  const { value, diagnostics: found, locate } = checkSchema(tree.value, settingsSchema, place);
  const deployment = remarkOnDeploy(value?.deploy, tree.value, locate, file);
  // A secret is told as what it is, not as a key that nobody knows.
  const diagnostics = found.filter(
    ({ code, position }) =>
      code !== 'schema/unknown-key' || !deployment.some((one) => one.position === position),
  );
  if (!value) return { diagnostics: [...diagnostics, ...deployment] };
  const remarks = [
    ...remarkOnComments(value.comments, locate, file),
    ...remarkOnDesign(value.design, locate, file),
    ...remarkOnRootFiles(value, locate, file),
    ...deployment,
  ];
  const placeOf: PlaceOf = (path) => ({ file, position: locate(path) });
  const settings = {
    ...value,
    ads: value.ads ?? [],
    footer: toFooter(value.footer, placeOf),
    front: toFront(value.front, placeOf),
    policy: toPolicy(value.policy, placeOf),
    typography: germanOptions(value.language, value.typography),
    comments: toCommentSettings(value.comments),
    design: toDesignSettings(value.design),
    check: toCheckSettings(value.check),
    deploy: toDeploySettings(value.deploy),
  };
  return { value: settings, diagnostics: [...diagnostics, ...remarks] };
}

/** Machines look for these files at the root of the host alone. */
function remarkOnRootFiles(
  given: v.InferOutput<typeof settingsSchema>,
  locate: (path: readonly string[]) => Position,
  file: SourcePath,
): readonly Diagnostic[] {
  if (given.url.base === '') return [];
  return (['robots', 'ads', 'security'] as const)
    .filter((key) => given[key] !== undefined)
    .map((key) => diagnose('settings/only-at-root', { key }, { file, position: locate([key]) }));
}

function toSiteUrl(address: string): SiteUrl {
  const url = new URL(address);
  return { origin: url.origin, base: url.pathname.replace(/\/+$/, '') };
}
