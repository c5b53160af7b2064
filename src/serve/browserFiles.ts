import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

export interface BrowserFile {
  readonly type: string;
  readonly text: string;
}

/** Beside this file, and beside the compiled program. */
const folder = join(import.meta.dirname, 'browser');

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** The preview's scripts and stylesheets for the browser, by name. */
export function readBrowserFiles(): ReadonlyMap<string, BrowserFile> {
  const files = new Map<string, BrowserFile>();
  for (const name of readdirSync(folder)) {
    const type = types[extname(name)];
    if (type !== undefined) files.set(name, { type, text: readFileSync(join(folder, name), 'utf8') });
  }
  return files;
}
