import type { PendingComment } from '../../../src/comments/sentComment.ts';
import { parseUrlPath } from '../../../src/parse/paths.ts';

export function pendingComment(text: string, change: Partial<PendingComment> = {}): PendingComment {
  const article = parseUrlPath('/2023/09/kim/');
  if (article === undefined) throw new Error('That is an address');
  return {
    id: '20261123-124500-abcdefgh',
    received: '2026-11-23T12:45:00.000Z',
    article,
    name: 'Anna Müller',
    email: 'anna@example.net',
    text,
    remarks: [],
    ...change,
  };
}
