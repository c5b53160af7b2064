/** Messages about published comments, moderation and the receiver. */
import { error, note, suggestionOr, warning } from '../message.ts';

/** Causes of faults in the folder of comments, by the system's code. */
const refusals: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'der Datenträger ist voll'],
  ['EDQUOT', 'der Platz, der dir zusteht, ist verbraucht'],
  ['EROFS', 'dort darf niemand schreiben'],
  ['ELOOP', 'dort steht ein Link oder eine Datei'],
  ['ENOTDIR', 'dort steht eine Datei'],
  ['EIO', 'der Datenträger ist beschädigt'],
  ['EMFILE', 'es sind zu viele Dateien offen'],
]);

/** About published comments. All are warnings: one bad file never stops a build. */
export const commentMessages = {
  'comments/skipped': warning(
    'Dieser Kommentar erscheint nicht. {reason}',
    (p: { cure: string }) => p.cure || 'Verbessere die Datei oder lösche sie.',
  ),
  'comments/too-large': warning(
    'Dieser Kommentar erscheint nicht: Die Datei ist größer als {kilobytes} KB.',
    'Kürze den Text.',
  ),
  'comments/no-text': warning(
    'Dieser Kommentar erscheint nicht: Er hat keinen Text.',
    'Ergänze eine Zeile „text: …“, oder lösche die Datei.',
  ),
  'comments/not-a-text': warning(
    'Dieser Kommentar erscheint nicht: „{key}“ muss ein Text sein.',
    'Schreibe: {key}: "…"',
  ),
  'comments/no-date': warning(
    'Dieser Kommentar erscheint nicht: Er hat kein Datum.',
    'Ergänze eine Zeile wie „date: 2023-09-13T14:30:00+02:00“.',
  ),
  'comments/bad-date': warning(
    'Dieser Kommentar erscheint nicht: „{value}“ ist kein Datum, das ich lesen kann.',
    'Schreibe zum Beispiel: date: 2023-09-13T14:30:00+02:00',
  ),
  'comments/bad-id': warning(
    'Dieser Kommentar erscheint nicht: Seine „id“ ist „{id}“.',
    'Nimm höchstens 64 Kleinbuchstaben, Ziffern und Bindestriche.',
  ),
  'comments/same-id': warning(
    'Dieser Kommentar erscheint nicht: Seine „id“ „{id}“ hat schon der in {other}.',
    'Gib ihm eine andere, oder lösche eine der beiden Dateien.',
  ),
  'comments/unknown-article': warning(
    'Was im Ordner „{key}“ liegt, erscheint nicht: Zu diesem Namen gibt es keinen Artikel.',
    suggestionOr('Nenne den Ordner in content/comments nach dem letzten Teil der Adresse des Artikels.'),
  ),
  'comments/ambiguous-article': warning(
    'Was im Ordner „{key}“ liegt, erscheint nicht: Diesen Namen haben mehrere Artikel.',
    'Nenne den Ordner nach der ganzen Adresse des Artikels, zum Beispiel „{example}“.',
  ),

  // About comments that wait, and what an editor wants done with them.
  'moderation/unknown-comment': error(
    'Einen Kommentar „{id}“ gibt es nicht.',
    'Welche auf dich warten, zeigt dir: blattmacher comments list',
  ),
  'moderation/ambiguous-comment': error(
    'Mit „{id}“ beginnen mehrere Kommentare, zum Beispiel {first} und {second}.',
    'Schreibe ein paar Zeichen mehr.',
  ),
  'moderation/already-published': note('Der Kommentar {id} ist schon veröffentlicht.'),
  'moderation/article-gone': error(
    'Der Kommentar {id} gehört zu {article}, und diesen Artikel gibt es nicht.',
    'Hat der Artikel eine neue Adresse, dann trage die alte im Kopf unter „aliases:“ ein. Sonst lösche den Kommentar: blattmacher comments delete {id}',
  ),
  'moderation/damaged': warning(
    'Die Datei .comments/{file} ist beschädigt; ich habe sie ausgelassen.',
    'Sieh sie dir an. Ist nichts zu retten, dann lösche sie.',
  ),
  'moderation/unreadable': error(
    'Der Kommentar {id} ist beschädigt.',
    'Sieh dir die Datei {id}.json in .comments an. Ist nichts zu retten: blattmacher comments delete {id}',
  ),
  'moderation/damaged-key': error(
    'Der Schlüssel .comments/key ist beschädigt; ohne ihn finde ich nichts zu einer E-Mail-Adresse.',
    'Hole ihn aus einer Sicherung zurück. Gibt es keine, dann lösche ihn: Es entsteht ein neuer. Kommentare, die schon freigegeben sind, findest du dann nicht mehr über die Adresse.',
  ),
  'moderation/no-access': error(
    'Im Ordner {folder} darf ich nicht arbeiten ({code}).',
    'Wahrscheinlich gehört er dem Benutzer, unter dem „comments serve“ läuft. Führe den Befehl als dieser Benutzer aus: sudo -u BENUTZER blattmacher comments …',
  ),
  'moderation/refused': error(
    (p: { folder: string; code: string }) =>
      `Mit dem Ordner ${p.folder} komme ich nicht zurecht: ${refusals.get(p.code) ?? 'das System hat abgelehnt'} (${p.code}).`,
    'Bringe das in Ordnung und führe den Befehl dann noch einmal aus.',
  ),
  'moderation/cache-kept': error(
    'Gelöscht habe ich, was du unten siehst, aber im Ordner .cache kann noch davon stehen: Ich darf ihn nicht leeren ({code}).',
    'Lösche den Ordner .cache von Hand; der nächste Build legt ihn neu an.',
  ),
  'import/unreadable': error(
    '„{file}“ lässt sich nicht lesen ({code}).',
    'Prüfe den Namen und ob du die Datei lesen darfst.',
  ),
  'import/no-file': error(
    '„{file}“ ist keine Datei.',
    'Nenne eine Datei oder einen Ordner; aus Röhren und Geräten lese ich nichts.',
  ),
  'import/too-large': error(
    '„{file}“ ist größer als 64 MB.',
    'Teile die Datei, und lies die Teile nacheinander ein.',
  ),
  'import/not-utf-8': error(
    '„{file}“ ist kein Text in UTF-8.',
    'Speichere die Datei noch einmal, mit der Zeichencodierung UTF-8.',
  ),
  'import/kind': error(
    '„{file}“ kann ich nicht einlesen.',
    'Ich verstehe CSV von Formspree und Netlify (.csv), Exporte von Disqus (.xml), die Datenbank von Isso (.db, .sqlite) und die Dateien von Staticman (.yml, .yaml, .json, .md).',
  ),
  'import/csv': error(
    '„{file}“ ist ab Zeile {line} kein gültiges CSV.',
    'Exportiere die Datei noch einmal und ändere nichts daran.',
  ),
  'import/column': error(
    'In „{file}“ finde ich die Spalte für „{field}“ nicht. Es gibt: {columns}.',
    'Ordne sie selbst zu, zum Beispiel: --columns "{field}=Name der Spalte"',
  ),
  'import/xml': error(
    '„{file}“ ist ab Zeile {line} kein gültiges XML; was davor steht, habe ich eingelesen.',
    'Lass Disqus die Datei noch einmal exportieren, und entpacke sie, wenn sie auf .gz endet.',
  ),
  'import/doctype': error(
    '„{file}“ hat in Zeile {line} ein DOCTYPE. Ein Export von Disqus hat keines, deshalb lese ich die Datei nicht.',
    'Lass Disqus die Datei noch einmal exportieren.',
  ),
  'import/database': error(
    (p: { file: string; reason: 'none' | 'locked' | 'other' }) =>
      p.reason === 'none'
        ? `„${p.file}“ ist keine Datenbank, oder sie ist beschädigt.`
        : p.reason === 'locked'
          ? `„${p.file}“ benutzt gerade ein anderes Programm.`
          : `„${p.file}“ ist keine Datenbank von Isso: Die Tabellen „comments“ und „threads“ sind nicht so, wie ich sie kenne.`,
    'Halte Isso an, und nimm eine Kopie der Datei, die in seiner Konfiguration hinter „dbpath“ steht.',
  ),
  'import/thread': warning(
    (p: { file: string; page: string; count: number }) =>
      `„${p.file}“: Zu „${p.page}“ gibt es keinen Artikel. ${p.count === 1 ? 'Einen Kommentar' : `${p.count} Kommentare`} habe ich ausgelassen.`,
    'Steht der Artikel hier unter einer anderen Adresse, dann nenne die alte in seinem Kopf unter „aliases:“, und lies die Datei noch einmal ein.',
  ),
  'import/row': warning('„{file}“, Zeile {line}: {fault} Ich habe sie ausgelassen.'),
  'import/file': warning('„{file}“: {fault} Ich habe die Datei ausgelassen.'),

  // About faults that stop the comment receiver.
  'receiver/no-port': error(
    'Am Port {port} kann der Kommentardienst nicht lauschen ({code}).',
    'Wahrscheinlich läuft dort schon etwas. Nimm mit --port einen anderen Port.',
  ),
  'receiver/no-store': error(
    'Im Ordner {folder} kann der Kommentardienst nichts speichern ({code}).',
    'Gib ihn dem Benutzer, unter dem der Dienst läuft: sudo chown -R BENUTZER .comments. Unter systemd muss der Ordner außerdem in „ReadWritePaths“ liegen.',
  ),
  'receiver/store-full': warning(
    'Im Ordner {folder} lässt sich gerade nichts speichern ({code}); solange nehme ich keine Kommentare an.',
    'Schaffe Platz auf dem Datenträger. Der Dienst merkt es von selbst.',
  ),
  'receiver/no-form': warning(
    'Das Formular des Blogs sendet nicht an diesen Dienst.',
    'Schreibe in site.yaml unter „comments:“ zum Beispiel „endpoint: /comments“, und lass „format“ weg.',
  ),
};
