import { message } from '../message.ts';

/** About the cache. Never more than a note: a lost cache costs time, not correctness. */
export const cacheMessages = {
  'cache/damaged': message(
    'note',
    (p: { path: string }) => `Das Gedächtnis ${p.path} ist beschädigt und wird neu angelegt.`,
  ),
  'cache/refused': message(
    'note',
    (p: { path: string; code: string }) =>
      `Das Gedächtnis ${p.path} lässt sich nicht benutzen (${p.code}); der nächste Lauf dauert deshalb länger.`,
    () => 'Gib Blattmacher dort Schreibrecht und Platz, oder lösche den Ordner „.cache“.',
  ),
};
