/** The first pass over a WordPress export: all that the second needs to know by id or address, without the texts. */
import { basename } from 'node:path';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import type { Diagnostic } from '../../core/model.ts';
import { decodeLoosely, parseSourcePath } from '../../core/paths.ts';
import { type KeptMap, type MakeMap, mapInMemory, type WritableMap } from '../diskMap.ts';
import { readSerialised, type PhpArray, type PhpValue } from './php.ts';
import { readExport } from './readWxr.ts';
import type { WxrAuthor, WxrChannel, WxrEvent, WxrItem, WxrPlace, WxrTerm } from './wxr.ts';
import { termName } from './words.ts';
import { copyOf } from './wxrRecords.ts';

export interface WordPressSurvey {
  /** Of the first file that has one. */
  readonly channel: WxrChannel;
  /** In the order in which both passes read them. */
  readonly paths: readonly string[];
  /** By login. An author whom only an item names has its login as name and no e-mail address. */
  readonly authors: ReadonlyMap<string, WxrAuthor>;
  /** By taxonomy (`category`, `post_tag` …) and slug; with those that only items name. */
  readonly terms: ReadonlyMap<string, ReadonlyMap<string, SurveyedTerm>>;
  /** All but attachments, by id. Items that stand in several files are one. */
  readonly items: KeptMap<SurveyedItem>;
  /** By id. */
  readonly attachments: KeptMap<SurveyedAttachment>;
  /** The attachment that an address means: whole or from the root, with size suffix, by an image proxy, `http:`, `www.`. */
  readonly attachmentAt: (address: string) => SurveyedAttachment | undefined;
  /** The attachments of a post in the order of `[gallery]` without ids: by menu order, then by id. */
  readonly attachmentsOf: (postId: string) => readonly SurveyedAttachment[];
  /** Contents of `wp_block` by id, for `<!-- wp:block {"ref":N} /-->`. */
  readonly reusableBlocks: ReadonlyMap<string, string>;
  /** How many items there are, doubles left out: type → status → number. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Comments of all items, doubles left out: approved → number. */
  readonly commentCounts: ReadonlyMap<string, number>;
  /** Whether an item of the second pass stands elsewhere too, in the version that counts. */
  readonly isDouble: (item: Pick<WxrItem, 'place'>) => boolean;
  /** Where the version that counts stands, for each place of a double as `file:line:column`. */
  readonly doubles: ReadonlyMap<string, WxrPlace>;
  /** Bytes of all files. */
  readonly bytes: number;
  readonly diagnostics: readonly Diagnostic[];
}

export interface SurveyedTerm {
  readonly taxonomy: string;
  readonly id: string;
  readonly slug: string;
  /** Plain text, as our front matter can hold it. */
  readonly name: string;
  readonly description: string;
  /** Slugs from the root of its taxonomy to this term; circles are broken. */
  readonly path: readonly string[];
}

export interface SurveyedItem {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly slug: string;
  readonly link: string;
  readonly title: string;
  readonly date: string;
  readonly dateGmt: string;
  readonly modified: string;
  /** Login. */
  readonly creator: string;
  /** Id of the parent; empty where there is none. */
  readonly parent: string;
  readonly hasPassword: boolean;
  /** Slug of its primary category (by Yoast or Rank Math), else of the first; empty where there is none. */
  readonly category: string;
  /** Slugs of all its categories. */
  readonly categories: readonly string[];
  /** Slugs of its tags. */
  readonly tags: readonly string[];
  /** Slugs of the taxonomy `author`, of plugins for several authors. */
  readonly authors: readonly string[];
  /** Slugs of former addresses (`_wp_old_slug`). */
  readonly oldSlugs: readonly string[];
  readonly place: WxrPlace;
}

export interface SurveyedAttachment {
  readonly id: string;
  readonly status: string;
  readonly url: string;
  /** In the folder of uploads: `2019/05/hafen.jpg`; empty where the export does not say. */
  readonly file: string;
  /** The file as it was uploaded, where WordPress made a smaller one of it (`-scaled`); in the same folder. */
  readonly original: string;
  /** Names of smaller versions in the same folder that do not follow from `file`. */
  readonly variants: readonly string[];
  /** Pixels of `file`; 0 where the export does not say. */
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  readonly caption: string;
  readonly description: string;
  /** `image_meta` of its metadata: who made it, and whose it is. */
  readonly credit: string;
  readonly title: string;
  readonly slug: string;
  /** Address of its own page. */
  readonly link: string;
  readonly date: string;
  readonly parent: string;
  readonly menuOrder: number;
  readonly place: WxrPlace;
}

