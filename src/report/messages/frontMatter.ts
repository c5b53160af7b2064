import { message } from '../message.ts';

/** About the front matter of an article, page or author. */
export const frontMatterMessages = {
  'front-matter/none': message(
    'error',
    () => 'Der Kopf fehlt.',
    () => 'Die Datei beginnt mit einer Zeile „---“, darunter „title: …“ und „date: …“, dann wieder „---“.',
  ),
  'front-matter/unclosed': message(
    'error',
    () => 'Der Kopf ist nicht abgeschlossen.',
    () => 'Setze nach der letzten Angabe eine Zeile „---“.',
  ),
  'front-matter/only-yaml': message(
    'error',
    (p: { language: string }) => `Der Kopf steht in „${p.language}“; gelesen wird nur YAML.`,
    () => 'Die erste Zeile ist einfach „---“, darunter stehen Angaben wie „title: …“.',
  ),
  'front-matter/nearly-hidden': message(
    'error',
    (p: { key: string; suggestion: string }) =>
      `Den Schlüssel „${p.key}“ kenne ich nicht; so wäre zu sehen, was vielleicht niemand sehen soll.`,
    (p) => `Meintest du „${p.suggestion}“? Soll die Angabe nichts bewirken, lösche sie.`,
  ),
  'front-matter/empty-embargo': message(
    'error',
    (p: { key: string }) => `„${p.key}“ ist leer; so erschiene der Artikel ohne Sperrfrist.`,
    (p) => `Schreibe: ${p.key}: 2023-09-13 14:30 – oder lösche die Zeile, wenn es keine gibt.`,
  ),
  'front-matter/hidden-twice': message(
    'error',
    (p: { what: string; first: string; second: string }) =>
      `Zwei Angaben für ${p.what}: „${p.first}“ und „${p.second}“.`,
    () => 'Lass nur eine der Angaben stehen.',
  ),
  'front-matter/time-twice': message(
    'warning',
    (p: { value: string }) =>
      `Die Uhrzeit „${p.value}“ gibt es in dieser Nacht zweimal (Ende der Sommerzeit); ich nehme die erste.`,
    () => 'Willst du die zweite, schreibe den Abstand dazu: +01:00.',
  ),
  'front-matter/empty-term': message(
    'warning',
    (p: { name: string }) =>
      `„${p.name}“ besteht nur aus Zeichen, aus denen keine Adresse wird, und bleibt weg.`,
    () => 'Nimm ein Wort mit Buchstaben oder Ziffern.',
  ),
  'front-matter/expires-early': message(
    'warning',
    () => 'Der Artikel läuft ab, bevor er erscheint; er ist nie zu sehen.',
    () => 'Prüfe „date“ und „expires“.',
  ),
  'front-matter/breaking-early': message(
    'warning',
    () => 'Die Eilmeldung endet, bevor der Artikel erscheint; sie ist nie zu sehen.',
    () => 'Unter „breaking“ steht, bis wann sie zu sehen ist. Prüfe „date“ und „breaking“.',
  ),
};
