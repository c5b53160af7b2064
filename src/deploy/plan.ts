/** What a deployment has to do, and in which order: a pure function of what the target has and what it shall have. */
import { digestOf } from '../core/digestOf.ts';
import { planRemovals, type Removals } from '../emit/manifest.ts';
import type { OutputPath } from '../emit/outputPath.ts';
import type { DeployState, FileFacts, Files, Journal } from './deployState.ts';

export type DeployReason = 'new' | 'changed' | 'unsure';

export interface PlannedFile extends FileFacts {
  readonly path: OutputPath;
  readonly reason: DeployReason;
  readonly rank: number;
}

export interface DeployPlan {
  /** In the order in which they are put in their places. */
  readonly files: readonly PlannedFile[];
  readonly removals: Removals;
  /** Stay until the next deployment that changes something, for readers who still have a page that shows them. */
  readonly retired: Files;
  readonly unchanged: number;
}

/** What is known of the target. A file of an unfinished deployment is `unsure`: the old one or the new one. */
export interface Situation {
  readonly files: Files;
  readonly retired: Files;
  readonly unsure: ReadonlySet<OutputPath>;
}

const nothing: Situation = { files: new Map(), retired: new Map(), unsure: new Set() };

/**
 * What is on the target after a deployment that ended unfinished. `isStaged`: whether its new file still waits for its turn; one that does
 * not is in its place. Where that cannot be known, all of its files are unsure.
 */
export function situationOf(
  state: DeployState | undefined,
  journal: Journal | undefined,
  isStaged?: (path: OutputPath, facts: FileFacts) => boolean,
): Situation {
  const known = state ? { files: state.files, retired: state.retired } : nothing;
  if (!journal) return { ...known, unsure: new Set() };
  const files = new Map([...known.retired, ...known.files]);
  const unsure = new Set<OutputPath>();
  for (const [path, facts] of journal) {
    if (facts && isStaged && !isStaged(path, facts)) files.set(path, facts);
    else {
      files.set(path, files.get(path) ?? facts ?? unknown);
      unsure.add(path);
    }
  }
  return { files, retired: new Map(), unsure };
}

const unknown: FileFacts = { digest: '', size: 0 };

/** `again`: as if nothing were known of the contents there. */
export function planDeploy(situation: Situation, wanted: Files, again = false): DeployPlan {
  const { retired, unsure } = situation;
  const there = new Map([...retired, ...situation.files]);
  const reasonFor = (path: OutputPath, { digest }: FileFacts): DeployReason | undefined => {
    const before = there.get(path);
    if (!before) return 'new';
    if (again || unsure.has(path)) return 'unsure';
    return before.digest === digest ? undefined : 'changed';
  };
  const files = [...wanted]
    .flatMap(([path, { digest, size }]): readonly PlannedFile[] => {
      const reason = reasonFor(path, { digest, size });
      return reason ? [{ path, digest, size, reason, rank: rankOf(path, reason) }] : [];
    })
    .toSorted((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1));
  const gone = [...there].filter(([path]) => !wanted.has(path));
  const isQuiet = files.length === 0 && gone.every(([path]) => retired.has(path));
  const staying = new Map(
    gone.filter(([path]) => isFixed(path) && (isQuiet || !retired.has(path)) && !unsure.has(path)),
  );
  const removals = planRemovals(
    new Map(gone.filter(([path]) => !staying.has(path))),
    wanted,
    files.map(({ path }) => path),
  );
  return { files, removals, retired: staying, unchanged: wanted.size - files.length };
}

/** In these folders names change with contents, so what readers have shown before may be asked for a while longer. */
function isFixed(path: string): boolean {
  return /^(?:assets|medien)\//.test(path);
}

/**
 * What a page needs comes before it. New pages come before all that leads to them, feeds and sitemaps after the pages that they name, the
 * front page last.
 */
function rankOf(path: string, reason: DeployReason): number {
  if (isFixed(path)) return 0;
  if (path === 'index.html') return 5;
  if (isListing(path)) return 4;
  if (!path.endsWith('.html')) return 1;
  return reason === 'new' ? 2 : 3;
}

/** Feeds, sitemaps, and what servers read. */
function isListing(path: string): boolean {
  return /(?:^|\/)(?:[^/]+\.(?:xml|txt|webmanifest)|feed\.json|\.htaccess|_headers|_redirects)$|^\.server\//.test(
    path,
  );
}

/** Name under which a file waits for its turn: the next deployment finds it by what it is, whatever else has changed. */
export function stagedName(path: OutputPath, digest: string): string {
  return digestOf(`${path}\n${digest}`);
}

/** Removals of so many files and of such a share of the blog are asked about first. */
const mostRemovals = { count: 50, share: 0.2 } as const;

export function removesMuch({ removals }: DeployPlan, { files }: Situation): boolean {
  const count = removals.first.length + removals.last.length;
  return count > mostRemovals.count && count > files.size * mostRemovals.share;
}
