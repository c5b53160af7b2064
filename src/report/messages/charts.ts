import { message } from '../message.ts';

const example = '::: {diagramm=balken}, dann Titel, Tabelle, „Quelle: …“ und zum Schluss :::';

/** About charts in the text of a source, and the tables and files that they are drawn from. */
export const chartMessages = {
  'chart/unknown-kind': message(
    'error',
    (p: { kind: string }) => `Ein Diagramm der Art „${p.kind}“ gibt es nicht.`,
    () => 'Es gibt balken, säulen, linie und fläche.',
  ),
  'chart/no-title': message(
    'error',
    () => 'Dem Diagramm fehlt der Titel.',
    () =>
      'Schreibe ihn in einen Absatz vor die Tabelle, darunter mit einer Leerzeile dazwischen die Tabelle.',
  ),
  'chart/no-source': message(
    'warning',
    () => 'Das Diagramm sagt nicht, woher die Daten sind.',
    () => 'Schreibe hinter die Tabelle einen Absatz wie „Quelle: Statistisches Bundesamt“.',
  ),
  'chart/no-table': message(
    'error',
    () => 'In dem Diagramm steht keine Tabelle.',
    () => `So ist es gemeint: ${example}. Statt der Tabelle geht ein Link zu einer CSV-Datei.`,
  ),
  'chart/two-tables': message(
    'error',
    () => 'In dem Diagramm steht mehr als eine Tabelle.',
    () => 'Mache zwei Diagramme daraus.',
  ),
  'chart/stray': message(
    'error',
    () => 'Das gehört nicht in ein Diagramm.',
    () => `Erlaubt sind Absätze und eine Tabelle: ${example}.`,
  ),
  'chart/empty': message(
    'error',
    () => 'Für ein Diagramm sind hier zu wenig Daten.',
    () => 'Die erste Spalte hat die Namen, jede weitere eine Reihe von Zahlen; darüber steht eine Kopfzeile.',
  ),
  'chart/ragged': message(
    'error',
    (p: { count: number; expected: number }) =>
      `Diese Zeile hat ${p.count === 1 ? '1 Feld' : `${p.count} Felder`}, die Kopfzeile hat ${p.expected}.`,
    () => 'Wo nichts bekannt ist, schreibe einen Strich: –',
  ),
  'chart/no-number': message(
    'error',
    (p: { text: string; meant: string }) => `„${p.text}“ ist keine Zahl.`,
    (p) =>
      p.meant
        ? `Das Komma trennt die Dezimalen: ${p.meant}`
        : 'Schreibe Zahlen wie 1.234,5 oder 12 %. Wo nichts bekannt ist, steht ein Strich: –',
  ),
  'chart/mixed-units': message(
    'error',
    (p: { one: string; other: string }) =>
      `Die Zahlen des Diagramms haben verschiedene Einheiten: ${named(p.one)} und ${named(p.other)}.`,
    () => 'Rechne sie um, oder schreibe die Einheit in den Absatz unter dem Titel statt an die Zahlen.',
  ),
  'chart/area-below-zero': message(
    'error',
    () => 'Flächen können keine Zahlen unter null zeigen.',
    () => 'Nimm „linie“ oder „säulen“.',
  ),
  'chart/too-many-series': message(
    'error',
    (p: { count: number; most: number }) =>
      `Das Diagramm hat ${p.count} Reihen; mehr als ${p.most} kann niemand auseinanderhalten.`,
    () => 'Lass welche weg, oder mache zwei Diagramme daraus.',
  ),
  'chart/too-many-rows': message(
    'error',
    (p: { count: number; most: number }) =>
      `Das Diagramm hat ${p.count} Zeilen; bis zu ${p.most} lassen sich so noch lesen.`,
    () => 'Lass welche weg. Für lange Reihen von Zahlen gibt es „linie“.',
  ),
  'chart/crowded': message(
    'warning',
    () =>
      'Unter den Säulen ist für die Namen nebeneinander zu wenig Platz; sie brechen um oder stehen senkrecht.',
    () => 'Kürze sie, oder nimm „balken“.',
  ),
  'chart/file-missing': message(
    'error',
    (p: { src: string; suggestion: string }) => `Die Datei „${p.src}“ gibt es nicht.`,
    (p) =>
      p.suggestion
        ? `Meintest du „${p.suggestion}“?`
        : 'Lege sie nach content/media/ und prüfe die Schreibweise.',
  ),
  'chart/file-unreadable': message(
    'error',
    (p: { src: string }) => `Die Datei „${p.src}“ lässt sich nicht als CSV lesen.`,
    () => 'Speichere sie als „CSV UTF-8“, höchstens 100 KB groß.',
  ),
  'chart/open-quote': message(
    'error',
    () => 'Hier beginnt ein Feld in Anführungszeichen, das nirgends endet.',
    () => 'Ein Anführungszeichen im Text schreibt man in CSV doppelt: ""',
  ),
};

function named(unit: string): string {
  return unit === '' ? 'keine' : `„${unit}“`;
}
