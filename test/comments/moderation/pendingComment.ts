import type { UrlPath } from '../../../src/core/model.ts';
import type { PendingComment } from '../../../src/comments/receiver/sentFields.ts';

/** A comment that waits, like a usual one but for what is given. */
export function pendingComment(given: Partial<PendingComment> = {}): PendingComment {
  return {
    id: '20261123-124500-abcd2345',
    received: '2026-11-23T12:45:00.000Z',
    article: '/2023/09/kim/' as UrlPath,
    name: 'Anna Müller',
    email: 'anna@example.org',
    text: 'Ein *guter* Text.\n\nUnd noch einer.',
    remarks: [],
    ...given,
  };
}
