/** What an import writes: nothing that people edited is touched, whatever they did and whenever it was killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/core/digestOf.ts';
import type { SourcePath } from '../../src/core/model.ts';
import { openSiteWriter, type SiteContent, type SiteWriter } from '../../src/import/siteWriter.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { tries } from '../support/thorough.ts';

const self = { pid: process.pid, host: 'hier' };
/** No process has this number. */
const dead = { pid: 999_999_999, host: 'hier' };

interface RunOptions {
  readonly isDryRun?: boolean;
  readonly owner?: typeof self;
}

function opened(root: string, options: RunOptions = {}): SiteWriter {
  const { value, diagnostics } = openSiteWriter({ root, source: 'wordpress', owner: self, ...options });
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return value;
}

const pathOf = (item: string): SourcePath => `content/articles/${item}.md` as SourcePath;

/** A whole run: item → what it says there; the answers, `item: written`. */
function run(root: string, source: Readonly<Record<string, SiteContent>>, options: RunOptions = {}) {
  const writer = opened(root, options);
  const answers = Object.entries(source).map(([item, content]) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const put = writer.put({ item, file: pathOf(item), content, sourceDigest: digestOf(text) });
    return `${item}: ${put.written}${put.file === pathOf(item) ? '' : ` in ${put.file}`}`;
  });
  const vanished = writer.finish().map(({ item }) => item);
  writer.close();
  return { answers, vanished };
}

function write(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

const read = (root: string, file: string): string => readFileSync(join(root, file), 'utf8');

/** Path → text of everything but the memory. */
function filesIn(root: string): Readonly<Record<string, string>> {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => !/^\.import\/[^/]+$/.test(path));
  return Object.fromEntries(paths.toSorted().map((path) => [path, read(root, path)]));
}

describe('A second run', () => {
  test('creates what is new, updates what changed there, and leaves the rest alone', () => {
    const root = temporaryFolder();
    expect(run(root, { a: 'A', b: 'B' }).answers).toEqual(['a: created', 'b: created']);
    const memory = read(root, '.import/wordpress.jsonl');
    expect(run(root, { a: 'A', b: 'B' }).answers).toEqual(['a: unchanged', 'b: unchanged']);
    expect(read(root, '.import/wordpress.jsonl')).toBe(memory);
    expect(run(root, { a: 'A', b: 'B2', c: 'C' })).toEqual({
      answers: ['a: unchanged', 'b: updated', 'c: created'],
      vanished: [],
    });
    expect(filesIn(root)).toEqual({
      'content/articles/a.md': 'A',
      'content/articles/b.md': 'B2',
      'content/articles/c.md': 'C',
    });
  });

  test('keeps what was edited here, and names it when it changed there as well, until that is dealt with', () => {
    const root = temporaryFolder();
    run(root, { a: 'A' });
    write(root, pathOf('a'), 'von Hand');
    expect(run(root, { a: 'A' }).answers).toEqual(['a: kept']);
    for (const _ of [1, 2]) expect(run(root, { a: 'A2' }).answers).toEqual(['a: conflict']);
    expect(filesIn(root)).toEqual({
      '.import/conflicts/content/articles/a.md': 'A2',
      'content/articles/a.md': 'von Hand',
    });
    rmSync(join(root, '.import/conflicts'), { recursive: true });
    expect(run(root, { a: 'A2' }).answers).toEqual(['a: kept']);
    write(root, pathOf('a'), 'A2');
    expect(run(root, { a: 'A2' }).answers).toEqual(['a: unchanged']);
    expect(run(root, { a: 'A3' }).answers).toEqual(['a: updated']);
  });

  test('does not bring back what was deleted here, and follows what was moved', () => {
    const root = temporaryFolder();
    run(root, { a: 'A', b: 'B' });
    rmSync(join(root, pathOf('a')));
    write(root, 'content/articles/2019/neu.md', 'B');
    rmSync(join(root, pathOf('b')));
    expect(run(root, { a: 'A', b: 'B2' }).answers).toEqual([
      'a: kept',
      'b: updated in content/articles/2019/neu.md',
    ]);
    expect(run(root, { a: 'A2', b: 'B2' }).answers).toEqual([
      'a: conflict',
      'b: unchanged in content/articles/2019/neu.md',
    ]);
    expect(existsSync(join(root, pathOf('a')))).toBe(false);
  });

  test('answers what vanished there, and deletes nothing', () => {
    const root = temporaryFolder();
    run(root, { a: 'A', b: 'B' });
    expect(run(root, { b: 'B' }).vanished).toEqual(['a']);
    expect(read(root, pathOf('a'))).toBe('A');
  });
});

