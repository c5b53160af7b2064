/**
 * How long pictures take: `npm run bench:pictures -- --pictures 100`. A blog of as many articles, each with a
 * picture of its own of 4000 × 3000 pixels; built cold, again, again without its output, and after one new picture.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { runProcess } from './measure/runProcess.ts';

const width = 4000;
const height = 3000;

const { values } = parseArgs({ options: { pictures: { type: 'string', default: '100' } } });
const count = Number(values.pictures);
const site = mkdtempSync(join(tmpdir(), 'blattmacher-pictures-'));
const program = join(import.meta.dirname, '..', 'lib', 'blattmacher.js');

/** Clouds of colour under fine grain, about 2 MB as JPEG: as hard to encode as a photograph. */
async function drawScene(): Promise<Buffer> {
  const grain = (sigma: number, size: readonly [number, number]) =>
    sharp({
      create: {
        width: size[0],
        height: size[1],
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma },
      },
    });
  const clouds = await grain(60, [500, 375]).blur(2).png().toBuffer();
  const fine = await grain(12, [width, height]).png({ compressionLevel: 1 }).toBuffer();
  const scene = await sharp(clouds)
    .resize(width, height)
    .composite([{ input: fine, blend: 'soft-light' }])
    .removeAlpha();
  return scene.raw().toBuffer();
}

/** The same scene in so many lights; to draw more of them would take longer than to publish them. */
const lights = 14;

function photograph(scene: Buffer, light: number): Promise<Buffer> {
  return sharp(scene, { raw: { width, height, channels: 3 } })
    .modulate({ hue: light * 47, brightness: 0.7 + (light % 7) / 10 })
    .jpeg({ quality: 88 })
    .toBuffer();
}

/** A file of its own for every number: with a comment behind the two bytes that begin a JPEG. */
function numbered(photo: Buffer, number: number): Buffer {
  const comment = Buffer.from(`Nummer ${number}`);
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([photo.subarray(0, 2), head, comment, photo.subarray(2)]);
}

function addArticle(photos: readonly Buffer[], number: number): void {
  const day = new Date(Date.UTC(2020, 0, 1 + number)).toISOString().slice(0, 10);
  const head = `---\ntitle: Artikel ${number}\ndate: ${day}\nimage: { src: ${number}.jpg, alt: Wolken }\n---\n`;
  writeFileSync(join(site, 'content/articles', `${number}.md`), `${head}\nEin Text.\n`);
  const photo = photos[number % lights] ?? Buffer.alloc(0);
  writeFileSync(join(site, 'content/media', `${number}.jpg`), numbered(photo, number));
}

/** Seconds of processor that ended processes of ours took, see proc_pid_stat(5); on a busy machine it tells more than the clock. */
function processorSeconds(): number {
  const fields = readFileSync('/proc/self/stat', 'latin1')
    .replace(/^.*\) /, '')
    .split(' ');
  const ticksPerSecond = 100;
  return (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}

async function measure(name: string): Promise<void> {
  const parameters = [program, 'build', '--site', site, '--now', '2026-01-01T12:00:00+01:00'];
  const before = processorSeconds();
  const { milliseconds, peakBytes, failure } = await runProcess({
    file: process.execPath,
    parameters,
    folder: site,
  });
  const processor = (processorSeconds() - before).toFixed(2);
  const load = `${(milliseconds / 1000).toFixed(2)} s, of the processor ${processor} s, ${Math.round(peakBytes / 1024 / 1024)} MB`;
  process.stdout.write(`${name}: ${failure ?? load}\n`);
}

try {
  for (const folder of ['articles', 'media']) mkdirSync(join(site, 'content', folder), { recursive: true });
  writeFileSync(join(site, 'site.yaml'), 'title: Bilder\nurl: https://example.org/\n');
  const scene = await drawScene();
  const photos = await Promise.all(Array.from({ length: lights }, (_, light) => photograph(scene, light)));
  for (let number = 0; number < count; number++) addArticle(photos, number);
  process.stdout.write(`${count} pictures of ${width} × ${height}, ${cpus().length} cores\n`);
  await measure('cold');
  await measure('unchanged');
  rmSync(join(site, 'dist'), { recursive: true });
  await measure('without its output');
  addArticle(photos, count);
  await measure('one more picture');
} finally {
  rmSync(site, { recursive: true });
}
