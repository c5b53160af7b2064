import { expect, test } from 'vitest';
import { commentId, commentIdPattern } from '../../../src/comments/parse/commentId.ts';

test('An id tells the second in UTC, and is otherwise random', () => {
  const moment = Date.UTC(2026, 0, 2, 3, 4, 5, 999);
  expect(commentId(moment, Uint8Array.of(0, 1, 25, 26, 31, 32, 255, 64, 9))).toBe('20260102-030405-abz27a7a');
  expect(commentId(0, new Uint8Array(8))).toMatch(commentIdPattern);
  expect(() => commentId(0, new Uint8Array(7))).toThrow('eight');
});
