/** Brings a finished blog to a target: looks what is there, plans, asks, changes, and writes down what is there now. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { digestOf } from '../core/digestOf.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Diagnostic } from '../core/model.ts';
import { readManifest } from '../emit/manifest.ts';
import type { OutputPath } from '../emit/outputPath.ts';
import { systemErrorCode } from '../emit/systemFault.ts';
import { type DeployLock, type DeployOwner, type LockPauses, takeLock } from './deployLock.ts';
import {
  type DeployState,
  type FileFacts,
  type Files,
  formerName,
  headLength,
  isOwn,
  type Journal,
  journalName,
  keptFolder,
  ownFolder,
  parseJournal,
  parseState,
  serializeState,
  siteFromHead,
  stagedFolder,
  stateName,
} from './deployState.ts';
import { afterAll, applyByMoves, inParallel } from './movingFiles.ts';
import {
  type DeployPlan,
  planDeploy,
  type PlannedFile,
  removesMuch,
  type Situation,
  situationOf,
  stagedName,
} from './plan.ts';
import {
  type BulkStore,
  ConnectionLost,
  DeployFault,
  deployFault,
  type Listed,
  type MovingStore,
  type Target,
} from './target.ts';

export interface DeployOptions {
  readonly target: Target;
  /** The output folder of a build. */
  readonly folder: string;
  /** The blog's address: whose files these are. */
  readonly site: string;
  readonly owner: DeployOwner;
  /** `back`: the state before the last deployment. */
  readonly direction?: 'forward' | 'back';
  /** Nobody has asked for it: after going back nothing happens. */
  readonly byItself?: boolean;
  /** Uploads everything, whatever the target remembers. */
  readonly again?: boolean;
  /** Plans, and changes nothing. */
  readonly dryRun?: boolean;
  /** The target may hold files of others, and another blog of ours. */
  readonly adopt?: boolean;
  /** Asked before many files are removed. */
  readonly mayRemove: (count: number, of: number) => Promise<boolean>;
  readonly onProgress: (done: number, total: number) => void;
  readonly pauses?: Partial<DeployPauses>;
}

/** Milliseconds. */
export interface DeployPauses extends LockPauses {
  /** Before each further attempt after the connection broke. */
  readonly retries: readonly number[];
}

const usualPauses: DeployPauses = {
  beat: 10_000,
  stale: 35_000,
  retries: [1000, 2000, 5000, 10_000, 20_000, 30_000, 60_000],
};

export interface DeployResult {
  /** False: the target is as it was, or an error tells how far it is. */
  readonly done: boolean;
  readonly plan?: DeployPlan;
  readonly diagnostics: readonly Diagnostic[];
}

export async function deploySite(options: DeployOptions): Promise<DeployResult> {
  const pauses = { ...usualPauses, ...options.pauses };
  const told = new Map<string, Diagnostic>();
  const tell = (note: Diagnostic): void => void told.set(note.message, note);
  let failures = 0;
  let wasThere = false;
  const connect: Target['connect'] = async (notes) => {
    const store = await options.target.connect(notes);
    wasThere = true;
    return store;
  };
  for (;;) {
    try {
      const attempted = await attempt({ ...options, target: { ...options.target, connect } }, pauses, tell);
      return { ...attempted, diagnostics: [...told.values()] };
    } catch (error) {
      if (error instanceof DeployFault)
        return { done: false, diagnostics: [...told.values(), error.diagnostic] };
      if (!(error instanceof ConnectionLost)) throw error;
      const pause = pauses.retries[failures++];
      // Where nobody has ever answered, the settings are wrong rather than the network bad.
      if (pause === undefined || (!wasThere && failures > 2)) {
        const fault = diagnose('deploy/connection-lost', {
          target: options.target.label,
          reason: error.message,
        });
        return { done: false, diagnostics: [...told.values(), fault] };
      }
      tell(diagnose('deploy/retried', { reason: error.message }));
      await sleep(pause);
    }
  }
}

