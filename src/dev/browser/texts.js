/** Every German word of the bar and the overlay. */
export const texts = {
  preview: 'Vorschau',
  follow: 'Änderungen folgen',
  followHint: 'Springt beim Speichern zu der Seite, an der du gerade schreibst',
  comments: 'Kommentare',
  commentsHint: 'Zeigt, welche Kommentare auf dich warten',
  fold: 'Leiste einklappen',
  unfold: 'Vorschau: Leiste ausklappen',
  gone: 'Die Vorschau ist beendet. Starte sie neu mit „blattmacher watch“.',
  close: 'Schließen',
  showFaults: 'Fehler anzeigen',
  showWarnings: 'Warnungen anzeigen',
  warningsLead: 'Sie halten nichts auf: Die Vorschau zeigt den neuesten Stand.',
  lastGood:
    'Dahinter steht noch der letzte gute Stand. Bessere nach und speichere: Dann geht es von selbst weiter.',
  noPage: 'Noch gibt es keine Seite zu sehen. Bessere nach und speichere: Dann geht es von selbst weiter.',
};
