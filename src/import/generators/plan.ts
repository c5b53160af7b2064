/** A blog of another generator → what is to be written: texts with heads of ours, pictures, settings, old addresses. Pure. */
import type {
  GeneratorOptions,
  GeneratorSettings,
  GeneratorSite,
  PlannedCopy,
  PlannedText,
  SourceText,
  GeneratorPlan,
} from './model.ts';
import { isDocument, isPictureName } from '../../config/documentTypes.ts';
import { articleUrl, staticPageUrl } from '../../collections/addresses.ts';
import type { Slug, SourcePath, UrlPath } from '../../core/model.ts';
import { parseUrlPath } from '../../core/paths.ts';
import { slugify } from '../../core/slug.ts';
import { parseOutputPath } from '../../emit/outputPath.ts';
import { addressKey as takenKey } from '../../routes/redirects/redirects.ts';
import type { AccountItem, Head, Remark, TextTargets } from '../model.ts';
import { commonMarkdown } from './commonMarkdown.ts';
import { type HeadContext, ourHead, titleOf } from './heads.ts';
import { createNames, type BlogNames } from './names.ts';
import { addressKey, commonPattern, namedAliases } from './oldAddresses.ts';
import { ourMarkdown } from './ourMarkdown.ts';
import { createPlaces, type PlacedText, type Places, soundPath } from './places.ts';
import { isMapping, type PlainMapping, textAt, valueAt } from './plainValues.ts';
import { proofTree } from './proofTree.ts';

import { readSources } from './sources.ts';
import { meaningOf, type TagContext } from './tagMeanings.ts';
import { hugoPieces, liquidPieces, mdxPieces, renderTags } from './templateTags.ts';

/** Plans the import of a blog. */
export function planGeneratorImport(
  site: GeneratorSite,
  { now, writeMarkdown }: GeneratorOptions,
): GeneratorPlan {
  const { settings, texts, others } = readSources(site);
  const names = createNames(texts, settings);
  const { placed, pattern } = placeAll(texts, names, settings);
  const lists = listAddresses(placed, names, settings, now);
  const places = createPlaces(site, settings, placed, lists);
  const droppedKeys = new Map<string, number>();
  const written = placed.map((one) => {
    const made = writeText(one, { settings, names, places, ...(writeMarkdown && { writeMarkdown }) });
    for (const key of made.droppedKeys) droppedKeys.set(key, (droppedKeys.get(key) ?? 0) + 1);
    return { ...made, url: one.url };
  });
  const copies = [...places.copies.values()].flat();
  const standing = new Set(
    placed.flatMap(({ url, aliases }) => (url === undefined ? aliases : [url, ...aliases])).map(takenKey),
  );
  return {
    items: [
      ...written.map(({ text, hiddenBecause, url, source }) => itemOf(text, source, hiddenBecause, url)),
      ...others.map(({ path, reason }): AccountItem => ({
        id: path,
        type: 'template',
        status: '',
        result: 'left-out',
        reason,
      })),
      ...site.unread.map(({ path, reason }): AccountItem => ({
        id: path,
        type: 'file',
        status: '',
        result: 'left-out',
        reason,
      })),
      ...mediaItems(site, copies),
    ],
    texts: [...written.map(({ text }) => text), ...authorTexts(settings, names, places)],
    copies,
    settings: proposedSettings(settings, pattern, places),
    redirects: [...lists]
      .filter(([from]) => from.startsWith('/') && !standing.has(takenKey(from as UrlPath)))
      .map(([from, to]) => [from === '/' ? from : listSpelling(from), to] as const)
      .filter(([from, to]) => takenKey(from as UrlPath) !== takenKey(to)),
    droppedKeys,
    notes: [
      ...names.notes,
      ...programNotes(site),
      ...(pattern === undefined
        ? []
        : [`Die meisten Artikel behalten ihre Adresse, wenn in site.yaml steht: permalink: ${pattern}`]),
    ],
  };
}

/** Data that programs make when the blog is built. */
function programNotes({ texts }: GeneratorSite): readonly string[] {
  const programs = [...texts.keys()].filter((path) => /\.11tydata\.[cm]?js$/.test(path));
  if (programs.length === 0) return [];
  return [
    `Programme werden nicht ausgeführt. Was diese über Texte sagen, fehlt hier: ${programs.slice(0, 5).join(', ')}.`,
  ];
}

/** Lists' addresses end with a slash, feeds' with their ending. */
function listSpelling(key: string): string {
  return /\.(?:xml|json|rss)$/.test(key) ? key : `${key}/`;
}

// Where everything stands

