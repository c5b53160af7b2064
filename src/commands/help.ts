import type { Command } from './command.ts';
import { commandTexts } from './texts.ts';

export function generalHelp(commands: readonly Command[]): string {
  const rows = commands.map(
    ({ name, operands, summary }) => [`${name} ${operands}`.trim(), summary] as const,
  );
  return [
    commandTexts.intro,
    '',
    `${commandTexts.usage}: blattmacher <befehl> …`,
    '',
    `${commandTexts.commands}:`,
    ...columns(rows),
    '',
    commandTexts.moreHelp,
  ].join('\n');
}

export function commandHelp({ name, operands, summary, options }: Command): string {
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

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
