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
