/** Messages about blogs of other programs that come in. */
import { error, note, warning } from '../message.ts';

const again = 'Exportiere noch einmal in WordPress unter „Werkzeuge → Daten exportieren“.';

const goesOn =
  'Rufe dann denselben Befehl noch einmal auf; er macht weiter, wo er war. Keine Datei ist halb geschrieben.';

/** About exports of WordPress (WXR) as files. The place is one of the export. */
export const importMessages = {
  'import/zip': error(
    '„{file}“ ist ein ZIP-Archiv.',
    'Packe es aus und nenne die Dateien, die darin auf „.xml“ enden; WordPress.com gibt Exporte so heraus.',
  ),
  'import/gzip': error(
    '„{file}“ ist mit gzip gepackt.',
    'Packe die Datei aus, zum Beispiel mit „gunzip“, und nenne die „.xml“, die dabei entsteht.',
  ),
  'import/web-page': error(
    '„{file}“ ist eine Webseite, kein Export von WordPress.',
    `Vielleicht war die Anmeldung abgelaufen, als du sie gespeichert hast. ${again}`,
  ),
  'import/no-wxr': error(
    '„{file}“ ist kein Export von WordPress.',
    `Ein Feed (RSS, Atom) genügt nicht, ihm fehlt das meiste. ${again}`,
  ),
  'import/empty': error('„{file}“ ist leer.', again),
  'import/nothing': error('In diesem Export steht kein einziger Eintrag, den ich lesen kann.', again),
  'import/encoding-unknown': error(
    'Die Zeichenkodierung „{encoding}“, in der „{file}“ geschrieben sein soll, kenne ich nicht.',
    `Speichere die Datei als UTF-8. Oder: ${again}`,
  ),
  'import/broken-characters': warning(
    'Zeichen in „{file}“, die kein gültiges UTF-8 sind: {count}. An ihrer Stelle steht jetzt „�“, zum ersten Mal hier.',
    'Suche im neuen Blog nach „�“ und setze ein, was dort stehen soll.',
  ),
  'import/control-characters': warning(
    'Unsichtbare Steuerzeichen in „{file}“, die in einem Export nicht stehen dürfen: {count}. Ich habe sie weggelassen; hier stand das erste.',
  ),
  'import/doctype': error(
    '„{file}“ enthält eine DOCTYPE-Angabe, wie sie kein Export von WordPress hat. Sie kann Texte einschleusen; von hier an lese ich nicht weiter.',
    `${again} Kam die Datei von jemand anderem, frage nach, wie sie entstanden ist.`,
  ),
  'import/endless': error(
    'Hier beginnt in „{file}“ etwas, das nicht endet. Von hier an lese ich nicht weiter.',
    again,
  ),
  'import/too-deep': error(
    'In „{file}“ stecken hier mehr als {depth} Elemente ineinander. Von hier an lese ich nicht weiter.',
    again,
  ),
  'import/truncated': error(
    (p: { file: string; item: string }) =>
      `„${p.file}“ bricht mittendrin ab. ${p.item === '' ? 'Alle Einträge davor sind vollständig.' : `Der Eintrag ${p.item}, der hier beginnt, ist unvollständig und fehlt; alle davor sind vollständig.`}`,
    `${again} Bricht es wieder ab, exportiere in Teilen, zum Beispiel Jahr für Jahr.`,
  ),
  'import/unclosed-item': warning(
    'Der Eintrag {item} hat in „{file}“ kein Ende; ich nehme an, dass er vor dem nächsten endet.',
    'Vergleiche ihn mit dem Original.',
  ),
  'import/unclosed-cdata': warning(
    'Hier steht in „{file}“ „]] >“ statt „]]>“; ich nehme an, dass der Text hier endet.',
  ),
  'import/long-field': error(
    'Ein Feld ({field}) dieses Eintrags ist länger als {megabytes} MB; der Rest fehlt.',
    'Kürze ihn in WordPress und exportiere noch einmal.',
  ),
  'import/large-item': error(
    'Dieser Eintrag ist mit allen Kommentaren und Angaben größer als {megabytes} MB; der Rest fehlt.',
    'Kürze ihn in WordPress und exportiere noch einmal.',
  ),
  'import/version': warning(
    'Die Version „{version}“ des Exports „{file}“ kenne ich nicht; ich lese ihn wie Version 1.2.',
  ),
  'import/no-channel': warning(
    'Statt <channel> steht in „{file}“ <{name}>; ich lese weiter, als hieße es so.',
  ),
  'import/more': note('Dasselbe ({code}) gibt es in „{file}“ noch an weiteren Stellen: {count}.'),
  'import/metadata': warning(
    'Was WordPress über das Bild „{title}“ weiß (Größe, Original), ist in der Datei beschädigt.',
    'Das Bild kommt trotzdem mit. Prüfe, ob es in voller Größe da ist.',
  ),
  'import/term-circle': warning(
    'Begriffe von „{taxonomy}“ sind im Kreis einander untergeordnet: {names}. Ich lasse „{name}“ ganz oben stehen.',
  ),
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
  'import/refused': error(
    'Das System lässt mich hier nicht lesen oder schreiben: {path} ({code}).',
    'Sieh nach, ob du das darfst, und rufe denselben Befehl noch einmal auf; er macht weiter, wo er war.',
  ),
  'import/disk-full': error(
    'Auf dem Datenträger ist kein Platz mehr, im Ordner {folder}.',
    `Schaffe dort Platz. ${goesOn}`,
  ),
  'import/temporary-full': error(
    'Kein Platz mehr ist im Ordner {folder}. Dort merke ich mir, solange der Import läuft, was im alten Blog steht.',
    `Schaffe dort Platz, oder nenne in der Umgebungsvariable TMPDIR (unter Windows TEMP) einen Ordner auf einem größeren Datenträger. ${goesOn}`,
  ),
  'import/redirects': error(
    'Das System lässt mich die alten Adressen nicht eintragen ({code}).',
    'Sieh nach, ob du die Datei ändern darfst, und rufe denselben Befehl noch einmal auf.',
  ),
  'import/no-redirection': error(
    '„{file}“ ist kein Export des Plugins „Redirection“.',
    'Exportiere in WordPress unter „Werkzeuge → Redirection → Import/Export“ als JSON oder CSV.',
  ),
  'import/no-uploads': error(
    'Den Ordner {folder} mit den Bildern gibt es nicht.',
    'Nenne mit --uploads deine Kopie von wp-content/uploads.',
  ),
};
