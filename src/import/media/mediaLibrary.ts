/** Pictures, sounds and documents of a blog that moves in: found in a copy or fetched, each original once. */
import { statSync } from 'node:fs';
import { CORE_SCHEMA, dump } from 'js-yaml';
import { isDocument, isPictureName } from '../../config/documentTypes.ts';
import { digestOf } from '../../core/digestOf.ts';
import type { Checked, SourcePath } from '../../core/model.ts';
import { mediaFolder } from '../../core/paths.ts';
import { caseFolded } from '../../emit/outputPath.ts';
import { splitCredit } from '../../markdown/pictures.ts';
import { type MakeMap, mapInMemory } from '../diskMap.ts';
import type { PlacedMedia, SourceMedia } from '../model.ts';
import type { SiteContent, SiteWriter } from '../siteWriter.ts';
import { createFetcher, type Fetcher, type FetchOptions } from './fetchMedia.ts';
import {
  createReader,
  type FoundFile,
  judgeMedia,
  mostRead,
  openUploads,
  type UploadsFolder,
} from './mediaFiles.ts';
import { type MediaAddress, mediaFile, originalsOf, parseMediaAddress } from './mediaNames.ts';

/** A file that the source lists, whether a text shows it or not. Its words are plain text; a credit may stand in the caption. */
export interface SourceAttachment extends SourceMedia {
  /** Its item in the source. */
  readonly id: string;
}

export interface MediaLibraryOptions {
  readonly writer: SiteWriter;
  /** Address of the blog: `https://example.org/blog`. */
  readonly blog: string;
  /** Further hosts of the blog: an older domain. With and without `www.` they are the same. */
  readonly hosts?: readonly string[];
  readonly attachments: Iterable<SourceAttachment>;
  /** A copy of `wp-content/uploads`, of `wp-content`, or of all. */
  readonly uploads?: string;
  /** Undefined: nothing is fetched. */
  readonly fetch?: FetchOptions;
  /** Endings of documents that the settings of the blog add. */
  readonly documents?: readonly string[];
  /** Nothing is fetched; what could be is said to be placed. */
  readonly isDryRun?: boolean;
  readonly makeMap?: MakeMap;
}

export type Acquired =
  | { readonly placed: PlacedMedia; readonly file: SourcePath }
  /** German. */
  | { readonly reason: string };

export interface MediaAccount {
  /** Of the attachment. */
  readonly id: string;
  readonly result: 'imported' | 'left-out';
  readonly file?: SourcePath;
  readonly reason?: string;
}

export interface MediaLibrary {
  /** Whether an address is that of a picture, sound or document of the blog: what `acquire` is for. */
  readonly knows: (href: string) => boolean;
  /** Puts the original of an address into `content/media`, or says why not. Never rejects but for what the system refuses to write. */
  readonly acquire: (src: string) => Promise<Acquired>;
  /** What `acquire` placed. */
  readonly find: (src: string) => PlacedMedia | undefined;
  /** Where an attachment stands in the new blog. */
  readonly fileOf: (id: string) => SourcePath | undefined;
  /** One for each attachment, in their order. */
  readonly account: () => Iterable<MediaAccount>;
  readonly close: () => void;
}

/** Faults: the folder of uploads is none. */
export function createMediaLibrary(options: MediaLibraryOptions): Checked<MediaLibrary> {
  const { uploads, fetch, isDryRun = false } = options;
  const opened: Checked<UploadsFolder> | undefined = uploads === undefined ? undefined : openUploads(uploads);
  if (opened && !opened.value) return { diagnostics: opened.diagnostics };
  const isOwnHost = ownHosts(options);
  const isOwn = (url: URL): boolean => {
    const address = parseMediaAddress(url.href, options.blog);
    return address !== undefined && isOwnHost(address.host);
  };
  const fetcher = fetch && !isDryRun ? createFetcher(isOwn, fetch) : undefined;
  const sources: Sources = {
    ...(opened?.value && { folder: opened.value }),
    ...(fetcher && { fetcher }),
    isFetching: fetch !== undefined,
    isOwnHost,
    attachments: indexAttachments(options),
  };
  return { value: buildLibrary(options, sources), diagnostics: [] };
}

