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

/** Another picture for every number. */
function photograph(scene: Buffer, number: number): Promise<Buffer> {
  return sharp(scene, { raw: { width, height, channels: 3 } })
    .modulate({ hue: (number * 47) % 360, brightness: 0.7 + (number % 7) / 10 })
    .withExif({ IFD0: { Artist: `Nummer ${number}` } })
    .jpeg({ quality: 88 })
    .toBuffer();
}

async function addArticle(scene: Buffer, number: number): Promise<void> {
  const day = new Date(Date.UTC(2020, 0, 1 + number)).toISOString().slice(0, 10);
  const head = `---\ntitle: Artikel ${number}\ndate: ${day}\nimage: { src: ${number}.jpg, alt: Wolken, credit: Niemand }\n---\n`;
  writeFileSync(join(site, 'content/articles', `${number}.md`), `${head}\nEin Text.\n`);
  writeFileSync(join(site, 'content/media', `${number}.jpg`), await photograph(scene, number));
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
  for (let number = 0; number < count; number++) await addArticle(scene, number);
  process.stdout.write(`${count} pictures of ${width} × ${height}, ${cpus().length} cores\n`);
  await measure('cold');
  await measure('unchanged');
  rmSync(join(site, 'dist'), { recursive: true });
  await measure('without its output');
  await addArticle(scene, count);
  await measure('one more picture');
} finally {
  rmSync(site, { recursive: true });
}
