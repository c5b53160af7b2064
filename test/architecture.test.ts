/** The plan of the house (docs/architecture.md), held against the code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', 'src');

/** The rooms from below; each may import from those before it. A part of a room that stands lower than the rest has a line of its own. */
const floors = [
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
  'build',
  'comments',
  'dev',
  'cli',
  'blattmacher.ts',
];

interface Source {
  /** Inside `src/`. */
  readonly path: string;
  readonly floor: string;
  readonly text: string;
  /** Without comments and strings. */
  readonly code: string;
}

const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path): Source => {
    const text = readFileSync(join(root, path), 'utf8');
    return { path, floor: floorOf(path), text, code: codeOf(text) };
  });

function floorOf(path: string): string {
  const around = floors.filter((floor) => path === floor || path.startsWith(`${floor}/`));
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
    .filter(({ floor, path }) => !exceptions.includes(floor) && !exceptions.includes(path))
    .filter(({ code }) => pattern.test(code))
    .map(({ path }) => path);
}

describe('The house', () => {
  test('has no floor that the plan does not know', () => {
    expect(
      [...new Set(sources.map(({ floor }) => floor))].filter((floor) => !floors.includes(floor)),
    ).toEqual([]);
  });

  test('is built from below: a floor imports only from floors before it', () => {
    const upward = sources.flatMap((source) =>
      importsOf(source)
        .filter((path) => floors.indexOf(floorOf(path)) > floors.indexOf(source.floor))
        .map((path) => `${source.path} imports ${path}`),
    );
    expect(upward).toEqual([]);
  });

  test('has a cache that knows nothing of articles', () => {
    const known = sources
      .filter(({ floor }) => floor === 'cache')
      .flatMap(importsOf)
      .filter((path) => floorOf(path) !== 'cache' && path !== 'core/digestOf.ts');
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
      ({ floor, path, text }) =>
        !['cache', 'emit', 'comments', 'dev', 'cli'].includes(floor) &&
        !['core/digestOf.ts', 'content/discover.ts', 'build/verify.ts', 'blattmacher.ts'].includes(path) &&
        /from 'node:fs/.test(text),
    );
    expect(others.map(({ path }) => path)).toEqual([]);
  });
});

describe('Every file', () => {
  test('is one of three hundred at most', () => {
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeLessThanOrEqual(300);
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

test('Every message that the catalogue of diagnostics has is told by someone', () => {
  const reported = new Set(
    sources
      .filter(({ path }) => !path.startsWith('core/diagnostics/messages/'))
      .flatMap(({ text }) => [...text.matchAll(/'([a-z-]+\/[a-z0-9-]+)'/g)].map(([, code]) => code)),
  );
  const codes = sources
    .filter(({ path }) => path.startsWith('core/diagnostics/messages/'))
    .flatMap(({ text }) =>
      [...text.matchAll(/^ {2}'([a-z-]+\/[a-z0-9-]+)': (?:error|warning|note)\(/gm)].map(([, code]) => code),
    );
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.filter((code) => !reported.has(code))).toEqual([]);
});
