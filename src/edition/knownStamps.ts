import type { SourcePath } from '../model.ts';
import type { FileStamp } from '../read/siteFolder.ts';

/** A file's stamp and the digest of the bytes that it held then. */
export interface KnownStamp extends FileStamp {
  readonly digest: string;
}

/** Reads what was kept as pairs of path and stamp; what is none is left out. */
export function parseStamps(kept: unknown): Map<SourcePath, KnownStamp> {
  const stamps = new Map<SourcePath, KnownStamp>();
  if (!Array.isArray(kept)) return stamps;
  for (const pair of kept) {
    if (!Array.isArray(pair)) continue;
    const [path, stamp]: unknown[] = pair;
    if (typeof path === 'string' && isKnownStamp(stamp)) stamps.set(path as SourcePath, stamp);
  }
  return stamps;
}

export function sameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.size === b.size && a.modified === b.modified && a.changed === b.changed && a.inode === b.inode;
}

function isKnownStamp(value: unknown): value is KnownStamp {
  return (
    typeof value === 'object' &&
    value !== null &&
    'digest' in value &&
    typeof value.digest === 'string' &&
    ['size', 'modified', 'changed', 'inode'].every((name) => name in value)
  );
}
