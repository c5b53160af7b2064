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

/** A day before the end of the year 9999, ms: no later date has four digits for its year on the clocks of all zones. */
const lastInstant = 253_402_214_399_999;

/** The moment if files can hold it: from 1970 to the year 9999. */
export function soundInstant(instant: number | undefined): number | undefined {
  return instant !== undefined && instant >= 0 && instant <= lastInstant ? Math.floor(instant) : undefined;
}

/** Why something of an export is left out or not as it was, in German. */
export const importTexts = {
  imported: 'Eingelesen aus einem Export.',
  long: 'Der Text ist zu lang.',
  empty: 'Name oder Text fehlt.',
  noDate: (text: string): string => `„${text}“ ist kein Datum.`,
  noArticle: (text: string): string => `Zu „${text}“ gibt es keinen Artikel.`,
  noComment: 'Darin steht kein Kommentar.',
  noText: 'Darin steht kein Text.',
  noMoment: 'Ohne lesbares Datum.',
  twice: 'Die Nummer hat schon ein anderer Kommentar.',
  homeless: 'Ohne Artikel.',
  told: 'Oben einzeln genannt.',
  waiting: 'Nicht freigegeben.',
  spam: 'Spam.',
  trash: 'Gelöscht.',
  circle: 'Antwortet im Kreis; steht jetzt für sich.',
  orphan: 'Die Frage dazu gibt es nicht mehr; steht jetzt für sich.',
  movedUp: 'Die Frage dazu gibt es nicht mehr; steht jetzt eine Stufe höher.',
  shortened: 'Der Text war zu lang und ist gekürzt.',
} as const;
