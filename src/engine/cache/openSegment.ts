import { closeSync, fstatSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { readAt, type OpenFile } from './growingFile.ts';
import { decodeIndex, decodeTrailer, type SegmentIndex, trailerSize } from './segmentFormat.ts';

/** A complete segment. */
export interface Segment {
  /** Name of the file in the folder of the generation. */
  readonly name: string;
  /** The blobs and values that it holds, wanted or not, in bytes. */
  readonly weight: number;
  readonly file: OpenFile;
}

/** Pattern for the names of segments. */
export const segmentName = /^[0-9a-f]{32}\.segment$/;

export interface OpenedSegment {
  readonly segment: Segment;
  readonly index: SegmentIndex;
}

/** Opens a segment and reads its index; undefined when it is damaged or of another key. Throws what the system refuses. */
export function openSegment(folder: string, name: string, key: string): OpenedSegment | undefined {
  const descriptor = openSync(join(folder, name), 'r');
  let opened: OpenedSegment | undefined;
  try {
    opened = readSegment(descriptor, name, key);
  } finally {
    if (!opened) closeSync(descriptor);
  }
  return opened;
}

function readSegment(descriptor: number, name: string, key: string): OpenedSegment | undefined {
  const { size } = fstatSync(descriptor);
  if (size < trailerSize) return undefined;
  const sizes = decodeTrailer(readAt(descriptor, size - trailerSize, trailerSize), key, size);
  const index = sizes && decodeIndex(readAt(descriptor, sizes.blobs, size - sizes.blobs), sizes);
  if (!index) return undefined;
  const file: OpenFile = {
    read: (offset, length) => readAt(descriptor, offset, length),
    close: () => closeSync(descriptor),
  };
  return { segment: { name, weight: sizes.blobs + sizes.values, file }, index };
}
