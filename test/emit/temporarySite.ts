import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Checked, Diagnostic } from '../../src/core/model.ts';
import { openOutput, type OutputRequest } from '../../src/emit/openOutput.ts';
import type { Output, Phase, WriteResult } from '../../src/emit/output.ts';
import { planOutputs } from '../../src/emit/planOutputs.ts';
import { requestIn, type Files } from './siteRequest.ts';

/** A small site. */
export const siteFiles: Files = {
  'index.html': 'Startseite',
  '2023/09/kim/index.html': 'Kim',
  '2023/10/wahl/index.html': 'Wahl',
  'theme.1a.css': 'body{}',
  'feed.xml': '<rss/>',
};

/** A new folder with an empty site in it; gone after the test. */
export function temporarySite(): OutputRequest & { readonly root: string } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'blattmacher-write-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return requestIn(root);
}

/** Opens the folder; the test fails when it is refused. */
export function open(request: OutputRequest): Output {
  const { value, diagnostics } = openOutput(request);
  if (!value) throw new Error(codesOf(diagnostics).join());
  return value;
}

export function stageAll(output: Output, files: Files): void {
  const { value } = planOutputs(Object.keys(files).map((path) => ({ path, source: path })));
  for (const path of value ?? []) {
    output.stage({ path, phase: phaseOf(path), content: files[path] ?? '' });
  }
}

/** A whole build. */
export function build(request: OutputRequest, files: Files): Checked<WriteResult> {
  const output = open(request);
  stageAll(output, files);
  return output.commit();
}

/** All files below a folder, by path; `path/` for an empty folder. */
export function filesIn(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    if (!entry.isDirectory()) return [name, entry.isFile() ? readFileSync(path, 'utf8') : 'no file'];
    return readdirSync(path).length === 0 ? [`${name}/`, ''] : undefined;
  });
  return Object.fromEntries(entries.filter((entry) => entry !== undefined).toSorted());
}

/** The files that readers see. */
export function publishedIn(folder: string): Files {
  return Object.fromEntries(
    Object.entries(filesIn(folder)).filter(([path]) => !path.startsWith('.blattmacher')),
  );
}

/** Result of a build of the files in an empty folder. */
export function cleanBuild(files: Files): Files {
  const request = temporarySite();
  build(request, files);
  return filesIn(request.folder);
}

export function put(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

export function copyOf(folder: string): string {
  const copy = `${folder}-copy`;
  cpSync(folder, copy, { recursive: true });
  return copy;
}

export function codesOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code }) => code);
}

function phaseOf(path: string): Phase {
  if (path.endsWith('.css')) return 'asset';
  return path.endsWith('.xml') ? 'listing' : 'page';
}
