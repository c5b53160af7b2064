/** Draws the social pictures that are not there yet: many by worker threads, those with a photograph here. */
import { setImmediate } from 'node:timers/promises';
import type { BlobStore } from '../engine/blobStore.ts';
import type { Diagnostic, SourcePath } from '../model.ts';
import { pictureFault } from '../pictures/encodePicture.ts';
import type { PhotoPicture, SocialLook, SocialPicture } from '../pictures/social/socialPicture.ts';
import { openSocialRenderer, type SocialRenderer } from '../pictures/social/socialPress.ts';
import type { SiteSnapshot } from './edition.ts';
import { createSiteWorkers } from './siteWorkers.ts';
import type { PictureSink } from './makePictures.ts';
import type { RoutedDrawing } from './placeOutputs.ts';
import { readUnchanged } from './readUnchanged.ts';

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
export async function drawPictures(work: DrawingWork, sink: PictureSink): Promise<readonly Diagnostic[]> {
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
