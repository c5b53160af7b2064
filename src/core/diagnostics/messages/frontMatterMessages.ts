/** Messages about front matter, values in YAML, and YAML itself. */
import { error, suggestionOr, warning } from '../message.ts';
import { longestSlug, slugify } from '../../slug.ts';
import { quoted } from '../../yaml/yamlSlips.ts';

/** Parameters of a schema message. */
interface Field {
  readonly key: string;
  readonly value: string;
  /** The possible words, as valibot prints them. */
  readonly expected: string;
  /**
   * Keys that the expected mapping, or each mapping of the list, must have; empty where texts are expected.
   */
  readonly keys: readonly string[];
}

function wordsOf(expected: string): string {
  return expected.replace(/[()"]/g, '').replaceAll(' | ', ', ');
}

const fieldMessages = {
  'schema/missing': error('„{key}“ fehlt.', (p: Field) => `Ergänze eine Zeile „${lastStep(p.key)}: …“.`),
  'schema/text': error('„{key}“ muss ein Text sein.', (p: Field) => `Schreibe: ${lastStep(p.key)}: "…"`),
  'schema/control-character': error(
    'In „{key}“ steht ein Steuerzeichen, das in keinen Text gehört.',
    'Lösche es, auch in der Schreibweise „\\u…“ oder „\\x…“.',
  ),
  'schema/choice': error(
    '„{key}“ kennt den Wert „{value}“ nicht.',
    (p: Field) => `Möglich sind: ${wordsOf(p.expected)}.`,
  ),
  'schema/html-element': error(
    'Das HTML-Element <{value}> lässt sich nicht erlauben.',
    (p: Field) =>
      `Unter „html“ sind möglich: ${wordsOf(p.expected)}. Andere gehen von selbst, wie <sub>, oder bleiben verboten.`,
  ),
  'schema/number': error(
    '„{key}“ muss eine Zahl sein, hier steht „{value}“.',
    'Schreibe nur Ziffern, ohne Anführungszeichen.',
  ),
  // `expected` is valibot's: `<=20`, `>=1`.
  'schema/number-range': error(({ key, expected }: { key: string; expected: string }) => {
    const limit = expected.replace(/^[<>]=/, '');
    return expected.startsWith('<')
      ? `Die Zahl bei „${key}“ ist zu groß: höchstens ${limit}.`
      : `Die Zahl bei „${key}“ ist zu klein: mindestens ${limit}.`;
  }),
  'schema/focus': error(
    '„{key}“ muss eine Stelle im Bild nennen, hier steht „{value}“.',
    'Schreibe, wie weit von links und von oben: focus: 30% 40%',
  ),
  'schema/list': error(
    '„{key}“ muss eine Liste sein.',
    (p: Field) => `Schreibe: ${lastStep(p.key)}: [${p.keys.length > 0 ? sample(p.keys) : 'eins, zwei'}]`,
  ),
  'schema/mapping': error('Unter „{key}“ müssen eingerückte Angaben „schlüssel: wert“ stehen.', (p: Field) =>
    p.keys.length > 0
      ? `So zum Beispiel: ${sample(p.keys)}`
      : 'Jede steht auf einer eigenen Zeile, mit zwei Leerzeichen davor.',
  ),
  'schema/web-address': error(
    '„{key}“ muss eine ganze Adresse mit https:// sein, hier steht „{value}“.',
    'Schreibe zum Beispiel: https://example.org/',
  ),
  'schema/link': error(
    'Zu „{value}“ kann kein Link führen.',
    'Schreibe eine Adresse im Blog, die mit „/“ beginnt (/impressum/), oder eine ganze mit https://.',
  ),
  'schema/origin': error(
    '„{value}“ ist nicht der Name eines Hosts, wie er hier stehen muss.',
    'Schreibe „https://“ und den ganzen Namen, ohne Sternchen und ohne Pfad dahinter: https://statistik.example.org',
  ),
  'schema/endpoint': error(
    'An „{value}“ kann kein Formular schicken.',
    'Schreibe eine ganze Adresse mit https:// oder einen Pfad auf dem Server des Blogs, der mit „/“ beginnt (/comments).',
  ),
  'schema/deploy-host': error(
    '„{value}“ ist kein Name eines Servers.',
    'Schreibe ihn ohne „sftp://“ und ohne Pfad: ssh.example.org. Der Port gehört unter „port“, der Ordner unter „path“.',
  ),
  'schema/deploy-word': error(
    '„{value}“ taugt nicht als „{key}“.',
    'Ein Wort ohne Leerzeichen, das nicht mit „-“ beginnt.',
  ),
  'schema/deploy-unsafe': error(
    '„{value}“ ist nicht sicher: Wer unterwegs mithört, könnte den Blog verändern oder Schlüssel lesen.',
    'Nimm eine Adresse mit https:// oder ssh.',
  ),
  'schema/host-key': error(
    '„{value}“ ist kein Fingerabdruck eines Servers.',
    'Er beginnt mit „SHA256:“ und hat danach 43 Zeichen; ohne diese Zeile zeigt „blattmacher deploy“ ihn dir.',
  ),
  'schema/email': error(
    '„{value}“ ist keine E-Mail-Adresse.',
    'Schreibe zum Beispiel: redaktion@example.org',
  ),
  'schema/contact': error(
    'Über „{value}“ erreicht dich niemand.',
    'Schreibe eine E-Mail-Adresse, eine ganze Adresse mit https:// oder „tel:+49…“.',
  ),
  'schema/ads-line': error(
    '„{value}“ ist keine Zeile für ads.txt.',
    'Schreibe zum Beispiel: "example.com, pub-1234, DIRECT"',
  ),
  'schema/language': error(
    '„{value}“ ist kein Kürzel einer Sprache.',
    'Schreibe zum Beispiel: en oder de-CH',
  ),
  'schema/counting-server': error(
    '„{value}“ ist kein Server der VG Wort.',
    'Er steht in T.O.M. bei deinen Zählmarken und heißt zum Beispiel: vg05.met.vgwort.de',
  ),
  'schema/site-url': error(
    'Als Adresse des Blogs taugt „{value}“ nicht.',
    'Hinter dem Namen des Servers stehen nur Ordner aus a–z, A–Z, 0–9, „-“, „_“, „.“ und „~“, jeder nach einem einzelnen „/“: https://example.org/blog/',
  ),
  'schema/document-type': error(
    '„{value}“ kann hier nicht stehen: Solche Dateien führt mancher Server oder Browser aus, oder es ist keine Endung aus Buchstaben und Ziffern.',
    'Verpacke solche Dateien als ZIP.',
  ),
  'schema/colour': error(
    '„{key}“ muss eine Farbe sein, hier steht „{value}“.',
    "Schreibe sie mit sechs Ziffern und in Anführungszeichen, zum Beispiel: '#8a1a12'",
  ),
  'schema/date': error(
    '„{value}“ ist kein Datum, das ich lesen kann.',
    (p: Field) => `Schreibe: ${lastStep(p.key)}: ${sampleDay(p.key)}`,
  ),
  'schema/date-month': error(
    'Den Monat in „{value}“ kenne ich nicht.',
    (p: Field) => `Schreibe: ${lastStep(p.key)}: 13. September 2023, 14:30 Uhr`,
  ),
  'schema/date-unreal': error('Den Tag oder die Uhrzeit „{value}“ gibt es nicht.', 'Sieh im Kalender nach.'),
  'schema/date-gap': error(
    'Die Uhrzeit „{value}“ gibt es nicht: In dieser Nacht wird die Uhr auf Sommerzeit vorgestellt.',
    'Nimm eine Stunde später.',
  ),
  'schema/date-offset': error(
    'Einen Abstand zur Weltzeit wie in „{value}“ hat keine Uhr.',
    'Er reicht von -14:00 bis +14:00; lass ihn weg, dann gilt die Zeit des Blogs.',
  ),
  'schema/duration': error(
    '„{value}“ ist keine Dauer.',
    'Schreibe Minuten und Sekunden mit einem Doppelpunkt, in Anführungszeichen: "32:10", bei mehr als einer Stunde "1:02:10".',
  ),
  'schema/lead': error(
    'Unter „{key}“ steht „{value}“; hier geht es darum, ob der Artikel die Startseite anführt.',
    'Schreibe „lead: ja“ oder „lead: bis 1. Dezember 2026, 18 Uhr“. Der Vorspann heißt „description“.',
  ),
  'schema/timezone': error('Die Zeitzone „{value}“ kenne ich nicht.', 'Schreibe zum Beispiel: Europe/Berlin'),
  'schema/permalink': error(
    'Aus „{value}“ wird keine Adresse.',
    'Sie beginnt und endet mit „/“, enthält :slug und sonst nur :year, :month, :day, :section, Kleinbuchstaben, Ziffern und „-“.',
  ),
  'schema/slug': error(
    (p: Field) => `„${p.value}“ eignet sich nicht als Teil einer Adresse${slugFault(p.value)}.`,
    (p: Field) => {
      const slug = slugify(p.value, '');
      const cure =
        slug === '' ? 'Nimm Kleinbuchstaben, Ziffern und Bindestriche.' : `Schreibe: slug: ${slug}`;
      return /^[a-z0-9-]+$/.test(p.value) && slug !== ''
        ? `${cure} – die alte Adresse führt dorthin, wenn sie unter „aliases“ steht.`
        : cure;
    },
  ),
  'schema/address': error(
    '„{value}“ ist keine Adresse innerhalb des Blogs.',
    'Sie beginnt mit „/“, zum Beispiel /2019/alter-artikel/, und enthält weder „..“ noch „\\“.',
  ),
};

export function isSchemaCode(code: string): code is keyof typeof fieldMessages {
  return Object.hasOwn(fieldMessages, code);
}

/** A date as an example; of an embargo one that has not passed, for whoever copies it. */
function sampleDay(key: string): string {
  return /embargo|sperrfrist/i.test(key) ? '2099-12-31 18:00' : '2023-09-13 14:30';
}

function slugFault(value: string): string {
  if (value.length > longestSlug) return `: Es ist länger als ${longestSlug} Zeichen`;
  if (value.includes('--')) return ': Es enthält einen doppelten Bindestrich';
  if (/^-|-$/.test(value)) return ': Am Anfang und am Ende steht kein Bindestrich';
  return /^[a-z0-9-]+$/.test(value) ? '' : ': Dort stehen nur Kleinbuchstaben, Ziffern und Bindestriche';
}

function lastStep(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}

/** A mapping with these keys, as an author may write it in one line. */
function sample(keys: readonly string[]): string {
  return `{ ${keys.map((key) => `${key}: ${key === 'date' ? '2023-09-13' : '"…"'}`).join(', ')} }`;
}

/** Parameters of a message about a line of YAML; see `YamlSlip`. */
interface Slip {
  readonly key: string;
  readonly what: string;
  readonly mended: string;
}

/** A hint with the line to write, or in other words where there is none. */
function writeOr(otherwise: string) {
  return ({ mended }: { readonly mended: string }): string => (mended ? `Schreibe: ${mended}` : otherwise);
}

/** Messages of js-yaml, by words in them, with explanations for authors. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/quoted scalar|deficient indentation/, 'ein Anführungszeichen oder eine Klammer wird nicht geschlossen'],
  [
    /flow collection|comma|node content/,
    'in einer Liste oder Klammer stimmt ein Komma oder die Klammer nicht',
  ],
  [/escape|hexadecimal/, 'hinter einem „\\“ in Anführungszeichen steht etwas Unbekanntes'],
  [/non-printable|JSON character/, 'hier steht ein unsichtbares Zeichen, das nicht hineingehört'],
  [
    /multiline key|mapping entry|':' after/,
    'hier stimmt die Einrückung, ein Doppelpunkt oder ein Sonderzeichen nicht',
  ],
  [/sequence entry/, 'die Einrückung der Liste stimmt nicht'],
];

function reasonInGerman(reason: string): string {
  const [, german] = reasons.find(([words]) => words.test(reason)) ?? [];
  return german === undefined ? '' : `: ${german}`;
}

/** About the front matter of an article, page or author. */
export const frontMatterMessages = {
  'front-matter/none': error(
    'Der Kopf fehlt.',
    'Die Datei beginnt mit einer Zeile „---“, darunter „title: …“ und „date: …“, dann wieder „---“.',
  ),
  'front-matter/unclosed': error(
    'Der Kopf ist nicht abgeschlossen.',
    'Setze nach der letzten Angabe eine Zeile „---“.',
  ),
  'front-matter/other-format': error(
    'Der Kopf steht in {language}; gelesen wird nur YAML.',
    'Schreibe statt seiner:\n{yaml}',
  ),
  'front-matter/other-dashes': error(
    '„{what}“ ist nicht die Zeile „---“ aus drei Bindestrichen, zwischen denen der Kopf steht.',
    'Schreibe: ---',
  ),
  'front-matter/not-first': error(
    'Vor dem Kopf steht etwas.',
    'Die Zeile „---“ ist die erste der Datei; lösche, was vor ihr steht, auch leere Zeilen.',
  ),
  'front-matter/only-yaml': error(
    'Der Kopf steht in „{language}“; gelesen wird nur YAML.',
    'Die erste Zeile ist einfach „---“, darunter stehen Angaben wie „title: …“.',
  ),
  'front-matter/nearly-hidden': error(
    'Den Schlüssel „{key}“ kenne ich nicht; so wäre zu sehen, was vielleicht niemand sehen soll.',
    'Meintest du „{suggestion}“? Soll die Angabe nichts bewirken, lösche sie.',
  ),
  'front-matter/empty-embargo': error(
    '„{key}“ ist leer; so erschiene der Artikel ohne Sperrfrist.',
    (p: { key: string }) =>
      `Schreibe: ${p.key}: ${sampleDay(p.key)} – oder lösche die Zeile, wenn es keine gibt.`,
  ),
  'front-matter/unclear-hiding': error(
    '„{key}: {value}“ verstehe ich nicht; so wäre vielleicht zu sehen, was niemand sehen soll.',
    'Soll niemand den Text sehen, schreibe: draft: true – soll er später erscheinen, schreibe den Tag unter „embargo“.',
  ),
  'front-matter/limited': error(
    '„{key}“ kann ich nicht erfüllen: Was online ist, kann jeder lesen, der die Adresse kennt.',
    'Soll niemand den Text sehen, schreibe: draft: true',
  ),
  'front-matter/cannot-hide': error(
    '„{key}“ wirkt hier nicht: Eine solche Datei lässt sich nicht zurückhalten.',
    'Lege die Datei an einen Ort außerhalb von „content“, solange sie niemand sehen soll.',
  ),
  'front-matter/still-hidden': warning(
    'Zwei Angaben widersprechen sich; wegen „{key}: {value}“ erscheint der Text nicht.',
    'Lass nur eine der Angaben stehen.',
  ),
  'front-matter/languages-alone': warning(
    'Unter „translations“ stehen nur Sprachen; ohne Adressen bleiben sie ohne Wirkung.',
    'Schreibe je Sprache: - { language: en, url: https://… }',
  ),
  'front-matter/same-meaning': warning(
    '„{second}“ und „{first}“ bedeuten dasselbe; nur „{first}“ gilt.',
    'Lass nur eine der Angaben stehen.',
  ),
  'front-matter/permalink': warning(
    'Die Adresse unter „{key}“ gilt hier nicht; wer sie kennt, findet den Artikel nicht mehr.',
    'Schreibe: aliases: [{value}] – dann führt sie zu ihm.',
  ),
  'front-matter/hidden-twice': error(
    'Zwei Angaben für {what}: „{first}“ und „{second}“.',
    'Lass nur eine der Angaben stehen.',
  ),
  'front-matter/time-twice': warning(
    'Die Uhrzeit „{value}“ gibt es in dieser Nacht zweimal (Ende der Sommerzeit); ich nehme die erste.',
    'Willst du die zweite, schreibe den Abstand dazu: +01:00.',
  ),
  'front-matter/empty-term': warning(
    '„{name}“ besteht nur aus Zeichen, aus denen keine Adresse wird, und bleibt weg.',
    'Nimm ein Wort mit Buchstaben oder Ziffern.',
  ),
  'front-matter/odd-year': warning(
    'Das Jahr {year} unter „{key}“ ist wohl ein Versehen.',
    'Jahre haben vier Ziffern, zum Beispiel: {key}: 2026-09-13',
  ),
  'front-matter/updated-early': warning(
    'Der Artikel ist geändert, bevor er erschienen ist.',
    'Prüfe „date“ und „updated“.',
  ),
  'front-matter/blanks': warning(
    '„{value}“ zählt als eines.',
    (p: { key: string; value: string }) =>
      `Sind es mehrere, schreibe: ${p.key}: [${p.value.split(/\s+/).join(', ')}] – ist es eines: ${p.key}: ["${p.value}"]`,
  ),
  'front-matter/name-order': warning(
    '„{value}“ zählt als zwei Namen.',
    (p: { key: string; value: string }) => {
      const [last = '', first = ''] = p.value.split(/\s*,\s*/);
      return `Ist es ein Mensch, schreibe: ${p.key}: ${first} ${last} – sind es zwei: ${p.key}: [${last}, ${first}]`;
    },
  ),
  'front-matter/curly-quotes': warning(
    'Die Anführungszeichen um „{value}“ gehören so zum Wert.',
    (p: { key: string; value: string }) => `Nimm gerade oder keine: ${p.key && `${p.key}: `}"${p.value}"`,
  ),
  'front-matter/hash-cut': error(
    'Mit „ #“ beginnt in YAML eine Bemerkung; so fällt „{what}“ weg.',
    'Schreibe: {mended}',
  ),
  'front-matter/remark': warning(
    'Mit „ #“ beginnt in YAML eine Bemerkung; „{what}“ sieht niemand.',
    'Gehört es zum Text, schreibe: {mended}',
  ),
  'front-matter/expires-early': warning(
    'Der Artikel läuft ab, bevor er erscheint; er ist nie zu sehen.',
    'Prüfe „date“ und „expires“.',
  ),
  'front-matter/lead-early': warning(
    'Die Zeit an der Spitze der Startseite endet, bevor der Artikel erscheint.',
    'Prüfe beide Daten.',
  ),
  'front-matter/breaking-early': warning(
    'Die Eilmeldung endet, bevor der Artikel erscheint; sie ist nie zu sehen.',
    'Unter „breaking“ steht, bis wann sie zu sehen ist. Prüfe „date“ und „breaking“.',
  ),

  // About settings and front matter held against their schemas.
  ...fieldMessages,
  'schema/not-a-mapping': error('Hier müssen Angaben der Form „schlüssel: wert“ stehen.'),
  'schema/colon-in-item': error(
    'In „{key}“ enthält „{item}“ einen Doppelpunkt und muss in Anführungszeichen stehen.',
    (p: { item: string }) => `Schreibe: ${quoted(p.item)}`,
  ),
  'schema/belongs-below': warning(
    '„{key}“ gehört unter „{parent}:“, eingerückt; hier bleibt es ohne Wirkung.',
    (p: { key: string; parent: string; start: string }) =>
      `Schreibe: ${p.parent}: { ${p.start ? `${p.start}, ` : ''}${p.key}: "…" }`,
  ),
  'schema/unknown-key': warning(
    'Den Schlüssel „{key}“ kenne ich nicht.',
    suggestionOr('Er bleibt ohne Wirkung.'),
  ),

  // About YAML as such: settings, front matter, sidecar files.
  'yaml/too-large': error(
    'Der YAML-Teil ist größer als {kilobytes} KB.',
    'Kürze ihn; langer Text gehört unter die zweite Zeile „---“.',
  ),
  'yaml/too-deep': error('Hier ist mehr als {levels}-fach verschachtelt.', 'Vereinfache die Angabe.'),
  'yaml/tab': error('Hier steht ein Tabulator als Einrückung.', 'Rücke mit Leerzeichen ein.'),
  'yaml/syntax': error(
    (p: { reason: string }) => `Das ist kein gültiges YAML${reasonInGerman(p.reason)}.`,
    'Jede Angabe steht auf einer eigenen Zeile als „schlüssel: wert“; Werte mit Sonderzeichen stehen in Anführungszeichen.',
  ),
  'yaml/colon-in-value': error(
    'Der Wert von „{key}“ enthält einen Doppelpunkt und muss in Anführungszeichen stehen.',
    (p: { key: string; value: string }) => `Schreibe: ${p.key}: ${quoted(p.value)}`,
  ),
  'yaml/anchor': error(
    'YAML-Anker und -Verweise („{what}“) sind nicht erlaubt.',
    writeOr('Schreibe den Wert aus; beginnt er mit & oder *, setze ihn in Anführungszeichen.'),
  ),
  'yaml/tag': error(
    'YAML-Typangaben („{what}“) sind nicht erlaubt.',
    writeOr('Lass sie weg; beginnt der Wert mit einem Ausrufezeichen, setze ihn in Anführungszeichen.'),
  ),
  'yaml/slip-begins': error(
    'Ein Wert, der mit „{what}“ beginnt, muss in Anführungszeichen stehen.',
    'Schreibe: {mended}',
  ),
  'yaml/slip-quotes': error(
    (p: Slip) =>
      p.what === '"'
        ? 'Ein Wert, der mit einem Anführungszeichen beginnt, muss auch mit einem enden und darf dazwischen keines enthalten.'
        : 'Ein Wert, der mit einem Apostroph beginnt, muss auch mit einem enden und darf dazwischen keinen enthalten.',
    'Schreibe: {mended}',
  ),
  'yaml/slip-hash': error(
    'Mit „#“ beginnt in YAML eine Bemerkung; so fällt „{what}“ weg.',
    'Schreibe: {mended}',
  ),
  'yaml/slip-item': error(
    (p: Slip) =>
      `In der Liste${p.key && ` „${p.key}“`} brauchen Einträge mit Sonderzeichen Anführungszeichen.`,
    'Schreibe: {mended}',
  ),
  'yaml/slip-bracket': error('Die Klammer hinter „{key}“ wird nicht geschlossen.', 'Schreibe: {mended}'),
  'yaml/slip-space': error('Hinter „{key}:“ fehlt ein Leerzeichen.', 'Schreibe: {mended}'),
  'yaml/slip-dash': error('Hinter dem Strich fehlt ein Leerzeichen.', 'Schreibe: {mended}'),
  'yaml/slip-equals': error('Zwischen „{key}“ und seinem Wert fehlt ein Doppelpunkt.', 'Schreibe: {mended}'),
  'yaml/slip-indented': error(
    'Diese Zeile ist eingerückt, gehört aber zu keiner anderen.',
    'Schreibe sie ganz links: {mended}',
  ),
  'yaml/slip-stray': error(
    '„{what}“ ist keine Angabe der Form „schlüssel: wert“.',
    'Geht hier „{key}“ weiter, schreibe alles in eine Zeile: {mended}',
  ),
  'yaml/second-document': error('Hier beginnt ein zweites YAML-Dokument.', 'Lass nur eines stehen.'),
  'yaml/noncharacter': error(
    'Dieser Text enthält etwas, das kein Zeichen ist ({what}).',
    'Schreibe das Zeichen selbst statt „\\u…“; ein Emoji besteht aus zwei solchen Angaben.',
  ),
  'yaml/forbidden-key': error('Der Schlüssel „{what}“ ist nicht erlaubt.', 'Nimm einen anderen Namen.'),
  'yaml/duplicate-key': error('„{what}“ steht doppelt.', 'Lass nur eine der Angaben stehen.'),
};
