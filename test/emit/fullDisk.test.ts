import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporarySite } from './temporarySite.ts';

/**
 * Runs the commands of a shell. Where the system lets us, in a namespace with a disk of 256 KB on
 * `$2`; elsewhere (a container without the right to mount) with a limit on the size of a file, which
 * stops the same call with another code.
 */
function onSmallDisk(commands: string, ...parameters: readonly string[]) {
  const mount = 'mount -t tmpfs -o size=256k small "$2"';
  const run = (file: string, ...leading: readonly string[]) =>
    spawnSync(file, [...leading, 'sh', ...parameters], { encoding: 'utf8' });
  const canMount = run('unshare', '-rm', 'sh', '-c', mount).status === 0;
  return canMount
    ? run('unshare', '-rm', 'sh', '-c', `${mount} && ${commands}`)
    : run('sh', '-c', `ulimit -f 64 && ${commands}`);
}

test('on a full disk the folder stays as it was, the author is informed, and the next build succeeds', () => {
  const script = fileURLToPath(new URL('./fillDisk.ts', import.meta.url));
  const { stdout, stderr } = onSmallDisk('"$1" "$3" "$2"', process.execPath, temporarySite().root, script);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({ first: [], full: ['output/disk-full'], isAsBefore: true, last: [] });
});
