/** Every German word that the comment form says by itself. */
export const texts = {
  missing: {
    comment: 'Bitte schreibe einen Kommentar.',
    author: 'Bitte gib einen Namen an.',
    email: 'Bitte gib deine E-Mail-Adresse an.',
    consent: 'Bitte setze hier ein Häkchen, wenn du einverstanden bist.',
  },
  wrong: {
    email: 'Diese E-Mail-Adresse ist nicht vollständig. Sie sieht zum Beispiel so aus: name@example.org',
    url: 'Das ist keine Webadresse. Sie sieht zum Beispiel so aus: https://example.org',
  },
  faults: (/** @type {number} */ count) =>
    count === 1 ? 'Eine Angabe fehlt oder stimmt nicht.' : `${count} Angaben fehlen oder stimmen nicht.`,
  checking: 'Dein Browser rechnet kurz, zum Schutz vor Spam …',
  sending: 'Dein Kommentar wird gesendet …',
  sent: 'Danke! Dein Kommentar ist angekommen und wird geprüft.',
  refused: 'Dein Kommentar wurde nicht angenommen. Dein Text steht noch da; bitte versuche es noch einmal.',
  unreachable:
    'Dein Kommentar konnte nicht gesendet werden. Dein Text steht noch da; prüfe deine Verbindung und versuche es noch einmal.',
  noProof:
    'Die Prüfung gegen Spam hat nicht geklappt. Dein Text steht noch da; bitte versuche es noch einmal.',
  replyTo: (/** @type {string} */ name) => `Antwort an ${name}`,
};
