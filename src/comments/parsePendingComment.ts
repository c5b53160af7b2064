import * as v from 'valibot';
import type { UrlPath } from '../model.ts';
import { isCommentId } from '../parse/comments/isCommentId.ts';
import { parseUrlPath } from '../parse/paths.ts';
import { type PendingComment, traps } from './sentComment.ts';

const schema = v.strictObject({
  id: v.string(),
  received: v.pipe(v.string(), v.isoTimestamp()),
  article: v.custom<UrlPath>((text) => typeof text === 'string' && parseUrlPath(text) === text),
  parent: v.exactOptional(v.pipe(v.string(), v.check(isCommentId))),
  name: v.string(),
  email: v.exactOptional(v.string()),
  url: v.exactOptional(v.pipe(v.string(), v.regex(/^https?:\/\//i))),
  text: v.string(),
  remarks: v.array(v.string()),
  trap: v.exactOptional(v.picklist(traps)),
});

/** The pending comment that the text of its file holds; undefined when it is none, or another one than `id`. */
export function parsePendingComment(text: string, id: string): PendingComment | undefined {
  const result = v.safeParse(schema, parseJson(text));
  return result.success && result.output.id === id ? result.output : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
