import { message } from '../message.ts';

/** About the output folder and what is written there. */
export const outputMessages = {
  'output/url-taken': message(
    'error',
    (p: { url: string; first: string; second: string }) =>
      `Zwei Quellen wollen dieselbe Adresse ${p.url}: ${p.first} und ${p.second}.`,
    () => 'Gib einer von beiden im Kopf ein eigenes „slug:“.',
  ),
};