interface Sources {
  readonly folder?: UploadsFolder;
  readonly fetcher?: Fetcher;
  /** Missing without one: a dry run. */
  readonly isFetching: boolean;
  readonly isOwnHost: (host: string) => boolean;
  readonly attachments: AttachmentIndex;
}

function ownHosts({ blog, hosts = [] }: MediaLibraryOptions): (host: string) => boolean {
  const bare = (host: string): string => host.toLowerCase().replace(/^www\./, '');
  const given = [new URL(blog).host, ...hosts].map(bare);
  const files = given
    .filter((host) => host.endsWith('.wordpress.com'))
    .map((host) => host.replace(/\.wordpress\.com$/, '.files.wordpress.com'));
  const own = new Set([...given, ...files]);
  return (host) => own.has(bare(host));
}

interface AttachmentIndex {
  readonly all: () => Iterable<SourceAttachment>;
  readonly hosts: ReadonlySet<string>;
  readonly find: (paths: readonly string[]) => SourceAttachment | undefined;
  /** Whether the path itself is listed. */
  readonly has: (path: string) => boolean;
}

function indexAttachments({
  attachments,
  blog,
  makeMap = mapInMemory,
}: MediaLibraryOptions): AttachmentIndex {
  const byId = makeMap<SourceAttachment>();
  /** Ids. */
  const byPath = makeMap<string>();
  const listed = makeMap<true>();
  const hosts = new Set<string>();
  for (const attachment of attachments) {
    byId.set(attachment.id, attachment);
    const address = parseMediaAddress(attachment.url, blog);
    if (address) hosts.add(address.host);
    const path = (attachment.path ?? address?.path)?.normalize('NFC');
    if (path === undefined || path === '') continue;
    listed.set(path, true);
    const [whole = path] = originalsOf(path, true);
    for (const each of [path, whole]) if (!byPath.has(each)) byPath.set(each, attachment.id);
  }
  return {
    all: () => byId.values(),
    hosts,
    has: (path) => listed.has(path),
    find: (paths) => {
      const id = paths.map((each) => byPath.get(each)).find((each) => each !== undefined);
      return id === undefined ? undefined : byId.get(id);
    },
  };
}

function buildLibrary(options: MediaLibraryOptions, sources: Sources): MediaLibrary {
  const { blog, documents = [], makeMap = mapInMemory } = options;
  const asked = onceEach(makeMap);
  /** By id of the attachment. */
  const outcomes = makeMap<Acquired>();
  const placer = createPlacer(options, sources);

  const acquireNew = async (src: string): Promise<Acquired> => {
    const address = parseMediaAddress(src, blog);
    if (!address) return { reason: strangeAddress(src) };
    const paths = originalsOf(address.path, sources.attachments.has(address.path));
    const attachment = sources.attachments.find([address.path, ...paths]);
    const outcome = await placer(address, paths, attachment);
    if (attachment) outcomes.set(attachment.id, outcome);
    return outcome;
  };
  const fileIn = (outcome: Acquired | undefined) =>
    outcome && 'placed' in outcome ? outcome.file : undefined;
  return {
    knows: (href) => {
      const address = parseMediaAddress(href, blog);
      if (!address || !sources.isOwnHost(address.host)) return false;
      return address.isUpload || isPictureName(address.path) || isDocument(address.path, documents);
    },
    acquire: (src) => asked.get(src, () => acquireNew(src)),
    find: (src) => {
      const outcome = asked.known(src);
      return outcome && 'placed' in outcome ? outcome.placed : undefined;
    },
    fileOf: (id) => fileIn(outcomes.get(id)),
    account: function* () {
      for (const { id } of sources.attachments.all()) {
        const outcome = outcomes.get(id);
        if (!outcome) yield { id, result: 'left-out', reason: 'Kein Text zeigt oder verlinkt sie.' };
        else if ('placed' in outcome) yield { id, result: 'imported', file: outcome.file };
        else yield { id, result: 'left-out', reason: outcome.reason };
      }
    },
    close: () => sources.fetcher?.close(),
  };
}

