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
  'pictures/stands-still': message(
    'warning',
    () => 'Das Bild bewegt sich in einem Format, von dem nur das erste Einzelbild bleibt.',
    () => 'Speichere es als GIF oder WebP, wenn es sich bewegen soll.',
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
