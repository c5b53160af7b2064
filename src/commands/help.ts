import type { Command, CommandGroup, ListedCommand } from './command.ts';
import { commandTexts } from './texts.ts';

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

export function commandHelp({ name, operands, summary }: ListedCommand, { options }: Command): string {
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
  const operands = 'members' in command ? '…' : command.operands;
  return [`${command.name} ${operands}`.trim(), command.summary];
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