describe('A file of others', () => {
  test('is a conflict, unless it says the same', () => {
    const root = temporaryFolder();
    write(root, pathOf('a'), 'fremd');
    write(root, pathOf('b'), 'B');
    expect(run(root, { a: 'A', b: 'B' }).answers).toEqual(['a: conflict', 'b: unchanged']);
    expect(read(root, pathOf('a'))).toBe('fremd');
    rmSync(join(root, pathOf('a')));
    expect(run(root, { a: 'A', b: 'B2' }).answers).toEqual(['a: created', 'b: updated']);
  });

  test('is the same file in other capitals and in another Unicode form', () => {
    const root = temporaryFolder();
    write(root, 'content/Articles/Größe.md'.normalize('NFD'), 'fremd');
    const writer = opened(root);
    const file = 'content/articles/größe.md' as SourcePath;
    expect(writer.isFree(file)).toBe(false);
    expect(writer.put({ item: 'a', file, content: 'A', sourceDigest: '1' }).written).toBe('conflict');
    writer.close();
    expect(Object.values(filesIn(root))).toEqual(['A', 'fremd']);
  });

  test('is that of another item of the same import', () => {
    const writer = opened(temporaryFolder());
    const put = (item: string, file: string) =>
      writer.put({ item, file: file as SourcePath, content: item, sourceDigest: '1' });
    expect(put('a', 'content/articles/Kim.md').written).toBe('created');
    expect(put('b', 'content/articles/kim.md')).toMatchObject({ written: 'conflict' });
    writer.close();
  });

  test.each([
    ['the file', (root: string, other: string) => symlinkSync(join(other, 'x'), join(root, pathOf('a')))],
    [
      'a folder above',
      (root: string, other: string) => {
        rmSync(join(root, 'content/articles'), { recursive: true });
        symlinkSync(other, join(root, 'content/articles'));
      },
    ],
  ])('behind a link is never written: %s', (_, place) => {
    const root = temporaryFolder();
    const other = temporaryFolder();
    mkdirSync(join(root, 'content/articles'), { recursive: true });
    writeFileSync(join(other, 'x'), 'draußen');
    place(root, other);
    for (const isDryRun of [true, false]) {
      expect(run(root, { a: 'A' }, { isDryRun }).answers).toEqual(['a: conflict']);
      expect(filesIn(other)).toEqual({ x: 'draußen' });
    }
  });

  test('in place of the memory is refused', () => {
    const root = temporaryFolder();
    const other = temporaryFolder();
    symlinkSync(other, join(root, '.import'));
    const codes = () =>
      openSiteWriter({ root, source: 'wordpress', owner: self }).diagnostics.map(({ code }) => code);
    expect(codes()).toEqual(['import/memory-is-link']);
    rmSync(join(root, '.import'));
    mkdirSync(join(root, '.import'));
    symlinkSync(join(other, 'x'), join(root, '.import/wordpress.jsonl'));
    expect(codes()).toEqual(['import/memory-is-link']);
    expect(readdirSync(other)).toEqual([]);
  });
});

test('a second import at the same time is refused, and one after a kill is not', () => {
  const root = temporaryFolder();
  const first = opened(root);
  expect(openSiteWriter({ root, source: 'hugo', owner: self }).diagnostics).toMatchObject([
    { code: 'import/busy' },
  ]);
  first.close();
  opened(root, { owner: dead });
  opened(root).close();
});

