/**
 * The folder `.comments` of a site: what readers sent and what nobody but the editor may see. Git leaves it
 * out, no build reads it, and no other user of the machine can look into it.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../write/systemFault.ts';
import { makePlainFolder } from './plainFolder.ts';

const ownerOnly = 0o700;

/** Where the folder of a site is, or would be. */
export function commentsFolderOf(site: string): string {
  return join(site, '.comments');
}

/** Makes `.comments` and, with a name, a folder in it; returns its path. Throws what the system refuses, and when a symbolic link stands there. */
export async function makeCommentsFolder(site: string, name = ''): Promise<string> {
  const root = commentsFolderOf(site);
  await makePlainFolder(root, ownerOnly);
  try {
    await writeFile(join(root, '.gitignore'), '*\n', { flag: 'wx' });
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  }
  const folder = join(root, name);
  if (name !== '') await makePlainFolder(folder, ownerOnly);
  return folder;
}
