/** Makes the files of pictures that are not there yet, a few pictures at once. */
import type { BlobStore } from '../engine/blobStore.ts';
import type { Diagnostic } from '../model.ts';
import type { SiteSnapshot } from './edition.ts';
import { encodePicture, pictureFault } from '../pictures/encodePicture.ts';
import type { RoutedPicture, RoutedRendition } from './placeOutputs.ts';
import { readUnchanged } from './readUnchanged.ts';

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
export async function makePictures(work: PictureWork, sink: PictureSink): Promise<readonly Diagnostic[]> {
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
