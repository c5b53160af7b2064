import type { PendingComment } from '../../comments/sentComment.ts';
import { dateView } from '../../pages/dateView.ts';
import { momentAt } from '../../time/moment.ts';
import type { Zone } from '../../time/zone.ts';
import { type Command, UsageError } from '../command.ts';
import { printable, printableJson } from '../../report/printable.ts';
import { reportDiagnostics } from '../reportDiagnostics.ts';
import { siteOptions } from '../siteOptions.ts';
import { openDesk } from './editorsDesk.ts';
import { commentTexts } from './texts.ts';

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
