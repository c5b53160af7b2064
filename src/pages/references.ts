/** Do the links and pictures of a source lead somewhere? Known before anything is rendered, so that nothing is published with a hole in it. */
import { posix } from 'node:path';
import { endingOf, mayBeAdded } from '../config/documentTypes.ts';
import type { SourceMeta, Diagnostic, ImageReference, Position, SourcePath, UrlPath } from '../model.ts';
import type { Body, Hole } from '../textModel.ts';
import { diagnose } from '../report/diagnostics.ts';
import { reservedIds } from '../parse/markdown/headings.ts';
import { decodeLoosely } from '../parse/paths.ts';
import { nearest } from '../report/nearest.ts';
import { createSuggester } from '../report/suggester.ts';
import { checkChartFile } from './chartFile.ts';
import { goalOf } from './linkGoal.ts';
import { type MediaShelf, mediaPath } from './mediaShelf.ts';

/** A source with what it refers to. */
export interface ReferringSource {
  readonly file: SourcePath;
  readonly meta: Pick<SourceMeta, 'image'>;
  readonly body: Pick<Body, 'holes'>;
}

/** What references can lead to. */
export interface ReferenceGoals {
  readonly addresses: ReadonlyMap<SourcePath, UrlPath | undefined>;
  /** Sources that are there but too faulty to know what they are. */
  readonly unread: ReadonlySet<SourcePath>;
  readonly media: Pick<MediaShelf, 'has' | 'look'> & {
    /** Whether a file of this name may be published at all. */
    readonly isPublishable: (path: SourcePath) => boolean;
  };
  readonly mediaPaths: Iterable<SourcePath>;
  /** Ids on the page of a source. */
  readonly anchorsOf: (file: SourcePath) => readonly string[];
}

/** What is prepared once for all sources: a large site has very many of them. */
interface Guide extends ReferenceGoals {
  readonly placesOn: (file: SourcePath) => Places;
  /** The nearest file to a path; empty without one. */
  readonly suggestFile: (path: string) => string;
  /** The nearest picture to a name below `content/media/`; empty without one. */
  readonly suggestPicture: (name: string) => string;
}

/** The places on the page of a source. */
interface Places {
  readonly ids: ReadonlySet<string>;
  /** The nearest id; empty without one. */
  readonly suggest: (id: string) => string;
}

/** Makes the check of a source's links and pictures. */
export function createReferenceCheck(
  goals: ReferenceGoals,
): (source: ReferringSource) => readonly Diagnostic[] {
  const guide = createGuide(goals);
  return ({ file, meta, body }) => {
    const images = imagesOf({ meta, body }).flatMap((image) => checkImage(image, file, guide));
    const others = body.holes.flatMap((hole) => {
      if (hole.kind === 'link') return checkLink(hole, file, guide);
      return hole.kind === 'chart' ? checkChartFile(hole, file, goals.media, guide.suggestPicture) : [];
    });
    return [...images, ...others];
  };
}

function createGuide(goals: ReferenceGoals): Guide {
  const { addresses, mediaPaths, anchorsOf } = goals;
  const places = new Map<SourcePath, Places>();
  return {
    ...goals,
    placesOn: (file) => {
      const known = places.get(file) ?? placesFrom(anchorsOf(file));
      places.set(file, known);
      return known;
    },
    suggestFile: createSuggester(() => [...addresses.keys(), ...mediaPaths], nearestFile),
    suggestPicture: createSuggester(() =>
      [...mediaPaths].map((path) => path.replace(/^content\/media\//, '')),
    ),
  };
}

function placesFrom(anchors: readonly string[]): Places {
  return { ids: new Set(anchors), suggest: createSuggester(() => anchors) };
}

/** The pictures that a source shows. */
export function imagesOf({ meta, body }: Pick<ReferringSource, 'meta' | 'body'>): readonly ImageReference[] {
  const inText = body.holes.flatMap((hole) => ('image' in hole ? hole.image : []));
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
  const picture = media.look(path);
  if (!picture?.isPicture) return [diagnose('text/picture-unreadable', { src }, place)];
  const isMute = (alt ?? picture.alt ?? '') === '';
  return isMute ? [diagnose('text/picture-without-alt', { src }, place)] : [];
}

function checkLink(
  { target, position }: Extract<Hole, { kind: 'link' }>,
  file: SourcePath,
  guide: Guide,
): readonly Diagnostic[] {
  const place = { file, position };
  if (target.kind === 'site') return [];
  if (target.kind === 'fragment') return checkFragment(target.fragment, guide.placesOn(file), place);
  const { addresses, media, unread } = guide;
  const { path, fragment } = goalOf(target, (one) => media.has(one) || unread.has(one) || addresses.has(one));
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
  media: ReferenceGoals['media'],
  place: { readonly file: SourcePath; readonly position: Position },
): readonly Diagnostic[] {
  const ending = endingOf(path);
  if (!media.isPublishable(path)) {
    return [diagnose('text/document-type', { target, ending, mayBeAdded: mayBeAdded(ending) }, place)];
  }
  return media.look(path) ? [] : [diagnose('text/document-unusable', { target }, place)];
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
  place: { readonly file: SourcePath; readonly position: Position },
): readonly Diagnostic[] {
  const id = fragment.slice(1);
  const decoded = decodeLoosely(id);
  if (id === '' || ids.has(decoded) || reservedIds.includes(decoded)) return [];
  return [diagnose('text/dead-anchor', { fragment, suggestion: suggest(id) }, place)];
}
