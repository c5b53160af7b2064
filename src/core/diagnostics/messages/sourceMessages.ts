/** Messages about source files and pictures as such. */
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

const creditCure =
  'Schreibe im Kopf „credit: Name“, im Text ![…](bild.jpg "Foto: Name"), oder „credit: Name“ in die Datei neben dem Bild.';

/** About pictures that can be published otherwise than they are. */
export const pictureMessages = {
  'pictures/too-large': message(
    'error',
    (p: { width: number; height: number }) => `Das Bild ist mit ${p.width} × ${p.height} Punkten zu groß.`,
    () => 'Verkleinere es; mehr als 4000 Punkte Breite sieht niemand.',
  ),
  'pictures/too-high': message(
    'error',
    (p: { height: number; most: number }) =>
      `Das Bild ist ${p.height} Punkte hoch; kein Format für Webseiten fasst mehr als ${p.most}.`,
    () => 'Teile es in mehrere Bilder, die untereinander stehen.',
  ),
  'pictures/too-many-frames': message(
    'error',
    (p: { frames: number; width: number; height: number; most: number }) =>
      `Das Bild hat zu viele Einzelbilder: ${p.frames} von ${p.width} × ${p.height} Punkten; in dieser Größe gehen ${p.most}.`,
    () => 'Verkleinere es, lass Einzelbilder weg oder veröffentliche es als Video.',
  ),
  'pictures/other-format': message(
    'error',
    (p: { kind: string }) => `Die Datei ist ${p.kind}, anders als ihr Name sagt.`,
    () => 'Speichere das Bild neu als JPEG, PNG, WebP, AVIF, GIF oder SVG.',
  ),
  'pictures/stands-still': message(
    'warning',
    () => 'Das Bild bewegt sich in einem Format, von dem nur das erste Einzelbild bleibt.',
    () => 'Speichere es als GIF oder WebP, wenn es sich bewegen soll.',
  ),
  'pictures/svg-encoding': message(
    'error',
    (p: { encoding: string }) => `Die Zeichnung ist nicht als „${p.encoding}“ zu lesen.`,
    () => 'Speichere sie in UTF-8.',
  ),
  'pictures/svg-syntax': message(
    'error',
    () => 'Hier ist die Zeichnung kein gültiges XML.',
    () => 'Speichere sie im Zeichenprogramm neu als SVG.',
  ),
  'pictures/svg-root': message(
    'error',
    (p: { name: string }) =>
      `Die Datei ist keine SVG-Zeichnung: Sie beginnt mit <${p.name}> statt mit <svg>.`,
    () => 'Speichere das Bild im Zeichenprogramm neu als SVG.',
  ),
  'pictures/svg-entity': message(
    'error',
    (p: { name: string }) =>
      `Die Zeichnung setzt „${p.name}“ ein; gelesen wird nur, was sie oben mit <!ENTITY …> als kurzen Text ohne „<“, „&“ und „%“ erklärt.`,
    () => 'Speichere sie im Zeichenprogramm neu, als „einfaches“ oder „optimiertes“ SVG.',
  ),
  'pictures/svg-too-deep': message(
    'error',
    () => 'Die Zeichnung ist zu tief verschachtelt.',
    () => 'Löse Gruppen und Symbole auf, oder speichere sie als PNG.',
  ),
  'pictures/svg-too-large': message(
    'error',
    (p: { most: number }) =>
      `Die Zeichnung ist mehr, als ein Browser zeichnen kann: Verweise (<use>, Muster, Masken, Filter) wiederholen darin über ${p.most} Teile.`,
    () => 'Speichere sie als PNG.',
  ),
  'pictures/svg-cleaned': message(
    'warning',
    (p: { removed: string }) =>
      `Aus der Zeichnung ist entfernt, was ausgeführt wird oder anderes nachlädt: ${p.removed}.`,
    () => 'Sieh nach, ob sie noch stimmt. Schrift als Pfad und Fotos als eigenes Bild bleiben erhalten.',
  ),
  'pictures/no-credit': message(
    'warning',
    (p: { src: string }) => `Beim Bild „${p.src}“ steht nicht, wer es gemacht hat.`,
    () => creditCure,
  ),
  'pictures/credit-required': message(
    'error',
    (p: { src: string }) => `Beim Bild „${p.src}“ steht nicht, wer es gemacht hat.`,
    () => creditCure,
  ),
  'pictures/changed': message(
    'error',
    () => 'Das Bild hat sich geändert, während der Blog gebaut wurde.',
    () => 'Baue noch einmal.',
  ),
};
