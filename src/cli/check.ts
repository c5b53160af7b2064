/** `blattmacher check`. */
import { checkSite } from '../build/build.ts';
import { hasError } from '../core/diagnostics/diagnostics.ts';
import type { Command } from './command.ts';
import { reportDiagnostics } from './reportDiagnostics.ts';
import { refuseOperands, siteOptions, toSnapshotOptions } from './siteOptions.ts';
import { commandTexts } from './texts.ts';

export const checkCommand: Command = {
  options: { ...siteOptions, json: { type: 'boolean', help: 'Meldungen als JSON, für Programme' } },
  run: async (options, operands, world) => {
    refuseOperands(operands);
    const diagnostics = await checkSite({ ...toSnapshotOptions(options, world), hints: true });
    if (options['json'] === true) world.print(JSON.stringify({ diagnostics }, undefined, 2));
    else {
      reportDiagnostics(diagnostics, world);
      if (diagnostics.every(({ severity }) => severity === 'note')) world.print(commandTexts.allGood);
    }
    return hasError(diagnostics) ? 1 : 0;
  },
};
