/** Messages about front matter, values in YAML, and YAML itself. */
import { message } from '../message.ts';

/** About the front matter of an article, page or author. */
export const frontMatterMessages = {
  'front-matter/none': message(
    'error',
    () => 'Der Kopf fehlt.',
    () => 'Die Datei beginnt mit einer Zeile „---“, darunter „title: …“ und „date: …“, dann wieder „---“.',
  ),
  'front-matter/unclosed': message(
    'error',
    () => 'Der Kopf ist nicht abgeschlossen.',
    () => 'Setze nach der letzten Angabe eine Zeile „---“.',
  ),
  'front-matter/only-yaml': message(
    'error',
    (p: { language: string }) => `Der Kopf steht in „${p.language}“; gelesen wird nur YAML.`,
    () => 'Die erste Zeile ist einfach „---“, darunter stehen Angaben wie „title: …“.',
  ),
  'front-matter/nearly-hidden': message(
    'error',
    (p: { key: string; suggestion: string }) =>
      `Den Schlüssel „${p.key}“ kenne ich nicht; so wäre zu sehen, was vielleicht niemand sehen soll.`,
    (p) => `Meintest du „${p.suggestion}“? Soll die Angabe nichts bewirken, lösche sie.`,
  ),
  'front-matter/empty-embargo': message(
    'error',
    (p: { key: string }) => `„${p.key}“ ist leer; so erschiene der Artikel ohne Sperrfrist.`,
    (p) => `Schreibe: ${p.key}: 2023-09-13 14:30 – oder lösche die Zeile, wenn es keine gibt.`,
  ),
  'front-matter/hidden-twice': message(
    'error',
    (p: { what: string; first: string; second: string }) =>
      `Zwei Angaben für ${p.what}: „${p.first}“ und „${p.second}“.`,
    () => 'Lass nur eine der Angaben stehen.',
  ),
  'front-matter/time-twice': message(
    'warning',
    (p: { value: string }) =>
      `Die Uhrzeit „${p.value}“ gibt es in dieser Nacht zweimal (Ende der Sommerzeit); ich nehme die erste.`,
    () => 'Willst du die zweite, schreibe den Abstand dazu: +01:00.',
  ),
  'front-matter/empty-term': message(
    'warning',
    (p: { name: string }) =>
      `„${p.name}“ besteht nur aus Zeichen, aus denen keine Adresse wird, und bleibt weg.`,
    () => 'Nimm ein Wort mit Buchstaben oder Ziffern.',
  ),
  'front-matter/expires-early': message(
    'warning',
    () => 'Der Artikel läuft ab, bevor er erscheint; er ist nie zu sehen.',
    () => 'Prüfe „date“ und „expires“.',
  ),
  'front-matter/breaking-early': message(
    'warning',
    () => 'Die Eilmeldung endet, bevor der Artikel erscheint; sie ist nie zu sehen.',
    () => 'Unter „breaking“ steht, bis wann sie zu sehen ist. Prüfe „date“ und „breaking“.',
  ),
};

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
  'schema/missing': message(
    'error',
    (p: Field) => `„${p.key}“ fehlt.`,
    (p) => `Ergänze eine Zeile „${lastStep(p.key)}: …“.`,
  ),
  'schema/text': message(
    'error',
    (p: Field) => `„${p.key}“ muss ein Text sein.`,
    (p) => `Schreibe: ${lastStep(p.key)}: "…"`,
  ),
  'schema/control-character': message(
    'error',
    (p: Field) => `In „${p.key}“ steht ein Steuerzeichen, das in keinen Text gehört.`,
    () => 'Lösche es, auch in der Schreibweise „\\u…“ oder „\\x…“.',
  ),
  'schema/choice': message(
    'error',
    (p: Field) => `„${p.key}“ kennt den Wert „${p.value}“ nicht.`,
    (p) => `Möglich sind: ${wordsOf(p.expected)}.`,
  ),
  'schema/html-element': message(
    'error',
    (p: Field) => `Das HTML-Element <${p.value}> lässt sich nicht erlauben.`,
    (p) =>
      `Unter „html“ sind möglich: ${wordsOf(p.expected)}. Andere gehen von selbst, wie <sub>, oder bleiben verboten.`,
  ),
  'schema/number': message(
    'error',
    (p: Field) => `„${p.key}“ muss eine Zahl sein, hier steht „${p.value}“.`,
    () => 'Schreibe nur Ziffern, ohne Anführungszeichen.',
  ),
  'schema/number-range': message(
    'error',
    (p: Field) => `Die Zahl bei „${p.key}“ liegt außerhalb des Erlaubten (${p.expected}).`,
  ),
  'schema/focus': message(
    'error',
    (p: Field) => `„${p.key}“ muss eine Stelle im Bild nennen, hier steht „${p.value}“.`,
    () => 'Schreibe, wie weit von links und von oben: focus: 30% 40%',
  ),
  'schema/list': message(
    'error',
    (p: Field) => `„${p.key}“ muss eine Liste sein.`,
    (p) => `Schreibe: ${lastStep(p.key)}: [${p.keys.length > 0 ? sample(p.keys) : 'eins, zwei'}]`,
  ),
  'schema/mapping': message(
    'error',
    (p: Field) => `Unter „${p.key}“ müssen eingerückte Angaben „schlüssel: wert“ stehen.`,
    (p) =>
      p.keys.length > 0
        ? `So zum Beispiel: ${sample(p.keys)}`
        : 'Jede steht auf einer eigenen Zeile, mit zwei Leerzeichen davor.',
  ),
  'schema/web-address': message(
    'error',
    (p: Field) => `„${p.key}“ muss eine ganze Adresse mit https:// sein, hier steht „${p.value}“.`,
    () => 'Schreibe zum Beispiel: https://example.org/',
  ),
  'schema/link': message(
    'error',
    (p: Field) => `Zu „${p.value}“ kann kein Link führen.`,
    () => 'Schreibe eine Adresse im Blog, die mit „/“ beginnt (/impressum/), oder eine ganze mit https://.',
  ),
  'schema/endpoint': message(
    'error',
    (p: Field) => `An „${p.value}“ kann kein Formular schicken.`,
    () =>
      'Schreibe eine ganze Adresse mit https:// oder einen Pfad auf dem Server des Blogs, der mit „/“ beginnt (/comments).',
  ),
  'schema/email': message(
    'error',
    (p: Field) => `„${p.value}“ ist keine E-Mail-Adresse.`,
    () => 'Schreibe zum Beispiel: redaktion@example.org',
  ),
  'schema/contact': message(
    'error',
    (p: Field) => `Über „${p.value}“ erreicht dich niemand.`,
    () => 'Schreibe eine E-Mail-Adresse, eine ganze Adresse mit https:// oder „tel:+49…“.',
  ),
  'schema/ads-line': message(
    'error',
    (p: Field) => `„${p.value}“ ist keine Zeile für ads.txt.`,
    () => 'Schreibe zum Beispiel: "example.com, pub-1234, DIRECT"',
  ),
  'schema/language': message(
    'error',
    (p: Field) => `„${p.value}“ ist kein Kürzel einer Sprache.`,
    () => 'Schreibe zum Beispiel: en oder de-CH',
  ),
  'schema/counting-server': message(
    'error',
    (p: Field) => `„${p.value}“ ist kein Server der VG Wort.`,
    () => 'Er steht in T.O.M. bei deinen Zählmarken und heißt zum Beispiel: vg05.met.vgwort.de',
  ),
  'schema/site-url': message(
    'error',
    (p: Field) => `Als Adresse des Blogs taugt „${p.value}“ nicht.`,
    () =>
      'Hinter dem Namen des Servers stehen nur Ordner aus a–z, A–Z, 0–9, „-“, „_“, „.“ und „~“, jeder nach einem einzelnen „/“: https://example.org/blog/',
  ),
  'schema/document-type': message(
    'error',
    (p: Field) =>
      `„${p.value}“ kann hier nicht stehen: Solche Dateien führt mancher Server oder Browser aus, oder es ist keine Endung aus Buchstaben und Ziffern.`,
    () => 'Verpacke solche Dateien als ZIP.',
  ),
  'schema/colour': message(
    'error',
    (p: Field) => `„${p.key}“ muss eine Farbe sein, hier steht „${p.value}“.`,
    () => "Schreibe sie mit sechs Ziffern und in Anführungszeichen, zum Beispiel: '#8a1a12'",
  ),
  'schema/date': message(
    'error',
    (p: Field) => `„${p.value}“ ist kein Datum, das ich lesen kann.`,
    (p) => `Schreibe: ${lastStep(p.key)}: 2023-09-13 14:30`,
  ),
  'schema/date-unreal': message(
    'error',
    (p: Field) => `Den Tag oder die Uhrzeit „${p.value}“ gibt es nicht.`,
    () => 'Sieh im Kalender nach.',
  ),
  'schema/date-gap': message(
    'error',
    (p: Field) =>
      `Die Uhrzeit „${p.value}“ gibt es nicht: In dieser Nacht wird die Uhr auf Sommerzeit vorgestellt.`,
    () => 'Nimm eine Stunde später.',
  ),
  'schema/date-offset': message(
    'error',
    (p: Field) => `Einen Abstand zur Weltzeit wie in „${p.value}“ hat keine Uhr.`,
    () => 'Er reicht von -14:00 bis +14:00; lass ihn weg, dann gilt die Zeit des Blogs.',
  ),
  'schema/timezone': message(
    'error',
    (p: Field) => `Die Zeitzone „${p.value}“ kenne ich nicht.`,
    () => 'Schreibe zum Beispiel: Europe/Berlin',
  ),
  'schema/permalink': message(
    'error',
    (p: Field) => `Aus „${p.value}“ wird keine Adresse.`,
    () =>
      'Sie beginnt und endet mit „/“, enthält :slug und sonst nur :year, :month, :day, :section, Kleinbuchstaben, Ziffern und „-“.',
  ),
  'schema/slug': message(
    'error',
    (p: Field) => `„${p.value}“ eignet sich nicht als Teil einer Adresse.`,
    () => 'Nimm Kleinbuchstaben, Ziffern und Bindestriche.',
  ),
  'schema/address': message(
    'error',
    (p: Field) => `„${p.value}“ ist keine Adresse innerhalb des Blogs.`,
    () => 'Sie beginnt mit „/“, zum Beispiel /2019/alter-artikel/, und enthält weder „..“ noch „\\“.',
  ),
};

