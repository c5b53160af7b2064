import { message } from '../message.ts';

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
