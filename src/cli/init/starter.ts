/** The files of a new blog: those of the folder `starter/`, filled with the answers. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { pathWithin } from '../../core/paths.ts';
import { slugify } from '../../core/slug.ts';
import { createZone, isoDate, momentAt } from '../../core/time.ts';
import type { Surroundings } from '../command.ts';
import { commandTexts } from '../texts.ts';
import { type Answers, packageNameOf } from './answers.ts';

export interface StarterRequest {
  /** The folder `starter/` of the program. */
  readonly templates: string;
  readonly answers: Answers;
  readonly folderName: string;
  /** `2026-10-02 14:30`, in Germany. */
  readonly date: string;
  /** What npm shall install as `blattmacher`: a version, or `file:…`. */
  readonly program: string;
  /** The version of Node that the blog is built with. */
  readonly node: string;
}

interface Manifest {
  readonly version: string;
  readonly devDependencies: { readonly node: string };
}

/** All but the answers. An installed program is one that npm knows; a checkout of its sources is linked. */
export function starterRequest(
  folder: string,
  { clock, packageFolder }: Pick<Surroundings, 'clock' | 'packageFolder'>,
): Omit<StarterRequest, 'answers'> {
  const manifest: Manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const isInstalled = packageFolder.split(sep).includes('node_modules');
  const now = isoDate(momentAt(clock(), createZone('Europe/Berlin')));
  return {
    templates: join(packageFolder, 'starter'),
    folderName: basename(folder),
    date: now.slice(0, 16).replace('T', ' '),
    program: isInstalled ? manifest.version : `file:${pathWithin(folder, packageFolder)}`,
    node: manifest.devDependencies.node,
  };
}

/** Path inside the blog, with slashes → content; sorted. */
export type StarterFiles = ReadonlyMap<string, string | Uint8Array>;

export function starterFiles(request: StarterRequest): StarterFiles {
  const { templates, answers, date } = request;
  const words = wordsFor(request);
  const authorFile = slugify(answers.author ?? commandTexts.init.nobody, 'redaktion');
  const files = readdirSync(templates, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }): readonly [string, string | Uint8Array] => {
      const source = join(parentPath, name);
      const path = pathWithin(templates, source)
        .split('/')
        .map((part) =>
          part.replace(/^_/, '.').replace('YEAR', date.slice(0, 4)).replace('AUTHOR', authorFile),
        )
        .join('/');
      return [path, isText(name) ? filled(readFileSync(source, 'utf8'), words) : readFileSync(source)];
    });
  const all = [...files, ['package.json', packageJson(request)] as const];
  return new Map(all.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function isText(name: string): boolean {
  return !/\.(?:webp|png|jpg)$/.test(name);
}

/** What stands for `{{name}}`; missing: a line that begins with `{{name?}}` falls away. */
function wordsFor({ answers, date }: StarterRequest): Readonly<Record<string, string | undefined>> {
  const { gap, nobody, gaps } = commandTexts.init;
  const { title, url, author, email, place } = answers;
  const inMarkdown = (answer: string | undefined, missing: string): string =>
    answer === undefined ? gap(missing) : escapeMarkdown(answer);
  return {
    'title.yaml': JSON.stringify(title),
    'title.md': escapeMarkdown(title),
    'url.yaml': JSON.stringify(url),
    'description.yaml': JSON.stringify(commandTexts.init.description(title)),
    'email?': email,
    'email.yaml': JSON.stringify(email),
    'email.md': inMarkdown(email, gaps.email),
    'author.md': inMarkdown(author, gaps.author),
    'authorName.yaml': JSON.stringify(author ?? nobody),
    authorFile: slugify(author ?? nobody, 'redaktion'),
    'place.md': inMarkdown(place, gaps.place),
    date,
    year: date.slice(0, 4),
  };
}

/** @throws for a name that nothing stands for: a fault of the template */
function filled(template: string, words: Readonly<Record<string, string | undefined>>): string {
  return template
    .replace(/^\{\{(\w+\?)\}\}(.*\n)/gm, (_, name: string, rest: string) =>
      words[name] === undefined ? '' : rest,
    )
    .replace(/\{\{([\w.]+)\}\}/g, (_, name: string) => {
      const word = words[name];
      if (word === undefined) throw new Error(`The starter knows no ${name}`);
      return word;
    });
}

/** The text as it is, whatever Markdown would make of its marks. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~$&]|^[-+:=]/g, String.raw`\$&`)
    .replace(/^(\d+)([.)])/, String.raw`$1\$2`);
}

function packageJson({ folderName, program, node }: StarterRequest): string {
  const manifest = {
    name: packageNameOf(folderName),
    private: true,
    scripts: {
      build: 'blattmacher build',
      watch: 'blattmacher watch --open',
      check: 'blattmacher check',
      deploy: 'blattmacher deploy',
      new: 'blattmacher new',
    },
    dependencies: { blattmacher: program },
    // npm's scripts find this Node first, whatever the machine has.
    devDependencies: { node },
    allowScripts: { node: true, esbuild: false },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
