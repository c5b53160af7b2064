/**
 * A change where files can be renamed. First everything new is brought there under other names, unseen and in any order; then it is put in
 * its places in the order of the plan, which takes moments. What is prepared is found again by its name, so a break costs the files that were
 * under way. The journal is there exactly while files are being put in their places.
 */
import { digestOf } from '../core/digestOf.ts';
import { foldersAbove, type OutputPath } from '../emit/outputPath.ts';
import {
  type FileFacts,
  formerName,
  type Journal,
  journalName,
  keptFolder,
  serializeJournal,
  stagedFolder,
  stateName,
} from './deployState.ts';
import { type DeployPlan, type PlannedFile, type Situation, stagedName } from './plan.ts';
import { deployFault, type MovingStore, PlaceMissing } from './target.ts';

export interface MoveWork {
  readonly situation: Situation;
  /** Of the state that is left now; undefined: there is none to go back to. */
  readonly stateBytes: Uint8Array | undefined;
  /** Of the deployment that ended unfinished: what it has done stays known until all is written down. */
  readonly journal: Journal | undefined;
  /** Sizes of what waits in `stagedFolder` and `keptFolder`, by name. */
  readonly staged: ReadonlyMap<string, number>;
  readonly kept: ReadonlyMap<string, number>;
  /** Content of a planned file; undefined: it is in `keptFolder`. */
  readonly bytesOf?: (file: PlannedFile) => Uint8Array;
  /** Asked before anything becomes visible. */
  readonly beforeChange: () => Promise<void>;
  readonly onProgress: (done: number, total: number) => void;
}

/** Without a second name on the server, so many contents at most go there and back through us. */
const mostCarried = 300;

/** Whether all contents of the former state are kept, so that one can go back. */
export async function applyByMoves(store: MovingStore, plan: DeployPlan, work: MoveWork): Promise<boolean> {
  const { files, removals } = plan;
  const looksAndKeeps = async (): Promise<boolean> => {
    await store.refuseLinks?.(foldersThere(plan, work.situation));
    return keepFormer(store, plan, work);
  };
  const [isKept] = await afterAll([looksAndKeeps(), stageFiles(store, files, work)]);
  await work.beforeChange();
  const journal: Journal = new Map<OutputPath, FileFacts | null>([
    ...(work.journal ?? []),
    ...[...removals.first, ...removals.last].map((path) => [path, null] as const),
    ...files.map(({ path, digest, size }) => [path, { digest, size }] as const),
  ]);
  await store.write(journalName, Buffer.from(serializeJournal(journal)));
  await afterAll([
    placeAll(store, plan, work.situation),
    keepState(store, isKept ? work.stateBytes : undefined),
  ]);
  return isKept;
}

async function placeAll(store: MovingStore, plan: DeployPlan, situation: Situation): Promise<void> {
  const { files, removals } = plan;
  await inParallel(removals.first, store.atOnce.steps, store.remove);
  await makeFolders(store, files, situation);
  for (const group of Map.groupBy(files, ({ rank }) => rank).values()) {
    await inParallel(group, store.atOnce.steps, (file) => place(store, file));
  }
  await inParallel(removals.last, store.atOnce.steps, store.remove);
  await removeEmptyFolders(store, plan, situation);
}

/** While the journal is there, one goes back to the state and needs no former one. */
async function keepState(store: MovingStore, bytes: Uint8Array | undefined): Promise<void> {
  if (!bytes) await store.remove(formerName);
  else if (!(await store.copy?.(stateName, formerName))) await store.write(formerName, bytes);
}

async function stageFiles(store: MovingStore, files: readonly PlannedFile[], work: MoveWork): Promise<void> {
  const missing = files.filter(
    ({ path, digest, size }) => work.staged.get(stagedName(path, digest)) !== size,
  );
  if (missing.length === 0) return;
  let done = files.length - missing.length;
  work.onProgress(done, files.length);
  await inParallel(missing, store.atOnce.uploads, async (file) => {
    const name = `${stagedFolder}/${stagedName(file.path, file.digest)}`;
    if (work.bytesOf) await store.upload({ name, path: file.path, bytes: work.bytesOf(file) });
    else await bringBack(store, file, name);
    work.onProgress(++done, files.length);
  });
}

async function bringBack(store: MovingStore, { path, digest }: PlannedFile, name: string): Promise<void> {
  const from = `${keptFolder}/${digest}`;
  if (store.copy) {
    if (await store.copy(from, name)) return;
  } else {
    const bytes = await store.read(from);
    if (bytes) return store.upload({ name, path, bytes });
  }
  throw deployFault('deploy/back-incomplete', { path });
}

