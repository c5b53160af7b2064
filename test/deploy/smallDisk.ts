/** A disk of its own below a folder, which can be filled and taken away: memory that is mounted there, as root. */
import { spawnSync } from 'node:child_process';
import { chmodSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { needToolHere } from '../support/needTools.ts';

export interface SmallDisk {
  /** Leaves so many bytes. */
  readonly fill: (left: number) => void;
  /** Nobody may write there any more, not even root. */
  readonly forbid: () => Promise<void>;
  /** As at the beginning; what was written stays. */
  readonly restore: () => void;
}

function mount(...args: readonly string[]): boolean {
  return spawnSync('mount', args, { encoding: 'utf8' }).status === 0;
}

/** Until the end of the test; `owner` as chown(1) takes it. */
export function smallDisk(folder: string, { size = '2m', owner = '' } = {}): SmallDisk {
  needToolHere('mount');
  if (!mount('-t', 'tmpfs', '-o', `size=${size},mode=755`, 'tmpfs', folder))
    throw new Error(`No disk at ${folder}`);
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  if (owner !== '') spawnSync('chown', [owner, folder]);
  const ballast = join(folder, '.ballast');
  return {
    fill: (left) => {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - left)));
      chmodSync(ballast, 0o600);
    },
    // A disk on which somebody writes at this moment stays as it is.
    forbid: () =>
      vi.waitFor(
        () => {
          if (!mount('-o', 'remount,ro', folder)) throw new Error('Somebody writes');
        },
        { interval: 1 },
      ),
    restore: () => {
      mount('-o', `remount,rw,size=${size}`, folder);
      rmSync(ballast, { force: true });
    },
  };
}
