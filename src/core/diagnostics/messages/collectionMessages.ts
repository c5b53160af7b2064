/** Messages about articles seen together, addresses that moved, and VG Wort. */
import { message } from '../message.ts';

/** About articles seen together. */
export const collectionMessages = {
  'catalogue/spelling': message(
    'warning',
    (p: { name: string; other: string; url: string }) =>
      `„${p.other}“ und „${p.name}“ haben dieselbe Adresse ${p.url} und gelten als eins.`,
    (p) => `Schreibe überall „${p.name}“.`,
  ),
  'catalogue/author-near-miss': message(
    'warning',
    (p: { name: string; suggestion: string }) => `Für „${p.name}“ gibt es keine Datei in content/authors.`,
    (p) => `Meintest du „${p.suggestion}“?`,
  ),
  'catalogue/related-unknown': message(
    'warning',
    (p: { key: string; target: string; suggestion: string }) =>
      `Unter „${p.key}“ steht „${p.target}“; so heißt kein Artikel.`,
    (p) =>
      p.suggestion
        ? `Meintest du „${p.suggestion}“?`
        : 'Nenne den letzten Teil der Adresse des Artikels oder seine Datei.',
  ),
  'catalogue/dossier-unknown': message(
    'warning',
    (p: { key: string; suggestion: string }) =>
      `Zum Thema „${p.key}“ gibt es keinen Artikel; dieses Dossier bleibt ohne Wirkung.`,
    (p) =>
      p.suggestion
        ? `Meintest du „${p.suggestion}“?`
        : 'Die Datei heißt wie das Thema in seiner Adresse: /thema/klima/ → klima.md',
  ),
  'catalogue/same-title': message(
    'warning',
    (p: { title: string; other: string }) =>
      `Auch ${p.other} heißt „${p.title}“; am Fuß jeder Seite steht der Titel nun zweimal.`,
    () => 'Lösche die Kopie, oder gib einer von beiden einen anderen Titel.',
  ),
  'catalogue/dossier-twice': message(
    'error',
    (p: { key: string; other: string }) => `Zum Thema „${p.key}“ gibt es schon ein Dossier: ${p.other}.`,
    () => 'Lege beide zusammen.',
  ),
  'catalogue/embargo': message(
    'note',
    () => 'Bis zum Ende dieser Sperrfrist ist von dem Artikel nichts zu sehen.',
    () => 'Er erscheint mit dem ersten Lauf danach.',
  ),
  'catalogue/future': message(
    'warning',
    (p: { key: string }) =>
      `Unter „${p.key}“ steht ein Datum, das noch kommt; Leser sehen es trotzdem schon.`,
    () => 'Prüfe Tag, Monat und Jahr.',
  ),
  'catalogue/article-unknown': message(
    'error',
    (p: { target: string; suggestion: string }) =>
      `Einen veröffentlichten Artikel „${p.target}“ gibt es nicht.`,
    (p) =>
      p.suggestion
        ? `Meintest du „${p.suggestion}“?`
        : 'Nenne den letzten Teil der Adresse des Artikels oder seine Datei.',
  ),
};

const file = 'content/redirects.txt';

export type RefusedRedirect = 'foreign' | 'query' | 'wildcard';

const refusals: Readonly<Record<RefusedRedirect, string>> = {
  foreign: 'hier stehen nur Adressen dieses Blogs, ohne https:// und Namen',
  query: 'was hinter „?“ oder „#“ steht, unterscheidet keine Weiterleitung',
  wildcard: '„*“ gilt hier nicht, jede Adresse braucht eine eigene Zeile',
};

