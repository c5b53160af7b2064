/** `site.yaml` → settings, checked. Every key but `title` and `url` has a default. */
import * as v from 'valibot';
import type { Checked, SourcePath } from '../model.ts';
import { isZoneName } from '../time/zone.ts';
import {
  type CommentSettings,
  commentSchema,
  remarkOnComments,
  toCommentSettings,
} from './commentSettings.ts';
import { type DesignSettings, designSchema, remarkOnDesign, toDesignSettings } from './designSettings.ts';
import { type GermanOptions, germanOptions, germanRules } from './germanOptions.ts';
import { checkSchema } from '../yaml/checkSchema.ts';
import {
  choice,
  count,
  flag,
  flagOrMapping,
  mapping,
  mappings,
  text,
  webAddress,
  wholeTexts,
} from '../yaml/fields.ts';
import { parseYamlTree } from '../yaml/yamlTree.ts';

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
  readonly navigation: readonly { readonly name: string; readonly url: string }[];
  readonly articlesPerPage: number;
  readonly feedItems: number;
  /** Elements of raw HTML that the site allows beyond the built-in list. */
  readonly html: readonly string[];
  /** The rules for German text. */
  readonly typography: GermanOptions;
  readonly comments: CommentSettings;
  readonly related: RelatedSettings;
  readonly design: DesignSettings;
  /** Readers can search the site; its index is made by every build that changes a text. */
  readonly search: boolean;
}

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

const defaults = {
  description: '',
  language: 'de',
  timezone: 'Europe/Berlin',
  permalink: '/:year/:month/:slug/',
  articlesPerPage: 20,
  feedItems: 20,
} as const;

const siteUrl = v.pipe(webAddress, v.transform(toSiteUrl));
/** Inside the site or a whole web address. Browsers read `//` and `/\` as the beginning of a foreign host. */
const linkAddress = v.pipe(
  text,
  v.check((address) => /^\/(?![/\\])/.test(address) || v.is(webAddress, address), 'schema/link'),
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

const settingsSchema = v.object({
  title: text,
  url: siteUrl,
  description: v.optional(text, defaults.description),
  language: v.optional(v.picklist(['de', 'de-AT', 'de-CH'], 'schema/choice'), defaults.language),
  timezone: v.optional(v.pipe(text, v.check(isZoneName, 'schema/timezone')), defaults.timezone),
  permalink: v.optional(permalink, defaults.permalink),
  navigation: v.optional(mappings({ name: text, url: linkAddress })),
  articlesPerPage: v.optional(count(1, 500)),
  feedItems: v.optional(count(1, 200)),
  html: v.optional(wholeTexts),
  typography: v.optional(typography),
  comments: v.optional(commentSchema),
  related: v.optional(
    mapping({
      limit: v.optional(count(0, 20)),
      inText: v.optional(count(0, 100)),
    }),
  ),
  design: v.optional(designSchema),
  search: v.optional(flag),
});

/** The settings that `source` (the whole of `site.yaml`) makes. */
export function parseSettings(source: string, file: SourcePath): Checked<Settings> {
  const place = { file, firstLine: 1 };
  const tree = parseYamlTree(source, place);
  if (!tree.value) return { diagnostics: tree.diagnostics };
  const { value, diagnostics, locate } = checkSchema(tree.value, settingsSchema, place);
  if (!value) return { diagnostics };
  const remarks = [
    ...remarkOnComments(value.comments, locate, file),
    ...remarkOnDesign(value.design, locate, file),
  ];
  return { value: withDefaults(value), diagnostics: [...diagnostics, ...remarks] };
}

function withDefaults(given: v.InferOutput<typeof settingsSchema>): Settings {
  return {
    ...given,
    navigation: given.navigation ?? [],
    articlesPerPage: given.articlesPerPage ?? defaults.articlesPerPage,
    feedItems: given.feedItems ?? defaults.feedItems,
    html: given.html ?? [],
    typography: germanOptions(given.language, given.typography),
    comments: toCommentSettings(given.comments),
    related: { limit: 4, inText: 0, ...given.related },
    design: toDesignSettings(given.design),
    search: given.search ?? false,
  };
}

function toSiteUrl(address: string): SiteUrl {
  const url = new URL(address);
  return { origin: url.origin, base: url.pathname.replace(/\/+$/, '') };
}
