/** The first chapter of the handbook, played word by word: every command and what it answers, every file that it shows. */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, test, vi } from 'vitest';
import { answersOf, type Block, edit, readFirstChapter } from '../../scripts/firstChapter.ts';
import { askAnswers } from '../../src/cli/init/askAnswers.ts';
import { runProgram } from '../support/runProgram.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { startWatch } from '../support/watchProgram.ts';

const { text: chapter, blocks } = readFirstChapter();
const typed = blocks.filter(({ language }) => language === 'sh');
const dialogue = blocks.find(({ text }) => text.startsWith('┌'))?.text ?? '';
const answers = answersOf(dialogue);

/** What differs from reader to reader: times, versions, ports. */
function withoutChance(text: string): string {
  return text
    .replace(/\d{1,2}\. \p{L}+ \d{4}, \d\d:\d\d Uhr/gu, 'DATE')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'DATE')
    .replace(/articles\/\d{4}\//g, 'articles/YEAR/')
    .replace(/\d+,\d+ s\b/g, 'SECONDS')
    .replace(/v\d+\.\d+\.\d+/g, 'VERSION')
    .replace(/(?<=127\.0\.0\.1:)\d+/g, 'PORT');
}

/** Sorted: results and reports come from the program in two streams. */
function linesOf(answer: string): readonly string[] {
  return withoutChance(answer).trimEnd().split('\n').toSorted();
}

/** A reader with a terminal and an editor. */
class Reader {
  readonly home = temporaryFolder();
  readonly blog = join(this.home, 'mein-blog');
  #folder = this.home;

  /** Types the lines; what the last one answers. */
  async type(lines: string): Promise<string> {
    let answer = '';
    for (const line of lines.trimEnd().split('\n'))
      // One after the other, as a reader types.
      // oxlint-disable-next-line no-await-in-loop
      answer = await this.#run(line.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? []);
    return answer;
  }

  async #run([program = '', ...args]: readonly string[]): Promise<string> {
    if (program === 'cd') {
      // In a new terminal.
      this.#folder = join(this.home, args[0] ?? '');
      return existsSync(this.#folder) ? '' : 'There is no such folder';
    }
    if (program === 'node') return `${process.version}\n`;
    if (program === 'npx') return this.#blattmacher(args.slice(1));
    const [verb, script = ''] = args;
    if (program !== 'npm' || verb !== 'run') return `Nobody knows ${program}`;
    const { scripts } = JSON.parse(readFileSync(join(this.#folder, 'package.json'), 'utf8'));
    const [name, ...more] = String(scripts[script]).split(' ');
    return name === 'blattmacher' ? this.#blattmacher([...more, ...args.slice(2)]) : `${script} runs ${name}`;
  }

  async #blattmacher(args: readonly string[]): Promise<string> {
    const [command] = args;
    if (command === 'watch') {
      const preview = await startWatch(this.#folder);
      await preview.waitFor('/', 'Willkommen');
      const isTold = (part: string): void => expect(preview.reported()).toContain(part);
      await vi.waitFor(() => ['neuesten Stand', 'Vorschau:', 'Kommentare:'].forEach(isTold));
      const told = preview.reported();
      const code = await preview.interrupt();
      return code === 0 ? told : `watch ended with ${code}`;
    }
    const isInit = command === 'init';
    const given = isInit ? Object.entries(answers).flatMap(([name, answer]) => [`--${name}`, answer]) : [];
    const path = `${isInit ? `${this.#quietNpm()}${delimiter}` : ''}${process.env['PATH']}`;
    const { stdout, stderr } = runProgram(
      this.#folder,
      [...args, ...given, ...(isInit ? ['--yes', '--no-git'] : [])],
      { PATH: path },
    );
    return stdout + stderr;
  }

  /** An npm that has everything already. */
  #quietNpm(): string {
    const folder = join(this.home, 'tools');
    mkdirSync(folder);
    writeFileSync(join(folder, 'npm'), '#!/bin/sh\nexit 0\n');
    chmodSync(join(folder, 'npm'), 0o755);
    return folder;
  }

  /** A path of the handbook is of this year. */
  here<One extends Pick<Block, 'file'>>(block: One): One {
    return { ...block, file: block.file.replace(/\/\d{4}\//, `/${new Date().getFullYear()}/`) };
  }
}

test('The first chapter of the handbook says what happens', async () => {
  const reader = new Reader();
  const picture = join(import.meta.dirname, '..', '..', 'content', 'media', 'windraeder.webp');
  let answer = '';
  for (const block of blocks) {
    const place = `docs/handbuch.md:${block.line}`;
    const { language, file, text } = reader.here(block);
    if (language === 'sh') {
      // oxlint-disable-next-line no-await-in-loop
      answer = await reader.type(text);
    } else if (text === dialogue) {
      expect({ place, answer }).toEqual({ place, answer: expect.stringContaining('Der Blog liegt') });
    } else if (language === 'text' && file === '') {
      expect({ place, lines: linesOf(answer) }).toEqual({ place, lines: linesOf(text) });
    } else if (language === 'text') {
      const shown = withoutChance(readFileSync(join(reader.blog, file), 'utf8'));
      expect({ place, shown }).toEqual({ place, shown: expect.stringContaining(withoutChance(text)) });
    } else {
      // The picture is copied before a head names it; its name does not say of which kind it is.
      if (text.startsWith('image:'))
        copyFileSync(picture, join(reader.blog, 'content', 'media', 'windraeder.jpg'));
      edit(reader.blog, { ...block, file });
    }
  }
  const page = readFileSync(join(reader.blog, 'dist', 'index.html'), 'utf8');
  for (const part of [
    'Der Hafenbote',
    'Windkraft: Der Hafen bekommt vier Windräder',
    'Vier Windräder auf grünen',
  ])
    expect(page).toContain(part);
  const named = [...chapter.matchAll(/`(content\/[\w/.-]+|site\.yaml)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((path) => !existsSync(join(reader.blog, path)))).toEqual([]);
});

test('The first chapter shows every kind of block that it knows', () => {
  expect(new Set(blocks.map(({ language }) => language))).toEqual(
    new Set(['sh', 'text', 'markdown', 'yaml']),
  );
  expect(typed.length).toBeGreaterThan(5);
});

test('The dialogue of the first chapter is what init asks', async () => {
  const input = new PassThrough();
  const output = new PassThrough();
  let seen = '';
  output.on('data', (bytes) => (seen += stripVTControlCharacters(String(bytes))));
  const asked = askAnswers({}, { title: 'Mein Blog', url: 'https://example.org/' }, { input, output });
  let from = 0;
  for (const one of Object.values(answers)) {
    // oxlint-disable-next-line no-await-in-loop
    from = await vi.waitFor(() => {
      const at = seen.indexOf('◆', from);
      if (at < 0) throw new Error(`No question in: ${seen}`);
      return at + 1;
    });
    input.write(`${one}\r`);
    // oxlint-disable-next-line no-await-in-loop
    await vi.waitFor(() => expect(seen.slice(from)).toContain('◇'));
    from = seen.indexOf('◇', from);
  }
  expect(await asked).toEqual(answers);
  const last = (line: string): number => seen.lastIndexOf(line);
  const places = dialogue
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '│')
    .map(last);
  expect(places.every((at, index) => at > (places[index - 1] ?? -1))).toBe(true);
});
