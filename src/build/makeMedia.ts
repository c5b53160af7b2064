/** Makes everything that is made of pictures: their renditions, and then the social pictures, in which some of them stand. */
import type { Diagnostic, SourcePath } from '../core/model.ts';
import { hasError } from '../core/diagnostics/diagnostics.ts';
import type { SiteSnapshot } from './snapshot.ts';
import type { SiteCaches } from '../content/load/sourceCache.ts';
import type { RoutedMedia, RoutedPicture, RoutedRendition, RoutedDrawing } from './placeOutputs.ts';
import type { BlobStore } from '../cache/blobStore.ts';
import { encodePicture, pictureFault } from '../images/encodePicture.ts';
import { readUnchanged } from '../content/load/mediaFiles.ts';
import { setImmediate } from 'node:timers/promises';
import type { PhotoPicture, SocialLook, SocialPicture } from '../images/socialCards/socialPicture.ts';
import { openSocialRenderer, type SocialRenderer } from '../images/socialCards/socialRenderer.ts';
import { createSiteWorkers } from '../content/load/siteWorkers.ts';

export interface MediaWork extends Pick<PictureWork, 'workers' | 'onProgress'> {
  readonly caches: Pick<SiteCaches, 'pictures' | 'drawings'>;
}

/** Draws all files that the sink lacks. */
export async function makeMedia(
  { broken, look }: Pick<SiteSnapshot, 'broken' | 'look'>,
  { pictures, drawings }: RoutedMedia,
  { caches, ...work }: MediaWork,
  sink: PictureSink,
): Promise<readonly Diagnostic[]> {
  const faults = await makePictures({ ...work, pictures, broken, cache: caches.pictures }, sink);
  if (hasError(faults)) return faults;
  return [
    ...faults,
    ...(await drawPictures({ ...work, drawings, look, broken, cache: caches.drawings }, sink)),
  ];
}

// Renditions that are not there yet, a few pictures at once.

/** A file and the digest of everything that determines its bytes. */
export type MadeFile = Pick<RoutedRendition, 'path' | 'id'>;

/** Receiver of the files. */
export interface PictureSink {
  /** Whether the file is there already. */
  readonly has: (file: MadeFile) => boolean;
  readonly take: (file: MadeFile, bytes: Uint8Array) => void;
}

