/** `blattmacher check`. */
import { checkSite } from '../build/build.ts';
import { hasError } from '../core/diagnostics/diagnostics.ts';
import { printableJson } from '../core/diagnostics/printDiagnostics.ts';
import type { Command } from './command.ts';
import { namedAsOnDisk, reportDiagnostics } from './reportDiagnostics.ts';
import { allOption, refuseOperands, siteOptions, toSnapshotOptions } from './siteOptions.ts';
import { commandTexts } from './texts.ts';

export const checkCommand: Command = {
  options: {
    ...siteOptions,
    all: allOption,
    json: { type: 'boolean', help: 'Meldungen als JSON, für Programme' },
  },
  run: async (options, operands, world) => {
    refuseOperands(operands);
    const snapshot = toSnapshotOptions(options, world);
    const found = await checkSite({ ...snapshot, hints: true });
    const diagnostics = namedAsOnDisk(found, snapshot.site);
    if (options['json'] === true) world.print(printableJson({ diagnostics }));
    else {
      reportDiagnostics(diagnostics, world, { all: options['all'] === true });
      if (diagnostics.every(({ severity }) => severity === 'note')) world.print(commandTexts.allGood);
    }
    return hasError(diagnostics) ? 1 : 0;
  },
};
