/** The folder of a blog of another generator: its texts and settings as text, all else by path. The only part that reads files. */
import type { GeneratorKind, GeneratorSite } from './model.ts';
import { isUtf8 } from 'node:buffer';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders that hold programs, or what the generator made; `public` is a source in some and an output in others. */
const neverRead =
  /^(?:node_modules|vendor|_site|dist|resources|themes|bower_components|\.[^/]*|_sass|_layouts|_plugins|archetypes|layouts)$/i;
const outputs: Readonly<Record<GeneratorKind, RegExp>> = {
  jekyll: /^$/,
  hugo: /^public$/,
  eleventy: /^$/,
  astro: /^$/,
};

const textNames =
  /\.(?:md|markdown|mdown|mdx|qmd|rmd|html?|njk|liquid|ya?ml|toml|json)$|(?:^|\/)(?:\.eleventy|(?:eleventy|astro)\.config)\.[cm]?[jt]s$|\.astro$|\.11tydata\.[cm]?js$/i;

const megabyte = 1_000_000;
const longest = 8 * megabyte;
const deepest = 40;
const most = 200_000;

/** Reads the blog in `folder`. Symbolic links are not followed, so nothing outside of the folder is read. */
export function readGeneratorSite(kind: GeneratorKind, folder: string): GeneratorSite {
  const texts = new Map<string, string>();
  const files = new Set<string>();
  const unread: { path: string; reason: string }[] = [];
  const visit = (path: string, depth: number): void => {
    const place = join(folder, ...path.split('/').filter(Boolean));
    const entries = readdirSync(place, { withFileTypes: true }).toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    );
    for (const entry of entries) {
      const child = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isSymbolicLink())
        unread.push({ path: child, reason: 'Das ist nur ein Verweis auf etwas anderes.' });
      else if (entry.isDirectory()) {
        if (neverRead.test(entry.name) || (path === '' && outputs[kind].test(entry.name))) continue;
        if (depth >= deepest) unread.push({ path: child, reason: 'Der Ordner liegt zu tief.' });
        else visit(child, depth + 1);
      } else if (!entry.isFile()) unread.push({ path: child, reason: 'Das ist keine Datei.' });
      else if (texts.size + files.size >= most)
        unread.push({ path: child, reason: 'Es sind zu viele Dateien.' });
      else take(child, join(place, entry.name));
    }
  };
  const take = (path: string, place: string): void => {
    if (!textNames.test(path)) {
      if (isPointer(place))
        unread.push({
          path,
          reason: 'Hier liegt nur ein Verweis von Git LFS; hole die Datei mit „git lfs pull“.',
        });
      else files.add(path);
      return;
    }
    const text = textOf(place);
    if (typeof text === 'object') unread.push({ path, ...text });
    else texts.set(path, text);
  };
  visit('', 0);
  return { kind, texts, files, unread };
}

/** What git leaves in the place of a large file that was not fetched. */
function isPointer(place: string): boolean {
  const { size } = lstatSync(place);
  return (
    size > 100 &&
    size < 250 &&
    readFileSync(place, 'latin1').startsWith('version https://git-lfs.github.com/')
  );
}

function textOf(place: string): string | { readonly reason: string } {
  if (lstatSync(place).size > longest) return { reason: 'Die Datei ist größer als 8 MB.' };
  const bytes = readFileSync(place);
  const text = isUtf8(bytes) ? bytes.toString('utf8') : new TextDecoder('windows-1252').decode(bytes);
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}
