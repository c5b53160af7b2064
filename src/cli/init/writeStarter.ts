/** Writes a new blog whole or not at all: beside its place first, then moved there. */
import { renameFile } from '../../cache/renameFile.ts';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
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

/** @throws what the system refuses, and then leaves nothing behind */
export function writeStarter(folder: string, files: StarterFiles): void {
  const created = mkdirSync(dirname(folder), { recursive: true });
  let staging: string | undefined;
  try {
    staging = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`));
    for (const [path, content] of files) {
      const file = join(staging, ...path.split('/'));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    moveAll(staging, folder);
  } catch (error) {
    if (staging !== undefined) rmSync(staging, { recursive: true, force: true });
    if (created !== undefined) rmSync(created, { recursive: true, force: true });
    throw error;
  }
}

/** A folder that is there already stays the same one: somebody may stand in it, or it is a mount. */
function moveAll(staging: string, folder: string): void {
  const isNew = mkdirSync(folder, { recursive: true }) !== undefined;
  const moved: string[] = [];
  try {
    for (const name of readdirSync(staging)) {
      if (existsSync(join(folder, name))) throw new Error(`${name} has appeared meanwhile`);
      renameFile(join(staging, name), join(folder, name));
      moved.push(name);
    }
  } catch (error) {
    for (const name of moved) rmSync(join(folder, name), { recursive: true, force: true });
    if (isNew) rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  rmSync(staging, { recursive: true });
}
