import { pruneCaught } from '../../comments/caughtComments.ts';
import type { PendingComment } from '../../comments/sentComment.ts';
import { dateView } from '../../pages/dateView.ts';
import { diagnose } from '../../report/diagnostics.ts';
import { momentAt } from '../../time/moment.ts';
import type { Zone } from '../../time/zone.ts';
import type { Command } from '../command.ts';
import { printable, printableJson, printableLine } from '../../report/printable.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { refuseOperands, siteOptions } from '../siteOptions.ts';
import { commentTexts } from './texts.ts';
import { openDesk } from './editorsDesk.ts';

/** Characters of a comment's text. */
const peek = 100;

export const listCommand: Command = {
  options: {
    site: siteOptions.site,
    json: { type: 'boolean', help: 'alle mit allem, als JSON, für Programme' },
    caught: { type: 'boolean', help: 'zeigt stattdessen, was in eine Falle für Maschinen geriet' },
  },
  run: async (options, operands, world) => {
    refuseOperands(operands);
    const desk = openDesk(options, world);
    if (!desk) return 1;
    await pruneCaught(desk.caught, world.clock());
    const caught = await desk.caught.list();
    const showsCaught = options['caught'] === true;
    const comments = showsCaught ? caught : await desk.store.list();
    if (options['json'] === true) world.print(printableJson(comments));
    else {
      for (const comment of comments) world.print(entryOf(comment, desk.zone));
      if (!showsCaught) world.print(commentTexts.waiting(comments.length));
      if (showsCaught || caught.length > 0) world.print(commentTexts.caught(caught, showsCaught));
    }
    const damaged = [...(await desk.store.damaged()), ...(await desk.caught.damaged())];
    reportDiagnostics(
      damaged.map((file) => diagnose('moderation/damaged', { file })),
      world,
    );
    return 0;
  },
};

/** An id to copy, and three lines that tell what it is about. */
function entryOf({ id, received, name, article, text, remarks }: PendingComment, zone: Zone): string {
  const date = dateView(momentAt(Date.parse(received), zone)).full;
  const doubts = remarks.map((remark) => `    ! ${printable(remark)}`);
  return [
    id,
    `    ${printableLine(name, peek)}, ${date}, ${commentTexts.about(printable(article))}`,
    `    ${printableLine(text, peek)}`,
    ...doubts,
    '',
  ].join('\n');
}
