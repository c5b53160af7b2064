/** Link check: finds dead links and missing pictures before anything is rendered. */
import { posix } from 'node:path';
import type { FindMeant } from '../collections/meantSources.ts';
import { homeUrl } from '../collections/addresses.ts';
import { endingOf, mayBeAdded, playedKind } from '../config/documentTypes.ts';
import type {
  ArticleMeta,
  AudioReference,
  SourceMeta,
  Diagnostic,
  ImageReference,
  SourcePath,
  UrlPath,
  Content,
  DeferredReference,
  LinkTarget,
} from '../core/model.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { isReservedId } from '../markdown/headings.ts';
import { remembered } from '../core/remembered.ts';
import { addressInside, decodeLoosely, isRemote, parseUrlPath } from '../core/paths.ts';
import { nearest, createSuggester } from '../core/diagnostics/suggester.ts';
import { checkChartFile } from '../views/bodyViews.ts';
import { fileAtAddress, type FileTarget, fileTargetOf, meantTarget } from '../views/hrefs.ts';
import { outputPathOf, type Page } from '../views/page.ts';
import { type MediaLibrary, mediaPath } from '../views/mediaLibrary.ts';

export interface LinkingSource {
  readonly file: SourcePath;
  readonly meta: Pick<SourceMeta, 'image'> & Pick<ArticleMeta, 'audio'>;
  readonly content: Pick<Content, 'deferredReferences'>;
}

export interface LinkTargets {
  readonly addresses: ReadonlyMap<SourcePath, UrlPath | undefined>;
  readonly findMeant: FindMeant;
  /** Sources that are there but too faulty to know what they are. */
  readonly unread: ReadonlySet<SourcePath>;
  readonly media: Pick<MediaLibrary, 'has' | 'peek' | 'site'> & {
    /** Whether a file of this name may be published at all. */
    readonly isPublishable: (path: SourcePath) => boolean;
  };
  readonly mediaPaths: Iterable<SourcePath>;
  /** Ids on the page of a source. */
  readonly anchorsOf: (file: SourcePath) => readonly string[];
  /** Undefined where the pages of the site are not known. */
  readonly served: ServedAddresses | undefined;
}

/** Lookups that are prepared once for all sources: a large site has very many of them. */
type Guide = ReturnType<typeof createGuide>;

export function createLinkCheck(targets: LinkTargets): (source: LinkingSource) => readonly Diagnostic[] {
  const guide = createGuide(targets);
  return (source) => {
    const { file, content, meta } = source;
    const audio = meta.audio ? checkAudio(meta.audio, file, guide) : [];
    const others = content.deferredReferences.flatMap((deferred) => {
      if (deferred.kind === 'link') return checkLink(deferred, file, guide);
      if (deferred.kind === 'played') return checkPlayed(deferred, file, guide);
      if (deferred.kind !== 'chart') return [];
      return checkChartFile(deferred, file, targets.media, guide.suggestPicture);
    });
    return [...imagesOf(source).flatMap((image) => checkImage(image, file, guide)), ...audio, ...others];
  };
}

