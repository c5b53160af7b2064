/** The blog into which an import writes: one that is there, or a new one with the settings that the source suggests. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { parseSettings, type Settings } from '../../config/settings.ts';
import { listSite } from '../../content/discover.ts';
import { readSettings } from '../../content/load/readSettings.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import type { Diagnostic, SourcePath } from '../../core/model.ts';
import { slugify } from '../../core/slug.ts';
import { isFullDisk } from '../../emit/systemFault.ts';
import { rewriteFile } from '../../emit/wholeFile.ts';
import { formatSource } from '../../import/formatSource.ts';
import type { Head } from '../../import/model.ts';
import type { OptionValues, Surroundings } from '../command.ts';
import { starterFiles, starterRequest, type StarterFiles } from '../init/starter.ts';
import { filesFor, namesInTheWay, writeStarter } from '../init/writeStarter.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { textOf } from '../siteOptions.ts';
import { importTexts } from './texts.ts';

/** What the source says about a blog, for `site.yaml`. */
export interface SuggestedSettings {
  readonly title: string;
  readonly url: string;
  /** Further keys of `site.yaml`, in place of those of a new blog. */
  readonly others: Head;
}

export interface TargetBlog {
  readonly root: string;
  /** As the user sees it. */
  readonly shown: string;
  readonly settings: Settings;
  readonly isNew: boolean;
}

/**
 * Finds or makes the blog. `ownPages`: slugs of pages that the source has itself, so that no sample of them is made.
 * Undefined where that is not possible; the reason is reported then.
 */
export function openTargetBlog(
  options: OptionValues,
  world: Surroundings,
  suggested: SuggestedSettings,
  ownPages: ReadonlySet<string>,
): TargetBlog | undefined {
  const root = folderOf(options, world, suggested.title);
  const shown = relative(world.workingFolder, root) || '.';
  const files = newBlog(root, world, suggested, ownPages);
  if (existsSync(join(root, 'site.yaml'))) {
    const { value: settings, diagnostics } = readSettings(listSite(root).files, root);
    if (!settings) reportDiagnostics(diagnostics, world);
    // Where an import made the blog and came to no end it has these settings still.
    const isNew = readFileSync(join(root, 'site.yaml'), 'utf8') === String(files.get('site.yaml'));
    return settings && { root, shown, settings, isNew };
  }
  const names = namesInTheWay(root);
  if (names.length > 0) {
    world.report(importTexts.notEmpty(shown, names));
    return undefined;
  }
  const { value: settings, diagnostics } = parseSettings(
    String(files.get('site.yaml')),
    'site.yaml' as SourcePath,
  );
  if (!settings) {
    reportDiagnostics(diagnostics, world);
    return undefined;
  }
  if (options['dry-run'] !== true) writeStarter(root, filesFor(root, files));
  return { root, shown, settings, isNew: true };
}

/** The folder named, the one in which the user stands if it is a blog, or one named after the source's blog. */
function folderOf(options: OptionValues, { workingFolder }: Surroundings, title: string): string {
  const given = textOf(options, 'site');
  if (given !== undefined) return resolve(workingFolder, given);
  return existsSync(join(workingFolder, 'site.yaml'))
    ? workingFolder
    : join(workingFolder, slugify(title, 'mein-blog'));
}

/** What a new blog has of its own to begin with, and an imported one has already. */
const samples = /^content\/(?:articles|media|authors)\//;

function newBlog(
  root: string,
  world: Surroundings,
  { title, url, others }: SuggestedSettings,
  ownPages: ReadonlySet<string>,
): StarterFiles {
  const files = starterFiles({ ...starterRequest(root, world), answers: { title, url } });
  const kept = [...files].filter(([path]) => {
    const isOwn = path.startsWith('content/pages/') && ownPages.has(basename(path, '.md'));
    return !samples.test(path) && !isOwn;
  });
  return new Map(
    kept.map(([path, content]) => [
      path,
      path === 'site.yaml' ? withSettings(String(content), others) : content,
    ]),
  );
}

/** Writes further keys into the `site.yaml` of a blog that was just made. A fault where the system refuses. */
export async function setInSettings(root: string, others: Head): Promise<readonly Diagnostic[]> {
  const path = 'site.yaml';
  const code = await rewriteFile(join(root, path), (before = '') => withSettings(before, others));
  if (code === undefined) return [];
  return isFullDisk(code)
    ? [diagnose('import/disk-full', { folder: root })]
    : [diagnose('import/refused', { path, code })];
}

/** Each key in place of the line that the sample has for it, as a setting or as a comment. */
function withSettings(text: string, others: Head): string {
  return Object.entries(others).reduce((settings, [key, value]) => {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return settings;
    const [, lines = ''] = formatSource({ [key]: value }, '').split('---\n');
    const line = new RegExp(`^(?:# )?${key}:.*\n(?:(?:# )? {2}.*\n)*`, 'm');
    return line.test(settings) ? settings.replace(line, () => lines) : `${settings}\n${lines}`;
  }, text);
}
