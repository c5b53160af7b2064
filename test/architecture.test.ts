/** The rooms and rules of docs/architecture.md, held against the code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRepository, sourceChecks } from './support/sourceChecks.ts';

const root = join(import.meta.dirname, '..', 'src');

/** The rooms from below; each may import from those before it. A part of a room that stands lower than the rest has a line of its own. */
const rooms = [
  'core',
  'cache',
  'config',
  'images',
  'markdown',
  'content',
  'comments/parse',
  'content/load',
  'collections',
  'comments/form',
  'views',
  'routes',
  'render',
  'assets',
  'emit',
  'check/page',
  'build',
  'check',
  'deploy',
  'comments',
  'import',
  'dev',
  'cli',
  'blattmacher.ts',
];

interface Source {
  /** Inside `src/`. */
  readonly path: string;
  readonly room: string;
  readonly text: string;
  /** Without comments and strings. */
  readonly code: string;
}

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path): Source => {
    const text = readFileSync(join(root, path), 'utf8');
    return { path, room: roomOf(path), text, code: codeOf(text) };
  });

function roomOf(path: string): string {
  const around = rooms.filter((room) => path === room || path.startsWith(`${room}/`));
  return around.toSorted((a, b) => b.length - a.length)[0] ?? path;
}

function codeOf(text: string): string {
  return text
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''")
    .replace(/(^|\s)\/\/.*$/gm, '');
}

/** The modules of ours that a source imports, as paths inside `src/`. */
function importsOf({ path, text }: Source): readonly string[] {
  const specifiers = text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*'(\.[^']+)'/g);
  return [...specifiers].map(([, specifier = '']) => relative(root, resolve(root, path, '..', specifier)));
}

/** The sources whose code says something, except those at the edge that may. */
function saying(pattern: RegExp, ...exceptions: readonly string[]): readonly string[] {
  return sources
    .filter(({ room, path }) => !exceptions.includes(room) && !exceptions.includes(path))
    .filter(({ code }) => pattern.test(code))
    .map(({ path }) => path);
}