interface OnceEach {
  /** The outcome of a key; `work` runs for the first who asks. */
  readonly get: (key: string, work: () => Promise<Acquired>) => Promise<Acquired>;
  readonly known: (key: string) => Acquired | undefined;
}

function onceEach(makeMap: MakeMap): OnceEach {
  const outcomes = makeMap<Acquired>();
  const running = new Map<string, Promise<Acquired>>();
  const run = async (key: string, work: () => Promise<Acquired>): Promise<Acquired> => {
    try {
      const outcome = await work();
      outcomes.set(key, outcome);
      return outcome;
    } finally {
      running.delete(key);
    }
  };
  return {
    get: async (key, work) => {
      const known = outcomes.get(key) ?? running.get(key);
      if (known) return known;
      const started = run(key, work);
      running.set(key, started);
      return started;
    },
    known: (key) => outcomes.get(key),
  };
}

function strangeAddress(src: string): string {
  return /^\s*data:/i.test(src)
    ? 'Das Bild steht im Text selbst statt in einer Datei.'
    : 'Das ist keine Adresse, unter der eine Datei liegen kann.';
}

type Placer = (
  address: MediaAddress,
  paths: readonly string[],
  attachment: SourceAttachment | undefined,
) => Promise<Acquired>;

const nowhere =
  'Ohne Bilder importiert: Nenne mit --uploads deine Kopie von wp-content/uploads, oder lass sie mit --fetch holen.';

const deletedHere = 'Hier gelöscht; ich lege sie nicht wieder an.';

/** Finds an original and gives it its place; each once. */
function createPlacer(options: MediaLibraryOptions, sources: Sources): Placer {
  const { uploads, writer, makeMap = mapInMemory } = options;
  const { folder, fetcher, isFetching, isOwnHost, attachments } = sources;
  const put = createPutter(options);
  const { get: once } = onceEach(makeMap);
  /** The best that can be published. */
  const takeLocal = async (
    address: MediaAddress,
    paths: readonly string[],
    words: SourceMedia | undefined,
  ) => {
    let refused: Acquired | undefined;
    for (const path of paths) {
      const original = folder?.find(address, path);
      if (!original) continue;
      const item = `media ${original.name}`;
      const outcome = await once(original.path, async () =>
        put({ item, path: original.name, words, original }),
      );
      if ('placed' in outcome) return outcome;
      refused ??= outcome;
    }
    return refused;
  };
  const takeRemote = async (item: string, wanted: Wanted, urls: readonly string[]): Promise<Acquired> => {
    const before = writer.whereIs(item);
    if (before?.isThere || !fetcher) return put({ item, ...wanted });
    if (before) return { reason: deletedHere };
    const fetched = await fetcher.fetch(urls);
    if ('reason' in fetched) return fetched;
    try {
      const { size } = statSync(fetched.path);
      return put({ item, ...wanted, original: { path: fetched.path, size, stamp: 'fetched' } });
    } finally {
      fetcher.discard(fetched.path);
    }
  };
  return async (address, paths, attachment) => {
    const { path, host } = address;
    const isOwn = isOwnHost(host);
    const local =
      isOwn || attachments.hosts.has(host) ? await takeLocal(address, paths, attachment) : undefined;
    if (local) return local;
    if (!isOwn) return { reason: `Sie liegt auf einem fremden Server (${host}).` };
    if (!isFetching)
      return { reason: uploads === undefined ? nowhere : 'In der Kopie der Mediathek fehlt sie.' };
    const [best = path] = paths;
    const urls = addressesOf(address, attachment, attachments.has(path)).filter(
      (url) => isOwnHost(new URL(url).host) || url === address.proxied,
    );
    return once(`fetch ${best}`, () => takeRemote(`media ${best}`, { path: best, words: attachment }, urls));
  };
}

