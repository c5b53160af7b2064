/** What a command is, and the help texts made of it. */
import type { ParseArgsOptionDescriptor } from 'node:util';
import { commandTexts } from './texts.ts';

/** The environment of a command; made in `main.ts`. */
export interface Surroundings {
  /** Results, to stdout. */
  readonly print: (text: string) => void;
  /** Errors, warnings, progress, to stderr. */
  readonly report: (text: string) => void;
  readonly workingFolder: string;
  readonly homeFolder: string;
  readonly clock: () => number;
  readonly processors: number;
  /** Bytes. */
  readonly freeMemory: number;
  /** Whether stderr may be coloured. */
  readonly colours: boolean;
  /** Whether stderr is a terminal that a person looks at. */
  readonly interactive: boolean;
  /** Whether somebody at a terminal can be asked. */
  readonly canAsk: boolean;
  /** The folder of the whole package, with `package.json`. */
  readonly packageFolder: string;
  /** The folder of the built-in theme. */
  readonly builtInTemplates: string;
  /** Digest of this version of the program. */
  readonly program: string;
  /** As Node names it: `24.1.0`. */
  readonly nodeVersion: string;
  readonly processId: number;
  /** Resolves when the user wants the program to end. */
  readonly interrupted: () => Promise<void>;
  readonly openInBrowser: (url: string) => Promise<void>;
  readonly hostName: string;
  /** `smtp://…` of the server that sends e-mail, from the environment: no password belongs on a command line. */
  readonly mailServer: string | undefined;
  /** Where browsers are looked for: what `CHROME_PATH` names, and the folders of `PATH`. */
  readonly browsers: { readonly chromePath: string | undefined; readonly searchPath: readonly string[] };
  /** Whether the program may do everything on this machine. */
  readonly isRoot: boolean;
  readonly temporaryFolder: string;
  /** A variable of the environment that holds a secret or says where one is. */
  readonly environment: (name: string) => string | undefined;
  /** So many random bytes, from the system. */
  readonly random: (bytes: number) => Uint8Array;
}

export interface CommandOption extends Omit<ParseArgsOptionDescriptor, 'multiple' | 'default'> {
  /** German, for `--help`. */
  readonly help: string;
  /** Placeholder of the value in the help: `--site ORDNER`. */
  readonly value?: string;
}

export type OptionValues = Readonly<Record<string, string | boolean | undefined>>;

/** 0: done; 1: the site has errors; 2: wrong use of the command. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  readonly options: Readonly<Record<string, CommandOption>>;
  readonly run: (
    options: OptionValues,
    operands: readonly string[],
    surroundings: Surroundings,
  ) => Promise<ExitCode>;
}

/** A command as the general help lists it. */
export interface ListedCommand {
  /** `build`; of a subcommand with its parent's: `comments list`. */
  readonly name: string;
  /** Arguments after the name: `<artikel>`. */
  readonly operands?: string;
  /** One German sentence. */
  readonly summary: string;
  /** Loads the command with all that it works with. */
  readonly load: () => Promise<Command>;
}

/** Commands under one name: `comments list`, `comments show` … */
export interface CommandGroup {
  readonly name: string;
  /** One German sentence. */
  readonly summary: string;
  readonly members: readonly ListedCommand[];
}

/** The command was called wrongly; the message is German and goes to the user. */
export class UsageError extends Error {}

export function generalHelp(commands: readonly (ListedCommand | CommandGroup)[]): string {
  return [
    commandTexts.intro,
    '',
    `${commandTexts.usage}: blattmacher <befehl> …`,
    '',
    `${commandTexts.commands}:`,
    ...columns(commands.map(rowOf)),
    '',
    commandTexts.moreHelp,
  ].join('\n');
}

export function groupHelp({ name, summary, members }: CommandGroup): string {
  return [
    `blattmacher ${name} ${summary}.`,
    '',
    `${commandTexts.commands}:`,
    ...columns(members.map(rowOf)),
    '',
    commandTexts.moreGroupHelp(name),
  ].join('\n');
}

export function commandHelp({ name, operands = '', summary }: ListedCommand, { options }: Command): string {
  const rows = Object.entries(options).map(
    ([option, { value, help }]) => [`--${option} ${value ?? ''}`.trim(), help] as const,
  );
  const listed = rows.length === 0 ? [] : ['', `${commandTexts.options}:`, ...columns(rows)];
  return [
    `blattmacher ${name} ${summary}.`,
    '',
    `${commandTexts.usage}: blattmacher ${name} ${operands}`.trim(),
    ...listed,
  ].join('\n');
}

function rowOf(command: ListedCommand | CommandGroup): readonly [string, string] {
  const operands = 'members' in command ? '…' : (command.operands ?? '');
  return [`${command.name} ${operands}`.trim(), command.summary];
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
