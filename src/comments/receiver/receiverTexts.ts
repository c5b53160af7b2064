import type { RefusalCode } from './sentFields.ts';

/** Every German word that the receiver says: to readers, to the editor, and where it was started. */
export const receiverTexts = {
  refusals: {
    malformed: 'Dein Kommentar kam nicht heil an. Bitte sende ihn noch einmal.',
    'foreign-origin': 'Kommentare nehmen wir nur vom Formular auf unserer eigenen Seite an.',
    'article-closed': 'Dieser Artikel kann nicht mehr kommentiert werden.',
    'article-unknown': 'Zu dieser Adresse gibt es bei uns keinen Artikel.',
    duplicate: 'Diesen Kommentar haben wir schon. Du musst ihn nicht noch einmal senden.',
    'too-large': 'Das ist zu viel auf einmal. Bitte kürze deinen Kommentar.',
    'media-type': 'In dieser Form nehmen wir Kommentare nicht an. Benutze bitte das Formular auf der Seite.',
    fields: 'Bitte sieh dir deine Angaben noch einmal an.',
    'too-fast': 'Das ging sehr schnell. Bitte sende deinen Kommentar noch einmal.',
    'too-many-links': 'Dein Kommentar hat zu viele Links. Bitte lass ein paar weg.',
    'proof-of-work': 'Die Prüfung gegen Spam hat nicht geklappt. Bitte sende deinen Kommentar noch einmal.',
    'too-many': 'Von dir kamen gerade viele Kommentare. Bitte versuche es etwas später noch einmal.',
    'not-stored':
      'Wir konnten deinen Kommentar gerade nicht speichern. Bitte versuche es später noch einmal.',
  } satisfies Record<RefusalCode, string>,
  fields: {
    missingText: 'Bitte schreibe deinen Kommentar.',
    longText: (limit: number): string => `Der Kommentar darf höchstens ${limit} Zeichen haben.`,
    missingName: 'Bitte gib einen Namen an.',
    longName: (limit: number): string => `Der Name darf höchstens ${limit} Zeichen haben.`,
    wrongName: 'Im Namen stehen Zeichen, die dort nicht hingehören.',
    missingEmail: 'Bitte gib deine E-Mail-Adresse an.',
    wrongEmail: 'Das ist keine E-Mail-Adresse. Sie sieht zum Beispiel so aus: name@example.org',
    wrongUrl: 'Das ist keine Webadresse. Sie beginnt mit https:// oder http://',
    wrongParent: 'Den Kommentar, auf den du antwortest, gibt es nicht.',
    missingConsent: 'Bitte stimme der Datenschutzerklärung zu.',
  },
  remarks: {
    noOrigin: 'Der Browser hat nicht gesagt, von welcher Seite der Kommentar kommt.',
    honeypot: 'Das versteckte Feld war ausgefüllt; das tun sonst nur Maschinen.',
    hasty:
      'Das Formular kam nach weniger als drei Sekunden zurück. Der Absender hat gelesen, dass er noch einmal senden soll, und hat das nicht getan.',
    slow: 'Das Formular war länger als einen Tag offen.',
    clock: 'Die Uhr des Absenders geht falsch.',
    links: (count: number): string => `Der Text hat ${count} Links.`,
  },
  foreignHost: 'Unter diesem Namen nehmen wir keine Kommentare an.',
  wrongMethod: 'So geht es hier nicht.',
  nothingHere: 'Hier ist nichts.',
  broken: 'Hier ist etwas schiefgegangen.',
  healthy: 'Alles in Ordnung.',
  notStored: (code: string): string =>
    `Kommentare lassen sich nicht speichern (${code}); wer einen sendet, erfährt das.`,
  tooManyPending: (most: number): string =>
    `Es warten schon ${most} Kommentare; bis du über welche entscheidest, nehme ich keine mehr an.`,
  formElsewhere:
    'Das Formular des Blogs sendet nicht an diesen Dienst: In site.yaml fehlt „endpoint“, oder „format“ nennt einen anderen Empfänger.',
  storedAgain: 'Kommentare lassen sich wieder speichern.',
  unexpected: (error: string): string => `Im Kommentardienst ist etwas schiefgegangen: ${error}`,
  lastGoodSite:
    'Der Blog hat gerade Fehler; der Kommentardienst arbeitet mit dem letzten guten Stand weiter („blattmacher check“ sagt, was fehlt).',
  notNotified: (way: string, problem: string): string =>
    `Die Nachricht über neue Kommentare (${way}) kam nicht an: ${problem}`,
  tooSlow: 'es dauerte zu lange',
  exitCode: (code: string): string => `beendet mit ${code}`,
  mail: {
    subject: (count: number): string =>
      count === 1 ? 'Ein neuer Kommentar wartet' : `${count} neue Kommentare warten`,
    by: (name: string, address: string): string => `${name} zu ${address}`,
    answer: 'Freigeben oder ablehnen',
    remarks: 'Auffällig',
    shortened: '[gekürzt]',
  },
} as const;