/** A place as a key: an item stands at one alone. */
function placeKey({ file, line, column }: WxrPlace): string {
  return `${file}:${line}:${column}`;
}

/**
 * Reads all files as one export.
 *
 * @param onProgress is told how many bytes of all files have been read, and how many there are.
 */
export async function surveyWordPress(
  paths: readonly string[],
  onProgress: (read: number, whole: number) => void = () => {},
  makeMap: MakeMap = mapInMemory,
): Promise<WordPressSurvey> {
  const gathered = new Gathering(makeMap);
  let bytes = 0;
  const { diagnostics } = await readExport(
    paths,
    (event) => gathered.take(event),
    (read, whole) => {
      bytes = whole;
      onProgress(read, whole);
    },
    makeMap,
  );
  const { terms, diagnostics: circles } = resolveTerms(gathered.terms);
  return {
    channel: gathered.channel ?? { title: '', description: '', url: '', language: '', version: '' },
    paths,
    authors: gathered.authors,
    terms,
    items: gathered.items,
    attachments: gathered.attachments,
    ...indexAttachments(gathered.attachments, gathered.channel?.url ?? '', makeMap),
    reusableBlocks: gathered.blocks,
    counts: countAll(gathered.items.values(), gathered.attachments.values()),
    commentCounts: gathered.commentCounts(),
    isDouble: ({ place }) => gathered.doubles.has(placeKey(place)),
    doubles: gathered.placesOfDoubles(),
    bytes,
    diagnostics: [...diagnostics, ...gathered.diagnostics, ...circles],
  };
}

/** What has been read so far. What is kept in memory is copied: a part of a text holds all of the text there. */
class Gathering {
  channel: WxrChannel | undefined;
  readonly authors = new Map<string, WxrAuthor>();
  readonly terms = new Map<string, WxrTerm>();
  readonly items: WritableMap<SurveyedItem>;
  readonly attachments: WritableMap<SurveyedAttachment>;
  readonly blocks = new Map<string, string>();
  readonly diagnostics: Diagnostic[] = [];
  /** Place of a double → id. */
  readonly doubles = new Map<string, string>();
  readonly #versions: WritableMap<Version>;
  readonly #comments = new Map<string, number>();
  /** Id of a category → slug. */
  readonly #categories = new Map<string, string>();

  constructor(makeMap: MakeMap) {
    this.items = makeMap();
    this.attachments = makeMap();
    this.#versions = makeMap();
  }

  take(event: WxrEvent): void {
    if (event.kind === 'channel') this.channel ??= structuredClone(event.channel);
    else if (event.kind === 'author')
      this.authors.set(copyOf(event.author.login), structuredClone(event.author));
    else if (event.kind === 'term') this.#takeTerm(event.term);
    else this.#takeItem(event.item);
  }

