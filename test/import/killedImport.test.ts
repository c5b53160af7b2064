/** The program that imports a WordPress, killed at random moments: the next run makes of it what a run without a kill would have made. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { makeRandom } from '../../bench/corpus/random.ts';
import { firstDifference, type Tree, treeOf } from '../equivalence/tree.ts';
import { programFile, runProgram } from '../support/runProgram.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { freshSeed, tries } from '../support/thorough.ts';
import { wxrItem } from '../support/wordpressExport.ts';
import { attachments, exportOf, oldBlog, others, pages, posts, writeUploads } from './hafenblatt.ts';

const more = Array.from({ length: 120 }, (_, index) =>
  wxrItem({
    title: `Noch einer ${index}`,
    link: `${oldBlog}/2020/01/noch-${index}/`,
    'wp:post_id': String(5000 + index),
    'wp:post_name': `noch-${index}`,
    'wp:post_date': '2020-01-05 10:00:00',
    'wp:post_date_gmt': '2020-01-05 09:00:00',
    'content:encoded': `Satz mit <b>Nummer ${index}</b>.\n\n`.repeat(4),
  }),
);

/** Without what the import remembers, the secret with which it makes e-mail addresses unreadable, and the time of day. */
function made(folder: string): Tree {
  const files = [...treeOf(join(folder, 'blog'))].filter(
    ([path]) => !/^\.(?:import|comments)(?:\/|$)/.test(path),
  );
  return new Map(files.map(([path, text]) => [path, text.replace(/<p class="kicker">.*<\/p>/, '')]));
}

test('Called wrongly, it says how to call it, and ends with 2', () => {
  const run = runProgram(temporaryFolder(), ['import', 'wordpress']);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toMatch(/^Welche Datei\? Schreibe: blattmacher import wordpress export\.xml\n/);
});

const kills = tries(10, 150);

test(`killed ${kills} times at random moments (seed ${freshSeed}), an import is completed by the next run`, async () => {
  const shared = temporaryFolder();
  await writeUploads(join(shared, 'uploads'));
  const file = join(shared, 'export.xml');
  writeFileSync(file, exportOf([...Object.values(posts), ...more, ...pages, ...others, ...attachments]));
  const args = ['import', 'wordpress', file, '--uploads', join(shared, 'uploads'), '--site', 'blog'];
  const whole = temporaryFolder();
  const start = Date.now();
  expect(runProgram(whole, args)).toMatchObject({ code: 0, stderr: '' });
  let length = Date.now() - start;
  const random = makeRandom(freshSeed);
  for (let killed = 0; killed < kills;) {
    const folder = temporaryFolder();
    // One that is killed is mostly killed again.
    for (let round = random.between(1, 3); round > 0; round--) {
      const moment = random.between(Math.floor(length / 5), length);
      const child = spawn(process.execPath, [programFile, ...args], { cwd: folder, stdio: 'ignore' });
      const ended = once(child, 'exit');
      await Promise.race([setTimeout(moment), ended]);
      child.kill('SIGKILL');
      await ended;
      if (child.signalCode === 'SIGKILL') killed++;
      else length = Math.min(length, Math.ceil(moment * 1.1));
    }
    expect(runProgram(folder, args)).toMatchObject({ code: 0, stderr: '' });
    expect(firstDifference(made(folder), made(whole))).toBeUndefined();
  }
});
