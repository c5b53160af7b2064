import type { PictureFault } from '../../model.ts';
import { message } from '../message.ts';

const pictureFaults: Readonly<Record<PictureFault, string>> = {
  damaged: 'Es ist beschädigt oder unvollständig',
  unsupported: 'Diese Abart seines Formats kennt kaum ein Programm',
  size: 'Es ist anders groß, als sein Anfang sagt',
};

/** About the Markdown of a source. */
export const textMessages = {
  'text/element-dropped': message(
    'warning',
    (p: { element: string }) => `Das HTML-Element <${p.element}> ist nicht erlaubt und fällt weg.`,
    () => 'Nimm Markdown, oder erlaube das Element in site.yaml unter „html“.',
  ),
  'text/attribute-dropped': message(
    'warning',
    (p: { element: string; attribute: string }) =>
      `Die Angabe „${p.attribute}“ am HTML-Element <${p.element}> ist nicht erlaubt und fällt weg.`,
  ),
  'text/comment-unclosed': message(
    'warning',
    () => 'Hier beginnt ein HTML-Kommentar, den nichts schließt; was darin steht, erscheint nicht.',
    () => 'Schließe ihn mit „-->“, im selben Absatz.',
  ),
  'text/tag-unclosed': message(
    'warning',
    () => 'Dieses HTML-Element ist nicht zu Ende geschrieben und fällt weg.',
    () => 'Schließe Anführungszeichen und spitze Klammer, ohne Leerzeile dazwischen.',
  ),
  'text/id-dropped': message(
    'warning',
    (p: { id: string; isReserved: boolean }) =>
      p.isReserved
        ? `Die Angabe „id="${p.id}"“ fällt weg: So heißt ein Teil der Seite selbst.`
        : `Die Angabe „id="${p.id}"“ fällt weg: So heißt schon eine andere Stelle des Textes.`,
    () => 'Wähle einen anderen Namen.',
  ),
  'text/html-unsettled': message(
    'error',
    () => 'Das HTML in diesem Text ist so verschachtelt, dass Browser daraus etwas anderes machen.',
    () => 'Schließe jedes Element, das du öffnest, und stelle Absätze, Links und Tabellen nicht ineinander.',
  ),
  'text/unfit-reference': message(
    'warning',
    (p: { reference: string }) =>
      `„${p.reference}“ steht für nichts, was ein Text enthalten darf; dort erscheint „\ufffd“.`,
    () => 'Streiche es, oder schreibe das Zeichen, das du meinst.',
  ),
  'text/parser-failed': message(
    'error',
    (p: { reason: string }) =>
      `Dieser Text lässt sich nicht lesen, weil das Programm einen Fehler hat (${p.reason}).`,
    () =>
      'Bitte melde ihn, am besten mit diesem Text. Bis dahin hilft es, ungewöhnliches Markdown und HTML darin zu vereinfachen.',
  ),
  'text/unsafe-link': message(
    'warning',
    (p: { protocol: string }) =>
      `Links mit „${p.protocol}“ sind nicht erlaubt; der Text bleibt, der Link fällt weg.`,
    () => 'Erlaubt sind https:, http:, mailto: und tel:.',
  ),
  'text/empty-link': message(
    'warning',
    (p: { href: string }) => `Der Link zu „${p.href}“ hat keine Wörter. Niemand sähe ihn; er fällt weg.`,
    (p) => `Schreibe in die eckigen Klammern, wohin er führt: [Wörter](${p.href})`,
  ),
  'text/empty-heading': message(
    'warning',
    () => 'Diese Zwischenüberschrift hat keine Wörter; sie fällt weg.',
    () => 'Schreibe Wörter dahinter, oder streiche die „#“.',
  ),
  'text/empty-column': message(
    'warning',
    () =>
      'Eine Spalte der Tabelle hat keine Überschrift; wer sich die Seite vorlesen lässt, weiß nicht, was in ihr steht.',
    () => 'Schreibe ein Wort in die oberste Zeile, etwa „Jahr“ oder „Anteil“.',
  ),
  'text/empty-corner': message(
    'note',
    () => 'Die erste Spalte der Tabelle hat keine Überschrift.',
    () => 'Steht in ihr etwas anderes als die Namen der Zeilen, dann schreibe oben ein Wort dafür hinein.',
  ),
  'text/dead-link': message(
    'error',
    (p: { target: string; suggestion: string }) => `Der Link führt ins Leere: „${p.target}“ gibt es nicht.`,
    (p) =>
      p.suggestion
        ? `Meintest du „${p.suggestion}“?`
        : 'Prüfe den Pfad; er gilt vom Ordner dieser Datei aus.',
  ),
  'text/document-type': message(
    'error',
    (p: { target: string; ending: string; mayBeAdded: boolean }) =>
      p.ending
        ? `Eine Datei mit der Endung „.${p.ending}“ wird nicht veröffentlicht: „${p.target}“.`
        : `Eine Datei ohne Endung wird nicht veröffentlicht: „${p.target}“.`,
    (p) =>
      `Verpacke sie als ZIP, oder speichere sie als PDF.${p.mayBeAdded ? ` Oder schreibe in site.yaml: documents: [${p.ending}]` : ''}`,
  ),
  'text/document-unusable': message(
    'error',
    (p: { target: string }) => `Die verlinkte Datei „${p.target}“ lässt sich nicht veröffentlichen.`,
    () => 'Warum, steht bei der Datei selbst.',
  ),
  'text/document-markup': message(
    'error',
    () => 'Diese Datei ist innen eine Webseite oder XML; ein Browser könnte ausführen, was darin steht.',
    () => 'Speichere sie in dem Format, das ihr Name nennt, oder verpacke sie als ZIP.',
  ),
  'text/dead-anchor': message(
    'warning',
    (p: { fragment: string; suggestion: string }) => `Auf der Seite gibt es keine Stelle „${p.fragment}“.`,
    (p) =>
      p.suggestion
        ? `Meintest du „#${p.suggestion}“?`
        : 'Zwischenüberschriften heißen nach ihren Wörtern: „## Die Lage“ ist „#die-lage“.',
  ),
  'text/hidden-link': message(
    'warning',
    (p: { target: string }) =>
      `Der Link führt zu „${p.target}“, das noch nicht oder nicht mehr veröffentlicht ist; er bleibt bloßer Text.`,
  ),
  'text/picture-missing': message(
    'error',
    (p: { src: string; suggestion: string }) => `Das Bild „${p.src}“ gibt es nicht.`,
    (p) =>
      p.suggestion
        ? `Meintest du „${p.suggestion}“?`
        : 'Lege es nach content/media/ und prüfe die Schreibweise.',
  ),
  'text/picture-remote': message(
    'error',
    (p: { src: string }) => `Das Bild „${p.src}“ läge auf einem fremden Server.`,
    () =>
      'Lade es herunter und lege es nach content/media/; so erfährt niemand Fremdes, wer deine Seite liest.',
  ),
  'text/picture-unreadable': message(
    'error',
    (p: { src: string; fault?: PictureFault }) =>
      `Das Bild „${p.src}“ lässt sich nicht lesen${p.fault ? `: ${pictureFaults[p.fault]}` : ''}.`,
    ({ fault }) =>
      fault === 'damaged'
        ? 'Kopiere es noch einmal aus der Quelle, oder speichere es neu.'
        : 'Speichere es neu als JPEG, PNG, WebP, AVIF, GIF oder SVG.',
  ),
  'text/picture-without-alt': message(
    'warning',
    (p: { src: string }) => `Dem Bild „${p.src}“ fehlt die Beschreibung für Menschen, die es nicht sehen.`,
    () => 'Schreibe sie in die eckigen Klammern: ![Beschreibung](…), oder als „alt:“.',
  ),
  'text/space-in-target': message(
    'warning',
    (p: { text: string; cure: string }) =>
      `„${p.text}“ steht so auf der Seite, wie du es getippt hast: Mit einem Leerzeichen im Ziel ist es kein Bild und kein Link.`,
    (p) => `Schreibe: ${p.cure}`,
  ),
  'text/foreign-embed': message(
    'warning',
    (p: { text: string; cure: string }) =>
      `„${p.text}“ steht so auf der Seite, wie du es getippt hast: Doppelte eckige Klammern versteht nur Obsidian.`,
    (p) => `Schreibe: ${p.cure}`,
  ),
  'text/too-intricate': message(
    'error',
    () =>
      'Dieser Absatz ist zu verwickelt: Er enthält Tausende von Auszeichnungen oder Zeilen oder ist zu tief verschachtelt.',
    () => 'Teile ihn mit Leerzeilen auf.',
  ),
  'text/empty': message(
    'warning',
    () => 'Der Artikel hat keinen Text.',
    () => 'Schreibe unter den Kopf, was zu sagen ist, oder setze „draft: true“.',
  ),
};
