/**
 * The first chapter of docs/handbuch.md as what a reader does and sees, for the test that plays it and for its pictures.
 *
 * A block `sh` is typed; `text` after it is the answer. `text FILE` shows lines of a file of the blog; `markdown FILE` is what
 * the reader makes of it, `yaml FILE` what the reader changes in its head. A date stays as the program wrote it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnswerName } from '../src/cli/init/answers.ts';

export interface Block {
  readonly language: string;
  /** The file of the blog that it shows; empty where it shows the terminal. */
  readonly file: string;
  readonly text: string;
  /** Where its text begins in the handbook. */
  readonly line: number;
}

export interface FirstChapter {
  readonly text: string;
  readonly blocks: readonly Block[];
}

export function readFirstChapter(): FirstChapter {
  const handbook = readFileSync(join(import.meta.dirname, '..', 'docs', 'handbuch.md'), 'utf8');
  const start = handbook.indexOf('\n## In einer halben Stunde');
  const text = handbook.slice(start, handbook.indexOf('\n## Befehle und Ordner', start));
  const blocks = [...text.matchAll(/^```(\w*) ?(.*)\n([^]*?)^```$/gm)].map(
    ({ 1: language = '', 2: file = '', 3: lines = '', index }) => ({
      language,
      file,
      text: lines,
      line: handbook.slice(0, start + index).split('\n').length + 1,
    }),
  );
  return { text, blocks };
}

/** What the reader answers to `init`, in the order of the questions. */
export function answersOf(dialogue: string): Readonly<Record<AnswerName, string>> {
  const [title = '', url = '', author = '', email = '', place = ''] = dialogue
    .split('\n')
    .filter((line) => /^│ {2}\S/.test(line))
    .map((line) => line.slice(1).trim());
  return { title, url, author, email, place };
}

/** Makes the reader's change to a file of the blog. */
export function edit(blog: string, { language, file, text }: Block, newDate?: string): void {
  const path = join(blog, file);
  const before = readFileSync(path, 'utf8');
  const date = newDate ?? /^date: .+$/m.exec(before)?.[0] ?? '';
  const after = language === 'markdown' ? text : withHead(before, text);
  writeFileSync(path, after.replace(/^date: .+$/m, date));
}

/** The file with a key of its head as it is in `lines`, or before `draft` where it had none. */
function withHead(file: string, lines: string): string {
  const key = /^\w+/.exec(lines)?.[0] ?? '';
  const old = new RegExp(`^${key}:.*\\n(?: .*\\n)*`, 'm');
  return old.test(file) ? file.replace(old, () => lines) : file.replace(/^draft:/m, (line) => lines + line);
}