interface Placed extends PlacedText {
  readonly slug: Slug;
  readonly url: UrlPath | undefined;
  /** Needed in the head. */
  readonly writtenSlug: string | undefined;
  readonly aliases: readonly UrlPath[];
}

const usualPattern = '/:year/:month/:slug/';
/** Addresses that the new blog has of its own, as redirects know them. */
const ownAddresses = [
  '/archiv/',
  '/suche/',
  '/korrekturen/',
  '/glossar/',
  '/404.html',
  '/feed.xml',
  '/atom.xml',
  '/feed.json',
  '/sitemap.xml',
  '/robots.txt',
  '/kommentar-danke/',
  '/kommentar-fehler/',
].map((url) => takenKey(url as UrlPath));
/** First folders of the new blog's own lists. */
const ownPages =
  /^(?:archiv|ressort|thema|autor|serie|glossar|suche|korrekturen|medien|pagefind|assets|seite|feed|kommentar-danke|kommentar-fehler)$/;

function placeAll(texts: readonly SourceText[], names: BlogNames, settings: GeneratorSettings) {
  const collections = new Set(
    texts.filter(({ kind }) => kind === 'article').map(({ collection }) => collection),
  );
  const wanted = texts.map((source) => ({
    source,
    slug: wantedSlug(source),
    section: sectionKey(source, names, settings),
  }));
  const pattern = commonPattern(
    wanted.flatMap(({ source, slug, section }) => {
      const { kind, url, clock = '' } = source;
      const [year = '', month = '', day = ''] = clock.slice(0, 10).split('-');
      return kind === 'article' && url !== undefined ? [{ url, slug, section, year, month, day }] : [];
    }),
  );
  const files = new Set<string>();
  const urls = new Set<string>(['/', ...ownAddresses]);
  // Who stays at an address goes before who moves there.
  const stays = ({ source, slug, section }: (typeof wanted)[number]): boolean => {
    const url = newAddress(source, slug, section, pattern);
    return url !== undefined && source.url !== undefined && takenKey(url) === takenKey(source.url as UrlPath);
  };
  const order = [...wanted.filter(stays), ...wanted.filter((one) => !stays(one))];
  const withUrls = order.map(({ source, slug, section }) => {
    const file = uniqueFile(fileOf(source, collections.size > 1), files);
    let free: Slug = source.kind !== 'article' && ownPages.test(slug) ? (`${slug}-seite` as Slug) : slug;
    let url = newAddress(source, free, section, pattern);
    for (let count = 2; url !== undefined && urls.has(takenKey(url)); count++) {
      free = `${slug}-${count}` as Slug;
      url = newAddress(source, free, section, pattern);
    }
    if (url !== undefined) urls.add(takenKey(url));
    return {
      source,
      file,
      slug: free,
      url,
      writtenSlug: usualSlug(source, file) === free ? undefined : free,
    };
  });
  const placed = withUrls.map((one): Placed => ({ ...one, aliases: aliasesOf(one, urls, settings) }));
  return { placed, pattern };
}

function wantedSlug({ kind, url, head, name, wholeName }: SourceText): Slug {
  const last = url === undefined ? undefined : addressKey(url).split('/').at(-1);
  const usual =
    last === undefined || last === '' || (kind === 'page' && /^\d+$/.test(last))
      ? textAt(head, 'slug') || name
      : last;
  return kind === 'author'
    ? slugify(textAt(head, 'slug') || wholeName)
    : slugify(usual, slugify(textAt(head, 'title') || name));
}

function sectionKey(source: SourceText, names: BlogNames, settings: GeneratorSettings): string {
  return slugify(names.sectionOf(source, settings) ?? '', 'artikel');
}

function newAddress(
  { kind, date }: SourceText,
  slug: Slug,
  section: string,
  pattern = usualPattern,
): UrlPath | undefined {
  if (kind === 'author') return `/autor/${slug}/` as UrlPath;
  if (kind === 'page') return staticPageUrl(slug);
  if (!date) return undefined;
  const key = section as Slug;
  return articleUrl(pattern, {
    date,
    slug,
    section: { key, name: section, position: { line: 1, column: 1 } },
  });
}

/** The slug that a file has without being told. */
function usualSlug(source: SourceText, file: SourcePath): string {
  const { kind, isBundle } = source;
  const own = isBundle ? file.replace(/\/index\.md$/, '') : file.replace(/\.md$/, '');
  const stem = own.slice(own.lastIndexOf('/') + 1);
  if (kind !== 'article') return slugify(stem);
  const dated = /^\d{4}-\d{2}-\d{2}-(.+)$/.exec(stem)?.[1];
  return slugify(dated ?? titleOf(source));
}

