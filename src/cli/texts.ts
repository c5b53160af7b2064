import type { IgnoredReason, TermKind } from '../collections/related/relatedTerms.ts';
import { nearest } from '../core/diagnostics/suggester.ts';

const termNames: Readonly<Record<TermKind, string>> = { tag: 'Thema', section: 'Ressort' };

/** Whether readers see an article, and why not; the keys are those of `list --json`. */
export const articleStates = {
  published: 'erschienen',
  scheduled: 'geplant',
  draft: 'Entwurf',
  expired: 'abgelaufen',
} as const;

/** Every German word of the command line that is no diagnostic, in one place. */
export const commandTexts = {
  unknownCommand: (name: string, known: readonly string[]): string => {
    const suggestion = nearest(name, known);
    const cure = suggestion === '' ? `Es gibt: ${known.join(', ')}.` : `Meintest du „${suggestion}“?`;
    return `Den Befehl „${name}“ kenne ich nicht. ${cure}`;
  },
  unknownOption: (option: string, known: readonly string[]): string => {
    const suggestion = nearest(option, known);
    const cure = suggestion === '' ? '' : ` Meintest du „${suggestion}“?`;
    return `Die Angabe „${option}“ kenne ich nicht.${cure}`;
  },
  /** `value`: what stands after the option; undefined when nothing may. */
  wrongValue: (option: string, value: string | undefined): string =>
    value === undefined
      ? `Hinter „${option}“ darf kein Wert stehen.`
      : `Hinter „${option}“ fehlt etwas. Schreibe: ${option} ${value}`,
  seeHelp: (name: string): string => `Hilfe: blattmacher ${name} --help`,
  wrongWorkers: (text: string, most: number): string =>
    `Hinter „--workers“ steht „${text}“; es muss eine ganze Zahl von 0 bis ${most} sein.`,
  wrongMoment: (text: string): string =>
    `„${text}“ ist kein Zeitpunkt. Schreibe zum Beispiel: 2023-09-13T14:30:00+02:00`,
  noOperands: (text: string): string => `Mit „${text}“ kann ich hier nichts anfangen.`,
  missingTitle: 'Wie soll der Artikel heißen? Schreibe: blattmacher new "Titel"',
  missingArticle: 'Welcher Artikel? Schreibe: blattmacher explain <artikel>',
  usage: 'Aufruf',
  commands: 'Befehle',
  options: 'Angaben',
  intro: 'Blattmacher macht aus einem Ordner mit Markdown ein ganzes Nachrichtenblog.',
  moreHelp: 'Mehr zu einem Befehl: blattmacher <befehl> --help',
  moreGroupHelp: (name: string): string => `Mehr zu einem Befehl: blattmacher ${name} <befehl> --help`,
  errors: (count: number): string => (count === 1 ? '1 Fehler' : `${count} Fehler`),
  warnings: (count: number): string => (count === 1 ? '1 Warnung' : `${count} Warnungen`),
  /** `count`: of all; `places`: where some others than the first stand. */
  ofAKind: (p: { count: number; isSame: boolean; places: readonly string[] }): string =>
    `${p.isSame ? `Das gilt ${p.count}-mal` : `Von dieser Art gibt es ${p.count}`}, auch hier: ${p.places.join(', ')} …`,
  showsAll: 'Jede einzelne Stelle zeigt „blattmacher check --all“.',
  nothingPublished: 'Nichts wurde veröffentlicht; die Ausgabe ist, wie sie war.',
  allGood: 'Alles in Ordnung.',
  watching: (url: string): string => `Vorschau: ${url} (beenden mit Strg+C)`,
  moderating: (url: string): string => `Kommentare: ${url}`,
  watchEnded: 'Die Vorschau ist beendet.',
  shown: 'Die Vorschau zeigt den neuesten Stand.',
  lastGood: 'Die Vorschau zeigt den letzten guten Stand, bis das behoben ist.',
  noPort: (port: number): string =>
    `Der Port ${port} und die zwanzig danach sind belegt. Nimm mit --port einen anderen.`,
  otherPort: (port: number): string => `Der Port ${port} ist belegt; ich nehme den nächsten freien.`,
  wrongPort: (text: string, usual: number): string =>
    `„${text}“ ist kein Port. Nimm eine Zahl bis 65535, zum Beispiel ${usual}.`,
  polling: 'Ich sehe jede Sekunde selbst nach, was sich geändert hat.',
  moved: (url: string): string => `Die Adresse des Blogs hat sich geändert. Vorschau: ${url}`,
  rebuildRefused: (code: string): string =>
    `Das System lässt mich gerade nicht nachsehen, was sich geändert hat (${code}). Ich versuche es jede Sekunde wieder; so lange bleibt alles, wie es war.`,
  rebuildBroke: (reason: string): string =>
    `Im Blattmacher selbst ist etwas schiefgegangen (${reason}). Bis zur nächsten Änderung bleibt alles, wie es war.`,
  folders: {
    gone: 'Der Ordner des Blogs ist nicht mehr da, oder ich darf ihn nicht mehr lesen. Sobald er wieder da ist, geht es von selbst weiter.',
    back: 'Der Ordner des Blogs ist wieder da.',
    replaced: 'An der Stelle des Blogs liegt jetzt ein anderer Ordner; ich lese ihn neu.',
    deaf: (folder: string, code: string): string =>
      `Das System meldet mir keine Änderungen in „${folder === '' ? '.' : folder}“ (${code}). Ich sehe jede Sekunde selbst nach.`,
    tooManyFolders:
      'Das System meldet mir keine Änderungen mehr: Alle Programme zusammen beobachten schon so viele Ordner, wie erlaubt sind (ENOSPC). Ich sehe jede Sekunde selbst nach. Unter Linux hilft: sudo sysctl fs.inotify.max_user_watches=524288',
    tooManyFiles: (code: string): string =>
      `Das System meldet mir keine Änderungen: Es sind zu viele Dateien offen, oder zu viele Programme beobachten Ordner (${code}). Ich sehe jede Sekunde selbst nach. Unter Linux hilft: sudo sysctl fs.inotify.max_user_instances=1024`,
    missed: (path: string): string =>
      `Von einer Änderung hat mir das System nichts gemeldet: ${path}. Das kommt auf Netzlaufwerken, unter WSL und in Docker vor. Ab jetzt sehe ich jede Sekunde selbst nach; mit „--poll“ von Anfang an.`,
    remote: (system: string): string =>
      `Der Blog liegt auf einem Laufwerk, von dem das System nicht jede Änderung meldet (${system}). Darum sehe ich jede Sekunde selbst nach.`,
  },
  making: { pages: 'Seiten setzen', pictures: 'Bilder umrechnen', search: 'Suche vorbereiten' },
  summary: (p: {
    articles: number;
    written: number;
    unchanged: number;
    removed: number;
    seconds: string;
  }): string =>
    `${p.articles} Artikel: ${p.written} ${p.written === 1 ? 'Datei' : 'Dateien'} geschrieben, ${p.unchanged} unverändert, ${p.removed} entfernt, in ${p.seconds} s.`,
  nextChange: {
    appears: 'Nächste Veröffentlichung',
    expires: 'Nächster Ablauf',
    changes: 'Nächste Änderung',
    ages: 'Nächste Änderung der News-Sitemap',
    closes: 'Nächster Schluss von Kommentaren',
  },
  planned: (count: number, title: string, date: string): string =>
    count === 1
      ? `1 Artikel ist geplant: „${title}“ erscheint am ${date}.`
      : `${count} Artikel sind geplant; als Nächstes erscheint „${title}“ am ${date}.`,
  nothingPlanned: 'Kein Artikel ist geplant.',
  noDrafts: 'Es gibt keinen Entwurf.',
  noArticles: 'Es gibt noch keinen Artikel.',
  noVgwortFile:
    'Die Zählmarken fehlen: Lege den CSV-Export aus T.O.M. als content/vgwort.csv ab und rufe mich noch einmal auf.',
  pixelsGiven: (given: number, free: number): string =>
    `${given === 1 ? '1 Zählmarke' : `${given} Zählmarken`} vergeben, ${free} noch frei.`,
  pixelsMissing: (count: number): string =>
    `Für ${count === 1 ? '1 Artikel' : `${count} Artikel`} fehlen Zählmarken. Bestelle neue in T.O.M. und hänge ihre Zeilen an content/vgwort.csv an.`,
  explained: (title: string): string => `„Siehe auch“ zu „${title}“:`,
  picked: 'von Hand ausgewählt („related“ im Kopf des Artikels)',
  score: (score: string, similarity: string, factor: string): string =>
    `Wertung ${score} = Ähnlichkeit ${similarity} × Zeitfaktor ${factor}`,
  distance: (day: string, days: number): string =>
    `erschienen am ${day}, ${days} ${days === 1 ? 'Tag' : 'Tage'} Abstand`,
  sharedTerm: (p: { kind: TermKind; name: string; frequency: number; percent: number }): string =>
    `${termNames[p.kind]} ${p.name}: in ${p.frequency} Artikeln, ${p.percent} % der Ähnlichkeit`,
  ignoredTerm: (p: { kind: TermKind; name: string; frequency: number; reason: IgnoredReason }): string =>
    `${termNames[p.kind]} ${p.name}: ${p.reason === 'too rare' ? 'steht in keinem anderen Artikel' : `steht in ${p.frequency} Artikeln und unterscheidet nichts`}`,
  ignoredTerms: 'Ohne Wirkung:',
  noneRelated: 'Kein anderer Artikel ist ähnlich genug.',
  newsletter: (count: number, folder: string): string =>
    `Newsletter mit ${count} ${count === 1 ? 'Artikel' : 'Artikeln'}: newsletter.html, newsletter.txt und betreff.txt in ${folder}`,
  noNewsletter: (since: string): string => `Seit ${since} ist nichts erschienen; es gibt keinen Newsletter.`,
  created: (path: string): string => `Angelegt: ${path}`,
  exists: (path: string): string => `Die Datei ${path} gibt es schon; ich habe nichts geändert.`,
} as const;
