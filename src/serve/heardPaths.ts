/** What the system told of, for those who look whether it tells of everything. */
export interface HeardPaths {
  readonly add: (path: string) => void;
  /** A round of looking begins: what was heard before the round before is forgotten. */
  readonly beginRound: () => void;
  /** Whether the path was heard of in this round or the one before, or a folder of its. */
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
