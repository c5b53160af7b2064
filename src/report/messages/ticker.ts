import { message } from '../message.ts';

/** About live tickers. */
export const tickerMessages = {
  'ticker/no-time': message(
    'warning',
    (p: { heading: string }) =>
      `„${p.heading}“ beginnt nicht mit einer Uhrzeit; im Ticker gehört es damit zum Eintrag darüber.`,
    () => 'Ein Eintrag beginnt mit „## 14:30 Uhr: …“, eine Zwischenüberschrift in einem Eintrag mit „###“.',
  ),
  'ticker/time-twice': message(
    'warning',
    (p: { value: string }) =>
      `Die Uhrzeit „${p.value}“ gibt es in dieser Nacht zweimal (Ende der Sommerzeit); ich nehme die erste.`,
  ),
  'ticker/footnotes': message(
    'error',
    () => 'In einem Ticker gibt es keine Fußnoten: Einträge kommen und stehen einzeln.',
    () => 'Schreibe es in Klammern, oder verlinke die Quelle.',
  ),
};
