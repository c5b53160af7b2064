/** What documents say of the program, and of one another. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { wordsOf } from '../scripts/reference.ts';
import { commandTexts } from '../src/cli/texts.ts';
import { catalogue } from '../src/core/diagnostics/diagnostics.ts';
import { type Message, worded } from '../src/core/diagnostics/message.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const handbook = read('docs/handbuch.md');

const messages: readonly Message<never>[] = Object.values(catalogue);
const hints = messages.flatMap(({ hint }) => (hint === undefined ? [] : [hint]));
/** What the program can say, with an ellipsis for all that it says of a source; for whatever it chooses by. */
const sentences = [...messages.map(({ text }) => text), ...hints].flatMap((wording) => [
  wordsOf(wording),
  ...[1, ''].map((value) => wordedFor(wording, value)),
]);
const runtime = 'JavaScript heap out of memory';
const told = [
  ...sentences.filter((sentence) => sentence.replaceAll('…', '').length > 8),
  'Meintest du „…“?',
  runtime,
];

/** The words of a message that depends on what it is given, when all of that is one value. */
function wordedFor(wording: Message<never>['text'], value: unknown): string {
  if (typeof wording === 'string') return '';
  try {
    return String(worded(wording, new Proxy({}, { get: () => value })));
  } catch (error) {
    if (error instanceof TypeError) return '';
    throw error;
  }
}

/** Whether two texts can be the same, when an ellipsis stands for any characters. */
function canBeSame(one: string, other: string): boolean {
  const known = new Map<string, boolean>();
  const from = (a: number, b: number): boolean => {
    const key = `${a} ${b}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const [x, y] = [one[a], other[b]];
    const isSame =
      x === '…'
        ? from(a + 1, b) || (y !== undefined && from(a, b + 1))
        : y === '…'
          ? from(a, b + 1) || (x !== undefined && from(a + 1, b))
          : x === y && (x === undefined || from(a + 1, b + 1));
    known.set(key, isSame);
    return isSame;
  };
  return from(0, 0);
}

/** The messages in the first cells of the tables below a heading. */
function shownBelow(heading: string): readonly string[] {
  const section = handbook.slice(handbook.indexOf(`\n${heading}\n`)).split(/\n##+ /)[1] ?? '';
  const cells = section.split('\n').filter((line) => line.startsWith('| `'));
  return cells.flatMap((row) =>
    [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, text = '']) => text),
  );
}

const shown = ['## Wenn etwas nicht stimmt', '### Hinweise zum Satz'].flatMap(shownBelow);

test.each(shown)('The program can say: %s', (message) => {
  expect(told.filter((sentence) => canBeSame(message, sentence))).not.toEqual([]);
});

test('The handbook shows messages, and one that nothing says would be found', () => {
  expect(shown.length).toBeGreaterThan(30);
  for (const message of ['Der Kopf fehlt hier.', 'Das Bild „a.jpg“ gab es nicht.'])
    expect(told.filter((sentence) => canBeSame(message, sentence))).toEqual([]);
  expect(handbook.replaceAll(/\s+/g, ' ')).toContain(commandTexts.nothingPublished);
});

const documents = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
];

/** As GitHub makes anchors of headings. */
function anchorsOf(path: string): ReadonlySet<string> {
  const headings = [...withoutCode(read(path)).matchAll(/^#+ (.+)$/gm)];
  return new Set(
    headings.map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function withoutCode(text: string): string {
  return text
    .replace(/^ *(`{3,})[^]*?^ *\1$/gm, '')
    .replace(/(?<!`)(`+)(?!`)[^]*?[^`]\1(?!`)/g, (code) => code.replace(/[[\]()]/g, ''));
}

test.each(documents)('Every link in %s leads to something', (path) => {
  const targets = [...withoutCode(read(path)).matchAll(/(?<!\\)\]\(<?([^)\s>]+)/g)].map(
    ([, target = '']) => target,
  );
  const dead = targets.filter((target) => {
    if (/^(?:https?|mailto):/.test(target)) return false;
    const [file = '', anchor] = decodeURI(target).split('#');
    const there = file === '' ? path : normalize(join(dirname(path), file));
    return !existsSync(join(root, there)) || (anchor !== undefined && !anchorsOf(there).has(anchor));
  });
  expect(dead).toEqual([]);
});

test('The handbook uses no abbreviation that it does not explain', () => {
  const [prose = '', explained = ''] = handbook.split('\n## Fachwörter\n');
  const terms = new Set(
    explained.match(/^\| [^|]+(?= \|)/gm)?.flatMap((cell) => cell.match(/[\p{L}\d]+/gu) ?? []),
  );
  // What newspapers do not explain either, or what the sentence itself tells of.
  const common = new Set(['GB', 'KB', 'LTS', 'MB', 'PDF', 'SPD', 'VG', 'ZIP']);
  const used = withoutCode(prose)
    .replace(/(?<!`)(`+)(?!`)[^]*?[^`]\1(?!`)|\]\([^)]*\)/g, '')
    .match(/(?<!\p{L})\p{Lu}{2,}(?!\p{L})/gu);
  expect(terms.size).toBeGreaterThan(20);
  expect([...new Set(used)].filter((word) => !terms.has(word) && !common.has(word))).toEqual([]);
});

test('Every picture of the screen is shown by a document, and light', () => {
  const texts = documents.map(read).join('\n');
  const folder = join(root, 'docs', 'screenshots');
  const names = readdirSync(folder);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !texts.includes(`screenshots/${name}`))).toEqual([]);
  expect(names.filter((name) => statSync(join(folder, name)).size > 80_000)).toEqual([]);
});
