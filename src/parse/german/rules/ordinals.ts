import { gap, protectGaps, type Rule } from '../edit.ts';
import { monthNames } from './monthNames.ts';

/** With a capital only because they begin a sentence: the number before them ended the last one. */
const beginnings = [
  'Aber|Alle|Als|Am|An|Auch|Auf|Aus|Bei|Bis|Da|Dabei|Damit|Danach|Dann|Das|Dazu|Dem|Den|Denn|Der|Des|Die',
  'Dies|Diese|Dieser|Dieses|Doch|Dort|Durch|Ein|Eine|Einen|Einer|Er|Es|Für|Gegen|Heute|Hier|Ich|Ihr|Ihre|Im',
  'In|Ist|Jetzt|Kein|Keine|Man|Mit|Nach|Nicht|Noch|Nun|Nur|Ob|Oder|Schon|Sein|Seine|Seit|Sie|So|Um|Und|Unter',
  'Viele|Vom|Von|Vor|Wann|Warum|Was|Weil|Weiter|Wenn|Wer|Wie|Wir|Wo|Zu|Zuletzt|Zum|Zur|Zwar',
].join('|');

const beforeNoun = new RegExp(
  String.raw`(?<![\p{L}\p{N}.…,:])\d{1,3}\.${gap}(?=(?:${monthNames})(?!\p{L})|(?!(?:${beginnings})(?!\p{L}))\p{Lu}\p{L})`,
  'gu',
);
const beforeMonthNumber = new RegExp(String.raw`(?<![\p{L}\p{N}.…,:])\d{1,2}\.${gap}(?=\d{1,2}\.)`, 'gu');

/** `13. September`, `3. Tag`, `13. 9. 2023`: an ordinal stays with its noun. */
export const ordinals: Rule = (text) =>
  /\d\.\s/.test(text) ? [...protectGaps(text, beforeNoun), ...protectGaps(text, beforeMonthNumber)] : [];
