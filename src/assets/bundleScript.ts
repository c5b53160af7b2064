/** Bundles a script of the theme with esbuild, from files in memory. */
import { posix } from 'node:path';
import type { Message, PartialMessage, Plugin } from 'esbuild';
import type { Checked, Diagnostic } from '../core/model.ts';
import type { ThemeFiles } from '../render/templates/compileTemplates.ts';
import { loadPart, MissingPart } from '../core/nativeParts.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { nearest } from '../core/diagnostics/suggester.ts';
import { columnOf, germanReason, isBuildFailure } from '../core/diagnostics/bundlerFaults.ts';

/** Marks in a message that it is about an import; its text is the path that was meant. */
const unknownImport = 'unknown import';

/** The module `entry` of a theme and what it imports as one minified script, all of it from memory; empty without such a file. */
export async function bundleScript(theme: ThemeFiles, entry: string): Promise<Checked<Uint8Array>> {
  if (!theme.has(entry)) return { value: new Uint8Array(), diagnostics: [] };
  // Loading it costs more than bundling, and the built-in theme as it is does not need it.
  const { build } = await loadPart('esbuild', () => import('esbuild'));
  try {
    const { outputFiles } = await build({
      entryPoints: [entry],
      plugins: [readFromTheme(theme)],
      bundle: true,
      minify: true,
      format: 'esm',
      // Browsers of 2022 and 2023, like those of the stylesheet.
      target: ['chrome109', 'firefox115', 'safari16'],
      charset: 'utf8',
      write: false,
      logLevel: 'silent',
    });
    return { value: outputFiles[0]?.contents ?? new Uint8Array(), diagnostics: [] };
  } catch (error) {
    // Its program for this system is looked for only now.
    if (!isBuildFailure(error)) throw new MissingPart('esbuild', error);
    return { diagnostics: error.errors.map((message) => fault(theme, message)) };
  }
}

/** Every path is one inside the theme; nothing is looked for on the disk. */
function readFromTheme(theme: ThemeFiles): Plugin {
  return {
    name: 'theme',
    setup: (build) => {
      build.onResolve({ filter: /./ }, ({ path, importer }) => {
        const meant = importer === '' ? path : posix.join(posix.dirname(importer), path);
        const isFile = theme.has(meant) && (importer === '' || /^\.\.?\//.test(path));
        return isFile ? { path: meant, namespace: 'theme' } : { errors: [notFound(path)] };
      });
      build.onLoad({ filter: /./, namespace: 'theme' }, ({ path }) => ({
        contents: theme.get(path)?.bytes ?? '',
        loader: 'js',
      }));
    },
  };
}

function notFound(path: string): PartialMessage {
  return { text: path, detail: unknownImport };
}

/** esbuild names files with their namespace, and counts columns from 0 in bytes. */
function fault(theme: ThemeFiles, { text, detail, location }: Message): Diagnostic {
  const file = theme.get(location?.file.replace(/^theme:/, '') ?? '')?.file;
  const place =
    file && location ? { file, position: { line: location.line, column: columnOf(location) } } : {};
  if (detail !== unknownImport) return diagnose('script/syntax', { reason: germanReason(text) }, place);
  const scripts = [...theme.keys()].filter((path) => path.endsWith('.js'));
  return diagnose('script/unknown-import', { name: text, suggestion: nearest(text, scripts) }, place);
}
