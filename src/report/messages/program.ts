import { message } from '../message.ts';

/** About the program itself. */
export const programMessages = {
  'program/worker-crashed': message(
    'error',
    (p: { reason: string }) => `An dieser Datei ist ein Teil des Programms abgestürzt (${p.reason}).`,
    () => 'Kürze oder vereinfache den Text dort und melde uns den Fehler.',
  ),
};
