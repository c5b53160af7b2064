import { moderationTexts } from '../../live/moderationTexts.ts';

/** Every German word of `comments …` on the command line. */
export const commentTexts = {
  waiting: moderationTexts.waiting,
  about: (article: string): string => `zu ${article}`,
  fields: {
    id: 'Kommentar',
    article: 'Artikel',
    parent: 'Antwort auf',
    name: 'Name',
    email: 'E-Mail',
    url: 'Website',
    date: 'Gesendet',
    remark: 'Bemerkung',
  },
  oneId: (command: string): string => `Welcher Kommentar? Schreibe: blattmacher comments ${command} <id>`,
  someIds: (command: string): string => `Welche Kommentare? Schreibe: blattmacher comments ${command} <id> …`,
  idOrAddress:
    'Was soll ich löschen? Schreibe: blattmacher comments delete <id> oder blattmacher comments delete --email <adresse>',
  approved: (file: string): string => `Freigegeben: ${file}`,
  rejected: (id: string): string => `Abgelehnt und gelöscht: ${id}`,
  deleted: (id: string, file: string | undefined): string =>
    file === undefined ? `Gelöscht: ${id}` : `Gelöscht: ${file}`,
  noneFrom: 'Von dieser Adresse gibt es keinen Kommentar.',
  someFiles: 'Was soll ich einlesen? Schreibe: blattmacher comments import <datei> …',
  wrongColumns: (text: string): string =>
    `„${text}“ verstehe ich nicht. Schreibe zum Beispiel: --columns "text=Nachricht,article=Seite"`,
  imported: (count: number, known: number): string => {
    const news =
      count === 0
        ? 'Nichts Neues'
        : count === 1
          ? '1 Kommentar eingelesen'
          : `${count} Kommentare eingelesen`;
    return known === 0 ? `${news}.` : `${news}; ${known} ${known === 1 ? 'war' : 'waren'} schon da.`;
  },
  serving: (address: string): string => `Kommentare nehme ich an unter ${address} (beenden mit Strg+C)`,
  served: 'Der Dienst ist beendet.',
  wrongPath: (path: string): string => `„${path}“ ist kein Pfad. Schreibe zum Beispiel: /comments`,
  noMailServer:
    'Welcher Server verschickt die Post? Setze BLATTMACHER_SMTP in der Umgebung, zum Beispiel: smtps://name:passwort@mail.example.org',
  pushed: (message: string): string => `Mit Git veröffentlicht: ${message}`,
  notPushed: (reason: string): string =>
    `Mit Git ging es nicht: ${reason} Ich versuche es weiter; nichts ist verloren.`,
} as const;
