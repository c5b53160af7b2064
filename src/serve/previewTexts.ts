/** Every German word that the preview server says; those of the bar and the overlay are in `browser/texts.js`. */
export const previewTexts = {
  foreignHost: 'Die Vorschau antwortet nur unter der Adresse, die „blattmacher watch“ genannt hat.',
  readOnly: 'Die Vorschau kann man nur lesen.',
  broken: 'Hier ist im Blattmacher selbst etwas schiefgegangen.',
  faultCount: (count: number): string => (count === 1 ? '1 Fehler' : `${count} Fehler`),
  headline: (count: number): string =>
    count === 1 ? 'Ein Fehler hält die Ausgabe auf' : `${count} Fehler halten die Ausgabe auf`,
  moreFaults: (count: number): string =>
    count === 1
      ? 'Und noch ein Fehler. Er steht dort, wo du „blattmacher watch“ gestartet hast.'
      : `Und noch ${count} Fehler. Sie stehen dort, wo du „blattmacher watch“ gestartet hast.`,
  notYet: {
    title: 'Noch keine Seite',
    text: 'Sobald nichts mehr im Weg steht, erscheint hier von selbst deine Seite.',
  },
  nothing: {
    title: 'Hier steht nichts',
    text: 'Unter dieser Adresse gibt es in der Vorschau keine Seite.',
  },
  outside: {
    title: 'Das liegt außerhalb des Blogs',
    text: 'Dein Blog beginnt in einem Unterordner, so wie es in der site.yaml unter „url“ steht. Ein Link hierher ginge auch veröffentlicht ins Leere.',
  },
  toHome: 'Zur Startseite',
} as const;