function fileOf(
  { kind, wholeName, isBundle, collection, folders }: SourceText,
  hasCollections: boolean,
): string {
  const root = { article: 'content/articles', page: 'content/pages', author: 'content/authors' }[kind];
  const above =
    kind === 'author'
      ? []
      : [
          ...((kind === 'page' || hasCollections) &&
          collection !== '' &&
          !(isBundle && collection === wholeName && folders.length === 0)
            ? [collection]
            : []),
          ...folders,
        ];
  const name = soundPath(wholeName.replaceAll('/', '-')) || 'text';
  if (kind === 'author') return `${root}/${slugify(wholeName)}.md`;
  const path = soundPath([...above, name].join('/'));
  return `${root}/${path}${isBundle ? '/index' : ''}.md`;
}

function uniqueFile(file: string, taken: Set<string>): SourcePath {
  let free = file;
  for (let count = 2; taken.has(free.toLowerCase()); count++)
    free = file.replace(/(\/index)?\.md$/, `-${count}$1.md`);
  taken.add(free.toLowerCase());
  return free as SourcePath;
}

function aliasesOf(
  { source, url }: { readonly source: SourceText; readonly url: UrlPath | undefined },
  taken: Set<string>,
  { base }: GeneratorSettings,
): readonly UrlPath[] {
  if (source.kind === 'author') return [];
  const all = [...(source.url === undefined ? [] : [source.url]), ...namedAliases(source.head)];
  return all.flatMap((written) => {
    const inside = written.replace(/^https?:\/\/[^/]+/, '').replace(/[?#].*$/s, '');
    const absolute = inside.startsWith('/') ? inside : `/${inside}`;
    const own = base !== '' && absolute.startsWith(`${base}/`) ? absolute.slice(base.length) : absolute;
    const alias = parseUrlPath(own.replace(/\/{2,}/g, '/').replaceAll(' ', '%20'));
    if (alias === undefined || alias === '/' || url === undefined || !canBeFile(alias)) return [];
    const key = takenKey(alias);
    if (taken.has(key)) return [];
    taken.add(key);
    return [alias];
  });
}

/** Hosts without redirects get a file in its place. */
function canBeFile(address: string): boolean {
  return parseOutputPath(`${address.slice(1)}${address.endsWith('/') ? 'index.html' : ''}`) !== undefined;
}

// Lists

/** Old addresses of tags, categories and feeds, by key, with what answers now. */
function listAddresses(
  placed: readonly Placed[],
  names: BlogNames,
  settings: GeneratorSettings,
  now: number,
): ReadonlyMap<string, UrlPath> {
  const { kind, config } = settings;
  const lists = new Map<string, UrlPath>();
  const add = (from: string, to: string): void => {
    const key = addressKey(from);
    if (parseUrlPath(key) !== undefined && (key === '/' || canBeFile(`${key}/`)) && !lists.has(key))
      lists.set(key, to as UrlPath);
  };
  add('/', '/');
  const shown = placed.filter(
    ({ source, url }) =>
      source.kind === 'article' &&
      url !== undefined &&
      (source.date?.instant ?? now) <= now &&
      !names.isHidden(source),
  );
  for (const { source } of shown) {
    const { section, tags } = names.termsOf(source, settings);
    for (const { name, key, isCategory } of tags)
      for (const from of termAddresses(kind, config, isCategory ? 'category' : 'tag', name))
        add(from, key === slugify(section ?? '', '') ? `/ressort/${key}/` : `/thema/${key}/`);
  }
  const feed = {
    jekyll: ['/feed.xml', '/atom.xml', '/rss.xml'],
    hugo: ['/index.xml', '/feed.xml'],
    eleventy: ['/feed/feed.xml', '/feed.xml', '/rss.xml'],
    astro: ['/rss.xml', '/feed.xml'],
  }[kind];
  for (const from of feed) lists.set(from, '/feed.xml' as UrlPath);
  const above = new Set(
    shown.map(({ source }) => source.collection).filter((one) => one !== '' && kind !== 'jekyll'),
  );
  for (const collection of above) add(`/${collection}/`, '/archiv/');
  for (const from of ['/blog/', '/archive/', '/archives/', '/posts/', '/tags/', '/categories/'])
    add(from, '/archiv/');
  return lists;
}

function termAddresses(
  kind: GeneratorSettings['kind'],
  config: PlainMapping,
  type: 'tag' | 'category',
  name: string,
): readonly string[] {
  const dashed = name
    .toLowerCase()
    .trim()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  const spaced = name.toLowerCase().trim().replace(/\s+/g, '-');
  const plural = type === 'tag' ? 'tags' : 'categories';
  if (kind !== 'jekyll') return [`/${plural}/${dashed}/`, `/${plural}/${spaced}/`];
  const own = textAt(config, 'jekyll-archives', 'permalinks', type);
  const pattern = own === '' ? `/${type}/:name/` : own;
  return [pattern.replace(':name', dashed), `/${plural}/${dashed}/`];
}

// Texts

interface Writing {
  readonly settings: GeneratorSettings;
  readonly names: BlogNames;
  readonly places: Places;
  readonly writeMarkdown?: GeneratorOptions['writeMarkdown'];
}

function writeText(
  { source, file, aliases, writtenSlug }: Placed,
  { settings, names, places, writeMarkdown }: Writing,
) {
  const remarks: Remark[] = [];
  const used = new Set<string>();
  const before = new Map([...places.copies].map(([path, list]) => [path, list.length]));
  const targets: TextTargets = {
    link: (href) => places.link(href, source) ?? '',
    media: (src) => {
      const reference = places.media(src, source);
      return reference === undefined ? undefined : { reference };
    },
  };
  const context: HeadContext = {
    settings,
    names: names.forHeads,
    media: (src) => places.media(src, source),
    aliases,
    ...(writtenSlug !== undefined && { slug: writtenSlug }),
  };
  const { head, above, remarks: headRemarks, droppedKeys, hiddenBecause } = ourHead(source, context);
  const common = commonMarkdown(
    withoutTags(source, settings, places, (one) => remarks.push(one)),
    settings.kind,
    (one) => remarks.push(one),
  );
  const tree = proofTree(common);
  const markdown = {
    link: (href: string) => places.link(href, source),
    media: (src: string) => places.media(src, source),
    remark: (one: Remark) => void remarks.push(one),
  };
  const isHtml = source.format === 'html' && writeMarkdown !== undefined;
  const made = isHtml
    ? writeMarkdown(tree, targets)
    : { markdown: ourMarkdown(common, markdown), remarks: [] };
  for (const [path, list] of places.copies) if ((before.get(path) ?? 0) !== list.length) used.add(path);
  const text: PlannedText = {
    id: source.path,
    file,
    head: source.kind === 'author' ? authorHead(head, source) : head,
    body: `${[...above, made.markdown.trim()].filter((part) => part !== '').join('\n\n')}\n`,
    aliases,
    remarks: [...headRemarks, ...remarks, ...made.remarks],
    media: [...used],
    tree,
    targets,
  };
  return { text, source, droppedKeys, hiddenBecause };
}

/** The text with what the tags of its template stand for. */
function withoutTags(
  source: SourceText,
  settings: GeneratorSettings,
  places: Places,
  remark: (remark: Remark) => void,
): string {
  const { body, head, format } = source;
  const variables = new Map<string, string>();
  const valueOf = (name: string): string | undefined => {
    const [start = '', ...path] = name.split('.');
    if (name === 'site.baseurl') return settings.base;
    if (name === 'site.url') return settings.url;
    if (name === 'site.title' || name === 'site.name') return settings.title;
    if (start === 'site' && path[0] === 'data') return scalar(valueAt(settings.data, ...path.slice(1)));
    if (start === 'site')
      return scalar(valueAt(settings.config, ...path)) ?? scalar(valueAt(settings.data, 'site', ...path));
    if (start === 'page' || start === 'post')
      return path[0] === 'url' ? source.url : scalar(valueAt(head, ...path));
    return settings.kind === 'eleventy'
      ? (scalar(valueAt(head, start, ...path)) ?? scalar(valueAt(settings.data, start, ...path)))
      : undefined;
  };
  const context: TagContext = {
    valueOf,
    addressOf: (reference) => places.addressOf(reference, source),
    base: settings.base,
    url: settings.url,
    remark,
    variables,
  };
  if (format === 'mdx')
    return renderTags(mdxPieces(body, new Map()), (tag, inner, typed) =>
      meaningOf(tag, inner, typed, context),
    );
  if (settings.kind === 'hugo')
    return renderTags(hugoPieces(body), (tag, inner, typed) => meaningOf(tag, inner, typed, context));
  if (settings.kind === 'astro') return body;
  return renderTags(
    liquidPieces(body, (word) => variables.get(word) ?? valueOf(word) ?? '', settings.kind === 'eleventy'),
    (tag, inner, typed) => meaningOf(tag, inner, typed, context),
  );
}

function scalar(value: ReturnType<typeof valueAt>): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

// Authors

function authorHead(head: Head, { head: values, name }: SourceText): Head {
  const called = textAt(values, 'name') || textAt(values, 'title') || textAt(values, 'display_name') || name;
  return authorFields(called, values, head['image']);
}

function authorFields(name: string, values: PlainMapping, image: Head[string]): Head {
  const role = textAt(values, 'role') || textAt(values, 'position') || textAt(values, 'job');
  const links = [
    [
      'Website',
      textAt(values, 'website') ||
        textAt(values, 'web') ||
        textAt(values, 'url') ||
        textAt(values, 'homepage') ||
        textAt(values, 'uri'),
    ],
    ['GitHub', withHost('https://github.com/', textAt(values, 'github'))],
    ['Mastodon', textAt(values, 'mastodon')],
  ].filter(([, url = '']) => /^https?:\/\/[^\s/]+\.\S+$/.test(url));
  return {
    name,
    ...(role !== '' && { role }),
    ...(image !== undefined && { image }),
    ...(links.length > 0 && { links: links.map(([called = '', url = '']) => ({ name: called, url })) }),
  };
}

function withHost(host: string, name: string): string {
  return name === '' || /^https?:/.test(name) ? name : host + name.replace(/^@/, '');
}

/** Authors that stand in data: those that texts name. */
function authorTexts({ data }: GeneratorSettings, names: BlogNames, places: Places): readonly PlannedText[] {
  const authors = valueAt(data, 'authors') ?? valueAt(data, 'autoren');
  if (!isMapping(authors)) return [];
  const done = new Set(names.authorFiles);
  return Object.entries(authors).flatMap(([id, values]): readonly PlannedText[] => {
    const name = names.forHeads.author(id);
    const slug = slugify(name, '');
    if (!isMapping(values) || slug === '' || done.has(slug) || !names.isUsedAuthor(name)) return [];
    done.add(slug);
    const bio = textAt(values, 'bio') || textAt(values, 'description') || textAt(values, 'about');
    const avatar = textAt(values, 'avatar') || textAt(values, 'image') || textAt(values, 'picture');
    const file = `content/authors/${slug}.md` as SourcePath;
    const image = avatar === '' ? undefined : places.portrait(avatar);
    return [
      {
        id: `authors/${id}`,
        file,
        head: authorFields(name, values, image),
        body: `${bio.replace(/<[^<>]{0,300}>/g, '')}\n`,
        aliases: [],
        remarks: [],
        media: [],
        tree: proofTree(bio),
        targets: { link: (href) => href, media: () => undefined },
      },
    ];
  });
}

// The account

function itemOf(
  text: PlannedText,
  source: SourceText,
  hiddenBecause: string | undefined,
  url: UrlPath | undefined,
): AccountItem {
  const title = text.head['title'] ?? text.head['name'];
  const reasons = [
    ...(hiddenBecause === undefined ? [] : [hiddenBecause]),
    ...new Set(text.remarks.map(({ reason }) => reason)),
  ];
  return {
    id: source.path,
    type: source.kind,
    status: hiddenBecause === undefined ? 'published' : 'draft',
    result: 'imported',
    ...(typeof title === 'string' && { title }),
    file: text.file,
    ...(hiddenBecause === undefined && url !== undefined && { url }),
    ...(reasons.length > 0 && { reason: reasons.slice(0, 3).join(' ') }),
  };
}

function mediaItems({ files }: GeneratorSite, copies: readonly PlannedCopy[]): readonly AccountItem[] {
  const targets = new Map(copies.map(({ from, to }) => [from, to]));
  return [...files]
    .filter((path) => isPictureName(path) || isDocument(path, []) || targets.has(path))
    .map((path): AccountItem => {
      const file = targets.get(path);
      return {
        id: path,
        type: 'file',
        status: '',
        ...(file === undefined
          ? { result: 'left-out', reason: 'Kein Text zeigt oder verlinkt diese Datei.' }
          : { result: 'imported', file }),
      };
    });
}

function proposedSettings(
  { title, url, base, description, language, timezone }: GeneratorSettings,
  pattern: string | undefined,
  { documents, otherPaths }: Places,
): Head {
  const ours = /^de[-_](?:AT|CH)$/i.test(language) ? `de-${language.slice(3).toUpperCase()}` : undefined;
  const proposed: Head = {
    title: title || undefined,
    url: url === '' ? undefined : `${url}${base}/`,
    description: description || undefined,
    language: ours,
    timezone: timezone === 'Europe/Berlin' ? undefined : timezone,
    permalink: pattern,
    documents: documents.size > 0 ? [...documents].toSorted() : undefined,
    otherPaths: otherPaths.size > 0 ? [...otherPaths].toSorted() : undefined,
  };
  return Object.fromEntries(Object.entries(proposed).filter(([, value]) => value !== undefined));
}
