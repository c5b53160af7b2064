/** Messages about `blattmacher.config.ts`, its collections, and the files in `data/`. */
import { error, suggestionOr, warning } from '../message.ts';

const clockless = 'Die Konfiguration darf nur von den Dateien des Blogs abhängen.';

export const configMessages = {
  'config/several': error(
    'Es gibt mehrere Konfigurationen: {names}.',
    'Behalte eine davon, und lösche die anderen.',
  ),
  'config/syntax': error(
    'Diese Stelle ist kein gültiger Code: {reason}',
    'Prüfe Klammern und Zeichen davor.',
  ),
  'config/unknown-import': error('„{name}“ gibt es nicht.', (p: { name: string }) =>
    p.name.startsWith('.')
      ? 'Prüfe den Pfad; die Endung (.ts, .js) gehört dazu.'
      : `Installiere das Paket im Ordner des Blogs: npm install ${p.name}`,
  ),
  'config/forbidden-import': error(
    `„{name}“ lässt sich in der Konfiguration nicht benutzen. ${clockless}`,
    'Was eine Seite zeigen soll, gehört nach data/: als YAML, JSON oder CSV.',
  ),
  'config/failed': error('Die Konfiguration bricht ab, in {what}: {reason}'),
  'config/endless': error(
    'Die Konfiguration wird nicht fertig, in {what}: nach {seconds} Sekunden abgebrochen.',
    'Vermutlich endet hier eine Schleife nie.',
  ),
  'config/promise': error(
    '{what} gibt ein Promise zurück. Darauf wartet hier niemand.',
    'Lass „async“ und „await“ weg. Was geladen werden muss, gehört nach data/.',
  ),
  'config/not-plain': error(
    '{what} gibt etwas zurück, was keine einfachen Daten sind: {path} ist {found}.',
    'Möglich sind Texte, Zahlen, true, false, null, Listen und Objekte daraus.',
  ),
  'config/wrong-answer': error('{what} muss {expected} zurückgeben.'),
  'config/no-default': error(
    'Die Konfiguration wird nicht exportiert.',
    'Schreibe: export default defineConfig({ … });',
  ),
  'config/unknown-option': error(
    'Die Angabe „{key}“ kenne ich nicht.',
    suggestionOr('Welche es gibt, zeigt dein Editor, wenn du „defineConfig“ benutzt.'),
  ),
  'config/wrong-option': error('„{key}“ muss {expected} sein.'),
  'config/folder-taken': error(
    'Der Ordner „content/{folder}“ gehört schon zu etwas anderem.',
    'Gib der Sammlung mit „folder“ einen eigenen.',
  ),
  'config/unknown-template': error(
    'Die Vorlage „{name}“ gibt es nicht.',
    (p: { name: string; suggestion: string }) =>
      p.suggestion ? `Meintest du „${p.suggestion}“?` : `Lege sie an: templates/${p.name}.eta`,
  ),
  'config/no-address': error(
    'Die Adresse braucht „{field}“, und das fehlt hier.',
    'Ergänze das Feld im Kopf, oder ändere „permalink“ in der Konfiguration.',
  ),
  'config/undated-feed': warning(
    (p: { url: string; count: number }) =>
      p.count === 1
        ? `Im Feed unter „${p.url}“ fehlt ein Eintrag, denn er hat kein „date“.`
        : `Im Feed unter „${p.url}“ fehlen ${p.count} Einträge, denn sie haben kein „date“.`,
    'Ergänze „date: …“ im Kopf, oder lass „feed“ weg.',
  ),
  'config/field': error('„{key}“ passt nicht: {reason}', 'So verlangt es das Schema in der Konfiguration.'),
  'config/schema-broken': error(
    'Das Schema von {what} antwortet nicht, wie es Standard Schema verlangt.',
    'Ein Schema gibt { value } zurück, oder { issues: [{ message }] }.',
  ),
  'config/plugin-failed': error('Das Plugin „{plugin}“ bricht ab: {reason}'),
  'config/plugin-message': warning('Das Plugin „{plugin}“ meldet: {reason}'),
  'config/plugin-async': error(
    'Das Plugin „{plugin}“ arbeitet asynchron. Das geht hier nicht.',
    'Nimm eines, das ohne Warten auskommt, oder seine Fassung „sync“.',
  ),

  'data/syntax': error(
    'Ab dieser Stelle ist die Datei kein gültiges JSON.',
    'Prüfe Kommas, Klammern und Anführungszeichen hier und davor.',
  ),
  'data/too-deep': error('Die Daten sind tiefer als {levels} Ebenen verschachtelt.', 'Ordne sie flacher an.'),
  'data/csv': error(
    'Diese Zeile hat {found} Spalten, die erste {expected}.',
    'Ein Wert mit dem Trennzeichen gehört in Anführungszeichen.',
  ),
  'data/csv-column': error(
    'Die Spalte „{name}“ gibt es zweimal.',
    'Gib einer von beiden in der ersten Zeile einen anderen Namen.',
  ),
  'data/same-name': error(
    "„{other}“ heißt bis auf die Endung genauso; beide wären „it.data['{name}']“.",
    'Gib einer der Dateien einen anderen Namen.',
  ),
  'data/unknown': error(
    'Das Schema „{name}“ gehört zu keiner Datei in data/.',
    suggestionOr('Lege die Datei an, oder lösche das Schema.'),
  ),
  'data/ending': warning(
    (p: { ending: string }) =>
      p.ending === ''
        ? 'Dateien ohne Endung werden in data/ nicht gelesen.'
        : `Dateien mit der Endung „.${p.ending}“ werden in data/ nicht gelesen.`,
    'Möglich sind .yaml, .json und .csv.',
  ),
};
