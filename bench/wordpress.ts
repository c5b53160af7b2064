/**
 * What reading an export of WordPress costs: the survey, and a pass over all items; each in a process of its own. The size is in posts, each
 * with five comments and three attachments; 10,000 make about 120 MB.
 *
 *     TMPDIR=/dev/shm npx node bench/wordpress.ts [posts]
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess } from './measure/runProcess.ts';
import { usualExport, writeWordPressExport } from './sites/writeWordPressExport.ts';

const posts = Number(process.argv[2] ?? usualExport.posts);
const folder = mkdtempSync(join(tmpdir(), 'blattmacher-wordpress-'));
const path = join(folder, 'export.xml');
const source = join(import.meta.dirname, '..', 'src', 'import', 'wordpress');

/** Each writes what it found to a file: a measured process is silent. */
const scripts = {
  survey: `
    import { surveyWordPress } from ${JSON.stringify(`${source}/survey.ts`)};
    const survey = await surveyWordPress([${JSON.stringify(path)}]);
    globalThis.gc();
    const heap = Math.round(process.memoryUsage().heapUsed / 1e6);
    say(survey.items.size, 'texts,', survey.attachments.size, 'attachments,', survey.diagnostics.length, 'diagnostics,', heap, 'MB kept');
  `,
  reading: `
    import { readExport } from ${JSON.stringify(`${source}/readWxr.ts`)};
    let items = 0;
    let comments = 0;
    await readExport([${JSON.stringify(path)}], (event) => {
      if (event.kind !== 'item') return;
      items += 1;
      comments += event.item.comments.length;
    });
    say(items, 'items,', comments, 'comments');
  `,
};
const said = join(folder, 'said.txt');
const say = `import { writeFileSync } from 'node:fs';
const say = (...words) => writeFileSync(${JSON.stringify(said)}, words.join(' '));`;

try {
  writeWordPressExport(path, { ...usualExport, posts });
  console.log(`${posts} posts, ${Math.round(statSync(path).size / 1e6)} MB`);
  for (const [name, script] of Object.entries(scripts)) {
    const parameters = ['--expose-gc', '--input-type=module', '-e', say + script];
    const { failure, milliseconds, processor, peakBytes } = await runProcess({
      file: process.execPath,
      parameters,
      folder,
    });
    if (failure !== undefined) throw new Error(failure);
    const seconds = (time: number): string => `${(time / 1000).toFixed(1)} s`;
    console.log(
      `${name}: ${seconds(processor)} of the processor, ${seconds(milliseconds)}, at most ${Math.round(peakBytes / 1e6)} MB;`,
      readFileSync(said, 'utf8'),
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}
