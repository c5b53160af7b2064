/** Messages about the output folder, the cache, the search index, and the program. */
import { error, note, warning } from '../message.ts';

const otherFolder = 'Wähle mit --out einen eigenen, leeren Ordner, zum Beispiel „dist“.';

/** Why a file cannot be written, by the system's code. */
const refusals: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'den Ordner gibt es nicht'],
  ['ENOTDIR', 'den Ordner gibt es nicht'],
  ['EISDIR', 'das ist ein Ordner'],
  ['EACCES', 'das darf ich dort nicht'],
  ['EPERM', 'das darf ich dort nicht'],
  ['EROFS', 'das darf ich dort nicht'],
  ['ENOSPC', 'der Datenträger ist voll'],
]);

/** About the output folder and what is written there. */
export const outputMessages = {
  'output/url-taken': error(
    'Zwei Quellen wollen dieselbe Adresse {url}: {first} und {second}.',
    'Gib einer von beiden im Kopf ein eigenes „slug:“, oder streiche die Adresse, wenn sie dort unter „aliases:“ steht.',
  ),
  'output/urls-alike': error(
    'Die Adressen {firstUrl} ({first}) und {secondUrl} ({second}) unterscheiden sich nur in großen und kleinen Buchstaben; auf manchen Rechnern sind sie dieselbe Datei.',
    'Schreibe beide gleich oder gib einer einen anderen Namen.',
  ),
  'output/file-and-folder': error(
    '{file} will die Datei {fileUrl}, aber {within} braucht für {withinUrl} dort einen Ordner.',
    'Gib einer von beiden einen anderen Namen.',
  ),
  'output/unsafe-path': error(
    (p: { url: string; source: string }) =>
      `${JSON.stringify(p.url)} (${p.source}) taugt nicht als Adresse: Sie ist nicht auf jedem Rechner ein sicherer Dateiname.`,
    'Nimm Buchstaben, Ziffern und Bindestriche; „..“, „\\“, „:“, „*“, „?“, Steuerzeichen und Gerätenamen wie „con“ gehen nicht.',
  ),
  'output/long-path': error(
    'Eine Adresse ({source}) ist zu lang: Ein Teil zwischen zwei „/“ darf höchstens 255 Byte haben, „{start}…“ hat mehr.',
    'Kürze sie. Ein Umlaut zählt doppelt.',
  ),
  'output/folder-is-link': error(
    'Der Ausgabeordner {folder} ist ein symbolischer Link.',
    'Nenne mit --out den Ordner selbst, auf den er zeigt, oder entferne den Link.',
  ),
  'output/folder-is-file': error(
    'Der Ausgabeordner {folder} ist kein Ordner, sondern eine Datei.',
    otherFolder,
  ),
  'output/folder-is-root': error(
    'In die Wurzel des Dateisystems ({folder}) schreibe ich keinen Blog.',
    otherFolder,
  ),
  'output/folder-is-home': error(
    'Der Ausgabeordner {folder} ist dein persönlicher Ordner oder enthält ihn; dorthin schreibe ich nichts.',
    otherFolder,
  ),
  'output/folder-is-site': error(
    'Der Ausgabeordner {folder} ist der Ordner deines Blogs oder enthält ihn; deine Quellen wären in Gefahr.',
    otherFolder,
  ),
  'output/folder-is-sources': error(
    'Der Ausgabeordner {folder} liegt in „{sources}“ oder enthält diesen Ordner; was dort steht, wäre in Gefahr.',
    otherFolder,
  ),
  'output/folder-not-ours': error(
    'Der Ausgabeordner {folder} ist nicht leer, und Blattmacher hat ihn nicht angelegt.',
    `${otherFolder} Gehört er doch zum Blog, dann leere ihn zuerst selbst.`,
  ),
  'output/folder-locked': error(
    'Ein anderer Lauf schreibt gerade in {folder} (Prozess {pid} auf {host}).',
    'Warte, bis er fertig ist. Läuft auf {host} sicher kein Blattmacher mehr, dann lösche dort die Datei {lock}.',
  ),
  'output/folder-locked-unknown': error(
    'Der Ausgabeordner {folder} ist gesperrt.',
    'Läuft sicher kein anderer Blattmacher, dann lösche dort die Datei {lock}.',
  ),
  'output/manifest-damaged': note(
    'Das Verzeichnis {manifest} in {folder} ist beschädigt oder von einer anderen Version; alle Dateien werden neu verglichen, keine alte wird entfernt.',
    'Ist nach diesem Lauf noch Altes im Ordner, dann lösche ihn und baue neu.',
  ),
  'output/symbolic-link': error(
    '{path} im Ausgabeordner ist ein symbolischer Link; durch ihn schreibe ich nicht.',
    'Entferne den Link, dann entsteht dort wieder eine echte Datei.',
  ),
  'output/foreign-file': error(
    '{path} im Ausgabeordner stammt nicht von Blattmacher und steht einer Seite im Weg.',
    'Bringe die Datei in Sicherheit oder lösche sie, dann baue neu.',
  ),
  'output/disk-full': error(
    'Kein Platz mehr auf dem Datenträger, als {path} geschrieben werden sollte.',
    'Schaffe Platz und baue neu.',
  ),
  'output/not-allowed': error(
    '{path} im Ausgabeordner darf nicht geschrieben werden.',
    'Prüfe, wem der Ordner gehört und ob du dort schreiben darfst.',
  ),
  'output/system': error('Das System verweigert {path} im Ausgabeordner ({code}).'),
  'output/unfinished': error(
    'Der Ausgabeordner ist nur zum Teil erneuert; jede Datei darin ist ganz, die alte oder die neue.',
    'Behebe die Ursache und baue noch einmal, dann ist alles in Ordnung.',
  ),
  'output/hidden-texts': warning(
    (p: { count: number }) =>
      `Im Ausgabeordner ${p.count === 1 ? 'steht jetzt 1 Text, den' : `stehen jetzt ${p.count} Texte, die`} Leser nicht sehen sollen (--drafts): Lade ihn so nicht hoch!`,
    'Baue vor dem Hochladen noch einmal ohne --drafts. Für die Vorschau nimm einen eigenen Ordner: --drafts --out vorschau',
  ),
  'output/next-build': error(
    (p: { file: string; code: string }) =>
      `Wann der nächste Lauf fällig ist, lässt sich nicht nach „${p.file}“ schreiben: ${refusals.get(p.code) ?? p.code}.`,
    'Nenne hinter --next-build eine Datei in einem Ordner, den es gibt und in dem du schreiben darfst.',
  ),
  'output/verify-differs': error(
    '„{path}“ ist nicht, was ein Bau ganz von vorn daraus macht.',
    'Baue mit --no-cache und melde uns den Fehler: Das darf nie geschehen.',
  ),
  'output/verify-impossible': error(
    'Die Gegenprobe war nicht möglich: Der Blog hat sich währenddessen verändert.',
    'Versuche es noch einmal.',
  ),

  // About the cache. Never more than a note: a lost cache costs time, not correctness.
  'cache/damaged': note('Das Gedächtnis {path} ist beschädigt und wird neu angelegt.'),
  'cache/refused': note(
    'Das Gedächtnis {path} lässt sich nicht benutzen ({code}); der nächste Lauf dauert deshalb länger.',
    'Gib Blattmacher dort Schreibrecht und Platz, oder lösche den Ordner „.cache“.',
  ),

  // About the program itself.
  'program/worker-crashed': error(
    'An dieser Datei ist ein Teil des Programms abgestürzt ({reason}).',
    'Kürze oder vereinfache den Text dort und melde uns den Fehler.',
  ),
  'program/too-many-files': error(
    'Das System lässt nicht noch mehr Dateien zugleich öffnen.',
    'Erhöhe die Grenze und versuche es noch einmal: auf der Kommandozeile „ulimit -n 1024“, in einem Dienst von systemd „LimitNOFILE=1024“.',
  ),
  'program/disk-full': error(
    'Auf dem Datenträger ist kein Platz mehr.',
    'Schaffe Platz und versuche es noch einmal; keine Datei ist halb geschrieben.',
  ),
  'program/out-of-memory': error(
    'Der Arbeitsspeicher reicht nicht.',
    'Erlaube mehr davon und versuche es noch einmal: Setze die Umgebungsvariable NODE_OPTIONS auf „--max-old-space-size=2048“ (in MB), wenn die Maschine so viel hat.',
  ),
  'program/part-missing': error(
    'Ein Teil von Blattmacher läuft auf diesem System ({system}) nicht oder fehlt: „{part}“. Er {does}.',
    'Lösche im Ordner deines Blogs den Ordner „node_modules“ und rufe „npm install“ auf: Was auf einem anderen Rechner oder für ein anderes Node eingerichtet wurde, passt hier nicht. Hilft das nicht, dann gibt es den Teil für dieses System nicht.',
  ),

  // About the search index.
  'search/impossible': error(
    'Der Suchindex lässt sich hier nicht anlegen: {reason}',
    'Auf einem System, für das es Pagefind nicht gibt, hilft nur „search: false“ in site.yaml.',
  ),
};
