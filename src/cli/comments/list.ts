/** `blattmacher comments list` and `comments show`. */
import { pruneCaught } from '../../comments/moderation/commentStore.ts';
import type { PendingComment } from '../../comments/receiver/sentFields.ts';
import { dateView, momentAt, type Zone } from '../../core/time.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import { type Command, UsageError } from '../command.ts';
import { printable, printableJson, printableLine } from '../../core/diagnostics/printDiagnostics.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { refuseOperands, siteOptions } from '../siteOptions.ts';
import { commentTexts, openDesk } from './editorsDesk.ts';

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

export const showCommand: Command = {
  options: {
    site: siteOptions.site,
    json: { type: 'boolean', help: 'als JSON, für Programme' },
  },
  run: async (options, [id, surplus], world) => {
    if (id === undefined || surplus !== undefined) throw new UsageError(commentTexts.oneId('show'));
    const desk = openDesk(options, world);
    if (!desk) return 1;
    const { value: comment, diagnostics } = await desk.moderation.find(id);
    reportDiagnostics(diagnostics, world);
    if (!comment) return 1;
    world.print(options['json'] === true ? printableJson(comment) : sheetOf(comment, desk.zone));
    return 0;
  },
};

function sheetOf(comment: PendingComment, zone: Zone): string {
  const { fields } = commentTexts;
  const rows = [
    [fields.id, comment.id],
    [fields.article, comment.article],
    [fields.parent, comment.parent],
    [fields.name, comment.name],
    [fields.email, comment.email],
    [fields.url, comment.url],
    [fields.date, dateView(momentAt(Date.parse(comment.received), zone)).full],
    ...comment.remarks.map((remark) => [fields.remark, remark]),
  ];
  const lines = rows.flatMap(([label = '', value]) =>
    value === undefined ? [] : [`${label.padEnd(13)}${printable(value).replaceAll('\n', ' ')}`],
  );
  return [...lines, '', printable(comment.text)].join('\n');
}
