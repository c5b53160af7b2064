/** Whoever follows a checklist of docs/architecture.md is done; whoever forgets a step of it is told. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { carryOut, type Checklist, checklists, reminder } from './support/checklists.ts';
import { readRepository, sourceChecks, type Tree } from './support/sourceChecks.ts';

const root = join(import.meta.dirname, '..');
const repository = readRepository(root);
const allSteps = checklists.flatMap(({ steps }) => steps);
const whole = carryOut(repository, allSteps);

/** Files that the checklist in the document names, in its order. */
function documented({ heading, names }: Checklist): readonly string[] {
  const [, section = ''] = (repository.get('docs/architecture.md') ?? '').split(`\n### ${heading}\n`);
  const [list = ''] = section.split(/^#/m);
  return [...list.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, path = '']) =>
    path.replace(/<(\w+)>/g, (placeholder, name) => names[name] ?? placeholder),
  );
}

let folder = '';

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'blattmacher-')));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const files = ['src/build/build.ts', 'test/comments/form/endpoints.ts', 'test/markdown/renderConstruct.ts'];
  const options = JSON.stringify({ extends: './base.json', include: [], files });
  writeFileSync(join(folder, 'tsconfig.json'), options);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  cpSync(join(root, 'tsconfig.json'), join(folder, 'base.json'));
  cpSync(join(root, 'templates'), join(folder, 'templates'), { recursive: true });
  update(repository, new Map());
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

let written: Tree = new Map();

/** Makes the folder hold this tree. */
function update(tree: Tree, before: Tree = written): void {
  for (const path of before.keys()) if (!tree.has(path)) rmSync(join(folder, path));
  for (const [path, text] of tree) {
    if (before.get(path) === text) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  written = tree;
}

/** Errors of the compiler, a line each. */
function typeErrors(tree: Tree): readonly string[] {
  update(tree);
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [tsc, '--noEmit', '--pretty', 'false', '--singleThreaded'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  if (stderr !== '') throw new Error(stderr);
  // What belongs to an error is indented below it.
  return stdout.split(/\n(?! )/).filter((error) => error !== '');
}

describe.each(checklists)('The checklist for $heading', (checklist) => {
  test('names the files that the change touches, in its order, at most six', () => {
    const files = checklist.steps.map(({ file }) => file);
    expect(documented(checklist)).toEqual(files);
    expect(new Set(files).size).toBe(files.length);
    expect(files.length).toBeLessThanOrEqual(6);
  });

  test('complains at every step that no type can miss', () => {
    expect.hasAssertions();
    const { steps } = checklist;
    for (const step of steps) {
      if (!('check' in step.forgotten)) continue;
      const { check, says } = step.forgotten;
      const forgetful = carryOut(
        repository,
        steps.filter((other) => other !== step),
      );
      expect(sourceChecks[check](forgetful)).toEqual([says]);
    }
  });
});

describe('The compiler', () => {
  const typed = checklists.map(({ steps }) => steps.filter(({ forgotten }) => 'compiler' in forgotten));
  const rounds = Array.from({ length: Math.max(...typed.map(({ length }) => length)) }, (_, round) => ({
    round: round + 1,
    // The changes are independent, so one run of the compiler tells of a step of each.
    forgotten: typed.flatMap((steps) => steps[round] ?? []),
  }));

  test.each(rounds)('misses the steps of round $round', ({ forgotten }) => {
    const errors = typeErrors(
      carryOut(
        repository,
        allSteps.filter((step) => !forgotten.includes(step)),
      ),
    );
    for (const { file, forgotten: alarm } of forgotten) {
      if (!('compiler' in alarm)) continue;
      const fitting = errors.filter(
        (error) => error.startsWith(`${alarm.compiler}(`) && error.includes(alarm.says),
      );
      expect(fitting, `${file} was forgotten:\n${errors.join('\n')}`).not.toEqual([]);
    }
  });
});

describe('All checklists together', () => {
  test('leave nothing to complain about', () => {
    expect(typeErrors(whole)).toEqual([]);
    for (const [name, check] of Object.entries(sourceChecks))
      expect([name, check(whole)]).toEqual([name, []]);
  });

  test('give a program that does all of it', () => {
    update(
      new Map([
        ...whole,
        [
          'site/site.yaml',
          'title: A\nurl: https://a.example/\ndesign: { socialPictures: nie }\ncomments: { format: postbox, endpoint: https://p.example/letters }\n',
        ],
        [
          'site/content/articles/a.md',
          `---\ntitle: Angeblich\ndate: 2026-01-01\nvenue: '"Bonn"'\n---\n${reminder.markdown}\n`,
        ],
        [
          'run.ts',
          `import { join } from 'node:path';
import { buildSite } from './src/build/build.ts';
import { usualBuild } from './test/support/usualBuild.ts';
const { diagnostics } = await buildSite(usualBuild(join(import.meta.dirname, 'site'), join(import.meta.dirname, 'dist')));
console.log(JSON.stringify(diagnostics.map(({ code }) => code)));
`,
        ],
      ]),
    );
    const codes = execFileSync(process.execPath, ['run.ts'], { cwd: folder, encoding: 'utf8' });
    expect(JSON.parse(codes)).toEqual(['rumour/headline']);
    const page = readFileSync(join(folder, 'dist/2026/01/angeblich/index.html'), 'utf8');
    expect(page).toContain('<p class="venue">„Bonn“</p>');
    expect(page).toContain(reminder.html);
    expect(page).toContain('action="https://p.example/letters"');
    const calendar = readFileSync(join(folder, 'dist/kalender/index.html'), 'utf8');
    expect(calendar).toContain('<p>1. Januar 2026</p>');
  });
});