async function attempt(
  options: DeployOptions,
  pauses: DeployPauses,
  tell: (note: Diagnostic) => void,
): Promise<Omit<DeployResult, 'diagnostics'>> {
  const wanted = options.direction === 'back' ? undefined : filesOf(options.folder);
  const store = await options.target.connect(tell);
  try {
    const ownFolders = [ownFolder, stagedFolder, keptFolder];
    await afterAll([refuseForeign(store, options), isMoving(store) && store.refuseLinks?.(ownFolders)]);
    if (options.dryRun) {
      const { plan } = await lookAndPlan(store, options, wanted);
      return { done: true, plan };
    }
    const lock = await takeLock(store, options.owner, pauses, tell);
    try {
      return await change(store, options, wanted, lock, tell);
    } finally {
      await lock.release().catch(() => {});
    }
  } finally {
    await store.close().catch(() => {});
  }
}

/** What the build has made. */
function filesOf(folder: string): Files {
  const { entries, state } = readManifest(folder);
  const files = new Map<OutputPath, FileFacts>();
  for (const [path, entry] of entries) {
    if (!entry) throw deployFault('deploy/not-built', { folder });
    files.set(path, { digest: entry.digest, size: entry.size });
  }
  if (state !== 'whole' || files.size === 0) throw deployFault('deploy/not-built', { folder });
  return files;
}

type AnyStore = MovingStore | BulkStore;

function isMoving(store: AnyStore): store is MovingStore {
  return 'move' in store;
}

/** A target that nobody of ours was at must be empty. */
async function refuseForeign(store: AnyStore, { adopt, target, site }: DeployOptions): Promise<void> {
  if (adopt) return;
  const head = await store.read(stateName, headLength);
  if (head) {
    const there =
      siteFromHead(textOf(head)) ?? parseState(textOf((await store.read(stateName)) ?? head))?.site;
    if (there === undefined) throw damagedState(target);
    if (there !== site)
      throw deployFault('deploy/other-blog', { target: target.label, site: there.slice(0, 200) });
    return;
  }
  const names = (await store.list('')).filter(
    ({ name }) => !isOwn(name) && !harmless.has(name.toLowerCase()),
  );
  // An unfinished first deployment has put files there already.
  if (names.length === 0 || (await readJournal(store))) return;
  const shown = names.map(({ name, isFolder }) => (isFolder ? `${name}/` : name)).toSorted();
  throw deployFault('deploy/foreign-files', { target: target.label, names: shown });
}

function damagedState({ label }: Target): DeployFault {
  return deployFault('deploy/state-damaged', { target: label, state: stateName });
}

/** What hosts put into an empty webspace, and what lies there for certificates. */
const harmless: ReadonlySet<string> = new Set([
  '.well-known',
  'cgi-bin',
  '.ftpquota',
  'lost+found',
  '.ds_store',
  '.',
  '..',
  '.git',
]);

interface Looked {
  readonly state: DeployState | undefined;
  readonly stateBytes: Uint8Array | undefined;
  readonly situation: Situation;
  readonly journal: Journal | undefined;
  readonly staged: ReadonlyMap<string, number>;
  readonly kept: ReadonlyMap<string, number>;
  readonly wanted: Files;
  readonly plan: DeployPlan;
}

async function lookAndPlan(
  store: AnyStore,
  options: DeployOptions,
  built: Files | undefined,
): Promise<Looked> {
  const [stateBytes, journal, staged, kept, former] = await Promise.all([
    store.read(stateName),
    readJournal(store),
    isMoving(store) ? store.list(stagedFolder) : [],
    isMoving(store) ? store.list(keptFolder) : [],
    built ? undefined : store.read(formerName),
  ]);
  const read = stateBytes && parseState(textOf(stateBytes));
  if (stateBytes && !read && !options.adopt) throw damagedState(options.target);
  const state = read && (read.site === options.site || !options.adopt) ? read : undefined;
  if (options.byItself && state?.heldBack) throw deployFault('deploy/held-back', {});
  const sizes = sizesOf(staged);
  const isStaged = isMoving(store)
    ? (path: OutputPath, { digest }: FileFacts): boolean => sizes.has(stagedName(path, digest))
    : undefined;
  const situation = situationOf(state, journal, isStaged);
  const wanted = built ?? goalOfBack(state, journal, former);
  return {
    state,
    stateBytes,
    situation,
    journal,
    // Whoever uploads everything again does not believe what is listed there.
    staged: options.again ? new Map() : sizes,
    kept: sizesOf(kept),
    wanted,
    plan: planDeploy(situation, wanted, options.again),
  };
}

