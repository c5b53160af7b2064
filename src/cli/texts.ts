import type { IgnoredReason, TermKind } from '../collections/related/relatedTerms.ts';
import type { DeployPlan } from '../deploy/plan.ts';
import type { SecretQuestion } from '../deploy/target.ts';
import { nearest } from '../core/diagnostics/suggester.ts';

const termNames: Readonly<Record<TermKind, string>> = { tag: 'Thema', section: 'Ressort' };

/** Whether readers see an article, and why not; the keys are those of `list --json`. */
export const articleStates = {
  published: 'erschienen',
  scheduled: 'geplant',
  draft: 'Entwurf',
  expired: 'abgelaufen',
} as const;

/** A path as every shell takes it. */
function inShell(path: string): string {
  return /^[\w./\\:~-]+$/.test(path) ? path : `"${path}"`;
}

function files(count: number): string {
  return count === 1 ? '1 Datei' : `${count} Dateien`;
}

/** So many names of each kind are shown. */
const fewNames = 12;

/** What a plan does, with some names of each kind, or all. */
function deploySteps({ files: coming, removals }: DeployPlan, all: boolean): readonly string[] {
  const removed = [...removals.first, ...removals.last];
  const byReason = (wanted: string): readonly string[] =>
    coming.filter(({ reason }) => reason === wanted).map(({ path }) => path);
  const groups = [
    ['Neu', byReason('new')],
    ['Geändert', byReason('changed')],
    ['Noch einmal, weil unklar ist, was dort liegt', byReason('unsure')],
    ['Gelöscht, weil es sie nicht mehr gibt', removed],
  ] as const;
  return groups.flatMap(([title, paths]) => {
    if (paths.length === 0) return [];
    const shown = all ? paths : paths.slice(0, fewNames);
    const more =
      paths.length > shown.length ? [`  … und ${paths.length - shown.length} mehr (--all zeigt alle)`] : [];
    return [`${title}: ${files(paths.length)}`, ...shown.map((path) => `  ${path}`), ...more];
  });
}

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
  contacts: {
    always: 'ohne Klick',
    click: 'erst nach einem Klick',
    refused: 'nie, die Seiten verbieten es',
  },
  noContacts: 'Die Seiten verbinden niemanden mit fremden Servern.',
  onPages: (pages: number, example: string): string =>
    pages === 1 ? `auf ${example}` : `auf ${pages} Seiten, zum Beispiel ${example}`,
  asked: (done: number, total: number): string => `${done} von ${total} fremden Adressen gefragt …`,
  wrongChoice: (option: string, text: string, choices: readonly string[]): string =>
    `„${option}“ kennt „${text}“ nicht, nur: ${choices.join(', ')}.`,
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
  init: {
    start: 'Ein neuer Blog. Ein paar Fragen, dann ist er zu sehen.',
    stopped: 'Abgebrochen; nichts ist angelegt.',
    mayBeEmpty: 'darf leer bleiben',
    questions: {
      title: 'Wie heißt der Blog?',
      url: 'Unter welcher Adresse wird er stehen?',
      author: 'Wie heißt du?',
      email: 'Unter welcher E-Mail-Adresse erreicht man dich?',
      place: 'Postleitzahl und Ort, für das Impressum?',
    },
    faults: {
      empty: {
        title: 'Der Titel fehlt. Schreibe zum Beispiel: Mein Blog',
        url: 'Die Adresse fehlt. Schreibe zum Beispiel: https://example.org/',
        author: 'Der Name fehlt. Schreibe zum Beispiel: Erika Muster',
        email: 'Die E-Mail-Adresse fehlt. Schreibe zum Beispiel: erika@example.org',
        place: 'Der Ort fehlt. Schreibe zum Beispiel: 12345 Musterstadt',
      },
      long: (most: number): string => `Das muss in eine Zeile passen, mit höchstens ${most} Zeichen.`,
      url: (typed: string): string =>
        `„${typed}“ ist keine Adresse, unter der ein Blog stehen kann. Schreibe sie ganz, mit https:// am Anfang: https://example.org/`,
      email: (typed: string): string =>
        `„${typed}“ ist keine E-Mail-Adresse. Schreibe sie ganz: erika@example.org`,
    },
    cannotAsk: (options: readonly string[]): string =>
      `Ohne Terminal kann ich nicht fragen. Es fehlt: ${options.join(', ')}. Gib das an, oder nimm --yes: Dann bleiben Lücken, die gekennzeichnet sind.`,
    notEmpty: (folder: string, names: readonly string[]): string => {
      const some = names.slice(0, 3).join(', ');
      const shown = names.length > 3 ? `${some} und ${names.length - 3} mehr` : some;
      return `Im Ordner ${folder} liegt schon etwas (${shown}); ich habe nichts angelegt. Nimm einen leeren Ordner: blattmacher init mein-blog`;
    },
    refused: (folder: string, code: string): string =>
      `Das System lässt mich den Ordner ${folder} nicht anlegen oder füllen (${code}); ich habe nichts hinterlassen. Nimm einen Ordner, in den du schreiben darfst.`,
    planned: (folder: string, paths: readonly string[]): string =>
      `In ${folder} würde ich anlegen:\n${paths.map((path) => `  ${path}`).join('\n')}\nNichts ist geschrieben.`,
    made: (folder: string, count: number): string => `Der Blog liegt in ${folder}: ${count} Dateien.`,
    noGit: 'Git gibt es hier nicht; ein Repository kannst du später anlegen: git init',
    installing: 'npm holt Blattmacher und Node.js …',
    notInstalled: (folder: string): string =>
      `npm konnte nicht holen, was der Blog braucht; was npm dazu sagt, steht darüber. Der Blog selbst ist angelegt. Hast du wieder Netz, dann rufe auf: cd ${inShell(folder)} && npm install`,
    nextSteps: (folder: string, isInstalled: boolean): string =>
      [
        'So geht es weiter:',
        ...(folder === '.' ? [] : [`  cd ${inShell(folder)}`]),
        ...(isInstalled ? [] : ['  npm install']),
        '  npm run watch    zeigt den Blog im Browser',
        '  npm run build    macht die fertigen Seiten in dist',
        '  npm run deploy   bringt sie ins Netz; wohin, steht in site.yaml',
        'Wo noch etwas fehlt, steht „[Bitte ergänzen: …]“, vor allem im Impressum.',
      ].join('\n'),
    description: (title: string): string => `Nachrichten und Meinungen: ${title}`,
    nobody: 'Redaktion',
    gap: (what: string): string => `[Bitte ergänzen: ${what}]`,
    gaps: { author: 'dein Name', email: 'deine E-Mail-Adresse', place: 'Postleitzahl und Ort' },
  },
  whichShell: (shells: readonly string[]): string =>
    `Für welche Shell? Schreibe: blattmacher completion ${shells.join(' | ')}`,
  doctor: {
    signs: { good: '✓', warning: '!', error: '×' },
    node: (version: string): string => `Node.js ${version}`,
    oldNode: (version: string): string =>
      `Node.js ${version} ist zu alt. Blattmacher braucht 22.18 oder neuer; im Ordner deines Blogs holt „npm install --save-dev --save-exact node@24“ eines nur für ihn.`,
    oddNode: (version: string): string =>
      `Node.js ${version} wird nur ein halbes Jahr gepflegt. Nimm eine Version mit gerader Nummer.`,
    endedNode: (version: string): string =>
      `Node.js ${version} bekommt keine Verbesserungen mehr, auch keine der Sicherheit. Nimm eine neuere Version.`,
    program: (version: string, folder: string): string => `Blattmacher ${version} in ${folder}`,
    badManifest:
      'Die Datei package.json des Blogs ist kein gültiges JSON. Vergleiche sie mit einer früheren Fassung.',
    otherVersion: (version: string, wanted: string): string =>
      `Hier läuft Blattmacher ${version}, der Blog verlangt ${wanted}. Rufe im Ordner des Blogs „npm install“ auf und nimm „npx blattmacher“.`,
    part: (part: string, version: string): string => `${part} ${version}`.trim(),
    noPart: (part: string, does: string): string =>
      `„${part}“ fehlt oder läuft auf diesem System nicht; der Teil ${does}. Lösche den Ordner node_modules und rufe „npm install“ auf.`,
    clock: (shown: string): string => `Die Uhr: ${shown}`,
    lateClock: (shown: string): string =>
      `Die Uhr geht nach: ${shown}. Geplante Artikel würden zu spät erscheinen. Stelle die Uhr.`,
    noSite: (folder: string): string =>
      `In ${folder} liegt kein Blog (site.yaml fehlt); was ihn betrifft, habe ich nicht geprüft. Nenne ihn mit --site.`,
    rights: 'Im Ordner des Blogs darf ich lesen und schreiben.',
    noRights: (names: readonly string[]): string =>
      `Hier darf ich nicht schreiben: ${names.join(', ')}. Gib dir die Rechte, zum Beispiel: sudo chown -R "$USER" .`,
    cacheInTheWay:
      'Wo der Ordner .cache liegen soll, liegt etwas anderes; so dauert jeder Lauf länger. Lösche es.',
    events: 'Das System meldet Änderungen an Dateien.',
    noEvents:
      'Das System meldet keine Änderungen an Dateien. Nimm „blattmacher watch --poll“; unter Linux hilft vielleicht: sudo sysctl fs.inotify.max_user_watches=524288 fs.inotify.max_user_instances=1024',
    remote: (system: string): string =>
      `Der Blog liegt auf einem Laufwerk, von dem das System nicht jede Änderung meldet (${system}). „watch“ sieht dort jede Sekunde selbst nach.`,
  },
  deploy: {
    kinds: { sftp: 'SFTP', ftps: 'FTPS', s3: 'S3', rsync: 'rsync', folder: 'Ordner', git: 'Git' },
    uploading: 'Hochladen',
    notDeployed: 'Nichts ist hochgeladen; im Netz steht, was dort stand.',
    /** Nothing is changed. */
    planned: (plan: DeployPlan, label: string, all: boolean): string => {
      const steps = deploySteps(plan, all);
      const end = `${files(plan.unchanged)} unverändert. Nichts ist hochgeladen.`;
      return steps.length === 0
        ? `${label}: Es gibt nichts zu tun. ${end}`
        : [`${label}: Das würde geschehen:`, ...steps, end].join('\n');
    },
    done: ({ files: coming, removals, unchanged }: DeployPlan, label: string): string => {
      const removed = removals.first.length + removals.last.length;
      return coming.length + removed === 0
        ? `${label}: Dort ist schon alles, wie es sein soll (${files(unchanged)}).`
        : `${label}: ${files(coming.length)} hochgeladen, ${removed} gelöscht, ${unchanged} unverändert.`;
    },
    wentBack: ({ files: coming, removals }: DeployPlan, label: string): string => {
      const removed = removals.first.length + removals.last.length;
      return `${label}: Dort steht wieder der Stand vor dem letzten Mal (${files(coming.length)} zurückgeholt, ${removed} gelöscht). So bleibt es, bis du „blattmacher deploy“ aufrufst.`;
    },
    mayRemove: (count: number, of: number): string =>
      `Von ${of} Dateien dort würden ${count} gelöscht. Soll ich?`,
    secret: (question: SecretQuestion): string =>
      question.what === 'password'
        ? `Passwort von ${question.user} für ${question.host}`
        : `Passwort des Schlüssels ${question.file}`,
  },
  created: (path: string): string => `Angelegt: ${path}`,
  exists: (path: string): string => `Die Datei ${path} gibt es schon; ich habe nichts geändert.`,
} as const;