describe('The source folder', () => {
  test('has no room that the architecture does not know', () => {
    expect([...new Set(sources.map(({ room }) => room))].filter((room) => !rooms.includes(room))).toEqual([]);
  });

  test('has the rooms of the architecture, in its order', () => {
    const [, table = ''] = readFileSync(join(root, '..', 'docs', 'architecture.md'), 'utf8').split(
      '| room |',
    );
    const [rows = ''] = table.split('\n\n');
    const named = [...rows.matchAll(/^\| `([\w/]+)\/`/gm)].map(([, room = '']) => room);
    expect([...named, 'blattmacher.ts']).toEqual(rooms);
  });

  test('is built from below: a room imports only from rooms before it', () => {
    const upward = sources.flatMap((source) =>
      importsOf(source)
        .filter((path) => rooms.indexOf(roomOf(path)) > rooms.indexOf(source.room))
        .map((path) => `${source.path} imports ${path}`),
    );
    expect(upward).toEqual([]);
  });

  test('has a cache that knows nothing of articles', () => {
    const known = sources
      .filter(({ room }) => room === 'cache')
      .flatMap(importsOf)
      .filter((path) => roomOf(path) !== 'cache' && path !== 'core/digestOf.ts');
    expect(known).toEqual([]);
  });

  test('has a model of types alone', () => {
    const model = sources.find(({ path }) => path === 'core/model.ts');
    expect(model && importsOf(model)).toEqual([]);
    expect(model?.code).not.toMatch(/\b(?:function|class|const)\b(?! brand\b| unique\b)|\blet\b|=>/);
  });

  test('imports in no circles', () => {
    const goals = new Map(sources.map((source) => [source.path, importsOf(source)]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '));
      if (way.includes(path) || done.has(path)) return;
      for (const goal of goals.get(path) ?? []) visit(goal, [...way, path]);
      done.add(path);
    };
    for (const path of goals.keys()) visit(path, []);
    expect(circles).toEqual([]);
  });
});

describe('The edges', () => {
  test('alone touch the process and the console', () => {
    // Locks and unfinished files ask the system whether the process that made them still lives.
    expect(
      saying(
        /\bprocess\s*[.[]|\bconsole\s*\./,
        'cli/main.ts',
        'blattmacher.ts',
        'emit/processes.ts',
        'core/digestOf.ts',
      ),
    ).toEqual([]);
  });

  test('alone look at the clock or throw dice', () => {
    expect(saying(/\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\)|\bperformance\.now\b/, 'cli/main.ts')).toEqual(
      [],
    );
    expect(
      saying(/\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\bgetRandomValues\b/, 'cli/main.ts'),
    ).toEqual([]);
  });

  test('are not asked for a locale: what is printed comes from tables of our own', () => {
    expect(saying(/\.toLocale\w*\(|\.localeCompare\(/)).toEqual([]);
    expect(saying(/\bIntl\./, 'core/time.ts', 'collections/collation.ts')).toEqual([]);
    expect(saying(/\.get(?:FullYear|Month|Date|Day|Hours|Minutes)\(|\bgetTimezoneOffset\b/)).toEqual([]);
  });

  test('read and write files in the rooms made for it', () => {
    const others = sources.filter(
      ({ room, path, text }) =>
        !['cache', 'emit', 'comments', 'deploy', 'import', 'dev', 'cli'].includes(room) &&
        ![
          'core/digestOf.ts',
          'content/discover.ts',
          'build/verify.ts',
          'check/browser.ts',
          'blattmacher.ts',
        ].includes(path) &&
        /from 'node:fs/.test(text),
    );
    expect(others.map(({ path }) => path)).toEqual([]);
  });
});

describe('Every file', () => {
  test('is one of four hundred and seventy at most, seventy of them for blogs of other programs', () => {
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeLessThanOrEqual(470);
  });

  test('is more than a splinter: one below twenty lines that a single other imports says at its head why', () => {
    const importers = Object.groupBy(
      sources.flatMap((source) => [...new Set(importsOf(source))].map((path) => ({ path, by: source.path }))),
      ({ path }) => path,
    );
    const splinters = sources.filter(
      ({ path, text }) =>
        text.split('\n').length <= 20 && importers[path]?.length === 1 && !text.startsWith('/**'),
    );
    expect(splinters.map(({ path }) => path)).toEqual([]);
  });

  test('lies in a folder with a name of its own, not among utilities', () => {
    const homeless = sources.filter(({ path }) =>
      /(?:^|\/)(?:utils?|helpers?|common|misc|lib)(?:\/|\.ts$)/.test(path),
    );
    expect(homeless.map(({ path }) => path)).toEqual([]);
  });

  test('is named in camelCase', () => {
    expect(
      sources
        .map(({ path }) => path)
        .filter((path) => !/^(?:[a-z][A-Za-z]*\/)*[a-z][A-Za-z0-9]*\.ts$/.test(path)),
    ).toEqual([]);
  });

  test('exports by name and passes nothing on that is not its own', () => {
    expect(saying(/\bexport default\b/)).toEqual([]);
    expect(saying(/\bexport\s+(?:type\s+)?(?:\*|\{[^}]*\}\s*from)/)).toEqual([]);
    expect(sources.filter(({ path }) => path.endsWith('index.ts')).map(({ path }) => path)).toEqual([]);
  });

  test('is at most 600 lines long', () => {
    const long = sources.filter(({ text }) => text.split('\n').length > 601);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  test('says `any` nowhere', () => {
    expect(saying(/(?::|<|\bas)\s*any\b/)).toEqual([]);
  });
});

describe('Sources, templates and documents together', () => {
  const repository = readRepository(join(root, '..'));

  test.each(Object.entries(sourceChecks))('have no %s', (_, check) => {
    expect(check(repository)).toEqual([]);
  });

  test('are checked: a name that the architecture made up is found', () => {
    const invented = new Map([
      ...repository,
      ['docs/architecture.md', '`core/model.ts` `nowhere/x.ts` `noSuchName` `buildSite`'],
    ]);
    expect(sourceChecks['file in the architecture that does not exist'](invented)).toEqual(['nowhere/x.ts']);
    expect(sourceChecks['name in the architecture that no source knows'](invented)).toEqual(['noSuchName']);
  });
});
