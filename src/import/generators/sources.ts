/** Which files of a blog are texts, what their heads say with what stands for a whole folder, and at which address each stood. */
import type { GeneratorKind, GeneratorSettings, GeneratorSite, SourceText } from './model.ts';
import { createZone, isZoneName, parseMoment, calendarDay, localTime } from '../../core/time.ts';
import type { Moment } from '../../core/model.ts';

import { oldAddress } from './oldAddresses.ts';
import {
  emptyMapping,
  isList,
  isMapping,
  merged,
  type Plain,
  type PlainMapping,
  readData,
  readForeignHead,
  textAt,
  textsOf,
  valueAt,
} from './plainValues.ts';

export interface Sources {
  readonly settings: GeneratorSettings;
  readonly texts: readonly SourceText[];
  /** Texts that are none of the blog's: lists, templates, programs. */
  readonly others: readonly { readonly path: string; readonly reason: string }[];
}

// Settings

const dateKeys = [
  'date',
  'pubDate',
  'publishDate',
  'pubDatetime',
  'publishedDate',
  'publishedAt',
  'published',
  'datePublished',
  'publish_date',
  'pub_date',
  'datum',
  'createdAt',
  'created',
  'created_at',
];

function readSettings({ kind, texts }: GeneratorSite): GeneratorSettings {
  const config = configOf(kind, texts);
  const code =
    kind === 'astro'
      ? codeOf(texts, /^astro\.config\.[cm]?[jt]s$/)
      : codeOf(texts, /^(?:\.eleventy|eleventy\.config)\.[cm]?js$/);
  const input = kind === 'eleventy' ? inputOf(code, texts) : kind === 'hugo' ? '' : '';
  const data = dataOf(kind, texts, input);
  const shared = kind === 'eleventy' ? siteData(data) : emptyMapping;
  const whole =
    textAt(config, 'url') ||
    textAt(config, 'baseURL') ||
    textAt(shared, 'url') ||
    (/\bsite:\s*["'`](https?:\/\/[^"'`\s]+)/.exec(code)?.[1] ?? '');
  const url = /^https?:\/\/[^/\s]+/i.exec(whole)?.[0] ?? '';
  const inAddress = whole.slice(url.length).replace(/\/+$/, '');
  const base =
    kind === 'jekyll'
      ? textAt(config, 'baseurl').replace(/\/+$/, '')
      : kind === 'astro'
        ? (/\bbase:\s*["'`](\/[^"'`\s]*)/.exec(code)?.[1] ?? '').replace(/\/+$/, '')
        : inAddress;
  const language =
    [
      textAt(config, 'lang'),
      textAt(config, 'locale'),
      textAt(config, 'languageCode'),
      textAt(config, 'defaultContentLanguage'),
      textAt(shared, 'language'),
      textAt(shared, 'lang'),
    ].find((one) => one !== '') ?? '';
  const named = textAt(config, 'timezone') || textAt(config, 'timeZone');
  const timezone = isZoneName(named) ? named : 'Europe/Berlin';
  return {
    kind,
    config,
    title:
      textAt(config, 'title') ||
      textAt(config, 'languages', textAt(config, 'defaultContentLanguage') || 'de', 'title') ||
      textAt(config, 'name') ||
      textAt(shared, 'title') ||
      textAt(shared, 'name'),
    description:
      textAt(config, 'description') ||
      textAt(config, 'params', 'description') ||
      textAt(shared, 'description'),
    url,
    base: base === '' || base.startsWith('/') ? base : `/${base}`,
    language,
    timezone,
    zone: createZone(timezone),
    input,
    data,
    roots: rootsOf(kind, input, config),
    routes: kind === 'astro' ? routesOf(texts) : new Map(),
  };
}

function configOf(kind: GeneratorKind, texts: GeneratorSite['texts']): PlainMapping {
  const read = (path: string): PlainMapping => {
    const text = texts.get(path);
    return (text !== undefined && readData(path, text)) || emptyMapping;
  };
  if (kind === 'jekyll') return merged(read('_config.yml'), read('_config.yaml'), read('_config.toml'));
  if (kind !== 'hugo') return emptyMapping;
  const endings = ['toml', 'yaml', 'yml', 'json'];
  const whole = ['config/_default/config', 'config/_default/hugo', 'config', 'hugo'].flatMap((name) =>
    endings.map((ending) => read(`${name}.${ending}`)),
  );
  const parts = [...texts.keys()].flatMap((path) => {
    const name = /^config\/_default\/([a-z]+)(?:\.[a-z-]+)?\.(?:toml|ya?ml|json)$/i.exec(path)?.[1];
    return name === undefined || /^(?:config|hugo)$/.test(name) ? [] : [{ [name]: read(path) }];
  });
  return merged(...parts, ...whole);
}

function codeOf(texts: GeneratorSite['texts'], name: RegExp): string {
  return [...texts].find(([path]) => name.test(path))?.[1] ?? '';
}

/** Where it is plainly said, or where a folder of the usual name holds texts. */
function inputOf(code: string, texts: GeneratorSite['texts']): string {
  const said = /\binput:\s*["'`]\.?\/?([\w/-]*)\/?["'`]/.exec(code)?.[1];
  if (said !== undefined) return said.replace(/\/+$/, '');
  const hasSrc = [...texts.keys()].some((path) => /^src\/.*\.(?:md|markdown|njk)$/.test(path));
  return hasSrc && ![...texts.keys()].some((path) => /^(?:posts?|blog|content)\/.*\.md$/.test(path))
    ? 'src'
    : '';
}

function dataOf(kind: GeneratorKind, texts: GeneratorSite['texts'], input: string): PlainMapping {
  const folder = kind === 'hugo' ? 'data/' : `${input === '' ? '' : `${input}/`}_data/`;
  const found: Record<string, Plain> = Object.create(null);
  for (const [path, text] of texts) {
    const name = path.startsWith(folder)
      ? /^([\w-]+)\.(?:ya?ml|json|toml)$/i.exec(path.slice(folder.length))?.[1]
      : undefined;
    const value = name === undefined ? undefined : readData(path, text);
    if (name !== undefined && value) found[name] = value;
  }
  return found;
}

/** `_data/site.json`, `_data/metadata.json`, `_data/meta.json`. */
function siteData(data: PlainMapping): PlainMapping {
  const names = ['site', 'metadata', 'meta', 'config'];
  return names.map((name) => valueAt(data, name)).find(isMapping) ?? emptyMapping;
}

function rootsOf(kind: GeneratorKind, input: string, config: PlainMapping): readonly string[] {
  if (kind === 'jekyll') return [''];
  if (kind === 'astro') return ['public', '', 'src'];
  if (kind === 'eleventy')
    return [
      ...new Set([
        input,
        '',
        'public',
        'static',
        'src',
        `${input}/static`,
        `${input}/public`,
        `${input}/assets`,
      ]),
    ];
  return [...textsOf(valueAt(config, 'staticDir')), 'static', 'assets', 'content'];
}

/** `src/pages/blog/[...slug].astro` shows a collection below `/blog/`. */
function routesOf(texts: GeneratorSite['texts']): ReadonlyMap<string, string> {
  const routes = new Map<string, string>();
  for (const [path, text] of texts) {
    const folder = /^src\/pages\/(.*?)\[(?:\.\.\.)?(?:slug|id|post|path|page)\](?:\/index)?\.astro$/.exec(
      path,
    )?.[1];
    if (folder === undefined) continue;
    for (const [, name = ''] of text.matchAll(/getCollection\(\s*["'`]([\w-]+)["'`]/g))
      if (!routes.has(name) || !folder.includes('['))
        routes.set(name, `/${folder.replace(/\[[^\]]*\]\//g, '')}`);
  }
  return routes;
}

// Texts

const textNames = /\.(?:md|markdown|mdown|mdx|qmd|rmd|html?|njk|liquid)$/i;
/** Of the project, not of the blog. */
const projectFiles =
  /(?:^|\/)(?:readme|license|licence|changelog|contributing|code_of_conduct|security|agents|claude|copying|authors|todo)(?:\.\w+)?$/i;
const templateFolders = /(?:^|\/)_(?:includes|layouts|data|components|partials)\//;

interface Placed {
  readonly path: string;
  /** Below the sources' folder, with its folders. */
  readonly segments: readonly string[];
  readonly file: string;
  readonly collection: string;
  readonly isDraft: boolean;
  /** It is a text among others by its folder alone. */
  readonly isArticle?: boolean;
  readonly categoryFolders?: readonly string[];
}

export function readSources(site: GeneratorSite): Sources {
  const settings = readSettings(site);
  const others: { path: string; reason: string }[] = [];
  const texts: SourceText[] = [];
  const defaultsOf = createDefaults(settings, site.texts);
  for (const [path, text] of site.texts) {
    if (!textNames.test(path) || templateFolders.test(path)) continue;
    const placed = place(path, settings);
    if (typeof placed === 'string') {
      if (placed !== '') others.push({ path, reason: placed });
      continue;
    }
    const read = readForeignHead(text);
    const hasDate = read !== undefined && dateKeys.some((key) => /\d{4}/.test(textAt(read.values, key)));
    const reason = reasonAgainst(placed, read?.body ?? text, read !== undefined, hasDate, settings);
    if (reason !== undefined) {
      if (reason !== '') others.push({ path, reason });
      continue;
    }
    texts.push(
      sourceOf(
        placed,
        read ?? { values: emptyMapping, body: text, isDamaged: false },
        defaultsOf(path, placed),
        settings,
      ),
    );
  }
  return { settings, texts, others };
}

/** Where a file stands among the texts; a reason where it is none of them, an empty one where nobody would miss it. */
function place(path: string, { kind, input, config, language }: GeneratorSettings): Placed | string {
  const segments = path.split('/');
  const file = segments.pop() ?? '';
  if (projectFiles.test(path)) return 'Diese Datei gehört zum Projekt und nicht zum Blog.';
  const isMarkdown = /\.(?:md|markdown|mdown|mdx|qmd|rmd)$/i.test(file);
  if (kind === 'jekyll') {
    const at = segments.findIndex((one) => one === '_posts' || one === '_drafts');
    if (at >= 0)
      return {
        path,
        file,
        segments: [...segments.slice(0, at), ...segments.slice(at + 1)],
        collection: 'posts',
        isDraft: segments[at] === '_drafts',
        isArticle: true,
        categoryFolders: segments.slice(0, at).filter((one) => one !== textAt(config, 'collections_dir')),
      };
    const [first = ''] = segments;
    const top =
      segments[0] === textAt(config, 'collections_dir') && first !== '' ? (segments[1] ?? '') : first;
    if (top.startsWith('_')) {
      const name = top.slice(1);
      const own = valueAt(config, 'collections', name);
      if (own === undefined && !isList(valueAt(config, 'collections')))
        return ['includes', 'layouts', 'sass', 'data'].includes(name)
          ? ''
          : 'Der Ordner gehört zu keiner Sammlung, die veröffentlicht wird.';
      if (isMapping(own) && textAt(own, 'output') !== 'true' && name !== 'pages')
        return 'Diese Sammlung hat keine eigenen Seiten; ihre Texte stehen nur in Vorlagen.';
      return {
        path,
        file,
        segments: segments.slice(segments.indexOf(top) + 1),
        collection: name,
        isDraft: false,
      };
    }
    return { path, file, segments, collection: '', isDraft: false };
  }
  if (kind === 'hugo') {
    const dir = (textAt(config, 'contentDir') || 'content').split('/');
    const inside = languageFolder(path, config);
    if (segments.slice(0, dir.length).join('/') !== dir.join('/') && inside === undefined)
      return isMarkdown ? 'Die Datei liegt außerhalb der Texte.' : '';
    const below = segments.slice(inside ?? dir.length);
    const tongue = /\.([a-z]{2}(?:-[a-z]{2})?)\.[a-z]+$/i.exec(file)?.[1]?.toLowerCase();
    const main = (textAt(config, 'defaultContentLanguage') || language || 'de').toLowerCase().slice(0, 2);
    if (
      tongue !== undefined &&
      tongue.slice(0, 2) !== main &&
      isMapping(valueAt(config, 'languages', tongue))
    )
      return 'Dieser Text ist in einer anderen Sprache; Blattmacher hat eine Sprache je Blog.';
    return {
      path,
      file: tongue === main ? file.replace(/\.[a-z]{2}(\.[a-z]+)$/i, '$1') : file,
      segments: below,
      collection: below[0] ?? '',
      isDraft: false,
    };
  }
  if (kind === 'astro') {
    if (segments[0] !== 'src' || !isMarkdown)
      return isMarkdown && segments[0] !== 'public' ? 'Die Datei liegt außerhalb der Texte.' : '';
    if (segments[1] === 'content' || segments[1] === 'data') {
      if (file.startsWith('_')) return 'Astro lässt Dateien mit einem „_“ davor aus.';
      return { path, file, segments: segments.slice(2), collection: segments[2] ?? '', isDraft: false };
    }
    if (segments[1] === 'pages')
      return { path, file, segments: segments.slice(2), collection: segments[2] ?? '', isDraft: false };
    return 'Die Datei liegt außerhalb der Texte.';
  }
  const inside = input === '' ? segments : segments.slice(input.split('/').length);
  if (input !== '' && !path.startsWith(`${input}/`))
    return isMarkdown ? 'Die Datei liegt außerhalb der Texte.' : '';
  if (inside.some((one) => one.startsWith('_')) || file.startsWith('_')) return '';
  return { path, file, segments: inside, collection: inside[0] ?? '', isDraft: false };
}

/** Number of folders before the texts of the main language, where each language has one. */
function languageFolder(path: string, config: PlainMapping): number | undefined {
  const languages = valueAt(config, 'languages');
  if (!isMapping(languages)) return undefined;
  const main = textAt(config, 'defaultContentLanguage') || 'de';
  const folder = textAt(languages[main] ?? '', 'contentDir');
  return folder !== '' && path.startsWith(`${folder}/`) ? folder.split('/').length : undefined;
}

/** Undefined: it is a text of the blog. */
function reasonAgainst(
  { path, file, segments, collection, isArticle }: Placed,
  body: string,
  hasHead: boolean,
  hasDate: boolean,
  { kind, config }: GeneratorSettings,
): string | undefined {
  const isMarkdown = /\.(?:md|markdown|mdown|mdx|qmd|rmd)$/i.test(file);
  const stem = file.replace(/\.[^.]+$/, '');
  if (kind === 'hugo') {
    const languages = valueAt(config, 'languages');
    const [first = ''] = segments;
    if (
      isMapping(languages) &&
      first !== (textAt(config, 'defaultContentLanguage') || 'de') &&
      isMapping(languages[first]) &&
      /^[a-z]{2}$/.test(first)
    )
      return 'Dieser Text ist in einer anderen Sprache; Blattmacher hat eine Sprache je Blog.';
    if (stem === '_index' && body.trim() === '')
      return 'Das ist nur die Überschrift einer Liste; Listen macht Blattmacher selbst.';
    if (stem === '_index' && segments.length === 0)
      return 'Das ist die Startseite; sie macht Blattmacher selbst.';
  }
  if (isMarkdown && (hasHead || kind === 'hugo' || kind === 'astro' || kind === 'eleventy')) {
    if (isArticle) return undefined;
    if (stem === '404' || (/^index$/i.test(stem) && segments.length === 0))
      return 'Diese Seite macht Blattmacher selbst.';
    const bare = body.replace(/\{%[\s\S]{0,500}?%\}|\{\{[\s\S]{0,500}?\}\}|<[^>]{0,500}>/g, '').trim();
    if (
      (bare === '' && !hasDate && !/^_?(?:authors|autoren|people)$/i.test(collection)) ||
      (/\{%-?\s*(?:for|paginate)\b/.test(body) && bare.length < 200)
    )
      return 'Das ist eine Vorlage für eine Liste; Listen macht Blattmacher selbst.';
    return undefined;
  }
  if (!hasHead) return isMarkdown ? 'Die Datei hat keinen Kopf; der Generator gibt sie nur weiter.' : '';
  if (isArticle) return undefined;
  if (/\.(?:njk|liquid)$/i.test(path) || /\{%|\{\{/.test(body) || /^(?:index|404)$/i.test(stem))
    return 'Das ist eine Vorlage; ihr Aussehen und ihre Listen macht Blattmacher selbst.';
  return undefined;
}

/** What a folder, or the settings, say about the texts in it. */
function createDefaults(
  settings: GeneratorSettings,
  texts: GeneratorSite['texts'],
): (path: string, placed: Placed) => PlainMapping {
  const { kind, config } = settings;
  if (kind === 'jekyll') {
    const list = valueAt(config, 'defaults');
    const rules = isList(list) ? list.filter(isMapping) : [];
    return (path, { collection }) =>
      merged(
        ...rules
          .filter((rule) => {
            const folder = textAt(rule, 'scope', 'path')
              .replace(/^\/|\/$/g, '')
              .replace(/\/?\*.*$/, '');
            const type = textAt(rule, 'scope', 'type');
            return (
              (folder === '' || path === folder || path.startsWith(`${folder}/`)) &&
              (type === '' || type === (collection === '' ? 'pages' : collection))
            );
          })
          .map((rule) => valueAt(rule, 'values'))
          .filter(isMapping),
      );
  }
  if (kind === 'astro') return () => emptyMapping;
  const known = new Map<string, PlainMapping>();
  const ofFolder = (folder: string): PlainMapping => {
    const found = known.get(folder);
    if (found) return found;
    const above =
      folder === '' ? emptyMapping : ofFolder(folder.slice(0, Math.max(0, folder.lastIndexOf('/'))));
    const own = kind === 'hugo' ? cascadeOf(folder, texts) : folderData(folder, texts);
    const whole = merged(above, own);
    known.set(folder, whole);
    return whole;
  };
  return (path) => {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    const stem = path.replace(/\.[^./]+$/, '');
    return kind === 'hugo' ? ofFolder(folder) : merged(ofFolder(folder), dataFile(stem, texts));
  };
}

function cascadeOf(folder: string, texts: GeneratorSite['texts']): PlainMapping {
  const text = texts.get(`${folder}/_index.md`);
  const cascade = text === undefined ? undefined : valueAt(readForeignHead(text)?.values, 'cascade');
  if (isList(cascade))
    return merged(...cascade.filter(isMapping).filter((one) => !('_target' in one) && !('target' in one)));
  return isMapping(cascade) ? cascade : emptyMapping;
}

function folderData(folder: string, texts: GeneratorSite['texts']): PlainMapping {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return name === ''
    ? emptyMapping
    : merged(dataFile(`${folder}/${name}`, texts), dataFile(`${folder}/index`, texts));
}

function dataFile(stem: string, texts: GeneratorSite['texts']): PlainMapping {
  const found = [`${stem}.json`, `${stem}.11tydata.json`]
    .map((path) => texts.get(path))
    .filter((text) => text !== undefined);
  return merged(...found.map((text) => readJson2(text)));
}

function readJson2(text: string): PlainMapping {
  return readData('x.json', text) ?? emptyMapping;
}

const datedName = /^(\d{4})-(\d{1,2})-(\d{1,2})-(.+)$/;

function sourceOf(
  placed: Placed,
  read: { readonly values: PlainMapping; readonly body: string; readonly isDamaged: boolean },
  defaults: PlainMapping,
  settings: GeneratorSettings,
): SourceText {
  const { path, file, segments, collection } = placed;
  const head = merged(defaults, read.values);
  const stem = file.replace(/\.[^.]+$/, '');
  const isBundle = /^_?index$/i.test(stem) && segments.length > 0;
  const own = isBundle ? (segments.at(-1) ?? stem) : stem;
  const [, year, month = '', day = '', rest] = datedName.exec(own) ?? [];
  const dayOfName =
    year === undefined ? undefined : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const name = rest ?? own;
  const written = dateKeys.map((key) => textAt(head, key)).find((text) => /\d{4}/.test(text)) ?? dayOfName;
  const reading = written === undefined ? undefined : parseMoment(tidyDate(written), settings.zone);
  const fallback = dayOfName === undefined ? undefined : parseMoment(dayOfName, settings.zone);
  const date =
    reading && 'moment' in reading
      ? reading.moment
      : fallback && 'moment' in fallback
        ? fallback.moment
        : undefined;
  const below = segments.slice(collection !== '' && segments[0] === collection ? 1 : 0);
  const folders = isBundle ? below.slice(0, -1) : below;
  const isListPage = settings.kind === 'hugo' && /^_index$/i.test(stem);
  const isArticle =
    !isListPage &&
    date !== undefined &&
    (placed.isArticle ||
      (collection !== '' && collection !== 'pages') ||
      dayOfName !== undefined ||
      settings.kind === 'eleventy');
  const source = {
    path,
    kind: /^(?:authors|autoren|autorinnen|people)$/i.test(collection)
      ? ('author' as const)
      : isArticle
        ? ('article' as const)
        : ('page' as const),
    head,
    body: read.body,
    format: /\.mdx$/i.test(file)
      ? ('mdx' as const)
      : /\.(?:html?|njk|liquid)$/i.test(file)
        ? ('html' as const)
        : ('markdown' as const),
    isDamaged: read.isDamaged,
    isDraft: placed.isDraft,
    name,
    wholeName: own,
    isBundle,
    collection,
    folders,
    categoryFolders: placed.categoryFolders ?? [],
    ...(date && { date, clock: clockOf(written ?? '', date, settings) }),
  };
  const url = oldAddress(source, settings);
  return { ...source, ...(url !== undefined && { url }) };
}

/** What our reader of dates has no word for. */
function tidyDate(text: string): string {
  return text
    .replace(/\s*(?:UTC|GMT|Z)$/i, (zone) => (/\d:\d\d/.test(text) ? 'Z' : zone))
    .replace(
      /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?$/i,
      (_, day: string, time: string, zone = '') =>
        `${day}T${time.length === 5 ? `${time}:00` : time}${zone.toUpperCase()}`,
    )
    .replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
}

/** Hugo and Eleventy make addresses by the date as it is typed, Jekyll by the clock of its blog. */
function clockOf(written: string, date: Moment, { kind }: GeneratorSettings): string {
  const typed = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?/.exec(written);
  if (kind !== 'jekyll' && typed) return `${typed[1]} ${typed[2] ?? '00:00'}`;
  const { year, month, day } = calendarDay(date);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')} ${localTime(date).slice(11, 19)}`;
}
