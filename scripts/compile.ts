/** Compiles the program: `src/` → `lib/`, one bundle an entry with shared chunks, for a fast start. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { prebuildTheme } from './prebuildTheme.ts';
import { prebuildZones } from './prebuildZones.ts';
import { thirdPartyLicences } from './thirdParty.ts';

const root = join(import.meta.dirname, '..');
const output = join(root, 'lib');
const compiled = '.compiled';
const licences = 'THIRD-PARTY.txt';

/** gray-matter loads a whole YAML of its own for engines that `content/frontMatter.ts` never lets it use. */
const withoutUnusedYaml: Plugin = {
  name: 'without unused YAML',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[/\\]gray-matter[/\\]node_modules[/\\]js-yaml[/\\]index\.js$/ }, () => ({
      contents: `const refuse = () => { throw new Error('Not compiled in'); };
module.exports = { safeLoad: refuse, safeDump: refuse };`,
      loader: 'js',
    })),
};

/** Loaded at once when a word must be broken, which is rare; of all languages of its package only German. */
const hyphenation = await build({
  write: false,
  metafile: true,
  absWorkingDir: root,
  entryPoints: { hyphenation: 'hyphen/de' },
  outdir: output,
  outExtension: { '.js': '.cjs' },
  charset: 'utf8',
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
});

const withGermanPatterns: Plugin = {
  name: 'German patterns',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[/\\]socialLayout\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace("require('hyphen/de')", "require('./hyphenation.cjs')"),
      loader: 'ts',
    })),
};

/** ssh2 asks for native code that it can do without, and goes on without it where there is none. */
const withoutNativeSsh: Plugin = {
  name: 'without native parts of ssh2',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^cpu-features$|sshcrypto\.node$/ }, ({ path }) => ({ path, namespace: 'absent' }));
    onLoad({ filter: /./, namespace: 'absent' }, () => ({ contents: "throw new Error('Not compiled in');" }));
  },
};

const zones = prebuildZones();
const theme = await prebuildTheme(join(root, 'templates'));

const { outputFiles, metafile } = await build({
  write: false,
  metafile: true,
  absWorkingDir: root,
  entryPoints: [
    'src/blattmacher.ts',
    // For those who shape a site: `blattmacher` and, without a value at run time, `blattmacher/views`.
    'src/config/define.ts',
    'src/views/views.ts',
    'src/build/siteWorker.ts',
    'src/build/drawingWorker.ts',
    'src/comments/articles/articleIndexWorker.ts',
  ],
  outdir: output,
  entryNames: '[name]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Native code and WebAssembly cannot be bundled.
  external: ['lightningcss', 'esbuild', 'sharp', 'pagefind', 'harfbuzzjs'],
  plugins: [
    filled('prebuiltBundles', literal(theme.bundles)),
    filled('prebuiltTemplates', literal(theme.templates)),
    filled(
      'prebuiltZones',
      `{ version: '${zones.version}', end: ${zones.end}, zones: ${literal(zones.zones)} }`,
    ),
    withoutUnusedYaml,
    withoutNativeSsh,
    withGermanPatterns,
  ],
  logLevel: 'warning',
});

// The browser gets these as they are.
const browserFolder = join(root, 'src', 'dev', 'browser');
const browserFiles = readdirSync(browserFolder).filter((name) => /\.(?:js|css)$/.test(name));

const hasChanged = writeDifferences(
  output,
  new Map(
    [...outputFiles, ...hyphenation.outputFiles].map(({ path, contents }) => [
      basename(path),
      withRequire(contents),
    ]),
  ),
  ['browser', compiled, licences],
);
// What Node kept of the program as it was.
if (hasChanged) rmSync(join(output, compiled), { recursive: true, force: true });
writeDifferences(
  join(output, 'browser'),
  new Map(browserFiles.map((name) => [name, readFileSync(join(browserFolder, name))])),
);

const bundled = [metafile, hyphenation.metafile].flatMap(({ inputs }) => Object.keys(inputs));
writeFileSync(join(output, licences), thirdPartyLicences(root, bundled));

/** Gives a chunk that speaks of what CommonJS has (`require`, the folder of the file) the same. */
function withRequire(contents: Uint8Array): Uint8Array {
  const code = Buffer.from(contents).toString('utf8');
  const made = [
    ...(/\brequire\b/.test(code)
      ? [
          "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
        ]
      : []),
    ...(/\b__dirname\b/.test(code) ? ['const __dirname = import.meta.dirname;'] : []),
  ].join(' ');
  if (made === '') return contents;
  return Buffer.from(code.replace(/^(?:#!.*\n)?/, (start) => `${start}${made}\n`));
}

/** Puts what was made beforehand into the module of this name, which exports it empty as a source. */
function filled(name: string, value: string): Plugin {
  const contents = `export const ${name} = ${value};`;
  return {
    name,
    setup: ({ onLoad }) =>
      onLoad({ filter: new RegExp(`[/\\\\]src[/\\\\]\\w+[/\\\\]${name}\\.ts$`) }, () => ({
        contents,
        loader: 'js',
      })),
  };
}

function literal(map: ReadonlyMap<string, unknown>): string {
  return `new Map(${JSON.stringify([...map])})`;
}

/** Only differences are written: a program that runs from `lib/` meanwhile finds every file whole. What is neither in `files` nor in `kept` is removed. Returns whether there was any. */
function writeDifferences(
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
  kept: readonly string[] = [],
): boolean {
  mkdirSync(folder, { recursive: true });
  const existing = new Set(readdirSync(folder));
  const different = [...files].filter(
    ([name, contents]) => !(existing.delete(name) && readFileSync(join(folder, name)).equals(contents)),
  );
  for (const [name, contents] of different) writeFileSync(join(folder, name), contents);
  const surplus = [...existing].filter((name) => !kept.includes(name));
  for (const name of surplus) rmSync(join(folder, name), { recursive: true });
  return different.length > 0 || surplus.length > 0;
}
