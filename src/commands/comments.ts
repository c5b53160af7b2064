import { approveCommand } from './comments/approve.ts';
import { deleteCommand } from './comments/delete.ts';
import { importCommand } from './comments/import.ts';
import { listCommand } from './comments/list.ts';
import { rejectCommand } from './comments/reject.ts';
import { serveCommand } from './comments/serve.ts';
import { showCommand } from './comments/show.ts';
import type { CommandGroup } from './command.ts';

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
  ],
};
