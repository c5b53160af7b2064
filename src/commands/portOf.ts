import { type OptionValues, UsageError } from './command.ts';
import { textOf } from './siteOptions.ts';
import { commandTexts } from './texts.ts';

const highestPort = 65_535;

/** Returns the port of `--port`, or the usual one. @throws UsageError when it is no port. */
export function portOf(options: OptionValues, usual: number): number {
  const text = textOf(options, 'port');
  if (text === undefined) return usual;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= highestPort)) throw new UsageError(commandTexts.wrongPort(text, usual));
  return port;
}
