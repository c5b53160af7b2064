import { message } from '../message.ts';

/** About the search index. */
export const searchMessages = {
  'search/impossible': message(
    'error',
    (p: { reason: string }) => `Der Suchindex lässt sich hier nicht anlegen: ${p.reason}`,
    () => 'Auf einem System, für das es Pagefind nicht gibt, hilft nur „search: false“ in site.yaml.',
  ),
};
