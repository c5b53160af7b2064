import { message } from '../message.ts';

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