export interface PictureWork {
  readonly pictures: readonly RoutedPicture[];
  readonly cache: BlobStore;
  /** Processors; each holds a picture in memory. */
  readonly workers: number;
  /** Diagnostics for a picture that turns out to be broken. */
  readonly broken: SiteSnapshot['broken'];
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

/** As many as Node has threads for such work. */
const mostAtOnce = 4;

/** Makes all files that the sink lacks. A broken picture is an error, and the others are made. */
async function makePictures(work: PictureWork, sink: PictureSink): Promise<readonly Diagnostic[]> {
  const { pictures, cache, workers, onProgress } = work;
  const wanted = pictures
    .map((routed) => ({ ...routed, renditions: routed.renditions.filter((one) => !sink.has(one)) }))
    .filter(({ renditions }) => renditions.length > 0);
  const diagnostics: Diagnostic[] = [];
  let next = 0;
  let done = 0;
  const makeSome = async (): Promise<void> => {
    for (let routed = wanted[next++]; routed; routed = wanted[next++]) {
      diagnostics.push(...(await makePicture(routed, work, sink)));
      onProgress({ done: ++done, total: wanted.length });
    }
  };
  await Promise.all(Array.from({ length: Math.min(Math.max(workers, 1), mostAtOnce) }, makeSome));
  if (wanted.length > 0)
    cache.tidy(new Set(pictures.flatMap(({ renditions }) => renditions.map(({ id }) => id))));
  return diagnostics;
}

async function makePicture(
  routed: RoutedPicture,
  { cache, broken }: PictureWork,
  sink: PictureSink,
): Promise<readonly Diagnostic[]> {
  const missing = routed.renditions.filter((rendition) => {
    const bytes = cache.get(rendition.id);
    if (bytes) sink.take(rendition, bytes);
    return !bytes;
  });
  if (missing.length === 0) return [];
  const { value: source, diagnostics } = readUnchanged(routed.source, routed.picture.digest);
  if (!source) return diagnostics;
  // A failure of sharp means that the picture is broken.
  const made = await encodePicture(source, routed.picture, missing).catch(pictureFault);
  if (typeof made === 'string') return broken(routed.source.path, made);
  for (const { rendition, bytes } of made) {
    cache.put(rendition.id, bytes);
    sink.take(rendition, bytes);
  }
  return [];
}

// Social pictures that are not there yet: many by worker threads, those with a photograph here.

export interface DrawingWork {
  readonly drawings: readonly RoutedDrawing[];
  readonly look: SocialLook;
  readonly cache: BlobStore;
  /** Processors. */
  readonly workers: number;
  /** Diagnostics for a photograph that turns out to be broken. */
  readonly broken: SiteSnapshot['broken'];
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

/** Task for a worker thread. */
export interface DrawingTask {
  readonly path: SourcePath;
  readonly id: string;
  readonly picture: SocialPicture;
}

export interface FinishedDrawing {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Below this many, starting workers takes longer than drawing. */
const fewDrawings = 100;

/** As many as Node has threads for decoding and encoding. */
const mostPhotosAtOnce = 4;

/** Draws all files that the sink lacks. */
async function drawPictures(work: DrawingWork, sink: PictureSink): Promise<readonly Diagnostic[]> {
  const { drawings, cache, look, onProgress } = work;
  const missing = drawings.filter((drawing) => {
    if (sink.has(drawing)) return false;
    const bytes = cache.get(drawing.id);
    if (bytes) sink.take(drawing, bytes);
    return !bytes;
  });
  if (missing.length === 0) return [];
  const { value: renderer, diagnostics } = await openSocialRenderer(look);
  if (!renderer) return diagnostics;
  let done = 0;
  const finish = (drawing: RoutedDrawing, bytes: Uint8Array): void => {
    cache.put(drawing.id, bytes);
    sink.take(drawing, bytes);
    onProgress({ done: ++done, total: missing.length });
  };
  const faults = await Promise.all([
    drawPlain(
      missing.filter(({ photo }) => !photo),
      renderer,
      work,
      finish,
    ),
    drawPhotos(missing, renderer, work, finish),
  ]);
  cache.tidy(new Set(drawings.map(({ id }) => id)));
  return faults.flat();
}

type Finish = (drawing: RoutedDrawing, bytes: Uint8Array) => void;

async function drawPlain(
  drawings: readonly RoutedDrawing[],
  renderer: SocialRenderer,
  { look, workers: count }: DrawingWork,
  finish: Finish,
): Promise<readonly Diagnostic[]> {
  if (count === 0 || drawings.length < fewDrawings) {
    for (const drawing of drawings) {
      finish(drawing, renderer.render(drawing.picture));
      await setImmediate();
    }
    return [];
  }
  const byId = new Map(drawings.map((drawing) => [drawing.id, drawing]));
  const workers = createSiteWorkers({ module: 'drawingWorker', count, data: look });
  const tasks = drawings.map(({ source, id, picture }): DrawingTask => ({ path: source, id, picture }));
  try {
    return await workers.run<DrawingTask, FinishedDrawing>(tasks, ({ id, bytes }) => {
      const drawing = byId.get(id);
      if (drawing) finish(drawing, bytes);
    });
  } finally {
    await workers.close();
  }
}

/** Sharp does most of it in threads of its own. */
async function drawPhotos(
  drawings: readonly RoutedDrawing[],
  renderer: SocialRenderer,
  { workers, broken }: DrawingWork,
  finish: Finish,
): Promise<readonly Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  const waiting = drawings[Symbol.iterator]();
  const drawSome = async (): Promise<void> => {
    for (const drawing of waiting) {
      const { picture, photo } = drawing;
      if (!photo || !hasPhoto(picture)) continue;
      const { value: bytes, diagnostics: unread } = readUnchanged(photo, picture.photo.digest);
      diagnostics.push(...unread);
      if (!bytes) continue;
      const drawn = await renderer.renderPhoto(picture, bytes).catch(pictureFault);
      if (typeof drawn === 'string') diagnostics.push(...broken(photo.path, drawn));
      else finish(drawing, drawn);
    }
  };
  await Promise.all(Array.from({ length: Math.min(Math.max(workers, 1), mostPhotosAtOnce) }, drawSome));
  return diagnostics;
}

function hasPhoto(picture: SocialPicture): picture is PhotoPicture {
  return picture.photo !== undefined;
}
