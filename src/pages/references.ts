/** Do the links and pictures of a source lead somewhere? Known before anything is rendered, so that nothing is published with a hole in it. */
import { posix } from 'node:path';
import type {
  ArticleMeta,
  Body,
  Diagnostic,
  Hole,
  ImageReference,
  Position,
  SourcePath,
  UrlPath,
} from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { reservedIds } from '../parse/markdown/headings.ts';
import { nearest } from '../report/nearest.ts';
import { type MediaShelf, mediaPath } from './mediaShelf.ts';

/** A source with what it refers to. */
export interface ReferringSource {
  readonly file: SourcePath;
  readonly meta: Pick<ArticleMeta, 'image'> | Record<never, never>;
  readonly body: Pick<Body, 'holes' | 'anchors'>;
}

/** What references can lead to. */
export interface ReferenceGoals {
  readonly addresses: ReadonlyMap<SourcePath, UrlPath | undefined>;
  /** Sources that are there but too faulty to know what they are. */
  readonly unread: ReadonlySet<SourcePath>;
  readonly media: Pick<MediaShelf, 'has' | 'look'>;
  readonly mediaPaths: Iterable<SourcePath>;
  /** Ids on the page of a source; undefined for a source without one. */
  readonly anchorsOf: (file: SourcePath) => readonly string[] | undefined;
}

export function checkReferences(source: ReferringSource, goals: ReferenceGoals): readonly Diagnostic[] {
  const { file, meta, body } = source;
  const images = imagesOf(meta, body).flatMap((image) => checkImage(image, file, goals));
  const links = body.holes.flatMap((hole) => (hole.kind === 'link' ? checkLink(hole, source, goals) : []));
  return [...images, ...links];
}

function imagesOf(meta: ReferringSource['meta'], body: Pick<Body, 'holes'>): readonly ImageReference[] {
  const inText = body.holes.flatMap((hole) => ('image' in hole ? hole.image : []));
  return 'image' in meta && meta.image ? [meta.image, ...inText] : inText;
}

function checkImage(
  { src, alt, position }: ImageReference,
  file: SourcePath,
  { media, mediaPaths }: ReferenceGoals,
): readonly Diagnostic[] {
  const place = { file, position };
  if (/^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(src) || /^(?:data|blob):/i.test(src)) {
    return [diagnose('text/picture-remote', { src }, place)];
  }
  const path = mediaPath(src, file, media);
  if (path !== undefined) {
    const picture = media.look(path);
    const isMute = picture?.isPicture && (alt ?? picture.alt ?? '') === '';
    return isMute ? [diagnose('text/picture-without-alt', { src }, place)] : [];
  }
  const names = [...mediaPaths].map((known) => known.replace(/^content\/media\//, ''));
  const wanted = src.replace(/^(?:\.{1,2}\/)*(?:(?:content\/)?media\/)?/, '');
  return [diagnose('text/picture-missing', { src, suggestion: nearest(wanted, names) }, place)];
}

function checkLink(
  { target, position }: Extract<Hole, { kind: 'link' }>,
  source: ReferringSource,
  goals: ReferenceGoals,
): readonly Diagnostic[] {
  const place = { file: source.file, position };
  if (target.kind === 'site') return [];
  if (target.kind === 'fragment') return checkFragment(target.fragment, source.body.anchors, place);
  const { path, fragment } = target;
  if (goals.media.has(path) || goals.unread.has(path)) return [];
  if (!goals.addresses.has(path)) {
    const meant = nearestFile(path, [...goals.addresses.keys(), ...goals.mediaPaths]);
    const written = (goal: string): string => posix.relative(posix.dirname(source.file), goal);
    const suggestion = meant === '' ? '' : written(meant);
    return [diagnose('text/dead-link', { target: written(path), suggestion }, place)];
  }
  if (goals.addresses.get(path) === undefined) return [diagnose('text/hidden-link', { target: path }, place)];
  return checkFragment(fragment, goals.anchorsOf(path) ?? [], place);
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
  anchors: readonly string[],
  place: { readonly file: SourcePath; readonly position: Position },
): readonly Diagnostic[] {
  const id = fragment.slice(1);
  const decoded = decodeLoosely(id);
  if (id === '' || anchors.includes(decoded) || reservedIds.includes(decoded)) return [];
  return [diagnose('text/dead-anchor', { fragment, suggestion: nearest(id, anchors) }, place)];
}

/** As browsers do it: what is no percent-encoding stands for itself. */
function decodeLoosely(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
