import { posix } from 'node:path';
import { bundleAsync, type Warning } from 'lightningcss';
import type { Checked, Diagnostic } from '../model.ts';
import type { ThemeFiles } from '../render/themeFiles.ts';
import { diagnose } from '../report/diagnostics.ts';
import type { Place } from '../report/message.ts';
import { nearest } from '../report/nearest.ts';

const entry = 'style.css';

/** The oldest browsers that get prefixes and fall-backs: those of 2022 and 2023. lightningcss wants the major version in the third byte. */
const targets = { chrome: 109 << 16, firefox: 115 << 16, safari: 16 << 16, ios_saf: 16 << 16 };

/** `style.css` and what it imports as one minified sheet, all of it from memory; empty without a `style.css`. */
export async function bundleStylesheet(theme: ThemeFiles): Promise<Checked<Uint8Array>> {
  if (!theme.has(entry)) return { value: new Uint8Array(), diagnostics: [] };
  const resolver = { read: (path: string) => readStylesheet(theme, path), resolve: resolveImport };
  try {
    const { code, warnings } = await bundleAsync({ filename: entry, minify: true, targets, resolver });
    return { value: code, diagnostics: warnings.map((warning) => doubt(theme, warning)) };
  } catch (error) {
    if (!isBundleFault(error)) throw error;
    return { diagnostics: [fault(theme, error)] };
  }
}

/** Thrown with the path as message, which lightningcss hands on with the place of the `@import`. */
function readStylesheet(theme: ThemeFiles, path: string): string {
  const file = theme.get(path);
  if (file === undefined) throw new Error(path);
  return new TextDecoder().decode(file.bytes);
}

/** Addresses of other hosts stay as they are, so that no file is found for them. */
function resolveImport(specifier: string, from: string): string {
  const elsewhere = /^([a-z][a-z+.-]*:|\/)/i.test(specifier);
  return elsewhere ? specifier : posix.join(posix.dirname(from), specifier);
}

interface Location {
  readonly line: number;
  readonly column: number;
}

interface BundleFault extends Error {
  readonly fileName: string;
  readonly loc: Location;
  readonly data: unknown;
}

function isBundleFault(error: unknown): error is BundleFault {
  return error instanceof Error && 'fileName' in error && 'loc' in error && 'data' in error;
}

function fault(theme: ThemeFiles, { message, fileName, loc, data }: BundleFault): Diagnostic {
  const place = placeIn(theme, fileName, loc);
  if (data !== 'ResolverError') return diagnose('style/syntax', { reason: germanReason(message) }, place);
  const sheets = [...theme.keys()].filter((path) => path.endsWith('.css'));
  return diagnose('style/unknown-import', { name: message, suggestion: nearest(message, sheets) }, place);
}

/** The commonest complaints of lightningcss in German, anything else as it is. */
function germanReason(text: string): string {
  if (text === 'Unexpected end of input') return 'Eine Klammer wird nicht geschlossen.';
  if (text.startsWith('@import rules must')) return '@import muss vor allen anderen Regeln stehen.';
  const unexpected = /^Unexpected token \w+\("(.*)"\)$/.exec(text)?.[1];
  return unexpected === undefined ? text : `„${unexpected}“ steht hier an falscher Stelle.`;
}

function doubt(theme: ThemeFiles, { message, loc }: Warning): Diagnostic {
  return diagnose('style/doubtful', { reason: message }, placeIn(theme, loc.filename, loc));
}

function placeIn(theme: ThemeFiles, path: string, { line, column }: Location): Place {
  const file = theme.get(path)?.file;
  return file === undefined ? {} : { file, position: { line, column } };
}
