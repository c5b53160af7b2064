import type { BlobPlace, CacheEntry } from './cacheEntry.ts';
import type { Segment } from './openSegment.ts';
import { SegmentWriter } from './segmentWriter.ts';

/** With more than these, opening gets slow. */
const mostSegments = 8;

/**
 * Which segments should become one: none while there are few, else the smallest, and every next larger
 * one that weighs no more than all before it together. So a byte is copied only as often as what it
 * lies in doubles, and saving one small change never copies a large segment.
 */
export function chooseSegments<Candidate extends Pick<Segment, 'weight'>>(
  segments: readonly Candidate[],
): readonly Candidate[] {
  if (segments.length <= mostSegments) return [];
  const chosen: Candidate[] = [];
  let weight = 0;
  for (const segment of segments.toSorted((a, b) => a.weight - b.weight)) {
    if (chosen.length >= 2 && segment.weight > weight) break;
    chosen.push(segment);
    weight += segment.weight;
  }
  return chosen;
}

/**
 * Copies entries to a new segment and lets them point there; undefined when there is nothing to copy. Damaged
 * bytes are copied with the digest of the right ones, so they stay known as damaged. Throws what the system
 * refuses; then all is as it was.
 */
export function mergeSegments<Value>(
  folder: string,
  key: string,
  entries: readonly (readonly [id: string, entry: CacheEntry<Value>, place: BlobPlace])[],
): Segment | undefined {
  if (entries.length === 0) return undefined;
  const writer = new SegmentWriter(folder, key);
  try {
    const places = entries.map(([id, entry, { file, offset, length, digest }]) =>
      writer.add({ id, digest, bytes: file.read(offset, length), json: entry.json }),
    );
    const merged = writer.finish();
    for (const [index, [, entry]] of entries.entries()) entry.place = places[index];
    return merged;
  } catch (error) {
    writer.file.close();
    throw error;
  }
}
