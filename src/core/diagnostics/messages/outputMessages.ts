/** Messages about the output folder, the cache, the search index, and the program. */
import { message } from '../message.ts';

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
  'output/url-taken': message(
    'error',
    (p: { url: string; first: string; second: string }) =>
      `Zwei Quellen wollen dieselbe Adresse ${p.url}: ${p.first} und ${p.second}.`,
    () =>
      'Gib einer von beiden im Kopf ein eigenes „slug:“, oder streiche die Adresse, wenn sie dort unter „aliases:“ steht.',
  ),
  'output/urls-alike': message(
    'error',
    (p: { first: string; firstUrl: string; second: string; secondUrl: string }) =>
      `Die Adressen ${p.firstUrl} (${p.first}) und ${p.secondUrl} (${p.second}) unterscheiden sich nur in großen und kleinen Buchstaben; auf manchen Rechnern sind sie dieselbe Datei.`,
    () => 'Schreibe beide gleich oder gib einer einen anderen Namen.',
  ),
  'output/file-and-folder': message(
    'error',
    (p: { file: string; fileUrl: string; within: string; withinUrl: string }) =>
      `${p.file} will die Datei ${p.fileUrl}, aber ${p.within} braucht für ${p.withinUrl} dort einen Ordner.`,
    () => 'Gib einer von beiden einen anderen Namen.',
  ),
  'output/unsafe-path': message(
    'error',
    (p: { url: string; source: string }) =>
      `${JSON.stringify(p.url)} (${p.source}) taugt nicht als Adresse: Sie ist nicht auf jedem Rechner ein sicherer Dateiname.`,
    () =>
      'Nimm Buchstaben, Ziffern und Bindestriche; „..“, „\\“, „:“, „*“, „?“, Steuerzeichen und Gerätenamen wie „con“ gehen nicht.',
  ),
  'output/long-path': message(
    'error',
    (p: { start: string; source: string }) =>
      `Eine Adresse (${p.source}) ist zu lang: Ein Teil zwischen zwei „/“ darf höchstens 255 Byte haben, „${p.start}…“ hat mehr.`,
    () => 'Kürze sie. Ein Umlaut zählt doppelt.',
  ),
  'output/folder-is-link': message(
    'error',
    (p: { folder: string }) => `Der Ausgabeordner ${p.folder} ist ein symbolischer Link.`,
    () => 'Nenne mit --out den Ordner selbst, auf den er zeigt, oder entferne den Link.',
  ),
  'output/folder-is-file': message(
    'error',
    (p: { folder: string }) => `Der Ausgabeordner ${p.folder} ist kein Ordner, sondern eine Datei.`,
    () => otherFolder,
  ),
  'output/folder-is-root': message(
    'error',
    (p: { folder: string }) => `In die Wurzel des Dateisystems (${p.folder}) schreibe ich keinen Blog.`,
    () => otherFolder,
  ),
  'output/folder-is-home': message(
    'error',
    (p: { folder: string }) =>
      `Der Ausgabeordner ${p.folder} ist dein persönlicher Ordner oder enthält ihn; dorthin schreibe ich nichts.`,
    () => otherFolder,
  ),
  'output/folder-is-site': message(
    'error',
    (p: { folder: string }) =>
      `Der Ausgabeordner ${p.folder} ist der Ordner deines Blogs oder enthält ihn; deine Quellen wären in Gefahr.`,
    () => otherFolder,
  ),
  'output/folder-is-sources': message(
    'error',
    (p: { folder: string; sources: string }) =>
      `Der Ausgabeordner ${p.folder} liegt in „${p.sources}“ oder enthält diesen Ordner; was dort steht, wäre in Gefahr.`,
    () => otherFolder,
  ),
  'output/folder-not-ours': message(
    'error',
    (p: { folder: string }) =>
      `Der Ausgabeordner ${p.folder} ist nicht leer, und Blattmacher hat ihn nicht angelegt.`,
    () => `${otherFolder} Gehört er doch zum Blog, dann leere ihn zuerst selbst.`,
  ),
  'output/folder-locked': message(
    'error',
    (p: { folder: string; pid: number; host: string; lock: string }) =>
      `Ein anderer Lauf schreibt gerade in ${p.folder} (Prozess ${p.pid} auf ${p.host}).`,
    (p) =>
      `Warte, bis er fertig ist. Läuft auf ${p.host} sicher kein Blattmacher mehr, dann lösche dort die Datei ${p.lock}.`,
  ),
  'output/folder-locked-unknown': message(
    'error',
    (p: { folder: string; lock: string }) => `Der Ausgabeordner ${p.folder} ist gesperrt.`,
    (p) => `Läuft sicher kein anderer Blattmacher, dann lösche dort die Datei ${p.lock}.`,
  ),
  'output/manifest-damaged': message(
    'note',
    (p: { folder: string; manifest: string }) =>
      `Das Verzeichnis ${p.manifest} in ${p.folder} ist beschädigt oder von einer anderen Version; alle Dateien werden neu verglichen, keine alte wird entfernt.`,
    () => 'Ist nach diesem Lauf noch Altes im Ordner, dann lösche ihn und baue neu.',
  ),
  'output/symbolic-link': message(
    'error',
    (p: { path: string }) =>
      `${p.path} im Ausgabeordner ist ein symbolischer Link; durch ihn schreibe ich nicht.`,
    () => 'Entferne den Link, dann entsteht dort wieder eine echte Datei.',
  ),
  'output/foreign-file': message(
    'error',
    (p: { path: string }) =>
      `${p.path} im Ausgabeordner stammt nicht von Blattmacher und steht einer Seite im Weg.`,
    () => 'Bringe die Datei in Sicherheit oder lösche sie, dann baue neu.',
  ),
  'output/disk-full': message(
    'error',
    (p: { path: string }) => `Kein Platz mehr auf dem Datenträger, als ${p.path} geschrieben werden sollte.`,
    () => 'Schaffe Platz und baue neu.',
  ),
  'output/not-allowed': message(
    'error',
    (p: { path: string }) => `${p.path} im Ausgabeordner darf nicht geschrieben werden.`,
    () => 'Prüfe, wem der Ordner gehört und ob du dort schreiben darfst.',
  ),
  'output/system': message(
    'error',
    (p: { path: string; code: string }) => `Das System verweigert ${p.path} im Ausgabeordner (${p.code}).`,
  ),
  'output/unfinished': message(
    'error',
    () => 'Der Ausgabeordner ist nur zum Teil erneuert; jede Datei darin ist ganz, die alte oder die neue.',
    () => 'Behebe die Ursache und baue noch einmal, dann ist alles in Ordnung.',
  ),
  'output/hidden-texts': message(
    'warning',
    (p: { count: number }) =>
      `Im Ausgabeordner ${p.count === 1 ? 'steht jetzt 1 Text, den' : `stehen jetzt ${p.count} Texte, die`} Leser nicht sehen sollen (--drafts): Lade ihn so nicht hoch!`,
    () =>
      'Baue vor dem Hochladen noch einmal ohne --drafts. Für die Vorschau nimm einen eigenen Ordner: --drafts --out vorschau',
  ),
  'output/next-build': message(
    'error',
    (p: { file: string; code: string }) =>
      `Wann der nächste Lauf fällig ist, lässt sich nicht nach „${p.file}“ schreiben: ${refusals.get(p.code) ?? p.code}.`,
    () => 'Nenne hinter --next-build eine Datei in einem Ordner, den es gibt und in dem du schreiben darfst.',
  ),
  'output/verify-differs': message(
    'error',
    (p: { path: string }) => `„${p.path}“ ist nicht, was ein Bau ganz von vorn daraus macht.`,
    () => 'Baue mit --no-cache und melde uns den Fehler: Das darf nie geschehen.',
  ),
  'output/verify-impossible': message(
    'error',
    () => 'Die Gegenprobe war nicht möglich: Der Blog hat sich währenddessen verändert.',
    () => 'Versuche es noch einmal.',
  ),
};

