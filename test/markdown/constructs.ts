/** What authors can write: for each plugin of `src/markdown/markdown.ts` that gives them something, an example. */

export interface Construct {
  /** The heading in `docs/handbuch*.md` below which authors read of it. */
  readonly handbook: string;
  readonly markdown: string;
  /** What its HTML holds; a deferred reference is printed as `‹kind›`. */
  readonly html: string;
}

export const constructs: Readonly<Record<string, Construct>> = {
  remarkGerman: {
    handbook: '## Fremde Sprachen, und eine Stelle ganz ohne Regeln',
    markdown: 'Er sagte [good night]{lang=en} und ging.',
    html: '<span lang="en">good night</span>',
  },
  remarkMeantMarks: {
    handbook: '### Was von selbst geht',
    markdown: '### Die Lage {#lage}',
    html: '<h3 id="lage">Die Lage</h3>',
  },
  rehypeBoxes: {
    handbook: '### Kästen',
    markdown: '::: {kasten=fakten}\n**Das Gesetz**\n\nEs gilt.\n:::',
    html: '<aside class="box" role="note" aria-label="Das Gesetz">',
  },
  rehypeCharts: {
    handbook: '### Diagramme',
    markdown:
      '::: {diagramm=balken}\n**Sitze**\n\n| Partei | Sitze |\n|--|--|\n| A | 1 |\n| B | 2 |\n\nQuelle: C\n:::',
    html: '<figure class="chart',
  },
  rehypeTicker: {
    handbook: '### Liveticker',
    markdown: '## 18:00 Uhr: Die Lokale schließen\n\nEs ist knapp.',
    html: '‹entry›<article class="ticker-entry">',
  },
  rehypeTables: {
    handbook: '### Tabellen',
    markdown: '| Partei | Sitze |\n|--|--|\n| A | 1 |',
    html: '<div class="table-box"',
  },
  rehypeCodeAndTasks: {
    handbook: '### Aufgabenlisten',
    markdown: '- [x] Artikel schreiben',
    html: '<span class="task-box task-done" role="img"',
  },
  rehypeHeadings: {
    handbook: '## Der Text',
    markdown: '### Eine Zwischenüberschrift',
    html: '<h3 id="eine-zwischenueberschrift">',
  },
  rehypeEmbeds: {
    handbook: '### Videos, Beiträge und Karten',
    markdown: '![Ein Film](https://www.youtube.com/watch?v=dQw4w9WgXcQ)',
    html: '‹embed›',
  },
  rehypeLinks: {
    handbook: '### Links',
    markdown: 'Mehr dazu [im ersten Teil](teil-1.md).',
    html: '<a‹link›>im ersten Teil</a>',
  },
  rehypePlayers: {
    handbook: '### Ton und Film',
    markdown: '![Ein Gespräch](gespraech.mp3)',
    html: '<audio‹played›',
  },
  rehypePictures: {
    handbook: '## Bilder',
    markdown: '![Ein Flugzeug](flugzeug.webp)',
    html: '‹figure›',
  },
  'a picture with a place': {
    handbook: '## Bilder',
    markdown: '![Ein Flugzeug](flugzeug.webp){bild=rechts}',
    html: '‹figure›',
  },
  'a list of pictures': {
    handbook: '### Mehrere Bilder nebeneinander',
    markdown: '- ![Ein Flugzeug](flugzeug.webp)\n- ![Zwei Flugzeuge](zwei.webp)',
    html: '<ul class="gallery">',
  },
  'a pull quote': {
    handbook: '### Kästen',
    markdown: '::: {kasten=zitat}\n„Nein.“\n\n— Kim\n:::',
    html: '<figure class="pull-quote"><blockquote><p>„Nein.“</p></blockquote><figcaption>— Kim</figcaption></figure>',
  },
};
