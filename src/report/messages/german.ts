import { message } from '../message.ts';

/** Hints on German text, for `check`. */
export const germanMessages = {
  'german/straight-quote': message(
    'warning',
    (p: { mark: string }) =>
      `Hier bleibt ein gerades Zeichen ${p.mark} stehen: Es ist nicht zu erkennen, ob es öffnet oder schließt.`,
    () => 'Rücke es an das Wort, zu dem es gehört, oder tippe gleich „ oder “.',
  ),
  'german/unpaired-quote': message(
    'warning',
    (p: { isOpening: boolean }) =>
      p.isOpening
        ? 'Dieses Anführungszeichen wird geöffnet, aber nicht wieder geschlossen.'
        : 'Dieses Anführungszeichen schließt, aber es wurde keins geöffnet.',
    () =>
      'Ergänze das Gegenstück; ein Zitat über mehrere Absätze öffnet jeden Absatz neu oder schließt erst am Ende.',
  ),
  'german/double-space': message(
    'warning',
    (p: { count: number }) => `Hier stehen ${p.count} Leerzeichen hintereinander.`,
    () => 'Eins genügt.',
  ),
  'german/date-without-space': message(
    'warning',
    (p: { date: string }) => `In „${p.date}“ fehlt ein Leerzeichen.`,
    (p) => `Schreibe „${p.date.replace('.', '. ')}“.`,
  ),
};
