/** Writes a new blog whole or not at all: in a temporary folder first, then moved to its place. */
import { renameFile } from '../../cache/renameFile.ts';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { namingPath } from '../../emit/systemFault.ts';
import type { StarterFiles } from './starter.ts';

/** What may lie in the folder already: git's own, a licence, what systems leave, and a README, which then stays. */
const harmless =
  /^(?:\.git|\.gitattributes|\.DS_Store|Thumbs\.db|licen[cs]e(?:\.(?:md|txt))?|readme(?:\.(?:md|txt))?)$/i;
const isReadme = /^readme(?:\.(?:md|txt))?$/i;

/** Names in a folder that are in the way of a new blog; empty where there is no folder. @throws what the system refuses */
export function namesInTheWay(folder: string): readonly string[] {
  return namesIn(folder).filter((name) => !harmless.test(name));
}

/** The files without those that the folder has in words of its own. */
export function filesFor(folder: string, files: StarterFiles): StarterFiles {
  if (!namesIn(folder).some((name) => isReadme.test(name))) return files;
  return new Map([...files].filter(([path]) => !isReadme.test(path)));
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/**
 * A new folder appears with all that is in it. One that is there already stays the same one: somebody may stand in it, it
 * may be a mount, and what is above it may belong to others; so its files are made in it.
 * @throws what the system refuses, and then leaves nothing behind
 */
export function writeStarter(folder: string, files: StarterFiles): void {
  const isThere = existsSync(folder);
  const place = isThere ? folder : dirname(folder);
  const created = mkdirSync(place, { recursive: true });
  let staging: string | undefined;
  try {
    staging = mkdtempSync(join(place, '.blattmacher-'));
    // Below the temporary folder, which has rights of its own.
    const made = join(staging, 'blog');
    for (const [path, content] of files) {
      const file = join(made, ...path.split('/'));
      mkdirSync(dirname(file), { recursive: true });
      namingPath(file, () => writeFileSync(file, content));
    }
    if (isThere) moveAll(made, folder);
    else renameFile(made, folder);
  } catch (error) {
    if (staging !== undefined) rmSync(staging, { recursive: true, force: true });
    if (created !== undefined) rmSync(created, { recursive: true, force: true });
    throw error;
  }
  rmSync(staging, { recursive: true });
}

function moveAll(made: string, folder: string): void {
  const moved: string[] = [];
  try {
    for (const name of readdirSync(made)) {
      if (existsSync(join(folder, name))) throw new Error(`${name} has appeared meanwhile`);
      renameFile(join(made, name), join(folder, name));
      moved.push(name);
    }
  } catch (error) {
    for (const name of moved) rmSync(join(folder, name), { recursive: true, force: true });
    throw error;
  }
}
