import { approveCommand } from './comments/approve.ts';
import { deleteCommand } from './comments/delete.ts';
import { importCommand } from './comments/import.ts';
import { listCommand } from './comments/list.ts';
import { rejectCommand } from './comments/reject.ts';
import { serveCommand } from './comments/serve.ts';
import { showCommand } from './comments/show.ts';
import { commentFault } from '../comments/commentFault.ts';
import type { Command, CommandGroup } from './command.ts';
import { siteOf } from './comments/editorsDesk.ts';
import { reportDiagnostics } from './reportDiagnostics.ts';

export const commentsGroup: CommandGroup = {
  name: 'comments',
  summary: 'nimmt Kommentare an und legt sie dir vor',
  members: [
    serveCommand,
    listCommand,
    showCommand,
    approveCommand,
    rejectCommand,
    deleteCommand,
    importCommand,
  ].map(tellingFaults),
};

/** What the system refuses below the site is told with its cure. */
function tellingFaults(command: Command): Command {
  return {
    ...command,
    run: async (options, operands, world) => {
      try {
        return await command.run(options, operands, world);
      } catch (error) {
        reportDiagnostics([commentFault(error, siteOf(options, world))], world);
        return 1;
      }
    },
  };
}
