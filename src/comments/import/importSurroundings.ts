/** What the readers of foreign comment files share. */
import { createHash } from 'node:crypto';
import type { UrlPath } from '../../core/model.ts';
import { commentId } from '../parse/commentId.ts';

/** Facts about the site that an import needs. */
export interface ImportSurroundings {
  /** IANA name; times without an offset are those of its clock. */
  readonly timezone: string;
  /** The address of the article that a slug, an address with or without host, or a folder's name means. */
  readonly findArticle: (name: string) => UrlPath | undefined;
}

/** An id for what was sent at an instant (ms): the same content has the same id, so that a second import brings nothing new. */
export function idFrom(instant: number, content: readonly string[]): string {
  return commentId(instant, createHash('sha256').update(JSON.stringify(content)).digest());
}

/** Why something of an export is left out, in German. */
export const importTexts = {
  imported: 'Eingelesen aus einem Export.',
  long: 'Der Text ist zu lang.',
  empty: 'Name oder Text fehlt.',
  noDate: (text: string): string => `„${text}“ ist kein Datum.`,
  noArticle: (text: string): string => `Zu „${text}“ gibt es keinen Artikel.`,
  noComment: 'Darin steht kein Kommentar.',
} as const;
