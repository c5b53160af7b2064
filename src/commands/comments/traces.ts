/** Lists what deleting a comment cannot reach, for the editor who was asked to delete it. */
import type { Removal } from '../../comments/moderation/moderation.ts';
import type { RunGit } from '../../comments/runGit.ts';
import { commentTexts } from './texts.ts';

/** German lines; `git` runs in the site folder. */
export async function tracesOf(removals: readonly Removal[], git: RunGit): Promise<readonly string[]> {
  const { traces } = commentTexts;
  const files = removals.flatMap(({ file }) => file ?? []);
  const published = files.length > 0 ? [traces.site, ...(await gitTraces(files, git))] : [];
  const everywhere = [
    traces.backups,
    traces.notices,
    traces.logs,
    ...(files.length > 0 ? [traces.others] : []),
  ];
  return [traces.heading(files.length > 0), ...[...published, ...everywhere].map((line) => `- ${line}`)];
}

async function gitTraces(files: readonly string[], git: RunGit): Promise<readonly string[]> {
  const { traces } = commentTexts;
  const { stdout: where } = await git(['rev-parse', '--is-inside-work-tree', '--show-prefix']);
  const [isInside, prefix = ''] = where.split('\n');
  if (isInside !== 'true') return [];
  const paths = files.map((file) => `:(literal)${file}`);
  const { code, stdout } = await git(['log', '--all', '--format=%H', '--', ...paths]);
  const commits = new Set(stdout.split('\n').filter((line) => line !== '')).size;
  if (code !== 0) return [traces.history];
  const [first = '', second] = files.map((file) => prefix + file);
  return commits === 0 ? [] : [traces.commits(commits, second === undefined ? first : undefined)];
}
