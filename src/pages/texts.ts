/** Every German word of the program's own that readers see, in one place. Templates get it as `it.site.texts`. */
export const siteTexts = {
  skipToContent: 'Zum Inhalt springen',
  navigation: 'Hauptnavigation',
  breadcrumbs: 'Brotkrumen',
  home: 'Startseite',
  section: 'Ressort',
  tag: 'Thema',
  tags: 'Themen',
  author: 'Autor',
  archive: 'Archiv',
  latest: 'Neueste Artikel',
  by: 'Von',
  and: 'und',
  published: 'Veröffentlicht am',
  updated: 'Aktualisiert am',
  minutes: (count: number): string => `${count} Min. Lesezeit`,
  articles: (count: number): string => (count === 1 ? '1 Artikel' : `${groupThousands(count)} Artikel`),
  credit: 'Foto:',
  corrections: 'Korrektur',
  related: 'Siehe auch',
  earlier: 'Vorheriger Artikel',
  later: 'Nächster Artikel',
  previousPage: 'Neuere Artikel',
  nextPage: 'Ältere Artikel',
  pageOf: (current: number, total: number): string => `Seite ${current} von ${total}`,
  feeds: 'Abonnieren',
  noArticles: 'Hier ist noch nichts erschienen. Schau bald wieder vorbei!',
  notFoundTitle: 'Seite nicht gefunden',
  notFoundText:
    'Unter dieser Adresse gibt es nichts (mehr). Vielleicht hilft dir einer der neuesten Artikel weiter – oder das Archiv.',
  moved: 'Diese Seite ist umgezogen:',
  comments: 'Kommentare',
  commentsClosed: 'Die Kommentare zu diesem Artikel sind geschlossen.',
  writeComment: 'Schreibe einen Kommentar',
  emailNotPublished: 'Deine E-Mail-Adresse wird nicht veröffentlicht.',
  requiredFields: 'Erforderliche Felder sind mit * markiert.',
  commentText: 'Kommentar',
  commentName: 'Name',
  commentEmail: 'E-Mail',
  commentUrl: 'Website',
  sendComment: 'Kommentar abschicken',
  footnotes: 'Fußnoten',
  footnoteBack: (number: number): string => `Zurück zum Text bei Fußnote ${number}`,
  labels: {
    meinung: 'Meinung',
    analyse: 'Analyse',
    anzeige: 'Anzeige',
    gastbeitrag: 'Gastbeitrag',
    agentur: 'Agenturmeldung',
  },
} as const;

export type SiteTexts = typeof siteTexts;

function groupThousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '.');
}
