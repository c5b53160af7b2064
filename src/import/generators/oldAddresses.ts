/**
 * At which address a text stood, by its generator's rules (Jekyll 4 `permalinks`, Hugo `url management`, Eleventy
 * `permalinks`, Astro `routing`), and which pattern of ours fits most of a blog's articles.
 */
import type { GeneratorSettings, SourceText } from './model.ts';
import { slugify } from '../../core/slug.ts';
import { isMapping, type PlainMapping, textAt, textsOf, valueAt } from './plainValues.ts';

type Unplaced = Omit<SourceText, 'url'>;

/** Inside the site, with a slash before it and no sub-path; undefined for a text without an address. */
export function oldAddress(source: Unplaced, settings: GeneratorSettings): string | undefined {
  const address = addressBy[settings.kind](source, settings);
  return address === undefined
    ? undefined
    : `/${address}`.replace(/\/{2,}/g, '/').replace(/\/index\.html?$/i, '/');
}

const addressBy: Readonly<
  Record<GeneratorSettings['kind'], (source: Unplaced, settings: GeneratorSettings) => string | undefined>
> = {
  jekyll: jekyllAddress,
  hugo: hugoAddress,
  eleventy: eleventyAddress,
  astro: astroAddress,
};

// Jekyll

const jekyllStyles: Readonly<Record<string, string>> = {
  date: '/:categories/:year/:month/:day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
  none: '/:categories/:title:output_ext',
};

function jekyllAddress(source: Unplaced, { config }: GeneratorSettings): string | undefined {
  const { head, collection, folders, name, isBundle } = source;
  const own = textAt(head, 'permalink');
  if (own === 'false') return undefined;
  const global = textAt(config, 'permalink') || 'date';
  const isPost = collection === 'posts';
  if (own !== '') return filled(own in jekyllStyles ? (jekyllStyles[own] ?? own) : own, jekyllParts(source));
  if (isPost) {
    const ofPosts = textAt(valueAt(config, 'collections', 'posts'), 'permalink') || global;
    return filled(jekyllStyles[ofPosts] ?? ofPosts, jekyllParts(source));
  }
  const place = [...folders, ...(isBundle ? [name] : [])].join('/');
  const isPretty = global === 'pretty' || global.endsWith('/');
  if (collection !== '' && isMapping(valueAt(config, 'collections', collection))) {
    const pattern =
      textAt(config, 'collections', collection, 'permalink') ||
      `/:collection/:path${isPretty ? '/' : ':output_ext'}`;
    return filled(pattern, jekyllParts(source));
  }
  const file = isBundle ? '' : `${name}${isPretty ? '/' : '.html'}`;
  return (
    [...(collection === '' || collection === 'pages' ? [] : [collection]), place, file]
      .filter((part) => part !== '')
      .join('/') + (isBundle ? '/' : '')
  );
}

function jekyllParts(source: Unplaced): ReadonlyMap<string, string> {
  const { head, name, collection, folders, isBundle } = source;
  const title = slugOfJekyll(textAt(head, 'slug') || name);
  const path = [...folders, ...(isBundle ? [] : [name])].join('/');
  return new Map([
    ...dateParts(source),
    [
      'categories',
      categoriesOf(source)
        .map((one) => one.toLowerCase())
        .join('/'),
    ],
    ['slugified_categories', categoriesOf(source).map(slugOfJekyll).join('/')],
    ['title', textAt(head, 'slug') || name],
    ['slug', title],
    ['name', slugOfJekyll(name)],
    ['basename', name],
    ['path', path],
    ['collection', collection],
    ['output_ext', '.html'],
  ]);
}

