import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { contentOf, versionOf } from './buildVersion.ts';
import { build, cleanBuild, filesIn, publishedIn, temporarySite } from './temporarySite.ts';

const versions = [0, 1, 2] as const;

/** Builds a version in a process that is killed some milliseconds after it said a word. */
async function buildUntil(root: string, version: number, word: string, delay: number): Promise<void> {
  const script = fileURLToPath(new URL('./buildVersion.ts', import.meta.url));
  const child = spawn(process.execPath, [script, root, String(version)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (!said.includes(word) || child.killed) continue;
    await setTimeout(delay);
    child.kill('SIGKILL');
  }
  // A killed process closes its output a moment before it is gone, and until then its lock counts.
  await ended;
}

/** The files that hold none of the versions whole. */
function brokenFiles(folder: string): readonly string[] {
  const entries = existsSync(folder) ? Object.entries(publishedIn(folder)) : [];
  return entries
    .filter(
      ([path, content]) => !path.endsWith('/') && versions.every((each) => contentOf(each, path) !== content),
    )
    .map(([path]) => path);
}

/** Two builds in a row are killed, each at a moment of its own. */
const moments = Array.from({ length: 8 }, (_, index) => ({
  first: { word: index % 3 === 0 ? 'beginnt' : 'gestellt', delay: index },
  second: { word: index % 4 === 0 ? 'beginnt' : 'gestellt', delay: 8 - index },
}));

test.each(moments)(
  'killed $first.delay ms after „$first.word“ and $second.delay ms after „$second.word“, every file is whole, and the next build equals a clean one',
  async ({ first, second }) => {
    const site = temporarySite();
    build(site, versionOf(0));
    await buildUntil(site.root, 1, first.word, first.delay);
    expect(brokenFiles(site.folder)).toEqual([]);
    await buildUntil(site.root, 2, second.word, second.delay);
    expect(brokenFiles(site.folder)).toEqual([]);
    const next = versionOf(first.delay % 3);
    expect(build(site, next).diagnostics).toEqual([]);
    expect(filesIn(site.folder)).toEqual(cleanBuild(next));
  },
);

test('the first build of all, killed, leaves a folder that the next one takes', async () => {
  const site = temporarySite();
  await buildUntil(site.root, 0, 'beginnt', 0);
  expect(build(site, versionOf(0)).diagnostics).toEqual([]);
  expect(filesIn(site.folder)).toEqual(cleanBuild(versionOf(0)));
});
