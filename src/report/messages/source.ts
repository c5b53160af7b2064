import { message } from '../message.ts';

const leftOut = {
  'conflict-copy': {
    what: 'Das ist die Konfliktkopie eines Abgleichprogramms; sie wird nicht gelesen.',
    cure: 'Vergleiche sie mit dem Original, übernimm, was dort fehlt, und lösche sie.',
  },
  backup: {
    what: 'Das ist eine Sicherungskopie; sie wird nicht veröffentlicht.',
    cure: 'Lösche sie, oder gib ihr einen anderen Namen, wenn Leser sie sehen sollen.',
  },
  hidden: {
    what: 'Was mit einem Punkt beginnt, wird nicht veröffentlicht.',
    cure: 'Nimm es aus templates/static heraus. Veröffentlicht werden nur .well-known, .nojekyll, .htaccess und .domains.',
  },
} as const;

/** About source files as such. */
export const sourceMessages = {
  'source/no-site': message(
    'error',
    (p: { folder: string; neighbour: string }) =>
      `In „${p.folder}“ liegt kein Blog: Die Datei site.yaml fehlt.`,
    (p) =>
      p.neighbour
        ? `Dort liegt „${p.neighbour}“: Benenne die Datei um in „site.yaml“.`
        : 'Wechsle in den Ordner deines Blogs oder nenne ihn mit --site ORDNER.',
  ),
  'source/not-utf-8': message(
    'error',
    () => 'Die Datei ist nicht in UTF-8 gespeichert; ab hier lässt sie sich nicht lesen.',
    () => 'Speichere sie in deinem Schreibprogramm mit der Kodierung „UTF-8“.',
  ),
  'source/noncharacter': message(
    'error',
    (p: { name: string }) => `Hier steht ein unsichtbares Zeichen, das in keinen Text gehört (${p.name}).`,
    () => 'Lösche es; meist steht es zwischen zwei Buchstaben, wo die Schreibmarke nicht weiterrückt.',
  ),
  'source/link': message(
    'error',
    (p: { folder: string }) =>
      `Diese symbolische Verknüpfung führt ${p.folder === '.' ? 'aus dem Ordner des Blogs' : `aus „${p.folder}“`} hinaus, zu etwas Verstecktem, auf einen Ordner oder ins Leere.`,
    () => 'Lege die Datei selbst in den Ordner.',
  ),
  'source/not-a-file': message(
    'error',
    () => 'Das ist weder eine Datei noch ein Ordner.',
    () => 'Entferne es aus dem Blog.',
  ),
  'source/is-folder': message(
    'error',
    () => 'Hier muss eine Datei stehen, und das ist ein Ordner.',
    () => 'Gib ihm einen anderen Namen, oder verschiebe ihn.',
  ),
  'source/not-a-folder': message(
    'error',
    () => 'Hier muss ein Ordner stehen, und das ist keiner.',
    () => 'Gib der Datei einen anderen Namen, oder verschiebe sie.',
  ),
  'source/name-not-utf-8': message(
    'error',
    () =>
      'Der Name ist nicht in UTF-8 gespeichert, wie es bei Umlauten aus alten ZIP-Archiven oder von FTP-Programmen vorkommt; so lässt sich nicht darauf zugreifen.',
    () =>
      'Benenne um, am einfachsten ohne Umlaute; viele auf einmal mit: convmv -r -f latin1 -t utf8 --notest .',
  ),
  'source/left-out': message(
    'warning',
    (p: { reason: keyof typeof leftOut }) => leftOut[p.reason].what,
    (p) => leftOut[p.reason].cure,
  ),
  'source/unread-text': message(
    'warning',
    () => 'Diese Datei wird nicht gelesen: Die Namen von Texten enden auf „.md“.',
    (p: { better: string }) =>
      p.better
        ? `Benenne sie um in „${p.better}“.`
        : 'Speichere den Text als Markdown in einer Datei, die auf „.md“ endet, oder lege diese anderswohin.',
  ),
  'source/misnamed': message(
    'warning',
    (p: { meant: string }) => `Das wird nicht gelesen; es heißt anders als „${p.meant}“.`,
    (p) => `Benenne es um in „${p.meant}“; große und kleine Buchstaben zählen.`,
  ),
  'source/same-name': message(
    'error',
    () =>
      'Diese Datei gibt es zweimal: Die Namen sehen gleich aus, sind aber verschieden gespeichert (Umlaute als ein Zeichen oder als zwei).',
    () => 'Lösche eine der beiden oder benenne sie um.',
  ),
  'source/unreadable': message(
    'error',
    (p: { code: string }) => `Das System gibt den Inhalt nicht heraus (${p.code}).`,
    () => 'Prüfe, wem die Datei oder der Ordner gehört und ob du dort lesen darfst.',
  ),
  'source/huge': message(
    'error',
    () => 'Die Datei ist größer als 2 GB.',
    () => 'Verkleinere sie oder lege sie zu einem Dienst, der dafür gemacht ist.',
  ),
  'source/too-large': message(
    'error',
    (p: { megabytes: number }) => `Die Datei ist größer als ${p.megabytes} MB.`,
    () => 'Teile den Text auf mehrere Artikel auf.',
  ),
  'source/large': message(
    'warning',
    () => 'Der Artikel ist größer als 1 MB; so lange Texte liest Google News nicht.',
    () => 'Teile ihn auf.',
  ),
};
