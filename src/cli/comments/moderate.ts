/** `blattmacher comments reject` and `comments delete`. */
import { hasError } from '../../core/diagnostics/diagnostics.ts';
import { type Command, UsageError } from '../command.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { siteOptions, textOf } from '../siteOptions.ts';
import { commentTexts, decideEach, openDesk } from './editorsDesk.ts';
import { createGit, type RunGit } from '../../comments/moderation/publishByGit.ts';
import type { Moderation, Removal } from '../../comments/moderation/moderation.ts';
import type { Checked } from '../../core/model.ts';

export const rejectCommand: Command = {
  options: { site: siteOptions.site },
  run: async (options, ids, world) => {
    if (ids.length === 0) throw new UsageError(commentTexts.someIds('reject'));
    const desk = openDesk(options, world);
    return desk ? decideEach(ids, desk.moderation.reject, commentTexts.rejected, world) : 1;
  },
};

export const deleteCommand: Command = {
  options: {
    site: siteOptions.site,
    email: { type: 'string', value: 'ADRESSE', help: 'alle Kommentare, die von dieser Adresse kamen' },
  },
  run: async (options, [id, surplus], world) => {
    const email = textOf(options, 'email');
    const isOne = (id === undefined) !== (email === undefined) && surplus === undefined;
    if (!isOne) throw new UsageError(commentTexts.idOrAddress);
    const desk = openDesk(options, world);
    if (!desk) return 1;
    const { value: removals, diagnostics } =
      email === undefined
        ? await removeOne(desk.moderation, id ?? '')
        : await desk.moderation.erase(email, world.clock());
    reportDiagnostics(diagnostics, world);
    for (const { id: removed, file } of removals ?? []) world.print(commentTexts.deleted(removed, file));
    if (removals?.length === 0) world.print(commentTexts.noneFrom);
    if (removals?.[0]) for (const line of await tracesOf(removals, createGit(desk.site))) world.print(line);
    return hasError(diagnostics) ? 1 : 0;
  },
};

async function removeOne(moderation: Moderation, id: string): Promise<Checked<readonly Removal[]>> {
  const { value, diagnostics } = await moderation.remove(id);
  return { ...(value && { value: [value] }), diagnostics };
}

// Lists what deleting a comment cannot reach, for the editor who was asked to delete it.

/** German lines; `git` runs in the site folder. */
async function tracesOf(removals: readonly Removal[], git: RunGit): Promise<readonly string[]> {
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