test('a dry run answers the same and writes nothing', () => {
  const root = temporaryFolder();
  run(root, { a: 'A', b: 'B', c: 'C' });
  write(root, pathOf('b'), 'von Hand');
  const before = filesIn(root);
  const memory = read(root, '.import/wordpress.jsonl');
  const next = { a: 'A2', b: 'B2', c: 'C', d: 'D' };
  const dry = run(root, next, { isDryRun: true });
  expect(filesIn(root)).toEqual(before);
  expect(read(root, '.import/wordpress.jsonl')).toBe(memory);
  expect(dry).toEqual(run(root, next));
  expect(dry.answers).toEqual(['a: updated', 'b: conflict', 'c: unchanged', 'd: created']);
});

describe('The memory', () => {
  test('that is damaged loses its damaged lines alone, and that is told once', () => {
    const root = temporaryFolder();
    run(root, { a: 'A', b: 'B' });
    const memory = join(root, '.import/wordpress.jsonl');
    const lines = readFileSync(memory, 'utf8').split('\n');
    const hostile = [
      '<<<<<<< HEAD',
      '{"item":"c","file":"../c.md","digest":"1","source":"2"}',
      '{"item":"d","file":7}',
      '[]',
      'null',
      '{"item":"__proto__","file":"/etc/passwd","digest":"","source":""}',
    ];
    writeFileSync(memory, [...hostile, ...lines].join('\n'));
    const { value: writer, diagnostics } = openSiteWriter({ root, source: 'wordpress', owner: self });
    expect(diagnostics).toMatchObject([
      { code: 'import/memory-damaged', file: '.import/wordpress.jsonl', position: { line: 1 } },
    ]);
    expect(writer?.finish()).toEqual([
      { item: 'a', file: pathOf('a') },
      { item: 'b', file: pathOf('b') },
    ]);
    writer?.close();
    expect(openSiteWriter({ root, source: 'wordpress', owner: dead }).diagnostics).toEqual([]);
  });

  test.each([0, 1, 30, 400])('of any bytes harms nothing (%i)', (size) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: size + 1 }), (bytes) => {
        const root = temporaryFolder();
        write(root, pathOf('a'), 'fremd');
        mkdirSync(join(root, '.import'));
        writeFileSync(join(root, '.import/wordpress.jsonl'), bytes);
        expect(run(root, { a: 'A', b: 'B' }).answers).toEqual(['a: conflict', 'b: created']);
        expect(run(root, { a: 'A', b: 'B' }).answers).toEqual(['a: conflict', 'b: unchanged']);
      }),
      { numRuns: tries(10) },
    );
  });

  test('does not grow with every run', () => {
    const root = temporaryFolder();
    for (let version = 0; version < 30; version++)
      run(root, Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`a${index}`, `${version}`])));
    expect(read(root, '.import/wordpress.jsonl').split('\n').length).toBeLessThan(1200);
  });
});

test('a large file and one that is copied are what they were', () => {
  const root = temporaryFolder();
  const original = join(temporaryFolder(), 'film.mp4');
  const bytes = Buffer.alloc(20 * 1024 * 1024, 'Film ');
  writeFileSync(original, bytes, { mode: 0o600 });
  expect(run(root, { a: { copyOf: original } }).answers).toEqual(['a: created']);
  expect(readFileSync(join(root, pathOf('a'))).equals(bytes)).toBe(true);
  expect(run(root, { a: { copyOf: original } }).answers).toEqual(['a: unchanged']);
  fs.chmodSync(join(root, pathOf('a')), 0o640);
  writeFileSync(original, 'kurz');
  const writer = opened(root);
  const put = { item: 'a', file: pathOf('a'), content: { copyOf: original }, sourceDigest: 'neu' };
  expect(writer.put(put).written).toBe('updated');
  writer.close();
  expect(read(root, pathOf('a'))).toBe('kurz');
  expect(statSync(join(root, pathOf('a'))).mode & 0o777).toBe(0o640);
});

// Random histories

const items = ['a', 'b', 'c', 'd'] as const;
const item = fc.constantFrom(...items);
const text = fc.constantFrom('1', '2', '3');

const step = fc.oneof(
  fc.record({ does: fc.constant('there'), item, text: fc.option(text) }),
  fc.record({ does: fc.constant('edit'), item, text }),
  fc.record({ does: fc.constantFrom('delete', 'move', 'settle'), item }),
  fc.record({ does: fc.constant('run'), kill: fc.option(fc.nat(30)) }),
);

