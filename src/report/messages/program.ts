import { message } from '../message.ts';

/** About the program itself. */
export const programMessages = {
  'program/worker-crashed': message(
    'error',
    (p: { files: string; reason: string }) =>
      `Beim Lesen ist ein Teil des Programms abgestürzt (${p.reason}).`,
    (p) => `Er war bei einer dieser Dateien: ${p.files}`,
  ),
};
