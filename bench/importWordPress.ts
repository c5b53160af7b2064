/**
 * What moving in from WordPress costs, as whole commands: a generated export of each size, gone through, into a new blog without and with
 * pictures, and once more with nothing new. Each post has about five comments and three attachments; 10,000 make 162 MB.
 *
 *     npm run bench:import -- [posts …]
 *     npm run bench:import -- large
 *
 * `large`: 1 GB in a few long texts, alone into a new blog without pictures. It needs 3 GB of room.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { runProcess } from './measure/runProcess.ts';
import {
  type ExportSize,
  largeTexts,
  usualExport,
  writeUploads,
  writeWordPressExport,
} from './sites/writeWordPressExport.ts';

const given = process.argv.slice(2);
const program = join(import.meta.dirname, '..', 'lib', 'blattmacher.js');

if (given[0] === 'large') await inFolder((folder) => measureLarge(folder, largeTexts));
else
  for (const posts of given.length > 0 ? given.map(Number) : [1000, 3000, usualExport.posts])
    await inFolder((folder) => measureUsual(folder, { ...usualExport, posts }));

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'blattmacher-import-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureUsual(folder: string, size: ExportSize): Promise<void> {
  const uploads = join(folder, 'uploads');
  mkdirSync(uploads);
  writeUploads(uploads, size, await smallPicture());
  const measure = measurer(folder, size);
  await measure('dry run', ['--site', join(folder, 'dry'), '--dry-run']);
  await measure('without pictures', ['--site', join(folder, 'plain')]);
  rmSync(join(folder, 'plain'), { recursive: true });
  await measure('with pictures', ['--site', join(folder, 'blog'), '--uploads', uploads]);
  await measure('again, nothing new', ['--site', join(folder, 'blog'), '--uploads', uploads]);
}

async function measureLarge(folder: string, size: ExportSize): Promise<void> {
  await measurer(folder, size)('without pictures', ['--site', join(folder, 'plain')]);
}

function measurer(folder: string, size: ExportSize) {
  const path = join(folder, 'export.xml');
  writeWordPressExport(path, size);
  console.log(`${size.posts} posts, ${Math.round(statSync(path).size / 1e6)} MB`);
  return async (name: string, options: readonly string[]): Promise<void> => {
    const { failure, milliseconds, processor, peakBytes } = await runProcess({
      file: process.execPath,
      parameters: [program, 'import', 'wordpress', path, ...options],
      folder,
    });
    if (failure !== undefined) throw new Error(failure);
    const seconds = (time: number): string => `${(time / 1000).toFixed(1)} s`;
    console.log(
      `  ${name}: ${seconds(processor)} of the processor, ${seconds(milliseconds)}, at most ${Math.round(peakBytes / 1e6)} MB`,
    );
  };
}

/** The costs of an import do not hang on how large a picture is, but for copying it. */
async function smallPicture(): Promise<Buffer> {
  return sharp({ create: { width: 64, height: 48, channels: 3, background: '#8a1a12' } })
    .jpeg()
    .toBuffer();
}
