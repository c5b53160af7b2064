/** Draws the social pictures that are not there yet: many by worker threads, those with a photograph here. */
import { setImmediate } from 'node:timers/promises';
import type { BlobStore } from '../engine/blobStore.ts';
import type { Diagnostic, SourcePath } from '../model.ts';
import { pictureFault } from '../pictures/encodePicture.ts';
import type { PhotoPicture, SocialLook, SocialPicture } from '../pictures/social/socialPicture.ts';
import { openSocialPress, type SocialPress } from '../pictures/social/socialPress.ts';
import type { Edition } from './edition.ts';
import { createSiteWorkers } from './siteWorkers.ts';
import type { PictureSink } from './makePictures.ts';
import type { PlacedDrawing } from './placeOutputs.ts';
import { readUnchanged } from './readUnchanged.ts';

export interface DrawingWork {
  readonly drawings: readonly PlacedDrawing[];
  readonly look: SocialLook;
  readonly memory: BlobStore;
  /** Processors. */
  readonly workers: number;
  /** What is to be said of a photograph that turns out to be broken. */
  readonly broken: Edition['broken'];
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

/** What a worker thread is to draw. */
export interface DrawingTask {
  readonly path: SourcePath;
  readonly id: string;
  readonly picture: SocialPicture;
}

export interface FinishedDrawing {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Below this many, workers would take longer to begin than to draw. */
const fewDrawings = 100;

/** As many as Node has threads for decoding and encoding. */
const mostPhotosAtOnce = 4;

/** Hands over all files that the sink has not. */
export async function drawPictures(work: DrawingWork, sink: PictureSink): Promise<readonly Diagnostic[]> {
  const { drawings, memory, look, onProgress } = work;
  const missing = drawings.filter((drawing) => {
    if (sink.has(drawing)) return false;
    const bytes = memory.recall(drawing.id);
    if (bytes) sink.take(drawing, bytes);
    return !bytes;
  });
  if (missing.length === 0) return [];
  const { value: press, diagnostics } = await openSocialPress(look);
  if (!press) return diagnostics;
  let done = 0;
  const finish = (drawing: PlacedDrawing, bytes: Uint8Array): void => {
    memory.remember(drawing.id, bytes);
    sink.take(drawing, bytes);
    onProgress({ done: ++done, total: missing.length });
  };
  const faults = await Promise.all([
    drawPlain(
      missing.filter(({ photo }) => !photo),
      press,
      work,
      finish,
    ),
    drawPhotos(missing, press, work, finish),
  ]);
  memory.tidy(new Set(drawings.map(({ id }) => id)));
  return faults.flat();
}

type Finish = (drawing: PlacedDrawing, bytes: Uint8Array) => void;

async function drawPlain(
  drawings: readonly PlacedDrawing[],
  press: SocialPress,
  { look, workers: count }: DrawingWork,
  finish: Finish,
): Promise<readonly Diagnostic[]> {
  if (count === 0 || drawings.length < fewDrawings) {
    for (const drawing of drawings) {
      finish(drawing, press.print(drawing.picture));
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
  drawings: readonly PlacedDrawing[],
  press: SocialPress,
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
      const drawn = await press.printPhoto(picture, bytes).catch(pictureFault);
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
