/**
 * What moving in from WordPress costs, as whole commands: a generated export with pictures, into a new blog, and once more with nothing
 * new. The size is in posts, each with five comments and three attachments; 10,000 make about 160 MB.
 *
 *     npm run bench:import -- [posts]
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { runProcess } from './measure/runProcess.ts';
import { usualExport, writeUploads, writeWordPressExport } from './sites/writeWordPressExport.ts';

const posts = Number(process.argv[2] ?? usualExport.posts);
const folder = mkdtempSync(join(tmpdir(), 'blattmacher-import-'));
const path = join(folder, 'export.xml');
const uploads = join(folder, 'uploads');
const program = join(import.meta.dirname, '..', 'lib', 'blattmacher.js');
const fromExport = [program, 'import', 'wordpress', path];

try {
  const size = { ...usualExport, posts };
  writeWordPressExport(path, size);
  mkdirSync(uploads);
  writeUploads(uploads, size, await smallPicture());
  console.log(`${posts} posts, ${Math.round(statSync(path).size / 1e6)} MB`);
  await measure('dry run', ['--site', join(folder, 'dry'), '--dry-run']);
  await measure('without pictures', ['--site', join(folder, 'plain')]);
  await measure('with pictures', ['--site', join(folder, 'blog'), '--uploads', uploads]);
  await measure('again, nothing new', ['--site', join(folder, 'blog'), '--uploads', uploads]);
} finally {
  rmSync(folder, { recursive: true });
}

async function measure(name: string, options: readonly string[]): Promise<void> {
  const { failure, milliseconds, processor, peakBytes } = await runProcess({
    file: process.execPath,
    parameters: [...fromExport, ...options],
    folder,
  });
  if (failure !== undefined) throw new Error(failure);
  const seconds = (time: number): string => `${(time / 1000).toFixed(1)} s`;
  console.log(
    `${name}: ${seconds(processor)} of the processor, ${seconds(milliseconds)}, at most ${Math.round(peakBytes / 1e6)} MB`,
  );
}

/** The costs of an import do not hang on how large a picture is, but for copying it. */
async function smallPicture(): Promise<Buffer> {
  return sharp({ create: { width: 64, height: 48, channels: 3, background: '#8a1a12' } })
    .jpeg()
    .toBuffer();
}
