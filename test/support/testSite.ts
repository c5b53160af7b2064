/** A whole small site as text, in a folder of its own: edit, build, look. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { type BuildOptions, type BuildResult, buildSite, checkSite } from '../../src/build/build.ts';
import type { Diagnostic } from '../../src/core/model.ts';
import { type Paint, printDiagnostic, sortDiagnostics } from '../../src/core/diagnostics/printDiagnostics.ts';
import { usualBuild } from './usualBuild.ts';

export type SiteText = Readonly<Record<string, string | Uint8Array>>;

export interface TestSite {
  readonly folder: string;
  readonly out: string;
  readonly write: (files: SiteText) => void;
  readonly remove: (path: string) => void;
  readonly rename: (from: string, to: string) => void;
  readonly build: (options?: Partial<BuildOptions>) => Promise<BuildResult>;
  readonly check: () => Promise<readonly Diagnostic[]>;
  /** The text of a file in the output folder. */
  readonly read: (path: string) => string;
  /** Every file in the output folder with its bytes as text, our own marker left out. */
  readonly outputs: () => Readonly<Record<string, string>>;
  /** The paths of `outputs`. */
  readonly paths: () => readonly string[];
}

/** Who made a picture is asked for in one test alone. */
export const minimalSettings = `title: Der Bote
url: https://example.org/
description: Nachrichten aus der Nachbarschaft
pictureCredits: off
comments: { endpoint: https://comments.example.org/comments }
design: { socialPictures: nie }
check: { legal: off }
`;

/** Makes the site; it vanishes at the end of the test. `site.yaml` is there unless `files` has its own. */
export function createSite(files: SiteText): TestSite {
  const root = mkdtempSync(join(tmpdir(), 'blattmacher-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'site');
  const out = join(root, 'dist');
  const write = (texts: SiteText): void => {
    for (const [path, content] of Object.entries(texts)) {
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  };
  write({ 'site.yaml': minimalSettings, ...files });
  return {
    folder,
    out,
    write,
    remove: (path) => rmSync(join(folder, path), { recursive: true }),
    rename: (from, to) => {
      mkdirSync(dirname(join(folder, to)), { recursive: true });
      renameSync(join(folder, from), join(folder, to));
    },
    check: () => checkSite(usualBuild(folder, out)),
    build: (options) => buildSite({ ...usualBuild(folder, out), ...options }),
    read: (path) => readFileSync(join(out, path), 'utf8'),
    outputs: () => readTree(out),
    paths: () => Object.keys(readTree(out)),
  };
}

/** Source of an article with the given lines of front matter. */
export function article(head: string, body = 'Ein Text.'): string {
  return `---\n${head.trim()}\n---\n\n${body}\n`;
}

/** The smallest picture there is. */
export const svgPicture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><path d="M0 0h4"/></svg>';

/** The codes of all diagnostics, in order, without repetition. */
export function codesOf({ diagnostics }: Pick<BuildResult, 'diagnostics'>): readonly string[] {
  return [...new Set(diagnostics.map(({ code }) => code))].toSorted();
}

/** What the author is informed, as the command line prints it: cure and all, without colours. */
export function reported({
  diagnostics,
}: {
  readonly diagnostics: readonly Diagnostic[];
}): readonly string[] {
  return sortDiagnostics(diagnostics).map((diagnostic) => printDiagnostic(diagnostic, plain));
}

/** Builds a site of the files, and what the author is informed; the output is there if and only if there is no error. */
export async function reportedFor(files: SiteText): Promise<readonly string[]> {
  const site = createSite(files);
  const result = await site.build();
  const hasErrors = result.diagnostics.some(({ severity }) => severity === 'error');
  expect(result.published).toBe(!hasErrors);
  expect(site.paths().length > 0).toBe(!hasErrors);
  return reported(result);
}

const same = (text: string): string => text;
const plain: Paint = { error: same, warning: same, note: same, strong: same, faint: same };

/** Paths inside the folder of all files below it. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
}

export function readTree(folder: string): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.blattmacher'));
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'latin1')]),
  );
}