/** Jekyll's default slug: letters and digits of any script, small. */
function slugOfJekyll(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{M}\p{L}\p{Nd}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** Folders before `_posts`, and what the head says: a text without commas is several words. */
export function categoriesOf({
  head,
  categoryFolders,
}: Pick<SourceText, 'head' | 'categoryFolders'>): readonly string[] {
  const written = valueAt(head, 'categories');
  const several = typeof written === 'string' ? written.split(/\s+/).filter(Boolean) : textsOf(written);
  const one = textsOf(valueAt(head, 'category'));
  return [...new Set([...categoryFolders, ...one, ...several])];
}

// Hugo

function hugoAddress(source: Unplaced, settings: GeneratorSettings): string | undefined {
  const { head, collection, folders, isBundle } = source;
  const { config } = settings;
  // The date stays in the name, unless the settings take it from there.
  const name = textsOf(valueAt(config, 'frontmatter', 'date')).includes(':filename')
    ? source.name
    : source.wholeName;
  const own = textAt(head, 'url');
  if (own !== '') return own.replace(/^https?:\/\/[^/]+/, '');
  const slug = textAt(head, 'slug');
  const patterns = valueAt(config, 'permalinks');
  const ofKind = valueAt(patterns, 'page');
  const pattern = textAt(isMapping(ofKind) ? ofKind : patterns, collection);
  const isUgly = textAt(config, 'uglyURLs') === 'true';
  const address =
    pattern === ''
      ? [collection, ...folders, urlName(slug || name)].filter((part) => part !== '')
      : [
          filled(
            pattern,
            new Map([
              ...dateParts(source),
              ['section', collection],
              ['sections', [collection, ...folders].join('/')],
              ['title', urlName(textAt(head, 'title'))],
              ['slug', urlName(slug || textAt(head, 'title'))],
              ['slugorfilename', urlName(slug || name)],
              ['slugorcontentbasename', urlName(slug || name)],
              ['filename', name],
              ['contentbasename', name],
            ]),
          ).replace(/^\/|\/$/g, ''),
        ];
  const isSectionItself = isBundle && folders.length === 0 && name === collection && pattern === '';
  return urlName((isSectionItself ? [name] : address).join('/'), true) + (isUgly ? '.html' : '/');
}

/** As Hugo makes addresses of names: small, hyphens for spaces, letters of any script. */
function urlName(text: string, isPath = false): string {
  return text
    .toLowerCase()
    .replace(/\s+/g, '-')
    .replace(isPath ? /[^\p{L}\p{M}\p{N}\-_.~/+@]/gu : /[^\p{L}\p{M}\p{N}\-_.~+@]/gu, '')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '');
}

// Eleventy

function eleventyAddress(source: Unplaced): string | undefined {
  const { head, collection, folders, name, isBundle } = source;
  const own = textAt(head, 'permalink');
  if (own === 'false') return undefined;
  const slug = isBundle && folders.length === 0 && name === collection ? '' : name;
  if (own !== '') {
    const address = own.replace(
      /\{\{-?\s*([^{}|]{1,80})(?:\|([^{}]{0,80}))?\s*-?\}\}/g,
      (whole, key: string, filters = '') => {
        const value = eleventyValue(key.trim(), source);
        if (value === undefined) return whole;
        return /slug/i.test(filters) ? slugOfJekyll(value.normalize('NFD').replace(/\p{M}/gu, '')) : value;
      },
    );
    return /\{\{|\{%/.test(address) ? undefined : address;
  }
  return `${[collection, ...folders, slug].filter((part) => part !== '').join('/')}/`;
}

function eleventyValue(
  key: string,
  { head, name, clock = '', collection, folders }: Unplaced,
): string | undefined {
  if (key === 'page.fileSlug') return name;
  if (key === 'page.filePathStem') return `/${[collection, ...folders, name].filter(Boolean).join('/')}`;
  if (/^page\.date\b/.test(key)) return clock.slice(0, 10);
  const value = textAt(head, ...key.split('.'));
  return value === '' ? undefined : value;
}

// Astro

function astroAddress(source: Unplaced, { routes }: GeneratorSettings): string | undefined {
  const { path, head, collection, folders, name, isBundle } = source;
  const slug = textAt(head, 'slug');
  if (path.startsWith('src/pages/'))
    return `${[...new Set([...(folders[0] === collection ? [] : [collection]), ...folders, ...(isBundle && name === collection ? [] : [name])])].filter(Boolean).join('/')}/`;
  const route = routes.get(collection) ?? `/${collection}/`;
  const place = slug !== '' ? [slug] : [...folders, source.wholeName];
  return `${route}${place.map((part) => slugOfGithub(part)).join('/')}/`;
}

function slugOfGithub(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\- _/]/gu, '')
    .replaceAll(' ', '-');
}

// Patterns

function dateParts({ clock = '' }: Pick<SourceText, 'clock'>): readonly (readonly [string, string])[] {
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00'] =
    /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)(?::(\d\d))?/.exec(clock) ?? [];
  if (year === '') return [];
  const count = Math.floor(
    (Date.UTC(Number(year), Number(month) - 1, Number(day)) - Date.UTC(Number(year), 0, 0)) / 86_400_000,
  );
  return [
    ['year', year],
    ['short_year', year.slice(2)],
    ['month', month],
    ['i_month', String(Number(month))],
    ['day', day],
    ['i_day', String(Number(day))],
    ['y_day', String(count).padStart(3, '0')],
    ['yearday', String(count)],
    ['hour', hour],
    ['minute', minute],
    ['second', second],
  ];
}

