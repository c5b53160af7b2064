import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { notifyByCommand } from '../../../src/comments/notify/createNotifier.ts';
import { receiverTexts } from '../../../src/comments/receiver/receiverTexts.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { pendingComment } from '../moderation/pendingComment.ts';

const timeout = 10_000;

test('A program gets the comments as JSON, all but the addresses, and no shell sees them', async () => {
  const folder = temporaryFolder();
  const target = join(folder, 'gelesen.json');
  const way = notifyByCommand({ program: 'dd', parameters: [`of=${target}`, 'status=none'], timeout });
  const text = `$(touch ${join(folder, 'böse')}); \`touch x\` "'\n`;
  const comment = pendingComment({ text, remarks: ['Der Text hat 4 Links.'] });
  await way.send([comment, pendingComment({ text: 'Zwei' })]);
  const { email: _, ...rest } = comment;
  const received: unknown = JSON.parse(readFileSync(target, 'utf8'));
  expect(received).toMatchObject({ comments: [rest, { text: 'Zwei' }] });
  expect(JSON.stringify(received)).not.toContain('anna@example.org');
  expect(existsSync(join(folder, 'böse'))).toBe(false);
});

test('A program that fails, is missing or does not end is told of', async () => {
  const send = (program: string, parameters: readonly string[] = [], patience = timeout): Promise<void> =>
    notifyByCommand({ program, parameters, timeout: patience }).send([pendingComment({ text: 'Text' })]);
  await expect(send('sh', ['-c', 'exit 3'])).rejects.toThrow(receiverTexts.exitCode('3'));
  await expect(send('gibt-es-nicht-1234')).rejects.toThrow('ENOENT');
  await expect(send('sleep', ['60'], 50)).rejects.toThrow(receiverTexts.tooSlow);
});

test('A program that does not read is no fault', async () => {
  const way = notifyByCommand({ program: 'true', parameters: [], timeout });
  await way.send([
    pendingComment({ text: 'Text '.repeat(2000) }),
    pendingComment({ text: 'Text '.repeat(50_000) }),
  ]);
  expect(way.name).toBe('true');
});