/** Settings and front matter held against their schemas. */
export const schemaMessages = {
  ...fieldMessages,
  'schema/not-a-mapping': message('error', () => 'Hier müssen Angaben der Form „schlüssel: wert“ stehen.'),
  'schema/colon-in-item': message(
    'error',
    (p: { key: string; item: string }) =>
      `In „${p.key}“ enthält „${p.item}“ einen Doppelpunkt und muss in Anführungszeichen stehen.`,
    (p) => `Schreibe: "${p.item.replace(/["\\]/g, '\\$&')}"`,
  ),
  'schema/belongs-below': message(
    'warning',
    (p: { key: string; parent: string; start: string }) =>
      `„${p.key}“ gehört unter „${p.parent}:“, eingerückt; hier bleibt es ohne Wirkung.`,
    (p) => `Schreibe: ${p.parent}: { ${p.start ? `${p.start}, ` : ''}${p.key}: "…" }`,
  ),
  'schema/unknown-key': message(
    'warning',
    (p: { key: string; suggestion: string }) => `Den Schlüssel „${p.key}“ kenne ich nicht.`,
    (p) => (p.suggestion ? `Meintest du „${p.suggestion}“?` : 'Er bleibt ohne Wirkung.'),
  ),
};

export function isSchemaCode(code: string): code is keyof typeof fieldMessages {
  return Object.hasOwn(fieldMessages, code);
}

