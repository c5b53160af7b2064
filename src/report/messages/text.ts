import { message } from '../message.ts';

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
  'text/dead-link': message(
    'error',
    (p: { target: string; suggestion: string }) => `Der Link führt ins Leere: „${p.target}“ gibt es nicht.`,
    (p) =>
      p.suggestion
        ? `Meintest du „${p.suggestion}“?`
        : 'Prüfe den Pfad; er gilt vom Ordner dieser Datei aus.',
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
    (p: { src: string }) => `Das Bild „${p.src}“ lässt sich nicht lesen.`,
    () => 'Speichere es neu als JPEG, PNG, WebP, AVIF, GIF oder SVG.',
  ),
  'text/picture-without-alt': message(
    'warning',
    (p: { src: string }) => `Dem Bild „${p.src}“ fehlt die Beschreibung für Menschen, die es nicht sehen.`,
    () => 'Schreibe sie in die eckigen Klammern: ![Beschreibung](…), oder als „alt:“.',
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