  commentCounts(): ReadonlyMap<string, number> {
    return new Map([...this.#comments].filter(([, count]) => count > 0));
  }

  placesOfDoubles(): ReadonlyMap<string, WxrPlace> {
    const places = [...this.doubles].flatMap(([key, id]) => {
      const place = this.#versions.get(id)?.place;
      return place ? [[key, place] as const] : [];
    });
    return new Map(places);
  }

  #takeTerm(term: WxrTerm): void {
    const key = `${term.taxonomy}\n${term.slug}`;
    const known = this.terms.get(key);
    // A term that only an item has named so far knows little.
    if (!known || (known.id === '' && term.id !== '')) this.terms.set(copyOf(key), structuredClone(term));
    if (term.taxonomy === 'category' && term.id !== '')
      this.#categories.set(copyOf(term.id), copyOf(term.slug));
  }

  #takeItem(item: WxrItem): void {
    const { id } = item;
    const version = {
      place: item.place,
      changed: lastChange(item),
      approved: item.comments.map(({ approved }) => approved),
    };
    const known = this.#versions.get(id);
    const isOlder = known !== undefined && version.changed < known.changed;
    if (known) this.doubles.set(placeKey(isOlder ? version.place : known.place), copyOf(id));
    if (isOlder) return;
    if (known) this.#countComments(known, -1);
    this.#countComments(version, 1);
    this.#versions.set(id, version);
    this.#takeNames(item);
    if (item.type === 'attachment') this.attachments.set(id, this.#toAttachment(item, id));
    else this.items.set(id, this.#toItem(item, id));
    if (item.type === 'wp_block') this.blocks.set(copyOf(id), copyOf(item.content));
  }

  #takeNames({ creator, terms }: WxrItem): void {
    if (creator !== '' && !this.authors.has(creator)) {
      const login = copyOf(creator);
      this.authors.set(login, { login, email: '', name: login });
    }
    for (const { taxonomy, slug, name } of terms)
      if (!this.terms.has(`${taxonomy}\n${slug}`))
        this.#takeTerm({ taxonomy, slug, name, id: '', parent: '', description: '' });
  }

  #countComments({ approved }: Version, sign: 1 | -1): void {
    for (const state of approved) this.#comments.set(copyOf(state), (this.#comments.get(state) ?? 0) + sign);
  }

  #toItem(item: WxrItem, id: string): SurveyedItem {
    const olds = item.meta.filter(([key, value]) => key === '_wp_old_slug' && value.trim() !== '');
    return {
      id,
      type: item.type,
      status: item.status,
      creator: item.creator,
      category: this.#categoryOf(item),
      categories: slugsOf(item, 'category'),
      tags: slugsOf(item, 'post_tag'),
      authors: slugsOf(item, 'author'),
      parent: idOf(item.parent),
      hasPassword: item.password !== '',
      slug: item.slug,
      link: item.link,
      title: item.title,
      date: item.date,
      dateGmt: item.dateGmt,
      modified: item.modified,
      oldSlugs: olds.map(([, value]) => decodeLoosely(value.trim())),
      place: item.place,
    };
  }

  #categoryOf(item: WxrItem): string {
    const { meta } = item;
    const primary =
      metaOf(meta, '_yoast_wpseo_primary_category') || metaOf(meta, 'rank_math_primary_category');
    const own = slugsOf(item, 'category');
    const named = this.#categories.get(primary);
    return (named !== undefined && own.includes(named) ? named : own[0]) ?? '';
  }

  #toAttachment(item: WxrItem, id: string): SurveyedAttachment {
    const written = metaOf(item.meta, '_wp_attachment_metadata');
    const metadata = written === '' ? undefined : arrayIn(readSerialised(written));
    if (written !== '' && !metadata) {
      const file = parseSourcePath(basename(item.place.file));
      const { line, column } = item.place;
      this.diagnostics.push(
        diagnose(
          'import/metadata',
          { title: item.title || id },
          { ...(file !== undefined && { file }), position: { line, column } },
        ),
      );
    }
    return {
      id,
      status: item.status,
      parent: idOf(item.parent),
      menuOrder: item.menuOrder,
      ...textsOfAttachment(item, metadata),
      place: item.place,
    };
  }
}

/** What decides between the versions of an item, and the comments of it by their state. */
interface Version {
  readonly place: WxrPlace;
  readonly changed: string;
  readonly approved: readonly string[];
}

/** Compares as text; empty where the item does not say. */
function lastChange({ modifiedGmt, modified, dateGmt, date }: WxrItem): string {
  return [modifiedGmt, modified, dateGmt, date].find((text) => /^[1-9]\d{3}-/.test(text)) ?? '';
}

function metaOf(meta: WxrItem['meta'], key: string): string {
  return meta.find(([name]) => name === key)?.[1] ?? '';
}

function slugsOf({ terms }: WxrItem, wanted: string): readonly string[] {
  return terms.filter(({ taxonomy }) => taxonomy === wanted).map(({ slug }) => slug);
}

/** Empty for zero. */
function idOf(written: string): string {
  return /^0*$/.test(written) ? '' : written;
}

// Attachments