function createGuide(targets: LinkTargets) {
  const { addresses, mediaPaths, anchorsOf } = targets;
  const placesOn = remembered((file: SourcePath): Places => {
    const anchors = anchorsOf(file);
    return { ids: new Set(anchors), suggest: createSuggester(() => anchors) };
  });
  const pictures = () => [...mediaPaths].map((path) => path.replace(/^content\/media\//, ''));
  return {
    ...targets,
    placesOn,
    suggestFile: createSuggester(() => [...addresses.keys(), ...mediaPaths], nearestFile),
    /** By its name below `content/media/`. */
    suggestPicture: createSuggester(pictures),
  };
}

interface Places {
  readonly ids: ReadonlySet<string>;
  readonly suggest: (id: string) => string;
}

export function imagesOf({ meta, content }: Omit<LinkingSource, 'file'>): readonly ImageReference[] {
  const inText = content.deferredReferences.flatMap((deferred) =>
    'image' in deferred ? deferred.image : [],
  );
  return meta.image ? [meta.image, ...inText] : inText;
}

function checkImage(
  { src, alt, position }: ImageReference,
  file: SourcePath,
  { media, suggestPicture }: Guide,
): readonly Diagnostic[] {
  const place = { file, position };
  const path = mediaPath(src, file, media);
  if (path === undefined) {
    const inside = addressInside(media.site, src);
    if (inside === undefined && isRemote(src)) return [diagnose('text/picture-remote', { src }, place)];
    if (/^(?:data|blob):/i.test(src))
      return [diagnose('text/picture-inline', { start: src.slice(0, 20) }, place)];
    const wanted = (inside ?? src)
      .replace(/^\/+/, '')
      .replace(/^(?:\.{1,2}\/)*(?:(?:content\/)?media\/)?/, '');
    return [diagnose('text/picture-missing', { src, suggestion: suggestPicture(wanted) }, place)];
  }
  const picture = media.peek(path);
  if (!picture?.isPicture) return [diagnose('text/picture-unreadable', { src }, place)];
  const isMute = (alt ?? picture.alt ?? '') === '';
  return isMute ? [diagnose('text/picture-without-alt', { src }, place)] : [];
}

function checkAudio(audio: AudioReference, file: SourcePath, guide: Guide): readonly Diagnostic[] {
  const { src, position } = audio;
  const isRemoteSound = addressInside(guide.media.site, src) === undefined && isRemote(src);
  if (isRemoteSound || playedKind(src) !== 'audio')
    return [diagnose('text/no-audio', { src }, { file, position })];
  return checkPlayed(audio, file, guide);
}

function checkPlayed(
  { src, position }: Pick<AudioReference, 'src' | 'position'>,
  file: SourcePath,
  { media, suggestPicture }: Guide,
): readonly Diagnostic[] {
  const place = { file, position };
  const path = mediaPath(src, file, media);
  if (path !== undefined) return checkDocument(path, src, media, place);
  const wanted = src.replace(/^(?:\.{0,2}\/)*(?:(?:content\/)?media\/)?/, '');
  return [diagnose('text/played-missing', { src, suggestion: suggestPicture(wanted) }, place)];
}

function checkLink(
  { target, position }: Extract<DeferredReference, { kind: 'link' }>,
  file: SourcePath,
  guide: Guide,
): readonly Diagnostic[] {
  const place = { file, position };
  if (target.kind === 'site') return checkAddress(target, file, guide, place);
  if (target.kind === 'fragment') return checkFragment(target.fragment, guide.placesOn(file), place);
  return checkFile(
    fileTargetOf(target, (one) => isFile(one, guide)),
    target,
    file,
    guide,
    place,
  );
}

function isFile(path: SourcePath, { addresses, media, unread }: Guide): boolean {
  return media.has(path) || unread.has(path) || addresses.has(path);
}

function checkFile(
  { path, fragment }: FileTarget,
  target: Extract<LinkTarget, { kind: 'source' }> | undefined,
  file: SourcePath,
  guide: Guide,
  place: SourceLocation,
): readonly Diagnostic[] {
  const { addresses, media, unread } = guide;
  const written = (goal: string): string => posix.relative(posix.dirname(file), goal);
  if (media.has(path)) return checkDocument(path, written(path), media, place);
  if (unread.has(path)) return [];
  if (!addresses.has(path)) {
    const meantText = target && meantTarget(target, guide.findMeant);
    if (meantText) return checkFile(meantText, undefined, file, guide, place);
    const near = (): string => {
      const meant = guide.suggestFile(path) || guide.suggestFile(target?.whole ?? path);
      // As Markdown takes it for one address.
      return meant === '' ? '' : written(meant).replace(/[%#?\s]/g, encodeURIComponent);
    };
    const suggestion = target?.meant ?? near();
    return [diagnose('text/dead-link', { target: written(path), suggestion }, place)];
  }
  if (addresses.get(path) === undefined) return [diagnose('text/hidden-link', { target: path }, place)];
  return checkFragment(fragment, guide.placesOn(path), place);
}

/** Checks an address inside the site: a page, or a file that stands in the site folder under that path. */
function checkAddress(
  target: Extract<LinkTarget, { kind: 'site' }>,
  file: SourcePath,
  guide: Guide,
  place: SourceLocation,
): readonly Diagnostic[] {
  const { address, meant } = target;
  const { served, media } = guide;
  const found = fileAtAddress(address, media.site, (one) => isFile(one, guide));
  if (found) return checkFile(found, undefined, file, guide, place);
  if (!served) return [];
  const [, path = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(#.*)?$/.exec(address) ?? [];
  const status = served.statusOf(path);
  if (status === 'missing') {
    const text = meantTarget(target, guide.findMeant);
    if (text) {
      const old = diagnose('text/old-address', { target: decodeLoosely(path), file: text.path }, place);
      const faults = checkFile(text, undefined, file, guide, place);
      return faults.length > 0 ? faults : [old];
    }
    const suggestion = meant ?? served.suggest(path);
    const code = target.isBare ? 'text/bare-address' : 'text/dead-address';
    return [diagnose(code, { target: decodeLoosely(path), suggestion }, place)];
  }
  if (status === 'hidden') return [diagnose('text/hidden-address', { target: decodeLoosely(path) }, place)];
  const source = served.sourceAt(path);
  return source === undefined ? [] : checkFragment(fragment, guide.placesOn(source), place);
}

function checkDocument(
  path: SourcePath,
  target: string,
  media: LinkTargets['media'],
  place: SourceLocation,
): readonly Diagnostic[] {
  const ending = endingOf(path);
  if (!media.isPublishable(path)) {
    return [diagnose('text/document-type', { target, ending, mayBeAdded: mayBeAdded(ending) }, place)];
  }
  return media.peek(path) ? [] : [diagnose('text/document-unusable', { target }, place)];
}

/** The file whose name (without its ending) is nearest; of several with this name the one in the nearest folder. Empty without one. */
function nearestFile(path: string, known: readonly string[]): string {
  const nameOf = (one: string): string => posix.parse(one).name;
  const name = nearest(nameOf(path), known.map(nameOf));
  const namesakes = known.filter((one) => nameOf(one) === name);
  return name === '' ? '' : nearest(path, namesakes) || (namesakes.toSorted()[0] ?? '');
}

function checkFragment(
  fragment: string,
  { ids, suggest }: Places,
  place: SourceLocation,
): readonly Diagnostic[] {
  const id = fragment.slice(1);
  const decoded = decodeLoosely(id);
  if (id === '' || ids.has(decoded) || isReservedId(decoded)) return [];
  return [diagnose('text/dead-anchor', { fragment, suggestion: suggest(id) }, place)];
}

// The addresses at which the site has something.

export interface ServedAddresses {
  /** `hidden`: there will be something, or there was. The path as it is written, without query and fragment. */
  readonly statusOf: (path: string) => 'served' | 'hidden' | 'missing';
  /** The source whose text stands there. */
  readonly sourceAt: (path: string) => SourcePath | undefined;
  /** The address that is nearest; empty without one. */
  readonly suggest: (path: string) => string;
}

export interface AddressSources {
  readonly pages: readonly Pick<Page, 'url'>[];
  /** Paths in the output folder. */
  readonly assets: readonly string[];
  /** What begins with one of them is made by others: media, the search index, the receiver of comments. */
  readonly others: readonly string[];
  /** Whether a source, visible or not, belongs at an address. */
  readonly isSource: (url: UrlPath) => boolean;
  readonly addresses: LinkTargets['addresses'];
}

export function createServedAddresses(sources: AddressSources): ServedAddresses {
  const { pages, assets, others, isSource, addresses } = sources;
  let known: ReadonlyMap<string, SourcePath | undefined> | undefined;
  const served = (): NonNullable<typeof known> =>
    (known ??= new Map<string, SourcePath | undefined>([
      ...assets.map((path) => [path, undefined] as const),
      ...pages.map(({ url }) => [outputPathOf(url), undefined] as const),
      ...[...addresses].flatMap(([file, url]) =>
        url === undefined ? [] : [[outputPathOf(url), file] as const],
      ),
    ]));
  const suggest = createSuggester(() => pages.map(({ url }) => url), nearestAddress);
  return {
    statusOf: (path) => {
      const url = urlOf(path);
      if (url === undefined) return 'missing';
      if (served().has(outputPathOf(url)) || others.some((other) => url.startsWith(other))) return 'served';
      return isSource(url) || isSource(`${url}/` as UrlPath) ? 'hidden' : 'missing';
    },
    sourceAt: (path) => served().get(outputPathOf(urlOf(path) ?? ('/' as UrlPath))),
    suggest: (path) => encodeURI(suggest(urlOf(path) ?? path)),
  };
}

/** As browsers resolve it. */
function urlOf(path: string): UrlPath | undefined {
  return parseUrlPath(URL.parse(path, 'https://example.org')?.pathname ?? '');
}

/** The address with the same name at its end; of several, and without one, the nearest. */
function nearestAddress(path: string, known: readonly string[]): string {
  const nameOf = (address: string): string =>
    address.replace(/\/(?:index\.html?)?$/, '').replace(/^.*\/|\.[a-z0-9]{2,5}$/gi, '');
  const name = nameOf(path);
  const namesakes = name === '' ? [] : known.filter((one) => nameOf(one) === name);
  const [first = ''] = namesakes;
  return (
    nearest(path, namesakes) ||
    first ||
    nearest(
      path,
      known.filter((one) => one !== homeUrl),
    )
  );
}
