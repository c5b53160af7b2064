/** Messages about articles seen together, addresses that moved, and VG Wort. */
import { error, note, suggestionOr, warning } from '../message.ts';

const file = 'content/redirects.txt';

export type RefusedRedirect =
  | 'foreign'
  | 'fragment'
  | 'goal-query'
  | 'page'
  | 'query'
  | 'query-folder'
  | 'query-gone'
  | 'wildcard'
  | 'everything';

const refusals: Readonly<Record<RefusedRedirect, string>> = {
  foreign: 'hier stehen nur Adressen dieses Blogs, ohne https:// und Namen',
  fragment: 'was hinter „#“ steht, erfährt kein Server',
  'goal-query': 'eine neue Adresse hat weder „?“ noch „#“',
  page: '„:page“ gibt es nur in „/:page/feed/* /:page/“ und Zeilen wie dieser',
  query: 'hinter „?“ steht genau eine Angabe, zum Beispiel „/?p=123“',
  'query-folder': '„*“ und „?“ gehen nicht zusammen',
  'query-gone': 'für eine Adresse mit „?“ gibt es kein „410“',
  wildcard: '„*“ gilt nur am Ende einer alten Adresse, nach einem Schrägstrich: „/alt/* /neu/“',
  everything: '„/*“ wäre der ganze Blog',
};