function textsOfAttachment(item: WxrItem, metadata: PhpArray | undefined) {
  const url = item.attachmentUrl || item.guid;
  const file = fileOf(metaOf(item.meta, '_wp_attached_file') || textIn(metadata?.get('file')), url);
  const picture = arrayIn(metadata?.get('image_meta'));
  const sizes = [...(arrayIn(metadata?.get('sizes'))?.values() ?? [])];
  const smaller = sizes.map((size) => textIn(arrayIn(size)?.get('file')));
  const name = file.slice(file.lastIndexOf('/') + 1);
  return {
    url,
    file,
    original: textIn(metadata?.get('original_image')),
    variants: smaller.filter((one) => one !== '' && stemOf(one) !== stemOf(name)),
    width: countIn(metadata?.get('width')),
    height: countIn(metadata?.get('height')),
    alt: metaOf(item.meta, '_wp_attachment_image_alt'),
    caption: item.excerpt,
    description: item.content,
    credit: textIn(picture?.get('credit')) || textIn(picture?.get('copyright')),
    title: item.title,
    slug: item.slug,
    link: item.link,
    date: item.date,
  };
}

/** A serialised array may have been serialised once more. */
function arrayIn(value: PhpValue | undefined): PhpArray | undefined {
  const inner = typeof value === 'string' ? readSerialised(value) : value;
  return inner instanceof Map ? inner : undefined;
}

