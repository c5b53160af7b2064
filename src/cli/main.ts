/** argv → command. The only file that prints, reads the environment and sets the exit code. */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { homedir, hostname, availableParallelism, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Command,
  type CommandGroup,
  type ExitCode,
  type ListedCommand,
  type Surroundings,
  UsageError,
  commandHelp,
  generalHelp,
  groupHelp,
} from './command.ts';
import { commands } from './commands.ts';
import { reportDiagnostics } from './reportDiagnostics.ts';
import { commandTexts } from './texts.ts';
import { programDigest } from '../core/digestOf.ts';
import { diagnose, resourceFault } from '../core/diagnostics/diagnostics.ts';

/** `src/`, or `lib/` where the program is compiled. */
const programFolder = import.meta.filename.endsWith('.ts')
  ? join(import.meta.dirname, '..')
  : import.meta.dirname;

const packageFolder = join(programFolder, '..');

/** Runs the command of this process's arguments; the exit code is set, not returned. */
export async function runCommandLine(): Promise<void> {
  const world = surroundings();
  process.on('uncaughtException', (error) => endFor(error, world));
  process.exitCode = await dispatch(process.argv.slice(2), world);
}

/** Ends the process: with a sentence where the system has too little of something, else with the stack trace of a fault of ours. */
function endFor(error: unknown, world: Surroundings): never {
  const lack = resourceFault(error) ?? (isOutOfFiles() ? diagnose('program/too-many-files', {}) : undefined);
  if (lack) reportDiagnostics([lack], world);
  else console.error(error);
  process.exit(1);
}

/** A stream that is no file may fail without a clear error. */
function isOutOfFiles(): boolean {
  try {
    closeSync(openSync(import.meta.filename, 'r'));
    return false;
  } catch (error) {
    return resourceFault(error) !== undefined;
  }
}

async function dispatch([name, ...rest]: readonly string[], world: Surroundings): Promise<ExitCode> {
  if (asksForHelp(name)) return help(generalHelp(commands), name, world);
  if (name === '--version' || name === '-v') {
    world.print(programVersion());
    return 0;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) return unknownCommand(name, commands, world);
  if (!('members' in command)) return runCommand(command, rest, world);
  const [memberName, ...args] = rest;
  if (asksForHelp(memberName)) return help(groupHelp(command), memberName, world);
  const fullName = `${name} ${memberName}`;
  const member = command.members.find((candidate) => candidate.name === fullName);
  return member ? runCommand(member, args, world) : unknownCommand(fullName, command.members, world);
}

function programVersion(): string {
  const { version }: { readonly version: string } = JSON.parse(
    readFileSync(join(packageFolder, 'package.json'), 'utf8'),
  );
  return version;
}

function asksForHelp(word: string | undefined): word is undefined | '--help' | '-h' | 'help' {
  return word === undefined || word === '--help' || word === '-h' || word === 'help';
}

/** Who says nothing gets it as a complaint. */
function help(text: string, word: string | undefined, world: Surroundings): ExitCode {
  (word === undefined ? world.report : world.print)(text);
  return word === undefined ? 2 : 0;
}

function unknownCommand(
  name: string,
  known: readonly (ListedCommand | CommandGroup)[],
  world: Surroundings,
): ExitCode {
  world.report(
    commandTexts.unknownCommand(
      name,
      known.map((candidate) => candidate.name),
    ),
  );
  return 2;
}

async function runCommand(
  listed: ListedCommand,
  args: readonly string[],
  world: Surroundings,
): Promise<ExitCode> {
  const command = await listed.load();
  if (args.includes('--help') || args.includes('-h')) {
    world.print(commandHelp(listed, command));
    return 0;
  }
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: command.options,
      allowPositionals: true,
    });
    return await command.run(values, positionals, world);
  } catch (error) {
    const complaint = usageComplaint(error, command);
    if (complaint === undefined) throw error;
    world.report(`${complaint}\n${commandTexts.seeHelp(listed.name)}`);
    return 2;
  }
}

/** German message for errors of Node's argument parser and of the commands; undefined for any other error. */
function usageComplaint(error: unknown, { options }: Command): string | undefined {
  if (error instanceof UsageError) return error.message;
  if (!(error instanceof TypeError) || !('code' in error)) return undefined;
  const option = /'([^']*)'/.exec(error.message)?.[1]?.split(' ')[0] ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const known = Object.keys(options).map((name) => `--${name}`);
    return commandTexts.unknownOption(option, known);
  }
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    const name = option.replace(/^--/, '');
    return commandTexts.wrongValue(option, Object.hasOwn(options, name) ? options[name]?.value : undefined);
  }
  return undefined;
}

function surroundings(): Surroundings {
  const { env, stdin, stderr, stdout, pid } = process;
  const plain = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '';
  const inCi = env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false';
  return {
    print: (text) => stdout.write(`${text}\n`),
    report: (text) => stderr.write(`${text}\n`),
    workingFolder: process.cwd(),
    homeFolder: homedir(),
    clock: () => Date.now(),
    processors: availableParallelism(),
    freeMemory: process.availableMemory(),
    // Undefined, not false, where stderr is no terminal.
    colours: Boolean(stderr.isTTY) && !plain,
    interactive: Boolean(stderr.isTTY) && !inCi,
    canAsk: stdin.isTTY && stdout.isTTY && !inCi,
    packageFolder,
    builtInTemplates: join(packageFolder, 'templates'),
    get program() {
      return programDigest(programFolder);
    },
    nodeVersion: process.versions.node,
    processId: pid,
    interrupted,
    openInBrowser: async (url) => {
      const { openInBrowser } = await import('./openInBrowser.ts');
      openInBrowser(url, process.platform);
    },
    hostName: hostname(),
    mailServer: env['BLATTMACHER_SMTP'],
    browsers: { chromePath: env['CHROME_PATH'], searchPath: (env['PATH'] ?? '').split(delimiter) },
    isRoot: process.getuid?.() === 0,
    temporaryFolder: tmpdir(),
    environment: (name) => env[name],
    random: randomBytes,
  };
}

/** By Ctrl-C, or by the system. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