async function keepFormer(
  store: MovingStore,
  { files, removals }: DeployPlan,
  { situation, kept }: MoveWork,
): Promise<boolean> {
  const coming = new Map(files.map(({ path, digest }) => [path, digest]));
  const leaving = [...coming.keys(), ...removals.first, ...removals.last]
    // Of an unfinished deployment these are kept already.
    .filter((path) => !situation.unsure.has(path))
    .flatMap((path) => {
      const facts = situation.files.get(path);
      const isLeaving = facts && facts.digest !== coming.get(path) && kept.get(facts.digest) !== facts.size;
      return isLeaving ? [{ path, facts }] : [];
    });
  // Equal contents are kept once.
  const contents = [...new Map(leaving.map((one) => [one.facts.digest, one])).values()];
  if (contents.length === 0) return true;
  if (!store.copy && contents.length > mostCarried) return false;
  let isWhole = true;
  await inParallel(contents, store.atOnce.steps, async ({ path, facts }) => {
    const name = `${keptFolder}/${facts.digest}`;
    if (store.copy) isWhole = (await store.copy(path, name)) && isWhole;
    else {
      const bytes = await store.read(path);
      // What somebody else has put there, maybe as a link, is not spread further.
      if (bytes && digestOf(bytes) === facts.digest) await store.upload({ name, path, bytes });
      else isWhole = false;
    }
  });
  return isWhole;
}

/** Of the folders that a change touches those that are there already; the others are made. */
function foldersThere({ files, removals }: DeployPlan, situation: Situation): readonly string[] {
  const missing = foldersMissing(files, situation);
  const touched = [...files.map(({ path }) => path), ...removals.first, ...removals.last];
  return [...new Set(touched.flatMap(foldersAbove))].filter((folder) => !missing.has(folder));
}

function foldersMissing(
  files: readonly PlannedFile[],
  { files: there, unsure }: Situation,
): ReadonlySet<string> {
  const standing = [...there.keys()].filter((path) => !unsure.has(path));
  const known = new Set(standing.flatMap(foldersAbove));
  return new Set(files.flatMap(({ path }) => foldersAbove(path)).filter((folder) => !known.has(folder)));
}

async function makeFolders(
  store: MovingStore,
  files: readonly PlannedFile[],
  situation: Situation,
): Promise<void> {
  const needed = foldersMissing(files, situation);
  const byDepth = Map.groupBy(needed, (folder) => folder.split('/').length);
  for (const depth of [...byDepth.keys()].toSorted((a, b) => a - b)) {
    await inParallel(byDepth.get(depth) ?? [], store.atOnce.steps, store.makeFolder);
  }
}

async function place(store: MovingStore, { path, digest, reason }: PlannedFile): Promise<void> {
  const from = `${stagedFolder}/${stagedName(path, digest)}`;
  try {
    await store.move(from, path, reason === 'new');
  } catch (error) {
    if (!(error instanceof PlaceMissing)) throw error;
    // Somebody has removed the folder there.
    for (const folder of foldersAbove(path).toReversed()) await store.makeFolder(folder);
    await store.move(from, path, true).catch((again: unknown) => {
      throw again instanceof PlaceMissing ? deployFault('deploy/vanished', { path }) : again;
    });
  }
}

/** The folders in which nothing of ours is left, from within. */
async function removeEmptyFolders(
  store: MovingStore,
  { files, removals, retired }: DeployPlan,
  situation: Situation,
): Promise<void> {
  const removed = new Set<string>([...removals.first, ...removals.last]);
  if (removed.size === 0) return;
  const left = [...situation.files.keys(), ...files.map(({ path }) => path), ...retired.keys()];
  const inUse = new Set(left.filter((path) => !removed.has(path)).flatMap(foldersAbove));
  const empty = [...new Set([...removed].flatMap(foldersAbove))].filter((folder) => !inUse.has(folder));
  const byDepth = Map.groupBy(empty, (folder) => folder.split('/').length);
  for (const depth of [...byDepth.keys()].toSorted((a, b) => b - a)) {
    await inParallel(byDepth.get(depth) ?? [], store.atOnce.steps, store.removeFolder);
  }
}

/** Waits for the end of all, even when one has failed: nothing is under way when somebody else may begin. */
export async function afterAll<const Work extends readonly unknown[]>(
  work: Work,
): Promise<{ -readonly [Index in keyof Work]: Awaited<Work[Index]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

/** Does the work for all items, so many at a time. After a failure nothing more is begun, and what is under way is waited for. */
export async function inParallel<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const rest = items.values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const item of rest) {
      if (failures.length > 0) return;
      await work(item).catch((error: unknown) => void failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
}
