import { message } from '../message.ts';

const example =
  '::: {kasten=fakten}, dann **Der Titel** in einem eigenen Absatz, der Text und zum Schluss :::';

/** About boxes in the text of a source. */
export const boxMessages = {
  'box/unknown-kind': message(
    'error',
    (p: { kind: string }) => `Einen Kasten der Art „${p.kind}“ gibt es nicht.`,
    () => `So ist es gemeint: ${example}.`,
  ),
  'box/no-title': message(
    'error',
    () => 'Dem Kasten fehlt der Titel.',
    () => `So ist es gemeint: ${example}.`,
  ),
};
