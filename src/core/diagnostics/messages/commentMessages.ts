/** Messages about published comments, moderation and the receiver. */
import { message } from '../message.ts';

/** About published comments. All are warnings: one bad file never stops a build. */
export const commentMessages = {
  'comments/skipped': message(
    'warning',
    (p: { reason: string; cure: string }) => `Dieser Kommentar erscheint nicht. ${p.reason}`,
    (p) => p.cure || 'Verbessere die Datei oder lösche sie.',
  ),
  'comments/too-large': message(
    'warning',
    (p: { kilobytes: number }) =>
      `Dieser Kommentar erscheint nicht: Die Datei ist größer als ${p.kilobytes} KB.`,
    () => 'Kürze den Text.',
  ),
  'comments/no-text': message(
    'warning',
    () => 'Dieser Kommentar erscheint nicht: Er hat keinen Text.',
    () => 'Ergänze eine Zeile „text: …“, oder lösche die Datei.',
  ),
  'comments/not-a-text': message(
    'warning',
    (p: { key: string }) => `Dieser Kommentar erscheint nicht: „${p.key}“ muss ein Text sein.`,
    (p) => `Schreibe: ${p.key}: "…"`,
  ),
  'comments/no-date': message(
    'warning',
    () => 'Dieser Kommentar erscheint nicht: Er hat kein Datum.',
    () => 'Ergänze eine Zeile wie „date: 2023-09-13T14:30:00+02:00“.',
  ),
  'comments/bad-date': message(
    'warning',
    (p: { value: string }) =>
      `Dieser Kommentar erscheint nicht: „${p.value}“ ist kein Datum, das ich lesen kann.`,
    () => 'Schreibe zum Beispiel: date: 2023-09-13T14:30:00+02:00',
  ),
  'comments/bad-id': message(
    'warning',
    (p: { id: string }) => `Dieser Kommentar erscheint nicht: Seine „id“ ist „${p.id}“.`,
    () => 'Nimm höchstens 64 Kleinbuchstaben, Ziffern und Bindestriche.',
  ),
  'comments/same-id': message(
    'warning',
    (p: { id: string; other: string }) =>
      `Dieser Kommentar erscheint nicht: Seine „id“ „${p.id}“ hat schon der in ${p.other}.`,
    () => 'Gib ihm eine andere, oder lösche eine der beiden Dateien.',
  ),
  'comments/unknown-article': message(
    'warning',
    (p: { key: string; suggestion: string }) =>
      `Was im Ordner „${p.key}“ liegt, erscheint nicht: Zu diesem Namen gibt es keinen Artikel.`,
    (p) =>
      p.suggestion
        ? `Meintest du „${p.suggestion}“?`
        : 'Nenne den Ordner in content/comments nach dem letzten Teil der Adresse des Artikels.',
  ),
  'comments/ambiguous-article': message(
    'warning',
    (p: { key: string; example: string }) =>
      `Was im Ordner „${p.key}“ liegt, erscheint nicht: Diesen Namen haben mehrere Artikel.`,
    (p) => `Nenne den Ordner nach der ganzen Adresse des Artikels, zum Beispiel „${p.example}“.`,
  ),
};

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

