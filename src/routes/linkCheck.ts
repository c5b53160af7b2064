/** Link check: finds dead links and missing pictures before anything is rendered. */
import { posix } from 'node:path';
import { endingOf, mayBeAdded } from '../config/documentTypes.ts';
import type {
  SourceMeta,
  Diagnostic,
  ImageReference,
  SourcePath,
  UrlPath,
  Content,
  DeferredReference,
} from '../core/model.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { reservedIds } from '../markdown/headings.ts';
import { remembered } from '../core/remembered.ts';
import { decodeLoosely } from '../core/paths.ts';
import { nearest, createSuggester } from '../core/diagnostics/suggester.ts';
import { checkChartFile } from '../views/bodyViews.ts';
import { fileTargetOf } from '../views/hrefs.ts';
import { type MediaLibrary, mediaPath } from '../views/mediaLibrary.ts';

export interface LinkingSource {
  readonly file: SourcePath;
  readonly meta: Pick<SourceMeta, 'image'>;
  readonly content: Pick<Content, 'deferredReferences'>;
}

export interface LinkTargets {
  readonly addresses: ReadonlyMap<SourcePath, UrlPath | undefined>;
  /** Sources that are there but too faulty to know what they are. */
  readonly unread: ReadonlySet<SourcePath>;
  readonly media: Pick<MediaLibrary, 'has' | 'peek'> & {
    /** Whether a file of this name may be published at all. */
    readonly isPublishable: (path: SourcePath) => boolean;
  };
  readonly mediaPaths: Iterable<SourcePath>;
  /** Ids on the page of a source. */
  readonly anchorsOf: (file: SourcePath) => readonly string[];
}

/** Lookups that are prepared once for all sources: a large site has very many of them. */
type Guide = ReturnType<typeof createGuide>;

export function createLinkCheck(targets: LinkTargets): (source: LinkingSource) => readonly Diagnostic[] {
  const guide = createGuide(targets);
  return (source) => {
    const { file, content } = source;
    const others = content.deferredReferences.flatMap((deferred) => {
      if (deferred.kind === 'link') return checkLink(deferred, file, guide);
      if (deferred.kind !== 'chart') return [];
      return checkChartFile(deferred, file, targets.media, guide.suggestPicture);
    });
    return [...imagesOf(source).flatMap((image) => checkImage(image, file, guide)), ...others];
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
  if (/^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(src) || /^(?:data|blob):/i.test(src)) {
    return [diagnose('text/picture-remote', { src }, place)];
  }
  const path = mediaPath(src, file, media);
  if (path === undefined) {
    const wanted = src.replace(/^(?:\.{1,2}\/)*(?:(?:content\/)?media\/)?/, '');
    return [diagnose('text/picture-missing', { src, suggestion: suggestPicture(wanted) }, place)];
  }
  const picture = media.peek(path);
  if (!picture?.isPicture) return [diagnose('text/picture-unreadable', { src }, place)];
  const isMute = (alt ?? picture.alt ?? '') === '';
  return isMute ? [diagnose('text/picture-without-alt', { src }, place)] : [];
}

function checkLink(
  { target, position }: Extract<DeferredReference, { kind: 'link' }>,
  file: SourcePath,
  guide: Guide,
): readonly Diagnostic[] {
  const place = { file, position };
  if (target.kind === 'site') return [];
  if (target.kind === 'fragment') return checkFragment(target.fragment, guide.placesOn(file), place);
  const { addresses, media, unread } = guide;
  const { path, fragment } = fileTargetOf(
    target,
    (one) => media.has(one) || unread.has(one) || addresses.has(one),
  );
  const written = (goal: string): string => posix.relative(posix.dirname(file), goal);
  if (media.has(path)) return checkDocument(path, written(path), media, place);
  if (unread.has(path)) return [];
  if (!addresses.has(path)) {
    const meant = guide.suggestFile(path) || guide.suggestFile(target.whole ?? path);
    // As Markdown takes it for one address.
    const suggestion = meant === '' ? '' : written(meant).replace(/[%#?\s]/g, encodeURIComponent);
    return [diagnose('text/dead-link', { target: written(path), suggestion }, place)];
  }
  if (addresses.get(path) === undefined) return [diagnose('text/hidden-link', { target: path }, place)];
  return checkFragment(fragment, guide.placesOn(path), place);
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
  if (id === '' || ids.has(decoded) || reservedIds.includes(decoded)) return [];
  return [diagnose('text/dead-anchor', { fragment, suggestion: suggest(id) }, place)];
}
