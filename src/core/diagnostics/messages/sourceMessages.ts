/** Messages about source files and pictures as such. */
import { error, warning } from '../message.ts';

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

const creditCure =
  'Schreibe im Kopf „credit: Name“, im Text ![…](bild.jpg "Foto: Name"), oder „credit: Name“ in die Datei neben dem Bild.';

/** About source files as such. */
export const sourceMessages = {
  'source/no-site': error(
    'In „{folder}“ liegt kein Blog: Die Datei site.yaml fehlt.',
    (p: { neighbour: string }) =>
      p.neighbour
        ? `Dort liegt „${p.neighbour}“: Benenne die Datei um in „site.yaml“.`
        : 'Wechsle in den Ordner deines Blogs oder nenne ihn mit --site ORDNER.',
  ),
  'source/not-utf-8': error(
    'Die Datei ist nicht in UTF-8 gespeichert; ab hier lässt sie sich nicht lesen.',
    'Speichere sie in deinem Schreibprogramm mit der Kodierung „UTF-8“.',
  ),
  'source/noncharacter': error(
    'Hier steht ein unsichtbares Zeichen, das in keinen Text gehört ({name}).',
    'Lösche es; meist steht es zwischen zwei Buchstaben, wo die Schreibmarke nicht weiterrückt.',
  ),
  'source/link': error(
    (p: { folder: string }) =>
      `Diese symbolische Verknüpfung führt ${p.folder === '.' ? 'aus dem Ordner des Blogs' : `aus „${p.folder}“`} hinaus, zu etwas Verstecktem, auf einen Ordner oder ins Leere.`,
    'Lege die Datei selbst in den Ordner.',
  ),
  'source/not-a-file': error('Das ist weder eine Datei noch ein Ordner.', 'Entferne es aus dem Blog.'),
  'source/is-folder': error(
    'Hier muss eine Datei stehen, und das ist ein Ordner.',
    'Gib ihm einen anderen Namen, oder verschiebe ihn.',
  ),
  'source/not-a-folder': error(
    'Hier muss ein Ordner stehen, und das ist keiner.',
    'Gib der Datei einen anderen Namen, oder verschiebe sie.',
  ),
  'source/name-not-utf-8': error(
    'Der Name ist nicht in UTF-8 gespeichert, wie es bei Umlauten aus alten ZIP-Archiven oder von FTP-Programmen vorkommt; so lässt sich nicht darauf zugreifen.',
    'Benenne um, am einfachsten ohne Umlaute; viele auf einmal mit: convmv -r -f latin1 -t utf8 --notest .',
  ),
  'source/left-out': warning(
    (p: { reason: keyof typeof leftOut }) => leftOut[p.reason].what,
    (p: { reason: keyof typeof leftOut }) => leftOut[p.reason].cure,
  ),
  'source/unread-text': warning(
    (p: { ending: string }) =>
      p.ending
        ? `Diese Datei ist kein Artikel, denn sie endet auf „${p.ending}“; sie wird nicht gelesen. Die Namen von Texten enden auf „.md“.`
        : 'Diese Datei ist kein Artikel, denn sie hat keine Endung; sie wird nicht gelesen. Die Namen von Texten enden auf „.md“.',
    (p: { better: string }) =>
      p.better
        ? `Benenne sie um in „${p.better}“.`
        : 'Speichere den Text als Markdown in einer Datei, die auf „.md“ endet, oder lege diese anderswohin.',
  ),
  'source/misplaced': warning(
    'Was hier steht, wird nicht gelesen: Für Texte an dieser Stelle gibt es keine Regel.',
    'Lege Artikel nach content/articles/, feste Seiten nach content/pages/, Bilder und Dokumente nach content/media/.',
  ),
  'source/misnamed': warning(
    'Das wird nicht gelesen; es heißt anders als „{meant}“.',
    'Benenne es um in „{meant}“; große und kleine Buchstaben zählen.',
  ),
  'source/same-name': error(
    'Diese Datei gibt es zweimal: Die Namen sehen gleich aus, sind aber verschieden gespeichert (Umlaute als ein Zeichen oder als zwei).',
    'Lösche eine der beiden oder benenne sie um.',
  ),
  'source/unreadable': error(
    'Das System gibt den Inhalt nicht heraus ({code}).',
    'Prüfe, wem die Datei oder der Ordner gehört und ob du dort lesen darfst.',
  ),
  'source/huge': error(
    'Die Datei ist größer als 2 GB.',
    'Verkleinere sie oder lege sie zu einem Dienst, der dafür gemacht ist.',
  ),
  'source/too-large': error(
    'Die Datei ist größer als {megabytes} MB.',
    'Teile den Text auf mehrere Artikel auf.',
  ),
  'source/large': warning(
    'Der Artikel ist größer als 1 MB; so lange Texte liest Google News nicht.',
    'Teile ihn auf.',
  ),

  // About pictures that can be published otherwise than they are.
  'pictures/too-large': error(
    'Das Bild ist mit {width} × {height} Punkten zu groß.',
    'Verkleinere es; mehr als 4000 Punkte Breite sieht niemand.',
  ),
  'pictures/too-high': error(
    'Das Bild ist {height} Punkte hoch; kein Format für Webseiten fasst mehr als {most}.',
    'Teile es in mehrere Bilder, die untereinander stehen.',
  ),
  'pictures/too-many-frames': error(
    'Das Bild hat zu viele Einzelbilder: {frames} von {width} × {height} Punkten; in dieser Größe gehen {most}.',
    'Verkleinere es, lass Einzelbilder weg oder veröffentliche es als Video.',
  ),
  'pictures/other-format': error(
    'Die Datei ist {kind}, anders als ihr Name sagt.',
    'Speichere das Bild neu als JPEG, PNG, WebP, AVIF, GIF oder SVG.',
  ),
  'pictures/stands-still': warning(
    'Das Bild bewegt sich in einem Format, von dem nur das erste Einzelbild bleibt.',
    'Speichere es als GIF oder WebP, wenn es sich bewegen soll.',
  ),
  'pictures/svg-encoding': error(
    'Die Zeichnung ist nicht als „{encoding}“ zu lesen.',
    'Speichere sie in UTF-8.',
  ),
  'pictures/svg-syntax': error(
    'Hier ist die Zeichnung kein gültiges XML.',
    'Speichere sie im Zeichenprogramm neu als SVG.',
  ),
  'pictures/svg-root': error(
    'Die Datei ist keine SVG-Zeichnung: Sie beginnt mit <{name}> statt mit <svg>.',
    'Speichere das Bild im Zeichenprogramm neu als SVG.',
  ),
  'pictures/svg-entity': error(
    'Die Zeichnung setzt „{name}“ ein; gelesen wird nur, was sie oben mit <!ENTITY …> als kurzen Text ohne „<“, „&“ und „%“ erklärt.',
    'Speichere sie im Zeichenprogramm neu, als „einfaches“ oder „optimiertes“ SVG.',
  ),
  'pictures/svg-too-deep': error(
    'Die Zeichnung ist zu tief verschachtelt.',
    'Löse Gruppen und Symbole auf, oder speichere sie als PNG.',
  ),
  'pictures/svg-too-large': error(
    'Die Zeichnung ist mehr, als ein Browser zeichnen kann: Verweise (<use>, Muster, Masken, Filter) wiederholen darin über {most} Teile.',
    'Speichere sie als PNG.',
  ),
  'pictures/svg-cleaned': warning(
    'Aus der Zeichnung ist entfernt, was ausgeführt wird oder anderes nachlädt: {removed}.',
    'Sieh nach, ob sie noch stimmt. Schrift als Pfad und Fotos als eigenes Bild bleiben erhalten.',
  ),
  'pictures/no-credit': warning('Beim Bild „{src}“ steht nicht, wer es gemacht hat.', creditCure),
  'pictures/credit-required': error('Beim Bild „{src}“ steht nicht, wer es gemacht hat.', creditCure),
  'pictures/changed': error(
    'Das Bild hat sich geändert, während der Blog gebaut wurde.',
    'Baue noch einmal.',
  ),
};