/** About comments that wait, and what an editor wants done with them. */
export const moderationMessages = {
  'moderation/unknown-comment': message(
    'error',
    (p: { id: string }) => `Einen Kommentar „${p.id}“ gibt es nicht.`,
    () => 'Welche auf dich warten, zeigt dir: blattmacher comments list',
  ),
  'moderation/ambiguous-comment': message(
    'error',
    (p: { id: string; first: string; second: string }) =>
      `Mit „${p.id}“ beginnen mehrere Kommentare, zum Beispiel ${p.first} und ${p.second}.`,
    () => 'Schreibe ein paar Zeichen mehr.',
  ),
  'moderation/already-published': message(
    'note',
    (p: { id: string }) => `Der Kommentar ${p.id} ist schon veröffentlicht.`,
  ),
  'moderation/article-gone': message(
    'error',
    (p: { id: string; article: string }) =>
      `Der Kommentar ${p.id} gehört zu ${p.article}, und diesen Artikel gibt es nicht.`,
    (p) =>
      `Hat der Artikel eine neue Adresse, dann trage die alte im Kopf unter „aliases:“ ein. Sonst lösche den Kommentar: blattmacher comments delete ${p.id}`,
  ),
  'moderation/damaged': message(
    'warning',
    (p: { file: string }) => `Die Datei .comments/${p.file} ist beschädigt; ich habe sie ausgelassen.`,
    () => 'Sieh sie dir an. Ist nichts zu retten, dann lösche sie.',
  ),
  'moderation/unreadable': message(
    'error',
    (p: { id: string }) => `Der Kommentar ${p.id} ist beschädigt.`,
    (p) =>
      `Sieh dir die Datei ${p.id}.json in .comments an. Ist nichts zu retten: blattmacher comments delete ${p.id}`,
  ),
  'moderation/damaged-key': message(
    'error',
    () => 'Der Schlüssel .comments/key ist beschädigt; ohne ihn finde ich nichts zu einer E-Mail-Adresse.',
    () =>
      'Hole ihn aus einer Sicherung zurück. Gibt es keine, dann lösche ihn: Es entsteht ein neuer. Kommentare, die schon freigegeben sind, findest du dann nicht mehr über die Adresse.',
  ),
  'moderation/no-access': message(
    'error',
    (p: { folder: string; code: string }) => `Im Ordner ${p.folder} darf ich nicht arbeiten (${p.code}).`,
    () =>
      'Wahrscheinlich gehört er dem Benutzer, unter dem „comments serve“ läuft. Führe den Befehl als dieser Benutzer aus: sudo -u BENUTZER blattmacher comments …',
  ),
  'moderation/refused': message(
    'error',
    (p: { folder: string; code: string }) =>
      `Mit dem Ordner ${p.folder} komme ich nicht zurecht: ${refusals.get(p.code) ?? 'das System hat abgelehnt'} (${p.code}).`,
    () => 'Bringe das in Ordnung und führe den Befehl dann noch einmal aus.',
  ),
  'moderation/cache-kept': message(
    'error',
    (p: { code: string }) =>
      `Gelöscht habe ich, was du unten siehst, aber im Ordner .cache kann noch davon stehen: Ich darf ihn nicht leeren (${p.code}).`,
    () => 'Lösche den Ordner .cache von Hand; der nächste Build legt ihn neu an.',
  ),
  'import/unreadable': message(
    'error',
    (p: { file: string; code: string }) => `„${p.file}“ lässt sich nicht lesen (${p.code}).`,
    () => 'Prüfe den Namen und ob du die Datei lesen darfst.',
  ),
  'import/no-file': message(
    'error',
    (p: { file: string }) => `„${p.file}“ ist keine Datei.`,
    () => 'Nenne eine Datei oder einen Ordner; aus Röhren und Geräten lese ich nichts.',
  ),
  'import/too-large': message(
    'error',
    (p: { file: string }) => `„${p.file}“ ist größer als 64 MB.`,
    () => 'Teile die Datei, und lies die Teile nacheinander ein.',
  ),
  'import/not-utf-8': message(
    'error',
    (p: { file: string }) => `„${p.file}“ ist kein Text in UTF-8.`,
    () => 'Speichere die Datei noch einmal, mit der Zeichencodierung UTF-8.',
  ),
  'import/kind': message(
    'error',
    (p: { file: string }) => `„${p.file}“ kann ich nicht einlesen.`,
    () =>
      'Ich verstehe CSV von Formspree und Netlify (.csv) und die Dateien von Staticman (.yml, .yaml, .json, .md).',
  ),
  'import/csv': message(
    'error',
    (p: { file: string; line: number }) => `„${p.file}“ ist ab Zeile ${p.line} kein gültiges CSV.`,
    () => 'Exportiere die Datei noch einmal und ändere nichts daran.',
  ),
  'import/column': message(
    'error',
    (p: { file: string; field: string; columns: string }) =>
      `In „${p.file}“ finde ich die Spalte für „${p.field}“ nicht. Es gibt: ${p.columns}.`,
    (p) => `Ordne sie selbst zu, zum Beispiel: --columns "${p.field}=Name der Spalte"`,
  ),
  'import/row': message(
    'warning',
    (p: { file: string; line: number; fault: string }) =>
      `„${p.file}“, Zeile ${p.line}: ${p.fault} Ich habe sie ausgelassen.`,
  ),
  'import/file': message(
    'warning',
    (p: { file: string; fault: string }) => `„${p.file}“: ${p.fault} Ich habe die Datei ausgelassen.`,
  ),
};

/** About faults that stop the comment receiver. */
export const receiverMessages = {
  'receiver/no-port': message<{ port: number; code: string }>(
    'error',
    ({ port, code }) => `Am Port ${port} kann der Kommentardienst nicht lauschen (${code}).`,
    () => 'Wahrscheinlich läuft dort schon etwas. Nimm mit --port einen anderen Port.',
  ),
  'receiver/no-store': message<{ folder: string; code: string }>(
    'error',
    ({ folder, code }) => `Im Ordner ${folder} kann der Kommentardienst nichts speichern (${code}).`,
    () =>
      'Gib ihn dem Benutzer, unter dem der Dienst läuft: sudo chown -R BENUTZER .comments. Unter systemd muss der Ordner außerdem in „ReadWritePaths“ liegen.',
  ),
  'receiver/store-full': message<{ folder: string; code: string }>(
    'warning',
    ({ folder, code }) =>
      `Im Ordner ${folder} lässt sich gerade nichts speichern (${code}); solange nehme ich keine Kommentare an.`,
    () => 'Schaffe Platz auf dem Datenträger. Der Dienst merkt es von selbst.',
  ),
  'receiver/no-form': message(
    'warning',
    () => 'Das Formular des Blogs sendet nicht an diesen Dienst.',
    () =>
      'Schreibe in site.yaml unter „comments:“ zum Beispiel „endpoint: /comments“, und lass „format“ weg.',
  ),
};
