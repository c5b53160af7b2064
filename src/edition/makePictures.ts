/** Makes the files of pictures that are not there yet, a few pictures at once. */
import type { BlobStore } from '../engine/blobStore.ts';
import type { Diagnostic } from '../model.ts';
import type { Edition } from './edition.ts';
import { encodePicture, pictureFault } from '../pictures/encodePicture.ts';
import type { PlacedPicture, PlacedRendition } from './placeOutputs.ts';
import { readUnchanged } from './readUnchanged.ts';

/** A file and the id of everything that makes its bytes. */
export type MadeFile = Pick<PlacedRendition, 'path' | 'id'>;

/** What takes the files. */
export interface PictureSink {
  /** Whether the file is there already. */
  readonly has: (file: MadeFile) => boolean;
  readonly take: (file: MadeFile, bytes: Uint8Array) => void;
}

export interface PictureWork {
  readonly pictures: readonly PlacedPicture[];
  readonly memory: BlobStore;
  /** Processors; each holds a picture in memory. */
  readonly workers: number;
  /** What is to be said of a picture that turns out to be broken. */
  readonly broken: Edition['broken'];
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

/** As many as Node has threads for such work. */
const mostAtOnce = 4;

/** Hands over all files that the sink has not. A broken picture is an error, and the others are made. */
export async function makePictures(work: PictureWork, sink: PictureSink): Promise<readonly Diagnostic[]> {
  const { pictures, memory, workers, onProgress } = work;
  const wanted = pictures
    .map((placed) => ({ ...placed, renditions: placed.renditions.filter((one) => !sink.has(one)) }))
    .filter(({ renditions }) => renditions.length > 0);
  const diagnostics: Diagnostic[] = [];
  let next = 0;
  let done = 0;
  const makeSome = async (): Promise<void> => {
    for (let placed = wanted[next++]; placed; placed = wanted[next++]) {
      diagnostics.push(...(await makePicture(placed, work, sink)));
      onProgress({ done: ++done, total: wanted.length });
    }
  };
  await Promise.all(Array.from({ length: Math.min(Math.max(workers, 1), mostAtOnce) }, makeSome));
  if (wanted.length > 0)
    memory.tidy(new Set(pictures.flatMap(({ renditions }) => renditions.map(({ id }) => id))));
  return diagnostics;
}

async function makePicture(
  placed: PlacedPicture,
  { memory, broken }: PictureWork,
  sink: PictureSink,
): Promise<readonly Diagnostic[]> {
  const missing = placed.renditions.filter((rendition) => {
    const bytes = memory.recall(rendition.id);
    if (bytes) sink.take(rendition, bytes);
    return !bytes;
  });
  if (missing.length === 0) return [];
  const { value: source, diagnostics } = readUnchanged(placed.source, placed.picture.digest);
  if (!source) return diagnostics;
  // Whatever sharp cannot make a picture of is the picture's fault.
  const made = await encodePicture(source, placed.picture, missing).catch(pictureFault);
  if (typeof made === 'string') return broken(placed.source.path, made);
  for (const { rendition, bytes } of made) {
    memory.remember(rendition.id, bytes);
    sink.take(rendition, bytes);
  }
  return [];
}
