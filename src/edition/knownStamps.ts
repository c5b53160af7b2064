import type { SourcePath } from '../model.ts';
import type { FileStamp } from '../read/siteFolder.ts';

/** A file's stamp and the digest of the bytes that it held then. */
interface KnownStamp extends FileStamp {
  readonly digest: string;
}

/** The digests of files by their stamps. */
export interface KnownStamps {
  /** Digest of the file, as long as its stamp is the known one. */
  readonly digestBy: (path: SourcePath, stamp: FileStamp | undefined) => string | undefined;
  /** Learns a file's digest if its stamp is to be believed at the time `now`, ms; otherwise forgets the file. */
  readonly learn: (path: SourcePath, stamp: FileStamp | undefined, digest: string, now: number) => void;
  /** Forgets all files but these. Returns what to keep, if it differs from what was kept. */
  readonly changed: (paths: ReadonlySet<SourcePath>) => unknown;
}

/**
 * A file may change twice within one tick of the clock; three seconds are safe everywhere (FAT counts in
 * twos).
 */
const freshMilliseconds = 3000;

/** `kept`: what `changed` once returned, or anything else. */
export function createKnownStamps(kept: unknown): KnownStamps {
  const known = parseStamps(kept);
  let isChanged = false;
  return {
    digestBy: (path, stamp) => {
      const before = known.get(path);
      return before && stamp && isSame(before, stamp) ? before.digest : undefined;
    },
    learn: (path, stamp, digest, now) => {
      if (stamp && Math.max(stamp.modified, stamp.changed) < now - freshMilliseconds) {
        known.set(path, { ...stamp, digest });
        isChanged = true;
      } else isChanged = known.delete(path) || isChanged;
    },
    changed: (paths) => {
      for (const path of known.keys()) if (!paths.has(path)) isChanged = known.delete(path);
      const isDifferent = isChanged;
      isChanged = false;
      return isDifferent ? [...known] : undefined;
    },
  };
}

/** Reads what was kept as pairs of path and stamp; what is none is left out. */
function parseStamps(kept: unknown): Map<SourcePath, KnownStamp> {
  const stamps = new Map<SourcePath, KnownStamp>();
  if (!Array.isArray(kept)) return stamps;
  for (const pair of kept) {
    if (!Array.isArray(pair)) continue;
    const [path, stamp]: unknown[] = pair;
    if (typeof path === 'string' && isKnownStamp(stamp)) stamps.set(path as SourcePath, stamp);
  }
  return stamps;
}

function isSame(a: FileStamp, b: FileStamp): boolean {
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
