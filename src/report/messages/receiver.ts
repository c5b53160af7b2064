import { message } from '../message.ts';

/** What keeps the service that takes comments from its work. */
export const receiverMessages = {
  'receiver/no-port': message<{ port: number; code: string }>(
    'error',
    ({ port, code }) => `Am Port ${port} kann der Kommentardienst nicht lauschen (${code}).`,
    () => 'Wahrscheinlich läuft dort schon etwas. Nimm mit --port einen anderen Port.',
  ),
};
