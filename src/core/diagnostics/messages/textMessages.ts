/** Messages about texts in Markdown. */
import type { PictureFault } from '../../model.ts';
import { error, note, suggestionOr, warning } from '../message.ts';

const pictureFaults: Readonly<Record<PictureFault, string>> = {
  damaged: 'Es ist beschädigt oder unvollständig',
  unsupported: 'Diese Abart seines Formats kennt kaum ein Programm',
  size: 'Es ist anders groß, als sein Anfang sagt',
};

const boxExample =
  '::: {kasten=fakten}, dann **Der Titel** in einem eigenen Absatz, der Text und zum Schluss :::';

const chartExample = '::: {diagramm=balken}, dann Titel, Tabelle, „Quelle: …“ und zum Schluss :::';

/** About the Markdown of a source. */
export const textMessages = {
  'text/element-dropped': warning(
    'Das HTML-Element <{element}> ist nicht erlaubt und fällt weg.',
    'Nimm Markdown, oder erlaube das Element in site.yaml unter „html“.',
  ),
  'text/attribute-dropped': warning(
    'Die Angabe „{attribute}“ am HTML-Element <{element}> ist nicht erlaubt und fällt weg.',
  ),
  'text/comment-unclosed': error(
    'Hier beginnt ein HTML-Kommentar, den nichts schließt; was in ihm steht, stünde auf der Seite, oder alles danach fehlte.',
    (p: { closing: string }) =>
      `Schließe ihn im selben Absatz mit „-->“, zwei einfachen Bindestrichen und einer spitzen Klammer${p.closing && ` statt „${p.closing}“`}. Sind die Zeichen selbst gemeint, schreibe \\<!--`,
  ),
  'text/element-unclosed': warning(
    'Das HTML-Element <{element}> wird nirgends geschlossen; es gilt bis zum Ende des Textes.',
    'Schreibe </{element}> dorthin, wo es enden soll.',
  ),
  'text/markdown-in-html': warning(
    '„{text}“ steht so auf der Seite, wie du es getippt hast: Unmittelbar in HTML gilt kein Markdown.',
    'Setze vor und hinter das Markdown eine Leerzeile.',
  ),
  'text/tag-unclosed': warning(
    'Dieses HTML-Element ist nicht zu Ende geschrieben und fällt weg.',
    'Schließe Anführungszeichen und spitze Klammer, ohne Leerzeile dazwischen.',
  ),
  'text/id-dropped': warning(
    (p: { id: string; isReserved: boolean }) =>
      p.isReserved
        ? `Die Angabe „id="${p.id}"“ fällt weg: So heißt ein Teil der Seite selbst.`
        : `Die Angabe „id="${p.id}"“ fällt weg: So heißt schon eine andere Stelle des Textes.`,
    'Wähle einen anderen Namen.',
  ),
  'text/html-unsettled': error(
    'Das HTML in diesem Text ist so verschachtelt, dass Browser daraus etwas anderes machen.',
    'Schließe jedes Element, das du öffnest, und stelle Absätze, Links und Tabellen nicht ineinander.',
  ),
  'text/unfit-reference': warning(
    '„{reference}“ steht für nichts, was ein Text enthalten darf; dort erscheint „\ufffd“.',
    'Streiche es, oder schreibe das Zeichen, das du meinst.',
  ),
  'text/parser-failed': error(
    'Dieser Text lässt sich nicht lesen, weil das Programm einen Fehler hat ({reason}).',
    'Bitte melde ihn, am besten mit diesem Text. Bis dahin hilft es, ungewöhnliches Markdown und HTML darin zu vereinfachen.',
  ),
  'text/unsafe-link': warning(
    'Links mit „{protocol}“ sind nicht erlaubt; der Text bleibt, der Link fällt weg.',
    'Erlaubt sind https:, http:, mailto: und tel:.',
  ),
  'text/empty-link': warning(
    'Der Link zu „{href}“ hat keine Wörter. Niemand sähe ihn; er fällt weg.',
    'Schreibe in die eckigen Klammern, wohin er führt: [Wörter]({href})',
  ),
  'text/empty-heading': warning(
    'Diese Zwischenüberschrift hat keine Wörter; sie fällt weg.',
    'Schreibe Wörter dahinter, oder streiche die „#“.',
  ),
  'text/empty-column': warning(
    'Eine Spalte der Tabelle hat keine Überschrift; wer sich die Seite vorlesen lässt, weiß nicht, was in ihr steht.',
    'Schreibe ein Wort in die oberste Zeile, etwa „Jahr“ oder „Anteil“.',
  ),
  'text/empty-corner': note(
    'Die erste Spalte der Tabelle hat keine Überschrift.',
    'Steht in ihr etwas anderes als die Namen der Zeilen, dann schreibe oben ein Wort dafür hinein.',
  ),
  'text/dead-link': error(
    'Der Link führt ins Leere: „{target}“ gibt es nicht.',
    suggestionOr('Prüfe den Pfad; er gilt vom Ordner dieser Datei aus.'),
  ),
  'text/bad-address': error(
    'Der Link führt ins Leere: „{target}“ ist keine Adresse.',
    suggestionOr('Kopiere sie aus der Adresszeile des Browsers: https://www.example.org/seite'),
  ),
  'text/bad-contact': warning(
    'Mit „{target}“ kann niemand anrufen oder schreiben; der Text bleibt, der Link fällt weg.',
    'So geht es: tel:+49301234567 und mailto:redaktion@example.org',
  ),
  'text/dead-address': error(
    'Der Link führt ins Leere: Auf diesem Blog gibt es keine Seite „{target}“.',
    suggestionOr(
      'Verlinke die Datei des Artikels (../2024/datei.md), oder leite die Adresse um: in content/redirects.txt, oder mit „aliases:“ im Kopf der neuen Seite. Steht dort etwas, das nicht von Blattmacher ist, dann nenne es in site.yaml: „otherPaths: [/shop/]“.',
    ),
  ),
  'text/old-address': warning(
    'Auf diesem Blog gibt es keine Seite „{target}“; der Link führt zu {file}, dem Text dieses Namens.',
    'Damit auch Links von anderswo ihn finden, schreibe dort in den Kopf: aliases: [{target}]',
  ),
  'text/bare-address': warning(
    'Diese Adresse führt ins Leere: Auf diesem Blog gibt es keine Seite „{target}“.',
    suggestionOr('Soll sie nur zu lesen und kein Link sein, dann schreibe sie in `…`.'),
  ),
  'text/hidden-address': warning(
    'Der Link führt zu „{target}“; diese Seite ist noch nicht oder nicht mehr veröffentlicht, und bis sie es ist, führt er ins Leere.',
    'Verlinke statt der Adresse die Datei: Dann bleibt er bis dahin bloßer Text.',
  ),
  'text/document-type': error(
    (p: { target: string; ending: string }) =>
      p.ending
        ? `Eine Datei mit der Endung „.${p.ending}“ wird nicht veröffentlicht: „${p.target}“.`
        : `Eine Datei ohne Endung wird nicht veröffentlicht: „${p.target}“.`,
    (p: { ending: string; mayBeAdded: boolean }) =>
      `Verpacke sie als ZIP, oder speichere sie als PDF.${p.mayBeAdded ? ` Oder schreibe in site.yaml: documents: [${p.ending}]` : ''}`,
  ),
  'text/document-unusable': error(
    'Die verlinkte Datei „{target}“ lässt sich nicht veröffentlichen.',
    'Warum, steht bei der Datei selbst.',
  ),
  'text/document-markup': error(
    'Diese Datei ist innen eine Webseite oder XML; ein Browser könnte ausführen, was darin steht.',
    'Speichere sie in dem Format, das ihr Name nennt, oder verpacke sie als ZIP.',
  ),
  'text/dead-anchor': warning(
    'Auf der Seite gibt es keine Stelle „{fragment}“.',
    (p: { suggestion: string }) =>
      p.suggestion
        ? `Meintest du „#${p.suggestion}“?`
        : 'Zwischenüberschriften heißen nach ihren Wörtern: „## Die Lage“ ist „#die-lage“.',
  ),
  'text/hidden-link': warning(
    'Der Link führt zu „{target}“, das noch nicht oder nicht mehr veröffentlicht ist; er bleibt bloßer Text.',
  ),
  'text/picture-missing': error(
    'Das Bild „{src}“ gibt es nicht.',
    suggestionOr('Lege es nach content/media/ und prüfe die Schreibweise.'),
  ),
  'text/picture-remote': warning(
    'Das Bild „{src}“ liegt auf einem fremden Server; an seiner Stelle steht nur ein Link dorthin.',
    'Lade es herunter und lege es nach content/media/; so erfährt niemand Fremdes, wer deine Seite liest.',
  ),
  'text/played-missing': error(
    'Die Datei „{src}“ gibt es nicht.',
    suggestionOr('Lege sie nach content/media/ und prüfe die Schreibweise.'),
  ),
  'text/played-remote': warning(
    '„{src}“ liegt auf einem fremden Server; an dieser Stelle steht nur ein Link dorthin.',
    'Lade die Datei herunter und lege sie nach content/media/; so erfährt niemand Fremdes, wer deine Seite liest.',
  ),
  'text/picture-inline': error(
    'Dieses Bild ist keine Datei, sondern steckt selbst in der Adresse („{start}…“).',
    'Speichere es als Datei, und lege sie nach content/media/.',
  ),
  'text/picture-unreadable': error(
    (p: { src: string; fault?: PictureFault }) =>
      `Das Bild „${p.src}“ lässt sich nicht lesen${p.fault ? `: ${pictureFaults[p.fault]}` : ''}.`,
    ({ fault }: { fault?: PictureFault }) =>
      fault === 'damaged'
        ? 'Kopiere es noch einmal aus der Quelle, oder speichere es neu.'
        : 'Speichere es neu als JPEG, PNG, WebP, AVIF, GIF oder SVG.',
  ),
  'text/picture-without-alt': warning(
    'Dem Bild „{src}“ fehlt die Beschreibung für Menschen, die es nicht sehen.',
    'Schreibe sie in die eckigen Klammern: ![Beschreibung](…), oder als „alt:“.',
  ),
  'text/space-in-target': error(
    '„{text}“ stünde so auf der Seite, wie du es getippt hast: Mit einem Leerzeichen im Ziel ist es kein Bild und kein Link.',
    'Leerzeichen im Ziel gehen zwischen spitzen Klammern. Schreibe: {cure}',
  ),
  'text/foreign-embed': error(
    '„{text}“ stünde so auf der Seite, wie du es getippt hast: Doppelte eckige Klammern versteht nur Obsidian.',
    'Schreibe: {cure}',
  ),
  'text/broken-link': error(
    (p: { text: string; isPicture: boolean }) =>
      `„${p.text}“ stünde so auf der Seite, wie du es getippt hast: Das ist kein ${p.isPicture ? 'Bild' : 'Link'}.`,
    (p: { cure: string }) => `So geht es: ${p.cure}`,
  ),
  'text/link-apart': warning(
    '„{text}“ steht so auf der Seite, wie du es getippt hast: Zwischen den Klammern eines Links darf kein Leerzeichen stehen.',
    'Schreibe: {cure}',
  ),
  'text/no-link': warning(
    '„{text}“ steht so auf der Seite, wie du es getippt hast: Das in runden Klammern ist kein Ziel eines Links.',
    'Ist keiner gemeint, setze ein Leerzeichen zwischen die Klammern; sonst steht dort eine Adresse oder eine Datei.',
  ),
  'text/no-such-reference': error(
    '„{text}“ stünde so auf der Seite, wie du es getippt hast: Zu „{label}“ fehlt die Zeile mit der Adresse.',
    'Schreibe in eine eigene Zeile: [{label}]: https://…',
  ),
  'text/definition-unused': warning(
    'Auf „[{label}]“ verweist nichts im Text.',
    'Verlinke Wörter mit [Wörter][{label}], oder streiche die Zeile.',
  ),
  'text/line-swallowed': error(
    '„{text}“ erschiene nicht: Eckige Klammern mit Doppelpunkt am Anfang einer Zeile nennen das Ziel eines Links.',
    'Soll die Zeile im Text stehen, schreibe: \\{text}',
  ),
  'text/definition-twice': warning(
    '„[{label}]:“ steht doppelt; diese Zeile wirkt nicht.',
    'Gib ihr einen anderen Namen, oder streiche sie.',
  ),
  'text/no-such-footnote': error(
    '„{text}“ stünde so auf der Seite, wie du es getippt hast: Eine Fußnote dieses Namens gibt es nicht.',
    'Schreibe in eine eigene Zeile: {text}: Was in der Fußnote steht',
  ),
  'text/footnote-unused': warning(
    'Auf die Fußnote „[^{label}]“ verweist nichts; sie erscheint nicht.',
    'Setze [^{label}] an die Stelle im Text, zu der sie gehört, oder streiche sie.',
  ),
  'text/footnote-twice': warning(
    'Die Fußnote „[^{label}]“ steht doppelt; diese hier erscheint nicht.',
    'Gib ihr einen anderen Namen.',
  ),
  'text/foreign-syntax': warning(
    '„{text}“ steht so auf der Seite, wie du es getippt hast: {what}.',
    '{cure}',
  ),
  'text/attributes-dropped': warning(
    '„{text}“ fällt weg: Angaben in geschweiften Klammern verstehen nur andere Programme.',
    'Streiche sie; wie groß und an welchem Platz etwas steht, ist Sache der Gestaltung.',
  ),
  'text/no-heading': warning(
    '„{text}“ ist keine Zwischenüberschrift und steht so auf der Seite, wie du es getippt hast.',
    'Schreibe: {cure}',
  ),
  'text/loose-marks': warning(
    'Hier bleibt „{marks}“ im Text stehen: Es öffnet oder schließt nichts.',
    (p: { marks: string }) =>
      `Setze die Zeichen ohne Leerzeichen an das erste und an das letzte betonte Wort, im selben Absatz: ${p.marks}so${p.marks}. Satzzeichen am Ende kommen dahinter.`,
  ),
  'text/surplus-cell': warning(
    'Diese Zeile hat mehr Felder als die Kopfzeile der Tabelle; „{text}“ erscheint nicht.',
    'Gib der Kopfzeile und der Zeile darunter ein Feld mehr. Ein senkrechter Strich im Feld wird \\| geschrieben.',
  ),
  'text/no-audio': error(
    'Unter „audio“ steht „{src}“; das ist keine Tondatei dieses Blogs.',
    'Lege eine MP3- oder M4A-Datei nach content/media, und nenne ihren Namen.',
  ),
  'text/picture-place': warning(
    'Den Platz „{place}“ für ein Bild gibt es nicht; es steht so breit da wie der Text.',
    'Möglich sind {bild=breit}, {bild=klein}, {bild=links} und {bild=rechts}.',
  ),
  'text/no-table': warning(
    'Diese Zeilen sind keine Tabelle und stehen mit ihren Strichen auf der Seite.',
    'Davor gehört eine Leerzeile, und unter die Kopfzeile eine Zeile mit ebenso vielen Feldern wie sie: {cure}',
  ),
  'text/code-unclosed': warning(
    'Hier beginnt Computertext, den nichts schließt; alles Folgende gehört dazu.',
    'Schreibe hinter sein Ende eine Zeile, in der nur {fence} steht.',
  ),
  'text/too-intricate': error(
    'Dieser Absatz ist zu verwickelt: Er enthält Tausende von Auszeichnungen oder Zeilen oder ist zu tief verschachtelt.',
    'Teile ihn mit Leerzeilen auf.',
  ),
  'text/empty': warning(
    'Der Artikel hat keinen Text.',
    'Schreibe unter den Kopf, was zu sagen ist, oder setze „draft: true“.',
  ),

  // About boxes in the text of a source.
  'box/unknown-kind': error(
    'Einen Kasten der Art „{kind}“ gibt es nicht.',
    `So ist es gemeint: ${boxExample}; für ein Zitat {kasten=zitat}.`,
  ),
  'box/no-quote': error(
    'In diesem Kasten steht kein Zitat.',
    'So ist es gemeint: ::: {kasten=zitat}, dann das Zitat, darunter „— Wer es gesagt hat“ in einem eigenen Absatz und zum Schluss :::',
  ),
  'box/no-title': error('Dem Kasten fehlt der Titel.', `So ist es gemeint: ${boxExample}.`),

  // About what an author takes from other sites.
  'embed/unknown-address': error(
    'Aus „{address}“ lässt sich nichts einbetten.',
    'Nimm die Adresse, die der Browser auf der Seite des Videos, Beitrags oder Kartenausschnitts zeigt: mit https://, ohne Port. Es gehen YouTube, Vimeo, Mastodon, Bluesky, X und OpenStreetMap.',
  ),
  'embed/not-alone': error(
    '„{address}“ steht mitten im Text und kann dort nicht eingebettet werden.',
    'Gib ihm einen Absatz für sich, mit Leerzeilen davor und danach, oder mache einen Link daraus.',
  ),

  // About the lines with colons around a passage of a source.
  'passage/unclosed': error(
    'Hier beginnt ein Abschnitt, der nirgends endet; alles Folgende gehörte dazu.',
    'Schreibe hinter sein Ende eine Zeile, in der nur ::: steht.',
  ),
  'passage/unopened': warning(
    'Die Doppelpunkte schließen keinen Abschnitt und stehen so auf der Seite.',
    'Streiche sie, oder eröffne den Abschnitt, etwa mit ::: {kasten=fakten}',
  ),
  'passage/unreadable': error(
    '„{line}“ beginnt keinen Abschnitt und stünde so im Text.',
    'Was hinter den Doppelpunkten steht, kommt in geschweifte Klammern: ::: {kasten=fakten}, ::: {diagramm=linie} oder ::: {lang=en}.',
  ),

  // Hints on German text, for `check`.
  'german/straight-quote': warning(
    'Hier bleibt ein gerades Zeichen {mark} stehen: Es ist nicht zu erkennen, ob es öffnet oder schließt.',
    'Rücke es an das Wort, zu dem es gehört, oder tippe gleich „ oder “.',
  ),
  'german/unpaired-quote': warning(
    (p: { isOpening: boolean }) =>
      p.isOpening
        ? 'Dieses Anführungszeichen wird geöffnet, aber nicht wieder geschlossen.'
        : 'Dieses Anführungszeichen schließt, aber es wurde keins geöffnet.',
    'Ergänze das Gegenstück; ein Zitat über mehrere Absätze öffnet jeden Absatz neu oder schließt erst am Ende.',
  ),
  'german/english-quotes': warning(
    (p: { count: number; right: string }) =>
      p.count === 1
        ? 'Hier endet ein Zitat in englischen Anführungszeichen.'
        : `Hier endet ein Zitat in englischen Anführungszeichen; insgesamt sind es ${p.count}.`,
    (p: { count: number; right: string }) =>
      `Schreibe ${p.right}. Was englisch ist, kennzeichne mit {lang=en}.`,
  ),
  'german/double-space': warning('Hier stehen {count} Leerzeichen hintereinander.', 'Eins genügt.'),
  'german/date-without-space': warning(
    'In „{date}“ fehlt ein Leerzeichen.',
    (p: { date: string }) => `Schreibe „${p.date.replace('.', '. ')}“.`,
  ),

  // About live tickers.
  'ticker/no-time': warning(
    '„{heading}“ beginnt nicht mit einer Uhrzeit; im Ticker gehört es damit zum Eintrag darüber.',
    'Ein Eintrag beginnt mit „## 14:30 Uhr: …“, eine Zwischenüberschrift in einem Eintrag mit „###“.',
  ),
  'ticker/time-twice': warning(
    'Die Uhrzeit „{value}“ gibt es in dieser Nacht zweimal (Ende der Sommerzeit); ich nehme die erste.',
  ),
  'ticker/footnotes': error(
    'In einem Ticker gibt es keine Fußnoten: Einträge kommen und stehen einzeln.',
    'Schreibe es in Klammern, oder verlinke die Quelle.',
  ),

  // About charts in the text of a source, and the tables and files that they are drawn from.
  'chart/unknown-kind': error(
    'Ein Diagramm der Art „{kind}“ gibt es nicht.',
    'Es gibt balken, säulen, linie und fläche.',
  ),
  'chart/no-title': error(
    'Dem Diagramm fehlt der Titel.',
    'Schreibe ihn in einen Absatz vor die Tabelle, darunter mit einer Leerzeile dazwischen die Tabelle.',
  ),
  'chart/no-source': warning(
    'Das Diagramm sagt nicht, woher die Daten sind.',
    'Schreibe hinter die Tabelle einen Absatz wie „Quelle: Statistisches Bundesamt“.',
  ),
  'chart/no-table': error(
    'In dem Diagramm steht keine Tabelle.',
    `So ist es gemeint: ${chartExample}. Statt der Tabelle geht ein Link zu einer CSV-Datei.`,
  ),
  'chart/two-tables': error('In dem Diagramm steht mehr als eine Tabelle.', 'Mache zwei Diagramme daraus.'),
  'chart/stray': error(
    'Das gehört nicht in ein Diagramm.',
    `Erlaubt sind Absätze und eine Tabelle: ${chartExample}.`,
  ),
  'chart/empty': error(
    'Für ein Diagramm sind hier zu wenig Daten.',
    'Die erste Spalte hat die Namen, jede weitere eine Reihe von Zahlen; darüber steht eine Kopfzeile.',
  ),
  'chart/ragged': error(
    (p: { count: number; expected: number }) =>
      `Diese Zeile hat ${p.count === 1 ? '1 Feld' : `${p.count} Felder`}, die Kopfzeile hat ${p.expected}.`,
    'Wo nichts bekannt ist, schreibe einen Strich: –',
  ),
  'chart/no-number': error('„{text}“ ist keine Zahl.', (p: { meant: string }) =>
    p.meant
      ? `Das Komma trennt die Dezimalen: ${p.meant}`
      : 'Schreibe Zahlen wie 1.234,5 oder 12 %. Wo nichts bekannt ist, steht ein Strich: –',
  ),
  'chart/mixed-units': error(
    (p: { one: string; other: string }) =>
      `Die Zahlen des Diagramms haben verschiedene Einheiten: ${named(p.one)} und ${named(p.other)}.`,
    'Rechne sie um, oder schreibe die Einheit in den Absatz unter dem Titel statt an die Zahlen.',
  ),
  'chart/area-below-zero': error(
    'Flächen können keine Zahlen unter null zeigen.',
    'Nimm „linie“ oder „säulen“.',
  ),
  'chart/too-many-series': error(
    'Das Diagramm hat {count} Reihen; mehr als {most} kann niemand auseinanderhalten.',
    'Lass welche weg, oder mache zwei Diagramme daraus.',
  ),
  'chart/too-many-rows': error(
    'Das Diagramm hat {count} Zeilen; bis zu {most} lassen sich so noch lesen.',
    'Lass welche weg. Für lange Reihen von Zahlen gibt es „linie“.',
  ),
  'chart/crowded': warning(
    'Unter den Säulen ist für die Namen nebeneinander zu wenig Platz; sie brechen um oder stehen senkrecht.',
    'Kürze sie, oder nimm „balken“.',
  ),
  'chart/file-missing': error(
    'Die Datei „{src}“ gibt es nicht.',
    suggestionOr('Lege sie nach content/media/ und prüfe die Schreibweise.'),
  ),
  'chart/file-unreadable': error(
    'Die Datei „{src}“ lässt sich nicht als CSV lesen.',
    'Speichere sie als „CSV UTF-8“, höchstens 100 KB groß.',
  ),
  'chart/open-quote': error(
    'Hier beginnt ein Feld in Anführungszeichen, das nirgends endet.',
    'Ein Anführungszeichen im Text schreibt man in CSV doppelt: ""',
  ),
};

function named(unit: string): string {
  return unit === '' ? 'keine' : `„${unit}“`;
}
