import { hasError } from '../../report/hasError.ts';
import { type Command, UsageError } from '../command.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { siteOptions } from '../siteOptions.ts';
import { openDesk } from './editorsDesk.ts';
import { commentTexts } from './texts.ts';

export const rejectCommand: Command = {
  options: { site: siteOptions.site },
  run: async (options, ids, world) => {
    if (ids.length === 0) throw new UsageError(commentTexts.someIds('reject'));
    const desk = openDesk(options, world);
    if (!desk) return 1;
    let isDone = true;
    for (const wanted of ids) {
      const { value, diagnostics } = await desk.moderation.reject(wanted);
      reportDiagnostics(diagnostics, world);
      if (value) world.print(commentTexts.rejected(value.id));
      isDone &&= !hasError(diagnostics);
    }
    return isDone ? 0 : 1;
  },
};
