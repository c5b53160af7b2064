import { message } from '../message.ts';

/** About source files as such. */
export const sourceMessages = {
  'source/no-site': message(
    'error',
    (p: { folder: string }) => `In „${p.folder}“ liegt kein Blog: Die Datei site.yaml fehlt.`,
    () => 'Wechsle in den Ordner deines Blogs oder nenne ihn mit --site ORDNER.',
  ),
  'source/not-utf-8': message(
    'error',
    () => 'Die Datei ist nicht in UTF-8 gespeichert; ab hier lässt sie sich nicht lesen.',
    () => 'Speichere sie in deinem Schreibprogramm mit der Kodierung „UTF-8“.',
  ),
  'source/noncharacter': message(
    'error',
    (p: { name: string }) => `Hier steht ein unsichtbares Zeichen, das in keinen Text gehört (${p.name}).`,
    () => 'Lösche es; meist steht es zwischen zwei Buchstaben, wo die Schreibmarke nicht weiterrückt.',
  ),
  'source/link': message(
    'error',
    () => 'Diese symbolische Verknüpfung führt aus dem Blog hinaus, auf einen Ordner oder ins Leere.',
    () => 'Lege die Datei selbst in den Ordner.',
  ),
  'source/not-a-file': message(
    'error',
    () => 'Das ist weder eine Datei noch ein Ordner.',
    () => 'Entferne es aus dem Blog.',
  ),
  'source/same-name': message(
    'error',
    () =>
      'Diese Datei gibt es zweimal: Die Namen sehen gleich aus, sind aber verschieden gespeichert (Umlaute als ein Zeichen oder als zwei).',
    () => 'Lösche eine der beiden oder benenne sie um.',
  ),
  'source/unreadable': message(
    'error',
    (p: { code: string }) => `Das System gibt den Inhalt nicht heraus (${p.code}).`,
    () => 'Prüfe, wem die Datei oder der Ordner gehört und ob du dort lesen darfst.',
  ),
  'source/too-large': message(
    'error',
    (p: { megabytes: number }) => `Die Datei ist größer als ${p.megabytes} MB.`,
    () => 'Teile den Text auf mehrere Artikel auf.',
  ),
  'source/large': message(
    'warning',
    () => 'Der Artikel ist größer als 1 MB; so lange Texte liest Google News nicht.',
    () => 'Teile ihn auf.',
  ),
};
