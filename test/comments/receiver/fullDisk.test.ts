import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

/** As in `write/fullDisk.test.ts`; without the right to mount a small disk, no file may be longer than 8 KB. */
function onSmallDisk(folder: string): ReturnType<typeof spawnSync> {
  const script = join(import.meta.dirname, 'fillStore.ts');
  const mount = 'mount -t tmpfs -o size=256k small "$2"';
  const run = (commands: string, ...leading: readonly string[]) => {
    const [file = '', ...rest] = [...leading, 'sh', '-c', commands, 'sh', process.execPath, folder, script];
    return spawnSync(file, rest, { encoding: 'utf8' });
  };
  const canMount = run(mount, 'unshare', '-rm').status === 0;
  const commands = '"$1" "$3" "$2"';
  return canMount ? run(`${mount} && ${commands}`, 'unshare', '-rm') : run(`ulimit -f 16 && ${commands}`);
}

test('On a full disk a sender is informed, nothing is taken that is not there whole, and it goes on when there is room', () => {
  const { stdout, stderr } = onSmallDisk(temporaryFolder());
  expect(stderr).toBe('');
  const result: Record<string, number> = JSON.parse(String(stdout));
  expect(result).toMatchObject({ refused: 5, last: 201, unfinished: 0, damaged: 0, reported: 2 });
  expect(result['taken']).toBe(result['whole']);
});