/** From an unfinished deployment one goes back to what was there before it. */
function goalOfBack(
  state: DeployState | undefined,
  journal: Journal | undefined,
  former: Uint8Array | undefined,
): Files {
  const goal = journal ? state : former && parseState(textOf(former));
  if (!goal) throw deployFault('deploy/no-former', {});
  return goal.files;
}

/** Names that we give there; others are none of ours. */
const isDigest = /^[0-9a-f]{32}$/;

function sizesOf(listed: readonly Listed[]): ReadonlyMap<string, number> {
  const named = listed.filter(({ name, isFolder }) => !isFolder && isDigest.test(name));
  return new Map(named.map(({ name, size }) => [name, size]));
}

async function readJournal(store: AnyStore): Promise<Journal | undefined> {
  const bytes = await store.read(journalName);
  // Nothing had become visible before a whole journal was there.
  return bytes && parseJournal(textOf(bytes));
}

async function change(
  store: AnyStore,
  options: DeployOptions,
  built: Files | undefined,
  lock: DeployLock,
  tell: (note: Diagnostic) => void,
): Promise<Omit<DeployResult, 'diagnostics'>> {
  const ownFolders = isMoving(store) ? [stagedFolder, keptFolder].map(store.makeFolder) : [];
  const [looked] = await afterAll([lookAndPlan(store, options, built), ...ownFolders]);
  const { plan, situation, state, stateBytes, wanted } = looked;
  const removals = plan.removals.first.length + plan.removals.last.length;
  if (removesMuch(plan, situation) && !(await options.mayRemove(removals, situation.files.size)))
    throw deployFault('deploy/removals-refused', { count: removals, of: situation.files.size });
  const heldBack = built === undefined;
  const next: DeployState = { site: options.site, files: wanted, retired: plan.retired, heldBack };
  const hasWork = plan.files.length + removals > 0;
  if (!hasWork && stateBytes && textOf(stateBytes) === serializeState(next)) {
    // The last one may have ended before it could say that all is done.
    if (looked.journal) await store.remove(journalName);
    return { done: true, plan };
  }
  if (!isMoving(store)) {
    await lock.assertHeld();
    await store.apply(plan, {
      folder: options.folder,
      isBack: heldBack,
      standing: [...next.files.keys(), ...next.retired.keys()],
      state: serializeState(next),
      onProgress: options.onProgress,
    });
    return { done: true, plan };
  }
  if (!hasWork && !looked.journal) {
    await lock.assertHeld();
    await store.write(stateName, Buffer.from(serializeState(next)));
    return { done: true, plan };
  }
  const isKept = await applyByMoves(store, plan, {
    ...looked,
    // From an unfinished deployment, too, one goes back to what was there before it.
    stateBytes: state && stateBytes,
    ...(built && { bytesOf: (file) => bytesOf(options.folder, file) }),
    beforeChange: lock.assertHeld,
    onProgress: options.onProgress,
  });
  await writeDown(store, looked, next);
  if (!isKept) tell(diagnose('deploy/former-not-kept', {}));
  return { done: true, plan };
}

/** The file as the build made it; another build may be at work. */
function bytesOf(folder: string, { path, digest }: PlannedFile): Uint8Array {
  try {
    const bytes = readFileSync(join(folder, path));
    if (digestOf(bytes) === digest) return bytes;
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
  throw deployFault('deploy/changed-meanwhile', { path });
}

/** The state is written when all is in place; then what nobody needs any more goes. */
async function writeDown(
  store: MovingStore,
  { state, staged, kept, plan }: Looked,
  next: DeployState,
): Promise<void> {
  await store.write(stateName, Buffer.from(serializeState(next)));
  const needed = new Set(
    [...(state?.files ?? [])].flatMap(([path, { digest }]) =>
      next.files.get(path)?.digest === digest ? [] : digest,
    ),
  );
  const placed = new Set(plan.files.map(({ path, digest }) => stagedName(path, digest)));
  const surplus = [
    journalName,
    ...[...kept.keys()].filter((name) => !needed.has(name)).map((name) => `${keptFolder}/${name}`),
    ...[...staged.keys()].filter((name) => !placed.has(name)).map((name) => `${stagedFolder}/${name}`),
  ];
  await inParallel(surplus, store.atOnce.steps, store.remove);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
