/** `npm test`: installs what the tests need and is missing, checks format, lint, types and unused code side by side, then runs all tests. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { installTestTools, isCi } from './testTools.ts';

const checks = ['format:check', 'lint', 'types', 'unused'];

const missing = installTestTools();
// Where nobody looks, a test that does not run is a fault.
if (missing.length > 0 && isCi) process.exit(1);
const failed = (await Promise.all(checks.map(check))).filter((name) => name !== undefined);
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}`);
  process.exit(1);
}
process.exit(await run('npx', ['vitest', 'run'], 'inherit').ended);

/** Its name when it fails; what it says stays together. */
async function check(name: string): Promise<string | undefined> {
  const { output, ended } = run('npm', ['run', '-s', name], 'pipe');
  const code = await ended;
  console.log(`${code === 0 ? '✓' : '×'} ${name}\n${code === 0 ? '' : output.join('')}`);
  return code === 0 ? undefined : name;
}

function run(program: string, args: readonly string[], stdio: 'pipe' | 'inherit') {
  const child = spawn(program, args, { stdio: ['ignore', stdio, stdio] });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (bytes) => output.push(String(bytes)));
  return { output, ended: once(child, 'close').then(() => child.exitCode ?? 1) };
}