/** Where the original may be had, the best first: what a listed file was made of, the same for the address itself, the proxy. */
function addressesOf(
  address: MediaAddress,
  attachment: SourceAttachment | undefined,
  isListed: boolean,
): readonly string[] {
  const around = (url: string, isOriginal: boolean): readonly string[] => {
    const start = url.lastIndexOf('/') + 1;
    const name = url.slice(start);
    const stem = name.replace(/\.[^.]*$/, '');
    return originalsOf(name, isOriginal)
      .filter((each) => stem.startsWith(each.replace(/\.[^.]*$/, '')))
      .map((each) => url.slice(0, start) + each);
  };
  const listed = attachment && URL.canParse(attachment.url) ? around(new URL(attachment.url).href, true) : [];
  return [
    ...new Set([
      ...listed,
      ...around(address.url, isListed),
      ...(address.proxied === undefined ? [] : [address.proxied]),
    ]),
  ];
}

interface Wanted {
  /** As in the source: the new name is made of it. */
  readonly path: string;
  readonly words: SourceMedia | undefined;
}

interface WantedMedia extends Wanted {
  readonly item: string;
  /** Missing for what is there already, or would be without a dry run. */
  readonly original?: Pick<FoundFile, 'path' | 'size' | 'stamp'>;
}

/** Writes a file and its words; asks the disk for nothing that is as it was. */
function createPutter({
  writer,
  documents = [],
  makeMap = mapInMemory,
}: MediaLibraryOptions): (wanted: WantedMedia) => Acquired {
  const nameFreely = createNamer(writer, makeMap);
  const read = createReader();
  const place = (file: SourcePath, item: string, words: SourceMedia | undefined): Acquired => {
    const told = isPictureName(file) ? wordsOf(words) : {};
    if (Object.keys(told).length > 0) {
      const content = dump(told, { schema: CORE_SCHEMA, lineWidth: -1, noRefs: true });
      writer.put({
        item: `${item} words`,
        file: `${file}.yaml` as SourcePath,
        content,
        sourceDigest: digestOf(content),
      });
    }
    return { file, placed: { reference: file.slice(mediaFolder.length), ...told } };
  };
  return ({ item, path, words, original }) => {
    const before = writer.whereIs(item);
    if (!original) return place(before?.file ?? nameFreely(path, undefined), item, words);
    // What was published once need not be judged again.
    if (before?.isThere && before.source === original.stamp) return place(before.file, item, words);
    const bytes = read(original.path, original.size);
    const judged = judgeMedia(path, bytes, original.size, documents);
    if ('reason' in judged) return judged;
    const whole: SiteContent = original.size > mostRead ? { copyOf: original.path } : bytes;
    const wanted = before?.file ?? nameFreely(path, judged.ending);
    const { file } = writer.put({
      item,
      file: wanted,
      content: judged.content ?? whole,
      sourceDigest: original.stamp,
    });
    return writer.whereIs(item)?.isThere ? place(file, item, words) : { reason: deletedHere };
  };
}

/** Gives names that nothing else has, on any disk. */
function createNamer(
  writer: SiteWriter,
  makeMap: MakeMap,
): (path: string, ending: string | undefined) => SourcePath {
  const taken = makeMap<true>();
  const numbers = makeMap<number>();
  return (path, ending) => {
    const first = caseFolded(mediaFile(path, ending));
    for (let number = numbers.get(first) ?? 1; ; number++) {
      const file = mediaFile(path, ending, number);
      if (taken.has(caseFolded(file)) || !writer.isFree(file)) continue;
      taken.set(caseFolded(file), true);
      if (number > 1) numbers.set(first, number + 1);
      return file;
    }
  };
}

/** In the order of the sidecar. */
function wordsOf(words: SourceMedia | undefined): Pick<PlacedMedia, 'alt' | 'caption' | 'credit'> {
  const line = (text = ''): string =>
    text.replace(/[\s\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]+/gu, ' ').trim();
  const parts = splitCredit(line(words?.caption));
  const alt = line(words?.alt);
  const caption = parts.caption ?? '';
  const credit = line(words?.credit) || (parts.credit ?? '');
  return { ...(alt !== '' && { alt }), ...(caption !== '' && { caption }), ...(credit !== '' && { credit }) };
}
