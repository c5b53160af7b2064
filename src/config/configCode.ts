/**
 * A configuration as one script: the file with all that it imports from the site, packages left outside. The same script
 * is run by every thread; its digest, in which the versions of the packages are, stands for it in every key.
 */
import type { Message, PartialMessage, Plugin } from 'esbuild';
import { createRequire, findPackageJSON, isBuiltin } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { digestOf } from '../core/digestOf.ts';
import { columnOf, germanReason, isBuildFailure } from '../core/diagnostics/bundlerFaults.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Checked, Diagnostic, SourcePath } from '../core/model.ts';
import { loadPart, MissingPart } from '../core/nativeParts.ts';
import { parseSourcePath } from '../core/paths.ts';

/** Plain data, so that it can go to a worker. */
export interface ConfigCode {
  readonly file: SourcePath;
  /** Where it lies on the disk: packages are looked for from there. */
  readonly place: string;
  readonly script: string;
  /** The source map of the script, as JSON. */
  readonly map: string;
  readonly digest: string;
  /** What it imports from the site folder, besides itself. */
  readonly imports: readonly SourcePath[];
}

/** Node's modules that are functions of their arguments alone. */
const pureModules: ReadonlySet<string> = new Set(
  'assert buffer crypto path punycode querystring string_decoder url util'.split(' '),
);

const marks = { unknown: 'unknown import', forbidden: 'forbidden import' } as const;

/** The module that configurations import `defineConfig` from is this program, wherever it is installed. */
const ownModule = 'blattmacher';

export async function bundleConfig(site: string, file: SourcePath): Promise<Checked<ConfigCode>> {
  const place = join(site, file);
  const packages = new Set<string>();
  const { build } = await loadPart('esbuild', () => import('esbuild'));
  try {
    const { outputFiles, metafile } = await build({
      entryPoints: [place],
      absWorkingDir: site,
      outfile: join(site, 'config.js'),
      plugins: [importsOfConfig(place, packages)],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node22',
      charset: 'utf8',
      sourcemap: 'external',
      metafile: true,
      preserveSymlinks: true,
      // Nothing but the files themselves decides.
      tsconfigRaw: {},
      write: false,
      logLevel: 'silent',
    });
    const textOf = (ending: string): string =>
      outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
    const script = textOf('.js');
    const imports = Object.keys(metafile.inputs).flatMap((path) => parseSourcePath(path) ?? []);
    return {
      value: {
        file,
        place,
        script,
        map: textOf('.map'),
        digest: digestOf(JSON.stringify([script, versionsOf(packages, place)])),
        imports: imports.filter((path) => path !== file && path !== `own:${ownModule}`),
      },
      diagnostics: [],
    };
  } catch (error) {
    if (!isBuildFailure(error)) throw new MissingPart('esbuild', error);
    return { diagnostics: error.errors.map((message) => fault(message, file)) };
  }
}

/** Packages stay outside and are noted; their names are looked up from the configuration. */
function importsOfConfig(place: string, packages: Set<string>): Plugin {
  return {
    name: 'config',
    setup: (build) => {
      build.onResolve({ filter: /./ }, async ({ path, resolveDir, kind, importer, pluginData }) => {
        if (pluginData === marks) return undefined;
        if (kind === 'entry-point') return { path };
        if (path === ownModule) return { path, namespace: 'own' };
        if (isBuiltin(path)) {
          const isPure = pureModules.has(path.replace(/^node:/, '').split('/')[0] ?? '');
          return isPure ? { path, external: true } : { errors: [told(path, marks.forbidden)] };
        }
        if (/^[^./]/.test(path)) {
          if (!packageName.test(path) || !isInstalled(path, place))
            return { errors: [told(path, marks.unknown)] };
          packages.add(packageOf(path));
          return { path, external: true };
        }
        const found = await build.resolve(path, { resolveDir, kind, importer, pluginData: marks });
        // A path alone: with what esbuild knows of its package, default imports would be those of Node's CommonJS.
        return found.errors.length > 0 ? { errors: [told(path, marks.unknown)] } : { path: found.path };
      });
      build.onLoad({ filter: /./, namespace: 'own' }, () => ({
        contents: 'export const defineConfig = (config) => config;',
      }));
    },
  };
}

function told(text: string, detail: string): PartialMessage {
  return { text, detail };
}

function fault({ text, detail, location }: Message, config: SourcePath): Diagnostic {
  const file = (location && parseSourcePath(location.file)) ?? config;
  const place = location ? { file, position: { line: location.line, column: columnOf(location) } } : { file };
  if (detail === marks.forbidden) return diagnose('config/forbidden-import', { name: text }, place);
  if (detail === marks.unknown) return diagnose('config/unknown-import', { name: text }, place);
  return diagnose('config/syntax', { reason: germanReason(text) }, place);
}

/** With what may follow it. Addresses (`data:…`, `https://…`) and `#aliases` are no names. */
const packageName = /^(?:@[\w.~-]+\/)?[\w.~-]+(?:\/|$)/;

/** `@scope/name/part` → `@scope/name` */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function isInstalled(specifier: string, from: string): boolean {
  return packageFile(packageOf(specifier), from) !== undefined;
}

function packageFile(name: string, from: string): string | undefined {
  try {
    return findPackageJSON(name, pathToFileURL(from));
  } catch {
    return undefined;
  }
}

/** The versions of packages and of all that they depend on. */
function versionsOf(names: Iterable<string>, from: string): readonly string[] {
  const known = new Map<string, string>();
  const visit = (name: string, place: string): void => {
    const file = packageFile(name, place);
    if (file === undefined || known.has(file)) return;
    const { version, dependencies, peerDependencies } = manifestIn(file);
    known.set(file, `${name} ${String(version)}`);
    for (const needed of Object.keys({ ...dependencies, ...peerDependencies })) visit(needed, file);
  };
  for (const name of names) visit(name, from);
  return [...known.values()].toSorted();
}

/** Empty for one that cannot be read: whether its package can be used shows when it is. */
function manifestIn(file: string): Manifest {
  try {
    return createRequire(file)(file);
  } catch {
    return {};
  }
}

interface Manifest {
  readonly version?: unknown;
  readonly dependencies?: object;
  readonly peerDependencies?: object;
}
