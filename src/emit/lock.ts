/**
 * One build at a time in an output folder. A lock is a numbered symbolic link whose target names its
 * owner (as Emacs does it): it comes into being with its content, and only one process can make a
 * number. Who finds only locks of dead processes makes the next number, so of two that take over at
 * once one wins. Having made one, it looks again: whoever comes second sees the other's, so never
 * do two hold the folder.
 */
import { readdirSync, readFileSync, readlinkSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownPrefix } from './outputPath.ts';
import { isRunning, processState } from './processes.ts';
import { systemErrorCode, tolerating } from './systemFault.ts';

/** The process that locks. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
}

export type Locking =
  | { readonly kind: 'held'; readonly release: () => void }
  /** `lock` is the file's name; `owner` is missing when its content is none of ours. */
  | { readonly kind: 'taken'; readonly lock: string; readonly owner?: LockOwner };

interface FoundLock {
  readonly name: string;
  readonly number: number;
  readonly owner?: LockOwner & { readonly started: string };
}

const lockName = /^\.blattmacher\.lock-(\d{1,9})$/;

/** Locks the folder for the process `self`; throws what the system refuses. */
export function acquireLock(folder: string, self: LockOwner): Locking {
  for (;;) {
    const found = findLocks(folder);
    const living = found.find((lock) => isAlive(lock, self));
    if (living) return { kind: 'taken', lock: living.name, ...(living.owner ? { owner: living.owner } : {}) };
    const number = Math.max(0, ...found.map((lock) => lock.number)) + 1;
    const name = `${ownPrefix}lock-${number}`;
    const isOurs = create(join(folder, name), `${self.pid}@${self.host}:${processState(self.pid).started}`);
    if (!isOurs) continue;
    const others = findLocks(folder).filter((lock) => lock.name !== name);
    const release = (): void => remove(folder, name);
    if (others.every((lock) => !isAlive(lock, self))) {
      for (const dead of others) remove(folder, dead.name);
      return { kind: 'held', release };
    }
    release();
  }
}

function findLocks(folder: string): readonly FoundLock[] {
  return readdirSync(folder).flatMap((name) => {
    const number = lockName.exec(name)?.[1];
    const text = number === undefined ? undefined : read(join(folder, name));
    return text === undefined ? [] : [{ name, number: Number(number), ...parseOwner(text) }];
  });
}

function parseOwner(text: string): Pick<FoundLock, 'owner'> {
  const [, pid, host, started] = /^([1-9]\d{0,8})@(.*):(\d*)$/.exec(text) ?? [];
  if (pid === undefined || host === undefined || started === undefined) return {};
  return { owner: { pid: Number(pid), host, started } };
}

/** Whether the lock counts: of another machine, or of nobody we know, it must be believed. */
function isAlive({ owner }: FoundLock, self: LockOwner): boolean {
  if (owner === undefined || owner.host !== self.host) return true;
  if (!isRunning(owner.pid)) return false;
  const { isEnded, started } = processState(owner.pid);
  const isSameProcess = started === '' || owner.started === '' || started === owner.started;
  return !isEnded && isSameProcess;
}

/** False when another process was faster. Where links cannot be made (FAT, Windows) a file does it. */
function create(path: string, text: string): boolean {
  try {
    symlinkSync(text, path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    return tolerating(['EEXIST'], () => writeFileSync(path, text, { flag: 'wx' }));
  }
}

/** Undefined when it has vanished; a content that cannot be read is empty. */
function read(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    return systemErrorCode(error) === 'ENOENT' ? undefined : readOr(() => readFileSync(path, 'utf8'), '');
  }
}

function readOr(attempt: () => string, otherwise: string): string {
  try {
    return attempt();
  } catch {
    return otherwise;
  }
}

function remove(folder: string, name: string): void {
  tolerating(['ENOENT'], () => unlinkSync(join(folder, name)));
}
