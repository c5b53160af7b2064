/** Every German word of the moderation page. */
export const moderationTexts = {
  title: 'Kommentare',
  preview: 'Vorschau',
  toHome: 'Zur Startseite',
  waiting: (count: number): string => {
    if (count === 0) return 'Kein Kommentar wartet auf dich.';
    return count === 1 ? '1 Kommentar wartet auf dich.' : `${count} Kommentare warten auf dich.`;
  },
  caught: (count: number): string =>
    `${count === 1 ? '1 Kommentar' : `${count} Kommentare`} der letzten 30 Tage geriet${count === 1 ? '' : 'en'} in eine Falle für Maschinen. Ansehen: blattmacher comments list --caught`,
  oldest: (count: number): string => `Hier stehen die ältesten ${count}.`,
  explanation:
    'Was du freigibst, wird eine Datei in content/comments und steht gleich in der Vorschau; Leser sehen es, wenn du den Blog das nächste Mal baust. Was du ablehnst, wird gelöscht.',
  answer: 'Antwort auf',
  about: 'zu',
  approve: 'Freigeben',
  reject: 'Ablehnen',
  approved: 'Freigegeben.',
  look: 'Ansehen',
  rejected: 'Abgelehnt und gelöscht.',
  stale: 'Diese Seite ist veraltet. Hier ist sie neu; bitte entscheide noch einmal.',
  notYet: 'Der Blog hat noch Fehler. Erst wenn sie behoben sind, kannst du Kommentare freigeben.',
  broken: 'Hier ist im Blattmacher selbst etwas schiefgegangen.',
} as const;
