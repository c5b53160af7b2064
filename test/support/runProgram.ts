/** The program as a user meets it: compiled, in a process of its own. */
import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What package.json's `bin` names. */
export const programFile = join(import.meta.dirname, '..', '..', 'lib', 'blattmacher.js');

/** The folder of the compiled modules. */
export const compiledModules = pathToFileURL(`${dirname(programFile)}/`);

export interface ProgramRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `blattmacher ARGS` in `folder`; `env` is added to a small environment without colours, CI or locale. */
export function runProgram(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  nodeOptions: readonly string[] = [],
): ProgramRun {
  const options: SpawnSyncOptions = {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: '/nowhere', ...env },
    timeout: 250_000,
  };
  const run = spawnSync(process.execPath, [...nodeOptions, programFile, ...args], options);
  return { code: run.status, stdout: String(run.stdout), stderr: String(run.stderr) };
}
