/** Imports in this process, at a time of the test's choice. */
import { parseArgs } from 'node:util';
import { join } from 'node:path';
import type { Surroundings } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands.ts';
import { builtInTemplates } from './usualBuild.ts';

export interface ImportRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The noon of `usualBuild`. */
const usualNow = Date.UTC(2026, 9, 1, 12);

/** `blattmacher import KIND ARGS` in `folder`, which is that of temporary files as well unless one is given. @throws UsageError */
export async function runImport(
  folder: string,
  kind: string,
  args: readonly string[],
  { now = usualNow, temporary = folder }: { readonly now?: number; readonly temporary?: string } = {},
): Promise<ImportRun> {
  const group = commands.find(({ name }) => name === 'import');
  const listed =
    group && 'members' in group ? group.members.find(({ name }) => name === `import ${kind}`) : undefined;
  if (!listed) throw new Error(`No command: import ${kind}`);
  const command = await listed.load();
  const { values, positionals } = parseArgs({
    args: [...args],
    options: command.options,
    allowPositionals: true,
  });
  const [printed, told]: [string[], string[]] = [[], []];
  const code = await command.run(values, positionals, {
    ...importSurroundings(folder, now, {
      print: (text) => void printed.push(text),
      report: (text) => void told.push(text),
    }),
    temporaryFolder: temporary,
  });
  const whole = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
  return { code, stdout: whole(printed), stderr: whole(told) };
}

export function importSurroundings(
  folder: string,
  now: number,
  outputs: Pick<Surroundings, 'print' | 'report'>,
): Surroundings {
  return {
    ...outputs,
    workingFolder: folder,
    homeFolder: '/nowhere',
    clock: () => now,
    processors: 1,
    freeMemory: 2 ** 30,
    colours: false,
    interactive: false,
    canAsk: false,
    packageFolder: join(builtInTemplates, '..'),
    builtInTemplates,
    program: 'test',
    nodeVersion: '24.0.0',
    processId: process.pid,
    interrupted: () => new Promise(() => undefined),
    openInBrowser: async () => undefined,
    hostName: 'hier',
    mailServer: undefined,
    browsers: { chromePath: undefined, searchPath: [] },
    isRoot: false,
    temporaryFolder: folder,
    environment: () => undefined,
    random: (bytes) => new Uint8Array(bytes).fill(7),
  };
}