function textIn(value: PhpValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

function countIn(value: PhpValue | undefined): number {
  const count = Number(value);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}

/** In the folder of uploads; old blogs wrote the whole path of the server. */
function fileOf(written: string, url: string): string {
  const path = written === '' ? decodeLoosely(url.replace(/[?#].*$/s, '')) : written;
  const isWhole = written === '' || written.startsWith('/') || /^[a-z]:/i.test(written);
  const inUploads = /\/(?:uploads|blogs\.dir)\/(?:sites\/\d+\/|\d+\/files\/)?(.+)$/s;
  const [, inside] = isWhole
    ? (inUploads.exec(path) ?? /\/(\d{4}\/\d\d\/[^/]+)$/.exec(path) ?? [])
    : [undefined, path];
  return parseSourcePath(inside ?? '') ?? '';
}

/** What WordPress puts behind the name of a picture that it has made of another. */
const suffix = /-(?:\d{1,5}x\d{1,5}|scaled|rotated|e\d{10,13})$/;

/** The path of a picture without what tells its versions apart. */
function stemOf(path: string): string {
  const whole = path.replace(/(\.(?:jpe?g|png|gif))\.(?:webp|avif)$/i, '$1');
  const dot = whole.lastIndexOf('.');
  const end = dot > whole.lastIndexOf('/') ? dot : whole.length;
  let name = whole.slice(0, end);
  while (suffix.test(name)) name = name.replace(suffix, '');
  return name + whole.slice(end).toLowerCase();
}

interface WebPlace {
  /** Without `www.`; empty in an address from the root. */
  readonly host: string;
  /** Decoded. */
  readonly path: string;
  readonly query: string;
}

function webPlaceOf(address: string): WebPlace | undefined {
  const match = /^(?:(?:https?:)?\/\/([^/?#\\]*))?(\/[^?#]*)?(?:\?([^#]*))?/i.exec(address.trim());
  const [all, host, path = '/', query = ''] = match ?? [];
  if (all === undefined || all === '') return undefined;
  const plain = { path: decodeLoosely(path).normalize('NFC'), query };
  const name = (host ?? '').toLowerCase().replace(/^www\./, '');
  // Photon, the image proxy of WordPress.com, has the host as the first part of the path.
  const [, proxied, rest = '/'] =
    (/^i\d\.wp\.com$/.test(name) && /^\/([^/]+)(\/.*)?$/s.exec(plain.path)) || [];
  if (proxied === undefined) return { host: name, ...plain };
  return { host: proxied.toLowerCase().replace(/^www\./, ''), path: rest, query };
}

/** By what texts and menus name attachments: addresses, and the posts they belong to. */
function indexAttachments(
  attachments: KeptMap<SurveyedAttachment>,
  blogUrl: string,
  makeMap: MakeMap,
): Pick<WordPressSurvey, 'attachmentAt' | 'attachmentsOf'> {
  const hosts = new Set(['', webPlaceOf(blogUrl)?.host ?? '']);
  const byPath = makeMap<string>();
  const byStem = makeMap<string>();
  /** Parent → the last of its children, and child → the one before it. */
  const lastChild = makeMap<string>();
  const sibling = makeMap<string>();
  const remember = (index: WritableMap<string>, path: string, id: string): void => {
    if (!index.has(path)) index.set(path, id);
  };
  for (const { id, url, original, variants, parent } of attachments.values()) {
    const before = lastChild.get(parent);
    if (before !== undefined) sibling.set(id, before);
    lastChild.set(parent, id);
    const place = webPlaceOf(url);
    if (!place || url === '') continue;
    hosts.add(place.host);
    const folder = place.path.slice(0, place.path.lastIndexOf('/') + 1);
    const beside = [original, ...variants].filter((name) => name !== '').map((name) => folder + name);
    for (const path of new Set([place.path, ...beside])) remember(byPath, path, id);
    for (const stem of new Set([place.path, ...beside].map(stemOf))) remember(byStem, stem, id);
  }
  const find = (id: string | undefined): SurveyedAttachment | undefined =>
    id === undefined ? undefined : attachments.get(id);
  return {
    attachmentAt: (address) => {
      const place = webPlaceOf(address);
      if (!place || !hosts.has(place.host)) return undefined;
      const [, id] = /(?:^|&)attachment_id=(\d+)/.exec(place.query) ?? [];
      if (id !== undefined && place.path.endsWith('/')) return attachments.get(id);
      return find(byPath.get(place.path) ?? byStem.get(stemOf(place.path)));
    },
    attachmentsOf: (id) => {
      const children: SurveyedAttachment[] = [];
      for (let child = find(lastChild.get(id)); child; child = find(sibling.get(child.id)))
        children.push(child);
      return children
        .toReversed()
        .toSorted((a, b) => a.menuOrder - b.menuOrder || Number(a.id) - Number(b.id) || 0);
    },
  };
}

// Counts and terms

function countAll(
  items: Iterable<Pick<SurveyedItem, 'type' | 'status'>>,
  attachments: Iterable<Pick<SurveyedAttachment, 'status'>>,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  const count = (type: string, status: string): void => {
    const ofType = counts.get(type) ?? new Map<string, number>();
    counts.set(type, ofType.set(status, (ofType.get(status) ?? 0) + 1));
  };
  for (const { type, status } of items) count(type, status);
  for (const { status } of attachments) count('attachment', status);
  return counts;
}

/** Terms deeper than that stand at the top. */
const deepestTerm = 50;

function resolveTerms(all: ReadonlyMap<string, WxrTerm>): {
  readonly terms: WordPressSurvey['terms'];
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const paths = new Map<WxrTerm, readonly string[]>();
  for (const term of all.values()) {
    const chain: WxrTerm[] = [];
    let next: WxrTerm | undefined = term;
    while (next && !paths.has(next) && !chain.includes(next) && chain.length < deepestTerm) {
      chain.push(next);
      next = next.parent === '' ? undefined : all.get(`${next.taxonomy}\n${next.parent}`);
    }
    const circle = next ? chain.slice(chain.indexOf(next)) : [];
    if (next && chain.includes(next)) diagnostics.push(tellCircle(circle));
    let above = (next && paths.get(next)) ?? [];
    for (const one of chain.toReversed()) {
      above = above.length >= deepestTerm ? [one.slug] : [...above, one.slug];
      paths.set(one, above);
    }
  }
  const terms = new Map<string, Map<string, SurveyedTerm>>();
  for (const term of all.values()) {
    const { taxonomy, id, slug, name, description } = term;
    const ofTaxonomy = terms.get(taxonomy) ?? new Map<string, SurveyedTerm>();
    const path = paths.get(term) ?? [slug];
    terms.set(
      taxonomy,
      ofTaxonomy.set(slug, { taxonomy, id, slug, name: termName(name), description, path }),
    );
  }
  return { terms, diagnostics };
}

/** The last of a circle is the one that stays at the top. */
function tellCircle(circle: readonly WxrTerm[]): Diagnostic {
  const top = circle.at(-1);
  return diagnose('import/term-circle', {
    taxonomy: top?.taxonomy ?? '',
    names: circle.map(({ name }) => `„${name}“`).join(', '),
    name: top?.name ?? '',
  });
}