function lastStep(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}

/** A mapping with these keys, as an author may write it in one line. */
function sample(keys: readonly string[]): string {
  return `{ ${keys.map((key) => `${key}: ${key === 'date' ? '2023-09-13' : '"…"'}`).join(', ')} }`;
}

interface What {
  readonly what: string;
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

/** About YAML as such: settings, front matter, sidecar files. */
export const yamlMessages = {
  'yaml/too-large': message(
    'error',
    (p: { kilobytes: number }) => `Der YAML-Teil ist größer als ${p.kilobytes} KB.`,
    () => 'Kürze ihn; langer Text gehört unter die zweite Zeile „---“.',
  ),
  'yaml/too-deep': message(
    'error',
    (p: { levels: number }) => `Hier ist mehr als ${p.levels}-fach verschachtelt.`,
    () => 'Vereinfache die Angabe.',
  ),
  'yaml/tab': message(
    'error',
    () => 'Hier steht ein Tabulator als Einrückung.',
    () => 'Rücke mit Leerzeichen ein.',
  ),
  'yaml/syntax': message(
    'error',
    (p: { reason: string }) => `Das ist kein gültiges YAML${reasonInGerman(p.reason)}.`,
    () =>
      'Jede Angabe steht auf einer eigenen Zeile als „schlüssel: wert“; Werte mit Sonderzeichen stehen in Anführungszeichen.',
  ),
  'yaml/colon-in-value': message(
    'error',
    (p: { key: string; value: string }) =>
      `Der Wert von „${p.key}“ enthält einen Doppelpunkt und muss in Anführungszeichen stehen.`,
    (p) => `Schreibe: ${p.key}: "${p.value.replace(/["\\]/g, '\\$&')}"`,
  ),
  'yaml/anchor': message(
    'error',
    (p: What) => `YAML-Anker und -Verweise („${p.what}“) sind nicht erlaubt.`,
    () => 'Schreibe den Wert aus; beginnt er mit & oder *, setze ihn in Anführungszeichen.',
  ),
  'yaml/tag': message(
    'error',
    (p: What) => `YAML-Typangaben („${p.what}“) sind nicht erlaubt.`,
    () => 'Lass sie weg; beginnt der Wert mit einem Ausrufezeichen, setze ihn in Anführungszeichen.',
  ),
  'yaml/second-document': message(
    'error',
    () => 'Hier beginnt ein zweites YAML-Dokument.',
    () => 'Lass nur eines stehen.',
  ),
  'yaml/noncharacter': message(
    'error',
    (p: What) => `Dieser Text enthält etwas, das kein Zeichen ist (${p.what}).`,
    () => 'Schreibe das Zeichen selbst statt „\\u…“; ein Emoji besteht aus zwei solchen Angaben.',
  ),
  'yaml/forbidden-key': message(
    'error',
    (p: What) => `Der Schlüssel „${p.what}“ ist nicht erlaubt.`,
    () => 'Nimm einen anderen Namen.',
  ),
  'yaml/duplicate-key': message(
    'error',
    (p: What) => `„${p.what}“ steht doppelt.`,
    () => 'Lass nur eine der Angaben stehen.',
  ),
};
