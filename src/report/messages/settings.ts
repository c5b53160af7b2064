import { message } from '../message.ts';

/** About site.yaml, beyond what its schema checks. */
export const settingsMessages = {
  'settings/no-endpoint': message(
    'note',
    () => 'Unter den Artikeln steht kein Kommentarformular, denn es fehlt die Adresse, an die es schickt.',
    () => 'Trage sie unter „comments: endpoint:“ ein, oder schreibe „comments: open: false“.',
  ),
};
