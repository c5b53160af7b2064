import { createGit } from '../../comments/runGit.ts';
import type { Moderation, Removal } from '../../comments/moderation/moderation.ts';
import type { Checked } from '../../model.ts';
import { hasError } from '../../report/hasError.ts';
import { type Command, UsageError } from '../command.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { siteOptions, textOf } from '../siteOptions.ts';
import { openDesk } from './editorsDesk.ts';
import { commentTexts } from './texts.ts';
import { tracesOf } from './traces.ts';

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
