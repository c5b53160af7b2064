import { message } from '../message.ts';

/** About articles seen together. */
export const collectionMessages = {
  'catalogue/spelling': message(
    'warning',
    (p: { name: string; other: string; url: string }) =>
      `„${p.other}“ und „${p.name}“ haben dieselbe Adresse ${p.url} und gelten als eins.`,
    (p) => `Schreibe überall „${p.name}“.`,
  ),
  'catalogue/author-near-miss': message(
    'warning',
    (p: { name: string; suggestion: string }) => `Für „${p.name}“ gibt es keine Datei in content/authors.`,
    (p) => `Meintest du „${p.suggestion}“?`,
  ),
  'catalogue/related-unknown': message(
    'warning',
    (p: { key: string; target: string; suggestion: string }) =>
      `Unter „${p.key}“ steht „${p.target}“; so heißt kein Artikel.`,
    (p) =>
      p.suggestion
        ? `Meintest du „${p.suggestion}“?`
        : 'Nenne den letzten Teil der Adresse des Artikels oder seine Datei.',
  ),
  'catalogue/dossier-unknown': message(
    'warning',
    (p: { key: string; suggestion: string }) =>
      `Zum Thema „${p.key}“ gibt es keinen Artikel; dieses Dossier bleibt ohne Wirkung.`,
    (p) =>
      p.suggestion
        ? `Meintest du „${p.suggestion}“?`
        : 'Die Datei heißt wie das Thema in seiner Adresse: /thema/klima/ → klima.md',
  ),
  'catalogue/same-title': message(
    'warning',
    (p: { title: string; other: string }) =>
      `Auch ${p.other} heißt „${p.title}“; am Fuß jeder Seite steht der Titel nun zweimal.`,
    () => 'Lösche die Kopie, oder gib einer von beiden einen anderen Titel.',
  ),
  'catalogue/dossier-twice': message(
    'error',
    (p: { key: string; other: string }) => `Zum Thema „${p.key}“ gibt es schon ein Dossier: ${p.other}.`,
    () => 'Lege beide zusammen.',
  ),
  'catalogue/embargo': message(
    'note',
    () => 'Bis zum Ende dieser Sperrfrist ist von dem Artikel nichts zu sehen.',
    () => 'Er erscheint mit dem ersten Lauf danach.',
  ),
  'catalogue/future': message(
    'warning',
    (p: { key: string }) =>
      `Unter „${p.key}“ steht ein Datum, das noch kommt; Leser sehen es trotzdem schon.`,
    () => 'Prüfe Tag, Monat und Jahr.',
  ),
  'catalogue/article-unknown': message(
    'error',
    (p: { target: string; suggestion: string }) =>
      `Einen veröffentlichten Artikel „${p.target}“ gibt es nicht.`,
    (p) =>
      p.suggestion
        ? `Meintest du „${p.suggestion}“?`
        : 'Nenne den letzten Teil der Adresse des Artikels oder seine Datei.',
  ),
};
