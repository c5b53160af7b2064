import { message } from '../message.ts';

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
