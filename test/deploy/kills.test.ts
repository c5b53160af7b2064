/** The process is killed at any moment of a deployment: nothing is torn, and the next run ends whole. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { programFile, runProgram } from '../support/runProgram.ts';
import { createSite, minimalSettings } from '../support/testSite.ts';
import { tries } from '../support/thorough.ts';
import type { Pages } from './blog.ts';

function filesIn(folder: string): Pages {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return Object.fromEntries(
    names
      .filter((name) => !name.startsWith('.blattmacher'))
      .map((name) => [name, readFileSync(join(folder, name), 'latin1')]),
  );
}

/** Articles of which every page changes with the state. */
function articlesOf(state: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `content/articles/${index}.md`,
      `---\ntitle: Stand ${state} von ${index}\nslug: artikel-${index}\ndate: 2026-01-01\n---\n${`Stand ${state}. `.repeat(200)}\n`,
    ]),
  );
}

test('A program that is killed in the middle leaves whole files, and the next run ends whole', async () => {
  const settings = `${minimalSettings}deploy: { kind: folder, path: ../online }\n`;
  const site = createSite({ 'site.yaml': settings, ...articlesOf(0) });
  const online = join(site.folder, '..', 'online');
  mkdirSync(online);
  const args = ['deploy', '--out', site.out, '--no-verify', '--yes', '--now', '2026-10-01T12:00'];
  const whole = () => expect(runProgram(site.folder, args)).toMatchObject({ code: 0, stderr: '' });
  whole();
  let before = filesIn(online);
  let killed = 0;
  for (let state = 1; state <= tries(4, 60); state++) {
    site.write(articlesOf(state));
    const child = spawn(process.execPath, [programFile, ...args], {
      cwd: site.folder,
      env: { PATH: process.env['PATH'], HOME: '/nowhere' },
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    const moment = ['lock.json', 'journal.json'][state % 2] ?? '';
    while (child.exitCode === null && !existsSync(join(online, '.blattmacher-deploy', moment)))
      await sleep(1);
    await sleep(state % 5);
    child.kill('SIGKILL');
    await ended;
    if (child.signalCode === 'SIGKILL') killed++;
    const torn = filesIn(online);
    const { code, stdout } = runProgram(site.folder, args);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/./)]);
    const after = filesIn(site.out);
    expect(filesIn(online)).toMatchObject(after);
    for (const [name, bytes] of Object.entries(torn))
      expect([name, [before[name], after[name]].includes(bytes)]).toEqual([name, true]);
    expect(Object.keys(torn)).toEqual(
      expect.arrayContaining(Object.keys(before).filter((name) => name in after)),
    );
    before = filesIn(online);
  }
  expect(killed).toBeGreaterThan(0);
});