/** About addresses that readers know and that lead somewhere else now, or nowhere. */
export const addressMessages = {
  'address/bad-line': message(
    'error',
    (p: { line: string; reason: RefusedRedirect | undefined }) =>
      `„${p.line}“ ist keine Weiterleitung${p.reason ? `: ${refusals[p.reason]}` : ''}.`,
    () => 'So ist es gemeint: „/alt/ /neu/“, oder „/alt/ 410“ für etwas, das es nie wieder gibt.',
  ),
  'address/no-goal': message(
    'warning',
    (p: { from: string; to: string }) =>
      `Die Weiterleitung von ${p.from} führt ins Leere: Unter ${p.to} steht nichts.`,
    (p) => `Nenne eine Adresse dieses Blogs. Gibt es den Inhalt nicht mehr, dann schreibe „${p.from} 410“.`,
  ),
  'address/moved': message(
    'note',
    (p: { from: string; to: string }) =>
      `Umgezogen von ${p.from} nach ${p.to}; die alte Adresse leitet dorthin weiter.`,
    (p) =>
      `Dafür steht „${p.from} ${p.to}“ jetzt in ${file}. Die Datei gehört zum Blog, also auch in Git; oder schreibe in den Kopf: aliases: ${p.from}`,
  ),
  'address/moved-more': message(
    'note',
    (p: { count: number }) =>
      `Außerdem umgezogen: ${p.count === 1 ? 'noch 1 Adresse' : `noch ${p.count} Adressen`}.`,
    () => `Auch sie leiten weiter und stehen in ${file}.`,
  ),
  'address/gone': message(
    'warning',
    (p: { from: string }) => `Unter ${p.from} steht nichts mehr; Links dorthin führen ins Leere.`,
    (p) =>
      `Gibt es etwas Passendes, dann schreibe in ${file}: „${p.from} /andere/adresse/“. Ist es für immer weg: „${p.from} 410“.`,
  ),
  'address/gone-more': message(
    'warning',
    (p: { count: number }) =>
      `Außerdem ${p.count === 1 ? 'verschwand noch 1 Adresse' : `verschwanden noch ${p.count} Adressen`}.`,
  ),
  'address/not-written': message(
    'warning',
    (p: { code: string }) =>
      `${file} lässt sich nicht schreiben (${p.code}); nur der Ausgabeordner weiß, was umgezogen ist.`,
    () => 'Gib Blattmacher dort Schreibrecht, oder trage die Weiterleitungen selbst ein.',
  ),
};

/** About tracking pixels of VG Wort and the texts that have them. */
export const vgwortMessages = {
  'counting-mark/no-column': message(
    'error',
    () => 'Die Datei mit den Zählmarken hat keine Spalte „Öffentlicher Identifikationscode“.',
    () => 'Lege den CSV-Export aus T.O.M. so ab, wie er ist; seine erste Zeile nennt die Spalten.',
  ),
  'counting-mark/no-code': message(
    'error',
    (p: { code: string }) => `„${p.code}“ ist keine Zählmarke.`,
    () => 'Eine Marke hat 32 Zeichen, Ziffern und die Buchstaben a bis f.',
  ),
  'counting-mark/twice': message(
    'error',
    (p: { code: string }) => `Die Zählmarke „${p.code}“ steht schon weiter oben.`,
    () => 'Jede Marke gilt für einen einzigen Text. Lösche die Zeile, der kein Artikel gehört.',
  ),
  'counting-mark/second': message(
    'error',
    (p: { article: string }) => `„${p.article}“ hat weiter oben schon eine Zählmarke.`,
    () => 'Ein Text hat eine Marke. Behalte die, unter der er schon veröffentlicht ist.',
  ),
  'counting-mark/no-article': message(
    'note',
    (p: { article: string; suggestion: string }) =>
      `Die Zählmarke gehört „${p.article}“; diese Datei gibt es nicht.`,
    (p) =>
      p.suggestion
        ? `Heißt sie jetzt „${p.suggestion}“? Dann trage das ein.`
        : 'Heißt sie jetzt anders, trage das ein. Ist der Text gelöscht, lass die Zeile stehen: Vergeben ist vergeben.',
  ),
  'counting-mark/short': message(
    'warning',
    (p: { characters: number; wanted: number }) =>
      `Der Text hat eine Zählmarke, aber nur ${p.characters} Zeichen; die VG Wort zählt Texte ab ${p.wanted}.`,
    () => 'Ist es ein Gedicht, schreibe „vgwort: gedicht“ in den Kopf.',
  ),
  'counting-mark/unwanted': message(
    'warning',
    () => 'Der Text hat eine Zählmarke, obwohl in seinem Kopf „vgwort: false“ steht; er zeigt sie nicht.',
    () =>
      'Soll er sie zeigen, lösche die Angabe. Vergeben bleibt die Marke: Für einen anderen Text darf sie nicht sein.',
  ),
  'counting-mark/no-server': message(
    'note',
    () => 'Die Zählmarken sind auf keiner Seite, denn es fehlt der Server der VG Wort.',
    () => 'Trage ihn in site.yaml ein, zum Beispiel „vgwort: vg05.met.vgwort.de“; er steht in T.O.M.',
  ),
  'counting-mark/no-file': message(
    'warning',
    () => 'In site.yaml steht „vgwort“, aber die Zählmarken fehlen.',
    () => 'Lege den CSV-Export aus T.O.M. als content/vgwort.csv ab.',
  ),
};