/** Hugo writes `:year` and `:date[2006]`; longer names first, because `:title` is the beginning of none but `:i_month` holds `:month`. */
function filled(pattern: string, parts: ReadonlyMap<string, string>): string {
  return pattern.replace(/:([a-z_]+)(?:\[[^\]]*\])?/g, (whole, name: string) => {
    const known = parts.get(name);
    if (known !== undefined) return known;
    const beginning = [...parts.keys()]
      .filter((one) => name.startsWith(one))
      .toSorted((a, b) => b.length - a.length)[0];
    return beginning === undefined ? whole : `${parts.get(beginning)}${name.slice(beginning.length)}`;
  });
}

export interface AddressedArticle {
  readonly url: string;
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly slug: string;
  readonly section: string;
}

/** The pattern that gives most articles the address that they had, but for endings; undefined where none does. */
export function commonPattern(articles: readonly AddressedArticle[]): string | undefined {
  const counts = new Map<string, number>();
  for (const article of articles)
    for (const pattern of new Set([true, false].map((takesSection) => patternOf(article, takesSection))))
      if (pattern !== undefined) counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  const best = [...counts].toSorted(
    ([a, x], [b, y]) => y - x || Number(a.includes(':section')) - Number(b.includes(':section')),
  )[0];
  // A pattern that few have is none of the blog's.
  return best && best[1] * 5 >= articles.length ? best[0] : undefined;
}

function patternOf(
  { url, year, month, day, slug, section }: AddressedArticle,
  takesSection: boolean,
): string | undefined {
  const segments = addressKey(url).split('/').filter(Boolean);
  const last = segments.pop();
  if (last === undefined || slugify(last) !== slug) return undefined;
  const dates = [year, month, day];
  let next = 0;
  const names = segments.map((segment) => {
    const at = dates.indexOf(segment, next);
    if (at === next) {
      next++;
      return [':year', ':month', ':day'][at] ?? segment;
    }
    return takesSection && slugify(segment) === section ? ':section' : segment;
  });
  const pattern = `/${[...names, ':slug'].join('/')}/`;
  return /^\/(?:(?::[a-z]+|[a-z0-9-]+)\/)+$/.test(pattern) ? pattern : undefined;
}

/** Two addresses of one key are one: without index, ending and slash at the end, decoded, in small letters. */
export function addressKey(address: string): string {
  let decoded = address;
  try {
    decoded = decodeURIComponent(address);
  } catch {
    // It stands for itself.
  }
  return `/${decoded
    .normalize('NFC')
    .toLowerCase()
    .replace(/[?#].*$/s, '')
    .replace(/\/index\.html?$/, '')
    .replace(/\.html?$/, '')
    .replace(/^\/+|\/+$/g, '')}`;
}

/** Old addresses that the head itself names: `aliases`, `redirect_from`. */
export function namedAliases(head: PlainMapping): readonly string[] {
  return ['aliases', 'alias', 'redirect_from', 'redirectFrom', 'redirects', 'oldUrls', 'old_url'].flatMap(
    (key) => textsOf(valueAt(head, key)),
  );
}
