/** A site as the histories know it: all sources of the site folder in memory, and the moment of publication. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../bench/corpus/random.ts';
import type { SiteText } from '../support/testSite.ts';
import { builtInTemplates } from '../support/usualBuild.ts';

export interface SiteModel {
  readonly files: SiteText;
  /** ms */
  readonly now: number;
  readonly preview: boolean;
  /** The files when the site was last without errors. */
  readonly sound: SiteText;
}

/** A step that a pure function makes; the site itself when there is nothing for it to do. */
export type Change = (model: SiteModel, random: Random) => SiteModel;

/** The site with these files anew, and without those that are undefined. */
export function withFiles(
  model: SiteModel,
  files: Readonly<Record<string, SiteText[string] | undefined>>,
): SiteModel {
  const all = Object.entries({ ...model.files, ...files });
  const there = all.filter((entry): entry is [string, SiteText[string]] => entry[1] !== undefined);
  return { ...model, files: Object.fromEntries(there) };
}

/** The paths below a folder, sorted. */
export function pathsIn({ files }: SiteModel, folder: string): readonly string[] {
  return Object.keys(files)
    .filter((path) => path.startsWith(`${folder}/`))
    .toSorted();
}

export function textAt({ files }: SiteModel, path: string): string {
  const text = files[path];
  return typeof text === 'string' ? text : '';
}

/** A file of the program's own theme. */
export function builtInTemplate(name: string): string {
  return readFileSync(join(builtInTemplates, name), 'utf8');
}
