/** Messages about moving in from other programs. */
import { error, warning } from '../message.ts';

export const importMessages = {
  'import/busy': error(
    'In diesen Blog wird gerade schon importiert.',
    'Warte, bis der andere Import fertig ist. Ist er es längst, lösche .import/{lock}.',
  ),
  'import/memory-is-link': error(
    '{path} ist eine Verknüpfung oder kein gewöhnlicher Ordner; darin merke ich mir nichts.',
    'Lösche sie oder nenne sie um.',
  ),
  'import/memory-damaged': warning(
    (p: { count: number }) =>
      p.count === 1
        ? 'Diese Zeile im Gedächtnis des Imports ist beschädigt; ich überspringe sie.'
        : `Im Gedächtnis des Imports sind ab hier ${p.count} Zeilen beschädigt; ich überspringe sie.`,
    'Was dort stand, gilt jetzt als nicht importiert: Dateien, die anders aussehen als in der Quelle, bleiben stehen und werden als Konflikt genannt. Hast du eine frühere Fassung (etwa in git), stelle sie wieder her.',
  ),
  'import/no-uploads': error(
    'Den Ordner {folder} mit den Bildern gibt es nicht.',
    'Nenne mit --uploads deine Kopie von wp-content/uploads.',
  ),
};