/** About the cache. Never more than a note: a lost cache costs time, not correctness. */
export const cacheMessages = {
  'cache/damaged': message(
    'note',
    (p: { path: string }) => `Das Gedächtnis ${p.path} ist beschädigt und wird neu angelegt.`,
  ),
  'cache/refused': message(
    'note',
    (p: { path: string; code: string }) =>
      `Das Gedächtnis ${p.path} lässt sich nicht benutzen (${p.code}); der nächste Lauf dauert deshalb länger.`,
    () => 'Gib Blattmacher dort Schreibrecht und Platz, oder lösche den Ordner „.cache“.',
  ),
};

/** About the program itself. */
export const programMessages = {
  'program/worker-crashed': message(
    'error',
    (p: { reason: string }) => `An dieser Datei ist ein Teil des Programms abgestürzt (${p.reason}).`,
    () => 'Kürze oder vereinfache den Text dort und melde uns den Fehler.',
  ),
  'program/too-many-files': message(
    'error',
    () => 'Das System lässt nicht noch mehr Dateien zugleich öffnen.',
    () =>
      'Erhöhe die Grenze und versuche es noch einmal: auf der Kommandozeile „ulimit -n 1024“, in einem Dienst von systemd „LimitNOFILE=1024“.',
  ),
  'program/disk-full': message(
    'error',
    () => 'Auf dem Datenträger ist kein Platz mehr.',
    () => 'Schaffe Platz und versuche es noch einmal; keine Datei ist halb geschrieben.',
  ),
  'program/out-of-memory': message(
    'error',
    () => 'Der Arbeitsspeicher reicht nicht.',
    () =>
      'Erlaube mehr davon und versuche es noch einmal: Setze die Umgebungsvariable NODE_OPTIONS auf „--max-old-space-size=2048“ (in MB), wenn die Maschine so viel hat.',
  ),
  'program/more-of-a-kind': message('warning', (p: { count: number }) =>
    p.count === 1
      ? 'Weiter unten steht in dieser Datei noch eine Meldung dieser Art.'
      : `Weiter unten stehen in dieser Datei noch ${p.count} Meldungen dieser Art.`,
  ),
};

/** About the search index. */
export const searchMessages = {
  'search/impossible': message(
    'error',
    (p: { reason: string }) => `Der Suchindex lässt sich hier nicht anlegen: ${p.reason}`,
    () => 'Auf einem System, für das es Pagefind nicht gibt, hilft nur „search: false“ in site.yaml.',
  ),
};
