import { existsSync, readFileSync, realpathSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { systemErrorCode, tolerating } from './systemFault.ts';

/**
 * Appends lines to a text file, whole or not at all; one that is new begins with `head`. Returns the system's code for why it
 * could not be. `file` is absolute; through a link, what it leads to is written.
 */
export function appendLines(file: string, head: string, lines: readonly string[]): string | undefined {
  const staged = `${file}.tmp`;
  try {
    const isThere = existsSync(file);
    const before = isThere ? readFileSync(file, 'utf8') : head;
    const end = before === '' || before.endsWith('\n') ? '' : '\n';
    writeFileSync(staged, `${before}${end}${lines.map((line) => `${line}\n`).join('')}`);
    renameSync(staged, isThere ? realpathSync(file) : file);
    return undefined;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    tolerating(['ENOENT', 'EISDIR', 'EPERM', 'EACCES', 'EROFS'], () => unlinkSync(staged));
    return code;
  }
}
