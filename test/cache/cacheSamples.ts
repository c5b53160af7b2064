/** Values for a cache, all made from a number, so that every answer can be checked. */
import { digestOf } from '../../src/core/digestOf.ts';
import { type DiskCache, openDiskCache } from '../../src/cache/diskCache.ts';

export interface Sample {
  readonly number: number;
  readonly title: string;
}

export function idOf(number: number): string {
  return digestOf(Buffer.from(String(number)));
}

export function sampleOf(number: number): Sample {
  return { number, title: `„Größe ${number}“ – 😀` };
}

/** Of different lengths, with none at all among them. */
export function bytesOf(number: number): Buffer {
  return Buffer.from(`Rumpf ${number} `.repeat(number % 5));
}

export function putAll(cache: DiskCache<Sample>, numbers: readonly number[]): void {
  for (const number of numbers) cache.put(idOf(number), sampleOf(number), bytesOf(number));
}

/** Those of which value and bytes are there; a wrong one is an error. */
export function knownOf(cache: DiskCache<Sample>, numbers: readonly number[]): readonly number[] {
  return numbers.filter((number) => {
    const value = cache.get(idOf(number));
    const bytes = cache.bytes(idOf(number));
    const isRight = value === undefined || JSON.stringify(value) === JSON.stringify(sampleOf(number));
    if (!isRight || (bytes && !bytes.equals(bytesOf(number)))) throw new Error(`Wrong answer for ${number}`);
    return value !== undefined && bytes !== undefined;
  });
}

/** Opens the cache, looks, and closes it. */
export function knownOnDisk(folder: string, key: string, numbers: readonly number[]): readonly number[] {
  const cache = openDiskCache<Sample>({ folder, key });
  const known = knownOf(cache, numbers);
  cache.close();
  return known;
}