/** What import and people should have made of it, without a disk. */
interface Model {
  readonly source: Map<string, string>;
  readonly files: Map<string, string>;
  readonly memory: Map<string, { file: string; ours: string | undefined; source: string }>;
}

const copyOf = (file: string): string => `.import/conflicts/${file}`;

function expectedRun({ source, files, memory }: Model): readonly string[] {
  const owned = (): ReadonlySet<string> => new Set([...memory.values()].map(({ file }) => file));
  return [...source].map(([one, wanted]) => {
    const known = memory.get(one);
    if (known?.ours !== undefined && !files.has(known.file)) {
      const taken = owned();
      const goal = [...files.keys()]
        .filter((file) => file.startsWith('content/') && !taken.has(file) && files.get(file) === known.ours)
        .toSorted();
      known.file = goal[0] ?? known.file;
    }
    const file = known?.file ?? pathOf(one);
    const answer = (written: string): string =>
      `${one}: ${written}${file === pathOf(one) ? '' : ` in ${file}`}`;
    if (!known && [...memory.values()].some((each) => each.file === file)) return answer('conflict');
    const now = files.get(file);
    const isOurs = known?.ours !== undefined && known.ours === now;
    const isNew = now === undefined && known?.ours === undefined;
    if (isNew || isOurs || now === wanted) {
      files.set(file, wanted);
      memory.set(one, { file, ours: wanted, source: wanted });
      return answer(now === wanted ? 'unchanged' : isNew ? 'created' : 'updated');
    }
    if (known?.source === wanted) return answer(files.has(copyOf(file)) ? 'conflict' : 'kept');
    files.set(copyOf(file), wanted);
    memory.set(one, { file, ours: known?.ours, source: wanted });
    return answer('conflict');
  });
}

const changing = ['renameSync', 'rmSync', 'mkdirSync', 'openSync', 'symlinkSync', 'unlinkSync'] as const;

/** Lets the system refuse everything from the given change of a file on, as if the process were gone; half of what it was writing is there. */
function killedAfter(changes: number, work: () => void): boolean {
  const real = Object.fromEntries([...changing, 'writeSync' as const].map((name) => [name, fs[name]]));
  let left = changes;
  const gone = new Error('killed');
  const dies = (): boolean => left-- <= 0;
  const isReading = (name: string, flags: unknown): boolean =>
    name === 'openSync' && typeof flags === 'number' && (flags & 3) === fs.constants.O_RDONLY;
  for (const name of changing) {
    const call: unknown = real[name];
    Object.assign(fs, {
      [name]: (...parts: readonly unknown[]): unknown => {
        if (!isReading(name, parts[1]) && dies()) throw gone;
        return typeof call === 'function' ? Reflect.apply(call, fs, parts) : undefined;
      },
    });
  }
  const { writeSync } = fs;
  Object.assign(fs, {
    writeSync: (file: number, content: string | Uint8Array, at: number = 0): number => {
      const rest = Buffer.from(content).subarray(at);
      if (!dies()) return writeSync(file, rest);
      if (left === -1) writeSync(file, rest.subarray(0, rest.length / 2));
      throw gone;
    },
  });
  syncBuiltinESMExports();
  try {
    work();
    return false;
  } catch (error) {
    if (error !== gone) throw error;
    return true;
  } finally {
    Object.assign(fs, real);
    syncBuiltinESMExports();
  }
}

