/** Fills the tables of docs/reference/ from the schemas, commands and messages that the program uses. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, CommandGroup, ListedCommand } from '../src/cli/command.ts';
import { commands } from '../src/cli/commands.ts';
import { parseSettings } from '../src/config/settings.ts';
import { otherNames } from '../src/content/keyNames.ts';
import { catalogue } from '../src/core/diagnostics/diagnostics.ts';
import { type Message, worded } from '../src/core/diagnostics/message.ts';
import type { SourcePath } from '../src/core/model.ts';
import { type JsonSchema, jsonSchemas } from './schemas.ts';

const folder = join(import.meta.dirname, '..', 'docs', 'reference');

/** The pages of the reference as they should be: file name → text. */
export async function referencePages(): Promise<ReadonlyMap<string, string>> {
  const tables = await makeTables();
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return new Map(names.map((name) => [name, filled(readFileSync(join(folder, name), 'utf8'), tables)]));
}

/** Puts each table between `<!-- table: NAME -->` and `<!-- end -->`. */
function filled(page: string, tables: ReadonlyMap<string, string>): string {
  return page.replace(/(<!-- table: (\S+) -->\n)[^]*?(?=<!-- end -->)/g, (_, start: string, name: string) => {
    const table = tables.get(name);
    if (table === undefined) throw new Error(`docs/reference: no table “${name}”`);
    return `${start}\n${table}\n\n`;
  });
}

async function makeTables(): Promise<ReadonlyMap<string, string>> {
  const schemas = jsonSchemas();
  const keysOf = (name: string, usual: Usual, isArticle = false) =>
    tableOf(
      ['Schlüssel', 'Bedeutung', 'Werte', isArticle ? 'auch' : 'ohne Angabe'],
      rowsOf(schemas.get(`${name}.schema.json`) ?? {}, '', usual),
    );
  return new Map([
    ['settings', keysOf('site', usualSettings())],
    ['article', keysOf('article', namesOfOthers, true)],
    ['author', keysOf('author', () => '')],
    ['picture', keysOf('picture', () => '')],
    ['commands', await commandSections()],
    ['diagnostics', diagnosticSections()],
  ]);
}

/** The last cell of a key's row. */
type Usual = (path: string) => string;

function rowsOf(schema: JsonSchema, parent: string, usual: Usual): readonly (readonly string[])[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, property]) => {
    const path = parent === '' ? name : `${parent}.${name}`;
    const shown = `\`${path.replaceAll('.', ': ')}\``;
    const last = required.includes(name) && parent === '' ? 'Pflicht' : usual(path);
    const below = [property, ...partsOf(property)].flatMap((part) => rowsOf(part, path, usual));
    return [[shown, escaped(property.description ?? ''), valuesOf(property), last], ...below];
  });
}

/** The forms of a value, and of the items of a list. */
function partsOf({ items, anyOf = [] }: JsonSchema): readonly JsonSchema[] {
  return [...(items ? [items] : []), ...anyOf].flatMap((part) => [part, ...partsOf(part)]);
}

/** Which values a key takes, in German. */
function valuesOf(schema: JsonSchema): string {
  const { enum: words, type, items, anyOf, minimum, maximum } = schema;
  if (anyOf) return [...new Set(anyOf.map(valuesOf))].join(' oder ');
  if (words) return choices(words.filter((word) => word !== 'ja' && word !== 'nein'));
  if (type === 'array') return items?.enum ? `Liste aus ${choices(items.enum)}` : 'Liste';
  if (type === 'integer') return `Zahl von ${minimum} bis ${maximum}`;
  return type === 'object' ? 'Angaben darunter' : 'Text';
}

function choices(words: readonly unknown[]): string {
  return words.map((word) => `\`${String(word)}\``).join(', ');
}

/** What the program takes when a key is missing. */
function usualSettings(): Usual {
  const { value } = parseSettings('title: x\nurl: https://example.org/', 'site.yaml' as SourcePath);
  const usualOf = (at: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return at;
    return usualOf(new Map<string, unknown>(Object.entries(Object(at))).get(key), rest);
  };
  return (path) => {
    const usual = usualOf(value, path.split('.'));
    if (Array.isArray(usual)) return choices(usual);
    return usual === undefined || usual === '' || typeof usual === 'object' ? '' : choices([usual]);
  };
}

function namesOfOthers(path: string): string {
  const names = otherNames.filter(([, ours]) => [ours].flat()[0] === path).map(([name]) => name);
  return choices(names);
}

async function commandSections(): Promise<string> {
  const listed = commands.flatMap((one: ListedCommand | CommandGroup) =>
    'members' in one ? one.members : [one],
  );
  const sections = listed.map(async (one) => sectionOf(one, await one.load()));
  return (await Promise.all(sections)).join('\n\n');
}

function sectionOf({ name, operands = '', summary }: ListedCommand, { options }: Command): string {
  const rows = Object.entries(options).map(([option, { value = '', help }]) => [
    `\`${`--${option} ${value}`.trim()}\``,
    escaped(help),
  ]);
  const table = rows.length === 0 ? [] : ['', tableOf(['Angabe', 'Bedeutung'], rows)];
  return [`### \`${`blattmacher ${name} ${operands}`.trim()}\``, '', `${summary}.`, ...table].join('\n');
}

const severities = { error: 'Fehler', warning: 'Warnung', note: 'Hinweis' } as const;

/** A table for each area, by the first word of a code. */
function diagnosticSections(): string {
  const entries: readonly (readonly [string, Message<never>])[] = Object.entries(catalogue);
  const areas = Map.groupBy(entries, ([code]) => code.split('/')[0] ?? '');
  const sections = [...areas].map(([area, messages]) => {
    const rows = messages.map(([code, { severity, text, hint }]) => [
      `\`${code.slice(area.length + 1)}\``,
      severities[severity],
      escaped(wordsOf(text)),
      escaped(hint === undefined ? '' : wordsOf(hint)),
    ]);
    return `### \`${area}\`\n\n${tableOf(['Code', 'Art', 'Meldung', 'Was hilft'], rows)}`;
  });
  return sections.join('\n\n');
}

/** For each parameter an ellipsis: a text, and a list with one item. */
const unknown: object = new Proxy({}, { get: () => anything });
const anything: unknown = new Proxy(function text() {}, {
  get: (_, name) => (name === Symbol.toPrimitive || name === 'toString' ? () => '…' : anything),
  apply: () => anything,
});

/** An ellipsis for what a parameter says; alone where one chooses among whole sentences. */
export function wordsOf(wording: Message<never>['text']): string {
  if (typeof wording === 'string') return wording.replace(/\{\w+\}/g, '…');
  try {
    return worded(wording, unknown).replaceAll('undefined', '…');
  } catch (error) {
    if (error instanceof TypeError) return '…';
    throw error;
  }
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A text as it is shown: nothing in it is Markdown. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>~]/g, '\\$&').replaceAll('\n', '<br>');
}

if (import.meta.main)
  for (const [name, text] of await referencePages()) writeFileSync(join(folder, name), text);
