import { message } from '../message.ts';

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
