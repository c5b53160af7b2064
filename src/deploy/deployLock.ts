/**
 * One deployment at a time to a target. The lock is a file that only one can make, with the name of its owner. Beside it the owner counts
 * up a beat while it works: whether it still lives is seen by that, whatever anybody's clock says. The lock itself is never written again:
 * not every server replaces a file without a gap.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Diagnostic } from '../core/model.ts';
import { isRunning } from '../emit/processes.ts';
import { beatName, isRecord, lockName } from './deployState.ts';
import { deployFault, type Store } from './target.ts';

export interface DeployOwner {
  readonly pid: number;
  readonly host: string;
  /** Nobody else has the same. */
  readonly token: string;
  /** When it began, for people. */
  readonly since: string;
}

/** Milliseconds. */
export interface LockPauses {
  readonly beat: number;
  /** A lock without a beat for so long belongs to nobody. */
  readonly stale: number;
}

export interface DeployLock {
  /** @throws DeployFault when another has taken the lock meanwhile. */
  readonly assertHeld: () => Promise<void>;
  readonly release: () => Promise<void>;
}

/** So often somebody else may be faster. */
const mostFailures = 10;

/** Takes the lock; one that this owner already has, from before the connection broke, is taken again. @throws DeployFault when another works. */
export async function takeLock(
  store: Store,
  owner: DeployOwner,
  pauses: LockPauses,
  tell: (note: Diagnostic) => void,
): Promise<DeployLock> {
  for (let failures = 0; ; failures++) {
    if (await store.claim(lockName, textOf(owner))) return hold(store, owner, pauses);
    let found = await readLock(store);
    if (!found) {
      // Somebody may be about to write it.
      await sleep(pauses.beat / 5);
      found = await readLock(store);
    }
    if (found?.token === owner.token) return hold(store, owner, pauses);
    if (found && !(await isAbandoned(store, found, owner, pauses))) {
      throw deployFault('deploy/locked', { host: found.host, pid: found.pid, since: found.since });
    }
    // A lock that is not there, and that one may neither make nor remove.
    if (!found && failures >= mostFailures) throw deployFault('deploy/not-allowed', { path: lockName });
    if (found) tell(diagnose('deploy/lock-taken-over', { host: found.host, since: found.since }));
    // Another that waits for the same may have been faster.
    const now = await readLock(store);
    if (now?.token === found?.token) await store.remove(lockName);
  }
}

function hold(store: Store, owner: DeployOwner, pauses: LockPauses): DeployLock {
  let beat = 0;
  let isLost = false;
  let beating: Promise<void> = Promise.resolve();
  const isOurs = async (): Promise<boolean> => (await readLock(store))?.token === owner.token;
  const next = async (): Promise<void> => {
    if (!(await isOurs())) isLost = true;
    else
      await store.write(beatName, Buffer.from(`${JSON.stringify({ token: owner.token, beat: ++beat })}\n`));
  };
  let isBeating = false;
  const timer = setInterval(() => {
    // To a slow target a beat may take longer than the pause between two.
    if (isBeating || isLost) return;
    isBeating = true;
    // What a broken connection does to a beat, it does to the work as well, which tells of it.
    beating = next()
      .catch(() => {})
      .finally(() => (isBeating = false));
  }, pauses.beat);
  timer.unref();
  return {
    assertHeld: async () => {
      await beating;
      if (isLost || !(await isOurs())) throw deployFault('deploy/lock-lost', {});
    },
    release: async () => {
      clearInterval(timer);
      await beating;
      if (isLost) return;
      if (beat > 0) await store.remove(beatName);
      await store.remove(lockName);
    },
  };
}

async function isAbandoned(
  store: Store,
  { host, pid, token }: DeployOwner,
  self: DeployOwner,
  pauses: LockPauses,
): Promise<boolean> {
  if (host === self.host && pid !== self.pid && !isRunning(pid)) return true;
  const pause = Math.min(pauses.beat / 2, pauses.stale);
  let before = await readBeat(store);
  for (let waited = 0; waited < pauses.stale; waited += pause) {
    await sleep(pause);
    const now = await readLock(store);
    if (now?.token !== token) return true;
    const beat = await readBeat(store);
    if (before !== undefined && beat !== undefined && beat !== before) return false;
    before = beat ?? before;
  }
  return true;
}

function textOf(owner: DeployOwner): Uint8Array {
  return Buffer.from(`${JSON.stringify(owner)}\n`);
}

/** As it is written; undefined when it is just being written, or the owner has not yet worked so long. */
async function readBeat(store: Store): Promise<string | undefined> {
  const bytes = await store.read(beatName);
  return bytes && bytes.length > 0 ? Buffer.from(bytes).toString('utf8') : undefined;
}

/** Undefined when it is gone. One that cannot be read has no owner who beats. */
async function readLock(store: Store): Promise<DeployOwner | undefined> {
  const bytes = await store.read(lockName);
  return bytes && parseLock(Buffer.from(bytes).toString('utf8'));
}

function parseLock(text: string): DeployOwner {
  try {
    const content: unknown = JSON.parse(text);
    if (isRecord(content)) {
      const { pid, host, token, since } = content;
      return {
        pid: Number.isSafeInteger(pid) ? Number(pid) : 0,
        host: nameOf(host),
        token: nameOf(token),
        since: nameOf(since),
      };
    }
  } catch {
    // Below.
  }
  return { pid: 0, host: '?', token: '', since: '?' };
}

function nameOf(value: unknown): string {
  return typeof value === 'string' ? value.replace(/[^\p{L}\p{N} .:@_+-]/gu, '').slice(0, 80) : '?';
}
