import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { contentOf, versionOf } from './buildVersion.ts';
import { build, cleanBuild, filesIn, publishedIn, temporarySite } from './temporarySite.ts';

const versions = [0, 1, 2] as const;
const rounds = 20;

/** Builds a version in a process that is killed some milliseconds after it said a word; all that it said. */
async function buildUntil(root: string, version: number, word: string, delay: number): Promise<string> {
  const script = join(import.meta.dirname, 'buildVersion.ts');
  const child = spawn(process.execPath, [script, root, String(version)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (!said.includes(word) || child.killed) continue;
    await setTimeout(delay);
    child.kill('SIGKILL');
  }
  return said;
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

test('a build killed at any moment leaves every file whole, and the next one equals a clean one', async () => {
  const site = temporarySite();
  const clean = versions.map((version) => cleanBuild(versionOf(version)));
  const ends: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [word, delay] = round % 4 === 0 ? ['beginnt', round] : ['gestellt', round / 2];
    ends.push(await buildUntil(site.root, round % 3, word, delay));
    expect(brokenFiles(site.folder)).toEqual([]);
    if (round % 2 === 0) continue;
    const next = (round + 1) % 3;
    expect(build(site, versionOf(next)).diagnostics).toEqual([]);
    expect(filesIn(site.folder)).toEqual(clean[next]);
  }
  expect(ends.some((said) => !said.includes('fertig'))).toBe(true);
}, 120_000);
