import { message } from '../message.ts';

/** About site.yaml, beyond what its schema checks. */
export const settingsMessages = {
  'settings/no-endpoint': message(
    'note',
    () => 'Unter den Artikeln steht kein Kommentarformular, denn es fehlt die Adresse, an die es schickt.',
    () => 'Trage sie unter „comments: endpoint:“ ein, oder schreibe „comments: open: false“.',
  ),
  'settings/endpoint-unused': message(
    'warning',
    () => 'Bei Netlify bleibt „endpoint“ ohne Wirkung: Das Formular schickt an die eigene Seite.',
    () => 'Lösche die Zeile, oder nenne ein anderes „format“.',
  ),
  'settings/no-fields': message(
    'error',
    () => 'Beim Format „generic“ muss ich wissen, wie der Empfänger seine Felder nennt.',
    () => 'Trage es unter „comments: fields:“ ein, zum Beispiel: { text: message, name: name, email: email }',
  ),
  'settings/fields-unused': message(
    'warning',
    (p: { format: string }) => `Beim Format „${p.format}“ stehen die Namen der Felder fest.`,
    () => 'Lösche „fields“, oder schreibe „format: generic“.',
  ),
  'settings/email-without-name': message(
    'error',
    () => 'Nach der E-Mail-Adresse kann das Formular nicht fragen: Unter „fields“ fehlt ihr Name.',
    () => 'Ergänze „email: …“ unter „fields“, oder schreibe „email: off“.',
  ),
  'settings/proof-of-work-elsewhere': message(
    'error',
    (p: { format: string }) =>
      `„proofOfWork“ kennt nur Blattmachers eigener Empfänger, nicht das Format „${p.format}“.`,
    () => 'Lösche die Zeile „proofOfWork“, oder schreibe „format: blattmacher“.',
  ),
  'settings/other-format': message(
    'warning',
    (p: { likely: string }) =>
      `Die Adresse unter „endpoint“ sieht nach „${p.likely}“ aus; dort kommen Kommentare in Blattmachers eigenem Format nicht an.`,
    (p) => `Schreibe „format: ${p.likely}“.`,
  ),
  'settings/only-at-root': message(
    'warning',
    (p: { key: string }) =>
      `Was unter „${p.key}“ steht, wird nur an der Wurzel einer Domain gelesen, und dieser Blog liegt in einem Unterordner.`,
    () => 'Die Datei entsteht trotzdem: Kopiere sie an die Wurzel der Domain.',
  ),
  'settings/security-expired': message(
    'warning',
    (p: { day: string }) => `Die security.txt ist seit dem ${p.day} abgelaufen; ihr glaubt niemand mehr.`,
    () =>
      'Prüfe die Angaben, und schreibe unter „security: expires:“ ein neues Datum, höchstens ein Jahr voraus.',
  ),
  'settings/low-contrast': message(
    'warning',
    (p: { colour: string; ground: string; ratio: string }) =>
      `Text in der Farbe „${p.colour}“ ist auf „${p.ground}“ schwer zu lesen: Der Kontrast ist ${p.ratio}, gut sind 7.`,
    (p) => `Nimm eine Farbe, die sich stärker von „${p.ground}“ abhebt.`,
  ),
};
