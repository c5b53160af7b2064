/** The licences of the packages that are bundled into the program, as one text. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const folder = `node_modules${sep}`;

/** `inputs`: paths of bundled files inside `root`. @throws when a package has no licence */
export function thirdPartyLicences(root: string, inputs: readonly string[]): string {
  const packages = new Set(inputs.map(packageOf).filter((path) => path !== undefined));
  const parts = [...packages].toSorted().map((path) => describe(join(root, path)));
  return `Blattmacher contains parts of these packages. Fonts have their licence in templates/fonts.\n\n${[...new Set(parts)].join('\n')}`;
}

/** The innermost package that a file belongs to. */
function packageOf(file: string): string | undefined {
  const path = file.replaceAll('/', sep);
  const start = path.lastIndexOf(folder);
  if (start < 0) return undefined;
  const names = path.slice(start + folder.length).split(sep);
  const name = names.slice(0, names[0]?.startsWith('@') ? 2 : 1);
  return path.slice(0, start + folder.length) + name.join(sep);
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  /** As older packages say it. */
  readonly licenses?: readonly { readonly type: string }[];
}

function describe(path: string): string {
  const manifest: Manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const { name, version, license = manifest.licenses?.[0]?.type } = manifest;
  if (license === undefined) throw new Error(`${name} has no licence`);
  const file = readdirSync(path).find((entry) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(entry));
  const text = file === undefined ? readmeLicence(path) : readFileSync(join(path, file), 'utf8').trim();
  return `${'-'.repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`;
}

/** Some packages keep their licence in the README. */
function readmeLicence(path: string): string {
  const readme = readdirSync(path).find((entry) => /^readme\.md$/i.test(entry));
  const text = readme === undefined ? '' : readFileSync(join(path, readme), 'utf8');
  const [, licence = ''] = /^#+ *licen[cs]e\b.*\n([^]*?)(?=^#+ |$(?![^]))/im.exec(text) ?? [];
  return licence.trim();
}