/** About articles seen together. */
export const collectionMessages = {
  'catalogue/spelling': warning(
    '„{other}“ und „{name}“ haben dieselbe Adresse {url} und gelten als eins.',
    'Schreibe überall „{name}“.',
  ),
  'catalogue/author-near-miss': warning(
    'Für „{name}“ gibt es keine Datei in content/authors.',
    'Meintest du „{suggestion}“?',
  ),
  'catalogue/related-unknown': warning(
    'Unter „{key}“ steht „{target}“; so heißt kein Artikel.',
    suggestionOr('Nenne den letzten Teil der Adresse des Artikels oder seine Datei.'),
  ),
  'catalogue/dossier-unknown': warning(
    'Zum Thema „{key}“ gibt es keinen Artikel; dieses Dossier bleibt ohne Wirkung.',
    suggestionOr('Die Datei heißt wie das Thema in seiner Adresse: /thema/klima/ → klima.md'),
  ),
  'catalogue/same-title': warning(
    'Auch {other} heißt „{title}“; am Fuß jeder Seite steht der Titel nun zweimal.',
    'Lösche die Kopie, oder gib einer von beiden einen anderen Titel.',
  ),
  'catalogue/dossier-twice': error(
    'Zum Thema „{key}“ gibt es schon ein Dossier: {other}.',
    'Lege beide zusammen.',
  ),
  'catalogue/embargo': note(
    'Bis zum Ende dieser Sperrfrist ist von dem Artikel nichts zu sehen.',
    'Er erscheint mit dem ersten Lauf danach.',
  ),
  'catalogue/future': warning(
    'Unter „{key}“ steht ein Datum, das noch kommt; Leser sehen es trotzdem schon.',
    'Prüfe Tag, Monat und Jahr.',
  ),
  'catalogue/article-unknown': error(
    'Einen veröffentlichten Artikel „{target}“ gibt es nicht.',
    suggestionOr('Nenne den letzten Teil der Adresse des Artikels oder seine Datei.'),
  ),

  // About addresses that readers know and that lead somewhere else now, or nowhere.
  'address/bad-line': error(
    (p: { line: string; reason: RefusedRedirect | undefined }) =>
      `„${p.line}“ ist keine Weiterleitung${p.reason ? `: ${refusals[p.reason]}` : ''}.`,
    'So ist es gemeint: „/alt/ /neu/“, „/alt/* /neu/“ für alles darunter, oder „/alt/ 410“ für etwas, das es nie wieder gibt.',
  ),
  'address/no-source': warning(
    'Die Weiterleitung von {from} führt ins Leere: Eine Datei {to} gibt es nicht.',
    suggestionOr('Nenne einen Text oder ein Bild dieses Blogs, oder eine Adresse.'),
  ),
  'address/unshown': note((p: { count: number; first: string }) =>
    p.count === 1
      ? `Die Weiterleitung von ${p.first} ruht: Nichts Veröffentlichtes zeigt diese Datei.`
      : `${p.count} Weiterleitungen ruhen, zuerst die von ${p.first}: Nichts Veröffentlichtes zeigt diese Dateien.`,
  ),
  'address/host-cannot': note(
    (p: { count: number }) =>
      p.count === 1
        ? 'Eine Weiterleitung geht bei Cloudflare nicht; in „_redirects“ fehlt sie.'
        : `${p.count} Weiterleitungen gehen bei Cloudflare nicht; in „_redirects“ fehlen sie.`,
    'nginx, Apache und Caddy können alle. Liegt der Blog nicht bei Cloudflare, dann nenne in „hosting“ seinen Host.',
  ),
  'address/no-goal': warning(
    'Die Weiterleitung von {from} führt ins Leere: Unter {to} steht nichts.',
    'Nenne eine Adresse dieses Blogs. Gibt es den Inhalt nicht mehr, dann schreibe „{from} 410“.',
  ),
  'address/moved': note(
    'Umgezogen von {from} nach {to}; die alte Adresse leitet dorthin weiter.',
    `Dafür steht „{from} {to}“ jetzt in ${file}. Die Datei gehört zum Blog, also auch in Git; oder schreibe in den Kopf: aliases: {from}`,
  ),
  'address/moved-more': note(
    (p: { count: number }) =>
      `Außerdem umgezogen: ${p.count === 1 ? 'noch 1 Adresse' : `noch ${p.count} Adressen`}.`,
    `Auch sie leiten weiter und stehen in ${file}.`,
  ),
  'address/gone': warning(
    'Unter {from} steht nichts mehr; Links dorthin führen ins Leere.',
    `Gibt es etwas Passendes, dann schreibe in ${file}: „{from} /andere/adresse/“. Ist es für immer weg: „{from} 410“.`,
  ),
  'address/gone-more': warning(
    (p: { count: number }) =>
      `Außerdem ${p.count === 1 ? 'verschwand noch 1 Adresse' : `verschwanden noch ${p.count} Adressen`}.`,
  ),
  'address/not-written': warning(
    `${file} lässt sich nicht schreiben ({code}); nur der Ausgabeordner weiß, was umgezogen ist.`,
    'Gib Blattmacher dort Schreibrecht, oder trage die Weiterleitungen selbst ein.',
  ),

  // About tracking pixels of VG Wort and the texts that have them.
  'counting-mark/no-column': error(
    'Die Datei mit den Zählmarken hat keine Spalte „Öffentlicher Identifikationscode“.',
    'Lege den CSV-Export aus T.O.M. so ab, wie er ist; seine erste Zeile nennt die Spalten.',
  ),
  'counting-mark/no-code': error(
    '„{code}“ ist keine Zählmarke.',
    'Eine Marke hat 32 Zeichen, Ziffern und die Buchstaben a bis f.',
  ),
  'counting-mark/twice': error(
    'Die Zählmarke „{code}“ steht schon weiter oben.',
    'Jede Marke gilt für einen einzigen Text. Lösche die Zeile, der kein Artikel gehört.',
  ),
  'counting-mark/second': error(
    '„{article}“ hat weiter oben schon eine Zählmarke.',
    'Ein Text hat eine Marke. Behalte die, unter der er schon veröffentlicht ist.',
  ),
  'counting-mark/no-article': note(
    'Die Zählmarke gehört „{article}“; diese Datei gibt es nicht.',
    (p: { suggestion: string }) =>
      p.suggestion
        ? `Heißt sie jetzt „${p.suggestion}“? Dann trage das ein.`
        : 'Heißt sie jetzt anders, trage das ein. Ist der Text gelöscht, lass die Zeile stehen: Vergeben ist vergeben.',
  ),
  'counting-mark/short': warning(
    'Der Text hat eine Zählmarke, aber nur {characters} Zeichen; die VG Wort zählt Texte ab {wanted}.',
    'Ist es ein Gedicht, schreibe „vgwort: gedicht“ in den Kopf.',
  ),
  'counting-mark/unwanted': warning(
    'Der Text hat eine Zählmarke, obwohl in seinem Kopf „vgwort: false“ steht; er zeigt sie nicht.',
    'Soll er sie zeigen, lösche die Angabe. Vergeben bleibt die Marke: Für einen anderen Text darf sie nicht sein.',
  ),
  'counting-mark/no-server': note(
    'Die Zählmarken sind auf keiner Seite, denn es fehlt der Server der VG Wort.',
    'Trage ihn in site.yaml ein, zum Beispiel „vgwort: vg05.met.vgwort.de“; er steht in T.O.M.',
  ),
  'counting-mark/no-file': warning(
    'In site.yaml steht „vgwort“, aber die Zählmarken fehlen.',
    'Lege den CSV-Export aus T.O.M. als content/vgwort.csv ab.',
  ),
};
