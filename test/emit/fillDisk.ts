/**
 * Run as a process of its own by `fullDisk.test.ts`, where the disk is small: builds a small version,
 * then one that does not fit, then a small one, and tells what came of it as JSON.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openOutput } from '../../src/emit/openOutput.ts';
import { parseOutputPath } from '../../src/emit/outputPath.ts';
import { requestIn } from './siteRequest.ts';

const request = requestIn(process.argv[2] ?? '');

function build(version: string, sizes: readonly number[]): readonly string[] {
  const output = openOutput(request).value;
  for (const [index, size] of sizes.entries()) {
    const path = parseOutputPath(`seite-${index}/index.html`);
    if (path) output?.stage({ path, phase: 'page', content: version.repeat(size) });
  }
  return output?.commit().diagnostics.map(({ code }) => code) ?? ['not opened'];
}

function state(): string {
  const entries = readdirSync(request.folder, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).toSorted();
  const files = new Set(
    entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)),
  );
  return JSON.stringify(paths.map((path) => [path, files.has(path) ? readFileSync(path, 'utf8') : '']));
}

const first = build('A', [1000, 1000, 1000]);
const before = state();
const full = build('B', [1000, 600_000, 1000, 1000]);
const isAsBefore = state() === before;
const last = build('C', [1000, 1000]);
process.stdout.write(JSON.stringify({ first, full, isAsBefore, last }));
