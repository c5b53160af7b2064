import type { PolicyPurpose } from '../../model.ts';
import { error, note, suggestionOr, warning } from '../message.ts';

const permissions: Readonly<Record<PolicyPurpose, (origin: string) => string>> = {
  script: (origin) => `von ${origin} Skripte laden`,
  connect: (origin) => `sich mit ${origin} verbinden`,
  image: (origin) => `von ${origin} Bilder laden`,
  frame: (origin) => `Seiten von ${origin} einbetten`,
  form: (origin) => `Formulare an ${origin} schicken`,
};

/** About site.yaml, beyond what its schema checks. */
export const settingsMessages = {
  'settings/no-endpoint': note(
    'Unter den Artikeln steht kein Kommentarformular, denn es fehlt die Adresse, an die es schickt.',
    'Trage sie unter „comments: endpoint:“ ein, oder schreibe „comments: open: false“.',
  ),
  'settings/endpoint-unused': warning(
    'Bei Netlify bleibt „endpoint“ ohne Wirkung: Das Formular schickt an die eigene Seite.',
    'Lösche die Zeile, oder nenne ein anderes „format“.',
  ),
  'settings/no-fields': error(
    'Beim Format „generic“ muss ich wissen, wie der Empfänger seine Felder nennt.',
    'Trage es unter „comments: fields:“ ein, zum Beispiel: { text: message, name: name, email: email }',
  ),
  'settings/fields-unused': warning(
    'Beim Format „{format}“ stehen die Namen der Felder fest.',
    'Lösche „fields“, oder schreibe „format: generic“.',
  ),
  'settings/email-without-name': error(
    'Nach der E-Mail-Adresse kann das Formular nicht fragen: Unter „fields“ fehlt ihr Name.',
    'Ergänze „email: …“ unter „fields“, oder schreibe „email: off“.',
  ),
  'settings/proof-of-work-elsewhere': error(
    '„proofOfWork“ kennt nur Blattmachers eigener Empfänger, nicht das Format „{format}“.',
    'Lösche die Zeile „proofOfWork“, oder schreibe „format: blattmacher“.',
  ),
  'settings/other-format': warning(
    'Die Adresse unter „endpoint“ sieht nach „{likely}“ aus; dort kommen Kommentare in Blattmachers eigenem Format nicht an.',
    'Schreibe „format: {likely}“.',
  ),
  'settings/only-at-root': warning(
    'Was unter „{key}“ steht, wird nur an der Wurzel einer Domain gelesen, und dieser Blog liegt in einem Unterordner.',
    'Die Datei entsteht trotzdem: Kopiere sie an die Wurzel der Domain.',
  ),
  'settings/security-expired': warning(
    'Die security.txt ist seit dem {day} abgelaufen; ihr glaubt niemand mehr.',
    'Prüfe die Angaben, und schreibe unter „security: expires:“ ein neues Datum, höchstens ein Jahr voraus.',
  ),
  'settings/third-party': note(
    (p: { purpose: PolicyPurpose; origin: string }) =>
      `Alle Seiten dieses Blogs dürfen ${permissions[p.purpose](p.origin)}.`,
    'Wer dort antwortet, erfährt die IP-Adressen deiner Leserinnen und Leser. Steht das in deiner Datenschutzerklärung?',
  ),
  'settings/footer-unknown': warning(
    'Unter „footer“ steht „{name}“; so heißt keine Seite.',
    suggestionOr('Nenne den letzten Teil der Adresse einer Seite, oder einen Link: { name: …, url: … }'),
  ),
  'settings/front-section': warning(
    'Unter „front: sections“ steht „{name}“; kein Artikel hat dieses Ressort.',
    suggestionOr('Nenne ein Ressort, wie es in den Köpfen der Artikel steht.'),
  ),
  'settings/low-contrast': warning(
    'Text in der Farbe „{colour}“ ist auf „{ground}“ schwer zu lesen: Der Kontrast ist {ratio}, gut sind 7.',
    'Nimm eine Farbe, die sich stärker von „{ground}“ abhebt.',
  ),
  'settings/deploy-secret': error(
    'Hier steht ein Geheimnis; die Datei site.yaml liest jeder, der den Blog in die Hand bekommt.',
    'Lösche die Zeile, und ändere das Passwort, wenn sie schon in Git war. Setze es in der Umgebung: BLATTMACHER_DEPLOY_PASSWORD, für Speicherdienste AWS_ACCESS_KEY_ID und AWS_SECRET_ACCESS_KEY. Am Terminal fragt „blattmacher deploy“ danach.',
  ),
  'settings/deploy-mixed': error(
    'Unter „deploy“ steht ein Ziel, und daneben stehen mehrere unter „targets“.',
    'Gib auch dem ersten einen Namen unter „targets“.',
  ),
  'settings/deploy-kind': error(
    'Dem Ziel unter „deploy“ fehlt „kind“: auf welchem Weg die Seiten dorthin kommen.',
    'Möglich sind: {kinds}.',
  ),
  'settings/deploy-missing': error(
    'Einem Ziel mit „kind: {kind}“ fehlt „{key}“.',
    'Ergänze die Zeile „{key}: …“.',
  ),
  'settings/deploy-surplus': error('Ein Ziel mit „kind: {kind}“ kennt „{key}“ nicht.', 'Lösche die Zeile.'),
};