test('whatever people do and whenever a run is killed, the next whole run makes what it should', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), (steps) => {
      const root = temporaryFolder();
      const model: Model = {
        source: new Map([
          ['a', '1'],
          ['b', '1'],
        ]),
        files: new Map(),
        memory: new Map(),
      };
      let edits = 0;
      for (const each of [...steps, { does: 'run' as const, kill: null }]) {
        if (each.does === 'run') {
          const source = Object.fromEntries(model.source);
          const { kill } = each;
          const wasKilled = kill !== null && killedAfter(kill, () => run(root, source, { owner: dead }));
          const dry = run(root, source, { isDryRun: true });
          const whole = run(root, source);
          const expected = expectedRun(model);
          expect(dry.answers).toEqual(whole.answers);
          if (kill === null) expect(whole.answers).toEqual(expected);
          else if (wasKilled) expect(whole.answers.map(settled)).toEqual(expected.map(settled));
        } else if (each.does === 'there') {
          if (each.text === null) model.source.delete(each.item);
          else model.source.set(each.item, each.text);
        } else changeHere(root, model, each, () => `von Hand ${edits++}`);
        expect(filesIn(root)).toEqual(Object.fromEntries([...model.files].toSorted()));
      }
    }),
    { numRuns: tries(150) },
  );
});

test('however many runs are killed between edits, what people wrote stays, and every file is whole', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), (steps) => {
      const root = temporaryFolder();
      const source = new Map([['a', '1']]);
      let edits = 0;
      for (const each of steps) {
        if (each.does === 'there') source.set(each.item, each.text ?? '4');
        else if (each.does !== 'run') {
          const files = new Map(Object.entries(filesIn(root)));
          changeHere(root, { files }, each, () => `von Hand ${edits++}`);
        } else {
          const isUnfinished = (file: string): boolean => file.endsWith('/.new-import');
          const before = Object.entries(filesIn(root)).filter(([file]) => !isUnfinished(file));
          const texts = Object.fromEntries(source);
          const { kill } = each;
          const wasKilled = killedAfter(kill ?? Infinity, () => run(root, texts, { owner: dead }));
          const after = filesIn(root);
          for (const [file, content] of before)
            expect(after[file]).toMatch(content.startsWith('von') ? content : /^[1-4]$/);
          const whole = Object.keys(after).filter((file) => !isUnfinished(file));
          expect(whole.every((file) => /^(?:[1-4]|von Hand \d+)$/.test(after[file] ?? ''))).toBe(true);
          if (!wasKilled) expect(whole).toEqual(Object.keys(after));
        }
      }
    }),
    { numRuns: tries(150) },
  );
});

/** After a kill a text may have been written already. */
function settled(answer: string): string {
  return answer.replace(/created|updated/, 'unchanged');
}

function changeHere(
  root: string,
  { files }: Pick<Model, 'files'>,
  change: { readonly does: string; readonly item: string; readonly text?: string },
  byHand: () => string,
): void {
  const { does } = change;
  const file = does === 'settle' ? copyOf(pathOf(change.item)) : pathOf(change.item);
  if (does === 'edit') {
    // Sometimes somebody writes just what the source says.
    const written = change.text === '3' ? '3' : byHand();
    write(root, file, written);
    files.set(file, written);
    return;
  }
  const before = files.get(file);
  if (before === undefined) return;
  files.delete(file);
  if (does === 'move') {
    const goal = `content/pages/${change.item}-neu.md`;
    mkdirSync(join(root, 'content/pages'), { recursive: true });
    renameSync(join(root, file), join(root, goal));
    files.set(goal, before);
  } else rmSync(join(root, file));
}

test.each([5, 20, 45, 80])(
  'a process that is killed %i ms after its first file leaves whole files, and a second run finishes',
  async (delay) => {
    const root = temporaryFolder();
    const script = fileURLToPath(new URL('./writeSite.ts', import.meta.url));
    const child = spawn(process.execPath, [script, root], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    await once(child.stdout, 'data');
    await new Promise((resolve) => void setTimeout(resolve, delay));
    child.kill('SIGKILL');
    await ended;
    const source = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`t${index}`, `Text ${index} `.repeat(300)]),
    );
    const isWhole = ([path, content]: readonly [string, string]): boolean =>
      path.endsWith('/.new-import') ||
      source[path.slice('content/articles/'.length, -'.md'.length)] === content;
    expect(Object.entries(filesIn(root)).every(isWhole)).toBe(true);
    const { answers } = run(root, source);
    expect(answers.filter((answer) => !/: (?:created|unchanged)$/.test(answer))).toEqual([]);
    expect(Object.keys(filesIn(root)).length).toBe(3000);
  },
);
