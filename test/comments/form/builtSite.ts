import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSite } from '../../../src/build/build.ts';
import { readTree, type SiteText, reported } from '../../support/testSite.ts';
import { usualBuild } from '../../support/usualBuild.ts';

/** The output of a site, path → text, for many tests at once. @throws when the build has anything to say. */
export async function builtSite(files: SiteText): Promise<Readonly<Record<string, string>>> {
  const root = mkdtempSync(join(tmpdir(), 'blattmacher-form-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      const target = join(root, 'site', path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    const words = reported(await buildSite(usualBuild(join(root, 'site'), join(root, 'dist'))));
    if (words.length > 0) throw new Error(words.join('\n'));
    const outputs = Object.entries(readTree(join(root, 'dist')));
    return Object.fromEntries(
      outputs.map(([path, bytes]) => [path, Buffer.from(bytes, 'latin1').toString()]),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}
