/** Paths that the system reported, to check whether it reports everything. */
export interface HeardPaths {
  readonly add: (path: string) => void;
  /** A poll begins: reports older than the previous poll are dropped. */
  readonly beginRound: () => void;
  /** Whether the path, or a folder above it, was reported since the previous poll. */
  readonly covers: (path: string) => boolean;
}

export function createHeardPaths(): HeardPaths {
  let before: ReadonlySet<string> = new Set();
  let now = new Set<string>();
  const has = (path: string): boolean => now.has(path) || before.has(path);
  return {
    add: (path) => void now.add(path),
    beginRound: () => {
      before = now;
      now = new Set();
    },
    covers: (path) => {
      for (let part = path; part !== ''; part = part.slice(0, Math.max(0, part.lastIndexOf('/'))))
        if (has(part)) return true;
      return has('');
    },
  };
}
