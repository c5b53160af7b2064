import { message } from '../message.ts';

/** About the program itself. */
export const programMessages = {
  'program/worker-crashed': message(
    'error',
    (p: { reason: string }) => `An dieser Datei ist ein Teil des Programms abgestürzt (${p.reason}).`,
    () => 'Kürze oder vereinfache den Text dort und melde uns den Fehler.',
  ),
  'program/more-of-a-kind': message('warning', (p: { count: number }) =>
    p.count === 1
      ? 'Weiter unten steht in dieser Datei noch eine Meldung dieser Art.'
      : `Weiter unten stehen in dieser Datei noch ${p.count} Meldungen dieser Art.`,
  ),
};
