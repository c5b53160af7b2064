import { message } from '../message.ts';

/** About what an author takes from other sites. */
export const embedMessages = {
  'embed/unknown-address': message(
    'error',
    (p: { address: string }) => `Aus „${p.address}“ lässt sich nichts einbetten.`,
    () =>
      'Nimm die Adresse, die der Browser auf der Seite des Videos, Beitrags oder Kartenausschnitts zeigt: mit https://, ohne Port. Es gehen YouTube, Vimeo, Mastodon, Bluesky, X und OpenStreetMap.',
  ),
  'embed/not-alone': message(
    'error',
    (p: { address: string }) => `„${p.address}“ steht mitten im Text und kann dort nicht eingebettet werden.`,
    () => 'Gib ihm einen Absatz für sich, mit Leerzeilen davor und danach, oder mache einen Link daraus.',
  ),
};
