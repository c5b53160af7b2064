import { message } from '../message.ts';

/** About published comments. All are warnings: one bad file never stops a build. */
export const commentMessages = {
  'comments/skipped': message(
    'warning',
    (p: { reason: string; cure: string }) => `Dieser Kommentar erscheint nicht. ${p.reason}`,
    (p) => p.cure || 'Verbessere die Datei oder lösche sie.',
  ),
  'comments/too-large': message(
    'warning',
    (p: { kilobytes: number }) =>
      `Dieser Kommentar erscheint nicht: Die Datei ist größer als ${p.kilobytes} KB.`,
    () => 'Kürze den Text.',
  ),
  'comments/no-text': message(
    'warning',
    () => 'Dieser Kommentar erscheint nicht: Er hat keinen Text.',
    () => 'Ergänze eine Zeile „text: …“, oder lösche die Datei.',
  ),
  'comments/not-a-text': message(
    'warning',
    (p: { key: string }) => `Dieser Kommentar erscheint nicht: „${p.key}“ muss ein Text sein.`,
    (p) => `Schreibe: ${p.key}: "…"`,
  ),
  'comments/no-date': message(
    'warning',
    () => 'Dieser Kommentar erscheint nicht: Er hat kein Datum.',
    () => 'Ergänze eine Zeile wie „date: 2023-09-13T14:30:00+02:00“.',
  ),
  'comments/bad-date': message(
    'warning',
    (p: { value: string }) =>
      `Dieser Kommentar erscheint nicht: „${p.value}“ ist kein Datum, das ich lesen kann.`,
    () => 'Schreibe zum Beispiel: date: 2023-09-13T14:30:00+02:00',
  ),
  'comments/bad-id': message(
    'warning',
    (p: { id: string }) => `Dieser Kommentar erscheint nicht: Seine „id“ ist „${p.id}“.`,
    () => 'Nimm höchstens 64 Kleinbuchstaben, Ziffern und Bindestriche.',
  ),
  'comments/same-id': message(
    'warning',
    (p: { id: string; other: string }) =>
      `Dieser Kommentar erscheint nicht: Seine „id“ „${p.id}“ hat schon der in ${p.other}.`,
    () => 'Gib ihm eine andere, oder lösche eine der beiden Dateien.',
  ),
  'comments/unknown-article': message(
    'warning',
    (p: { key: string; suggestion: string }) =>
      `Was im Ordner „${p.key}“ liegt, erscheint nicht: Zu diesem Namen gibt es keinen Artikel.`,
    (p) =>
      p.suggestion
        ? `Meintest du „${p.suggestion}“?`
        : 'Nenne den Ordner in content/comments nach dem letzten Teil der Adresse des Artikels.',
  ),
  'comments/ambiguous-article': message(
    'warning',
    (p: { key: string; example: string }) =>
      `Was im Ordner „${p.key}“ liegt, erscheint nicht: Diesen Namen haben mehrere Artikel.`,
    (p) => `Nenne den Ordner nach der ganzen Adresse des Artikels, zum Beispiel „${p.example}“.`,
  ),
};
