/** Every German word of the program's own that readers see, in one place. Templates get it as `it.site.texts`. */
export const siteTexts = {
  skipToContent: 'Zum Inhalt springen',
  navigation: 'Hauptnavigation',
  breadcrumbs: 'Du bist hier',
  home: 'Startseite',
  section: 'Ressort',
  tag: 'Thema',
  tags: 'Themen',
  breaking: 'Eilmeldung',
  tickerRuns: 'Liveticker, wird laufend aktualisiert',
  tickerEnded: (date: string): string => `Liveticker, beendet am ${date}`,
  newsletter: {
    subject: (title: string, count: number): string => {
      const others = count === 2 ? 'ein weiterer Artikel' : `${count - 1} weitere Artikel`;
      return count === 1 ? title : `${title} – und ${others}`;
    },
    why: (blog: string): string =>
      `Du bekommst diese Mail, weil du den Newsletter von „${blog}“ abonniert hast.`,
  },
  glossary: 'Glossar',
  dossier: 'Dossier',
  allOfDossier: 'Alle Artikel zum Thema',
  series: 'Serie',
  seriesPlace: (number: number, total: number): string => `Teil ${number} von ${total} der Serie`,
  previousPart: 'Vorheriger Teil',
  nextPart: 'Nächster Teil',
  author: 'Artikel von',
  archive: 'Archiv',
  latest: 'Neueste Artikel',
  mostRead: 'Meistgelesen',
  by: 'Von',
  and: 'und',
  published: 'Veröffentlicht am',
  updated: 'Aktualisiert am',
  minutes: (count: number): string => `${count} Min. Lesezeit`,
  articles: (count: number): string => (count === 1 ? '1 Artikel' : `${groupThousands(count)} Artikel`),
  entries: (count: number): string => (count === 1 ? '1 Eintrag' : `${groupThousands(count)} Einträge`),
  listen: 'Hören',
  download: 'Tondatei herunterladen',
  podcast: 'Podcast',
  credit: 'Bild:',
  enlarge: (words: string): string => `Ganzes Bild: ${words}`,
  keyPoints: 'Das Wichtigste in Kürze',
  corrections: 'Korrektur',
  allCorrections: 'Korrekturen',
  correctionsIntro: 'Was in unseren Artikeln falsch war und wie es richtig heißt, das Neueste zuerst.',
  counterstatement: 'Gegendarstellung',
  toCounterstatement: 'Zu diesem Artikel gibt es eine Gegendarstellung.',
  statedBy: (name: string, day: string): string => `Von ${name}, ${day}`,
  sources: 'Quellen',
  related: 'Siehe auch',
  neighbours: 'Weiterblättern',
  earlier: 'Vorheriger Artikel',
  later: 'Nächster Artikel',
  previousPage: 'Neuere Artikel',
  nextPage: 'Ältere Artikel',
  pageBefore: 'Vorherige Seite',
  pageAfter: 'Nächste Seite',
  pages: 'Seiten',
  page: 'Seite',
  pageOf: (current: number, total: number): string => `Seite ${current} von ${total}`,
  service: 'Service',
  profiles: 'Anderswo im Netz',
  feeds: 'Abonnieren',
  footer: 'Fußzeile',
  noArticles: 'Hier ist noch nichts erschienen. Schau bald wieder vorbei!',
  notFoundTitle: 'Seite nicht gefunden',
  notFoundText:
    'Unter dieser Adresse steht nichts (mehr). Vielleicht hilft dir einer der neuesten Artikel weiter – oder das Archiv.',
  moved: 'Diese Seite ist umgezogen:',
  share: 'Artikel weitergeben',
  shareBy: {
    mail: 'E-Mail',
    mastodon: 'Mastodon',
    bluesky: 'Bluesky',
    whatsapp: 'WhatsApp',
  },
  articleAddress: 'Adresse dieses Artikels:',
  comments: 'Kommentare',
  commentsClosed: 'Die Kommentare zu diesem Artikel sind geschlossen.',
  writeComment: 'Schreibe einen Kommentar',
  emailNotPublished: 'Deine E-Mail-Adresse wird nicht veröffentlicht.',
  requiredFields: 'Erforderliche Felder sind mit\u00a0* markiert.',
  commentText: 'Kommentar',
  commentName: 'Name',
  commentEmail: 'E-Mail',
  commentUrl: 'Website',
  commentTrap: 'Fax (bitte leer lassen)',
  /** Around the link to the privacy policy. */
  consentBefore: 'Ich habe die ',
  consentLink: 'Datenschutzerklärung',
  consentAfter:
    ' gelesen und bin einverstanden, dass meine Angaben für die Veröffentlichung meines Kommentars verarbeitet werden.',
  rememberReader:
    'Meinen Namen, meine E-Mail-Adresse und meine Website in diesem Browser für die nächste Kommentierung speichern.',
  rememberReaderWithoutEmail:
    'Meinen Namen und meine Website in diesem Browser für die nächste Kommentierung speichern.',
  needsScript:
    'Zum Schutz vor Spam rechnet dein Browser kurz, bevor er einen Kommentar abschickt. Dafür braucht er JavaScript.',
  sendComment: 'Kommentar abschicken',
  reply: 'Antworten',
  replyTo: (name: string): string => `auf den Kommentar von ${name}`,
  cancelReply: 'Antworten abbrechen',
  commentReplies: {
    success: {
      title: 'Danke!',
      text: 'Dein Kommentar ist angekommen und wird geprüft. Sobald er freigegeben ist, erscheint er unter dem Artikel.',
    },
    failure: {
      title: 'Das hat nicht geklappt',
      text: 'Dein Kommentar ist nicht angekommen. Geh in deinem Browser eine Seite zurück: Meist steht dein Text dort noch.',
      /** By the codes of our own receiver (`src/comments/receiver/sentFields.ts`). */
      reasons: {
        fields:
          'Eine Angabe fehlt oder stimmt nicht. Sieh bitte nach, ob alle Felder mit\u00a0* ausgefüllt sind und deine E-Mail-Adresse vollständig ist.',
        'too-fast':
          'Das ging sehr schnell – so schnell sind sonst nur Maschinen. Warte ein paar Sekunden und schicke ihn noch einmal ab.',
        'too-many': 'Von dir kamen gerade viele Kommentare. Versuche es in ein paar Minuten noch einmal.',
        'too-many-links':
          'Dein Kommentar hat zu viele Links. Lass ein paar weg und schicke ihn noch einmal ab.',
        'too-large': 'Dein Kommentar ist zu lang. Kürze ihn bitte.',
        duplicate: 'Diesen Kommentar haben wir schon. Du musst nichts weiter tun.',
        'article-closed': 'Dieser Artikel kann nicht mehr kommentiert werden.',
        'article-unknown': 'Den Artikel, zu dem dein Kommentar gehört, gibt es nicht mehr.',
        'proof-of-work':
          'Die Prüfung gegen Spam hat nicht geklappt. Schicke deinen Kommentar noch einmal ab.',
        'not-stored': 'Wir konnten ihn gerade nicht speichern. Versuche es später noch einmal.',
      },
      /** Message for `fields`, when it is one field alone. */
      fields: {
        text: 'Der Text deines Kommentars fehlt oder ist zu lang.',
        name: 'Dein Name fehlt, oder in ihm stehen Zeichen, die dort nicht hingehören.',
        email:
          'Deine E-Mail-Adresse fehlt oder ist nicht vollständig. Sie sieht zum Beispiel so aus: name@example.org',
        url: 'Die Adresse deiner Website stimmt nicht. Sie beginnt mit https:// oder http://',
        parent: 'Den Kommentar, auf den du antwortest, gibt es nicht.',
        consent: 'Das Häkchen bei der Datenschutzerklärung fehlt.',
      },
    },
  },
  /** Published comments. */
  anonymous: 'Anonym',
  commentCount: (count: number): string =>
    count === 1 ? '1\u00a0Kommentar' : `${groupThousands(count)}\u00a0Kommentare`,
  answerTo: 'Antwort an',
  subscribeToComments: 'Kommentare abonnieren',
  commentsOn: (title: string): string => `Kommentare zu „${title}“`,
  commentBy: (name: string, title: string): string => `${name} zu „${title}“`,
  /** Diagrams in articles; the points' numbers are as the author wrote them. */
  charts: {
    kinds: {
      bars: 'Balkendiagramm',
      columns: 'Säulendiagramm',
      line: 'Liniendiagramm',
      area: 'Flächendiagramm',
    },
    named: (kind: string, title: string): string => `${kind}: ${title}.`,
    trend: (first: PointWords, last: PointWords): string =>
      `von ${first.text} (${first.label}) auf ${last.text} (${last.label})`,
    range: (most: PointWords, least: PointWords): string =>
      most.text === least.text
        ? `überall ${most.text}`
        : `am höchsten ${most.text} (${most.label}), am niedrigsten ${least.text} (${least.label})`,
    data: 'Die Daten als Tabelle',
    file: 'Daten herunterladen (CSV)',
  },
  /** Embeds from other sites: `thing` is what, `name` where, `who` learns of it. */
  /** In place of what another host has: nothing of it is loaded before a reader follows the link. */
  elsewhere: (kind: 'img' | 'audio' | 'video', words: string, host: string): string => {
    const what = { img: 'Bild', audio: 'Ton', video: 'Film' }[kind];
    return words === '' ? `${what} auf ${host}` : `${words} (${what} auf ${host})`;
  },
  embeds: {
    providers: {
      youtube: { thing: 'Das Video', name: 'YouTube', who: 'YouTube (Google)' },
      vimeo: { thing: 'Das Video', name: 'Vimeo', who: 'Vimeo' },
      mastodon: { thing: 'Der Beitrag', name: 'Mastodon', who: 'Mastodon' },
      bluesky: { thing: 'Der Beitrag', name: 'Bluesky', who: 'Bluesky' },
      x: { thing: 'Der Beitrag', name: 'X', who: 'X (früher Twitter)' },
      openstreetmap: { thing: 'Die Karte', name: 'OpenStreetMap', who: 'OpenStreetMap' },
    },
    /** For those whose privacy policy stands nowhere near the embedded thing. */
    privacyOf: {
      youtube: 'https://policies.google.com/privacy?hl=de',
      vimeo: 'https://vimeo.com/privacy',
      mastodon: undefined,
      bluesky: 'https://bsky.social/about/support/privacy-policy',
      x: 'https://x.com/de/privacy',
      openstreetmap: 'https://osmfoundation.org/wiki/Privacy_Policy',
    },
    untitled: ({ thing, name }: EmbedWords): string => `${thing.replace(/^\S+ /, '')} bei ${name}`,
    consent: ({ thing, who }: EmbedWords): string =>
      `${thing} liegt bei ${who}. Erst beim Laden verbindet sich dein Browser dorthin: ${who} erfährt dann deine IP-Adresse und kann Cookies setzen. Wir merken uns deine Entscheidung nicht.`,
    load: ({ thing, name }: EmbedWords): string => `${thing.replace(/^\S+ /, '')} von ${name} laden`,
    open: ({ thing, name }: EmbedWords): string => `${thing.replace(/^\S+ /, '')} bei ${name} öffnen`,
    privacy: ({ who }: EmbedWords): string => `Datenschutz bei ${who}`,
  },
  /** The search; what its script says stands in `templates/scripts/searchTexts.js`. */
  search: {
    title: 'Suche',
    description: 'Alle Artikel durchsuchen',
    word: 'Suchwort',
    submit: 'Suchen',
    section: 'Ressort',
    author: 'Autor oder Autorin',
    year: 'Jahr',
    all: 'alle',
    order: 'Sortiert nach',
    byRelevance: 'Relevanz',
    byDate: 'Datum',
    results: 'Ergebnisse',
    more: 'Weitere Ergebnisse zeigen',
    browse: 'Oder stöbere selbst',
    needsScript: 'Die Suche läuft ganz in deinem Browser. Dafür braucht sie JavaScript.',
    notInPreview:
      'In der Vorschau gibt es keinen Suchindex. Auf der fertigen Seite, die „blattmacher build“ macht, steht hier die Suche.',
  },
  /** Names a block of code, which scrolls. */
  code: 'Code',
  /** Labels of the boxes of a task list for screen readers. */
  taskDone: 'erledigt',
  taskOpen: 'offen',
  /** Names the box that a table scrolls in. */
  table: (headings: readonly string[]): string =>
    headings.length === 0 ? 'Tabelle' : `Tabelle: ${headings.join(', ')}`,
  footnotes: 'Fußnoten',
  footnoteBack: (number: number): string => `Zurück zum Text bei Fußnote ${number}`,
  draft: 'Entwurf',
  scheduled: (date: string): string => `Geplant für ${date}`,
  embargoed: (date: string): string => `Gesperrt bis ${date}`,
  expired: (date: string): string => `Abgelaufen am ${date}`,
  everything: 'Alle Artikel',
  labels: {
    meinung: 'Meinung',
    analyse: 'Analyse',
    anzeige: 'Anzeige',
    gastbeitrag: 'Gastbeitrag',
    agentur: 'Agenturmeldung',
    'eigene-sache': 'In eigener Sache',
  },
} as const;

interface EmbedWords {
  readonly thing: string;
  readonly name: string;
  readonly who: string;
}

interface PointWords {
  readonly text: string;
  readonly label: string;
}

export type SiteTexts = typeof siteTexts;

function groupThousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '.');
}
