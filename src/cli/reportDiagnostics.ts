/** Diagnostics on the terminal: one line a kind, and each file under the name that it has on the disk. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pc from 'picocolors';
import type { Diagnostic, SourcePath } from '../core/model.ts';
import {
  type DiagnosticGroup,
  groupByKind,
  type Paint,
  placeOf,
  printDiagnostic,
} from '../core/diagnostics/printDiagnostics.ts';
import type { Surroundings } from './command.ts';
import { commandTexts } from './texts.ts';

/** Prints the diagnostics in their order, and counts them; silent when there are none. `all`: not only some of each kind. */
export function reportDiagnostics(
  diagnostics: readonly Diagnostic[],
  world: Surroundings,
  { all = false }: { readonly all?: boolean } = {},
): void {
  const paint = paintFor(world.colours);
  const groups = all ? diagnostics.map((first) => ({ first, others: [] })) : groupByKind(diagnostics);
  for (const group of groups) world.report(printGroup(group, paint));
  const count = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const errors = count('error');
  const warnings = count('warning');
  const counts = [
    ...(errors > 0 ? [paint.error(commandTexts.errors(errors))] : []),
    ...(warnings > 0 ? [paint.warning(commandTexts.warnings(warnings))] : []),
  ];
  if (counts.length === 0) return;
  const isShort = groups.length < diagnostics.length;
  world.report(`${counts.join(', ')}.${isShort ? ` ${commandTexts.showsAll}` : ''}`);
}

/** So many places are named beside the first one. */
const furtherPlaces = 2;

/** The first of a kind; below it, how often there are others, and where the next ones stand. */
function printGroup({ first, others }: DiagnosticGroup, paint: Paint): string {
  const printed = printDiagnostic(first, paint);
  if (others.length === 0) return printed;
  const places = [...new Set(others.map(placeOf))].slice(0, furtherPlaces);
  const isSame = others.every(({ message }) => message === first.message);
  const told = commandTexts.ofAKind({ count: others.length + 1, isSame, places });
  return `${printed}\n    ${paint.faint(told)}`;
}

/**
 * The diagnostics with the names that their files have in the folder of the site. Inside the program paths are
 * NFC; a name that came from macOS may be decomposed, and other systems find it only as it is.
 */
export function namedAsOnDisk(diagnostics: readonly Diagnostic[], site: string): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const { file } = diagnostic;
    if (file === undefined || /^[ -~]*$/.test(file) || existsSync(join(site, file))) return diagnostic;
    return { ...diagnostic, file: nameOnDisk(file, site) };
  });
}

function nameOnDisk(file: SourcePath, site: string): SourcePath {
  const named: string[] = [];
  for (const segment of file.split('/')) {
    const folder = join(site, ...named);
    const names = existsSync(folder) ? readdirSync(folder) : [];
    named.push(names.find((name) => name.normalize('NFC') === segment) ?? segment);
  }
  return named.join('/') as SourcePath;
}

function paintFor(colours: boolean): Paint {
  const { red, yellow, cyan, bold, dim } = pc.createColors(colours);
  return { error: red, warning: yellow, note: cyan, strong: bold, faint: dim };
}
