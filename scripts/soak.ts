/**
 * What takes hours: `npm run test:soak -- [part] [steps] [seed]`. Without a part all of them, one after the other. It tells
 * its seed, goes on after a part that fails, and ends with a verdict.
 */
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { soakHistories } from './soakHistories.ts';

interface Part {
  readonly purpose: string;
  /** False: something is wrong, and was told. */
  readonly run: () => Promise<boolean> | boolean;
}

const [wanted = '', steps = '10000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);

const parts: Readonly<Record<string, Part>> = {
  histories: {
    purpose: `${steps} random steps of a site, every build held against a clean one`,
    run: () => soakHistories(Number(steps), Number(seed)),
  },
  kills: tests('builds killed at random moments', ['test/killedProgram.test.ts']),
  deploys: tests('two hundred deployments broken at random moments, to every kind of target', [
    'test/deploy/randomBreaks.test.ts',
  ]),
  edits: tests('thousands of random edits before a live site', ['test/dev/randomEdits.test.ts']),
  attacks: {
    purpose: 'every attack of the corpus, and a thousand mutations of each',
    run: () => runNode(join(import.meta.dirname, 'attack.ts'), '1000', seed),
  },
  package: {
    purpose: 'the package with the oldest and the newest Node that it is for',
    run: () => tests('', ['test/package'], { BLATTMACHER_NODES: otherNodes().join(delimiter) }).run(),
  },
  search: tests('the questions to the search among five hundred other articles', [
    'test/routes/search/found.test.ts',
  ]),
  looks: tests('every page in all looks with all rules of axe, every page before the Nu checker', [
    'test/face',
  ]),
  properties: tests('every property with many times the tries', [
    'test/content',
    'test/markdown',
    'test/comments/parse',
    'test/collections',
    'test/badInput.test.ts',
    'test/determinism.test.ts',
  ]),
};

if (wanted !== '' && !Object.hasOwn(parts, wanted)) {
  console.error(`There is no part „${wanted}“; there are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

const failed: string[] = [];
for (const [name, { purpose, run }] of Object.entries(parts)) {
  if (wanted !== '' && wanted !== name) continue;
  console.log(`\n${name} (seed ${seed}): ${purpose}`);
  if (!(await run())) failed.push(name);
}
console.log(
  failed.length === 0
    ? `\nAll is well (seed ${seed}).`
    : `\nFailed: ${failed.join(', ')} (once more: npm run test:soak -- ${failed[0]} ${steps} ${seed})`,
);
process.exit(failed.length === 0 ? 0 : 1);

function runNode(...args: readonly string[]): boolean {
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0;
}

/** Programs of Node, fetched by npm into a folder that stays. */
function otherNodes(): readonly string[] {
  const folder = join(import.meta.dirname, '..', 'node_modules', '.cache', 'nodes');
  const name = `node-${process.platform}-${process.arch}`;
  const versions = ['22', 'latest'];
  const packages = versions.map((version) => `n${version}@npm:${name}@${version}`);
  spawnSync('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', ...packages], {
    stdio: 'inherit',
  });
  return [
    ...versions.map((version) => join(folder, 'node_modules', `n${version}`, 'bin', 'node')),
    process.execPath,
  ];
}

/** Test files of `npm test`, which try more here. */
function tests(purpose: string, files: readonly string[], more: NodeJS.ProcessEnv = {}): Part {
  const vitest = join(import.meta.dirname, '..', 'node_modules', 'vitest', 'vitest.mjs');
  // An hour for a single test: there is no other limit to how much it tries.
  const args = [vitest, 'run', '--testTimeout=3600000', '--hookTimeout=3600000', ...files];
  const env = { ...process.env, BLATTMACHER_SOAK: '1', BLATTMACHER_SEED: seed, ...more };
  return { purpose, run: () => spawnSync(process.execPath, args, { stdio: 'inherit', env }).status === 0 };
}
