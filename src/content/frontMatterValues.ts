/** Values of front matter as authors mean them: lists in all the ways in which people write them, characters as HTML writes them, what YAML takes for a remark. */
import { decodeString } from 'micromark-util-decode-string';
import type { Diagnostic, SourcePath } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../core/yaml/yamlTree.ts';
import { quoted, quotedList } from '../core/yaml/yamlSlips.ts';
import { isNull } from '../core/yaml/checkSchema.ts';
import { normalName } from './keyNames.ts';

interface Meant {
  readonly frontMatter: YamlNode;
  readonly diagnostics: readonly Diagnostic[];
}

// Lists of names: tags, authors, sections.

/** Names of keys for one Ressort, in which a comma is a part of its name. */
const oneOnly: ReadonlySet<string> = new Set(['section', 'category', 'ressort', 'rubrik', 'kategorie']);

const listKeys: ReadonlySet<string> = new Set(['tags', 'authors', 'section']);

/** The values of `tags`, `authors` and `section` as lists, each name an item. */
export function withLists(frontMatter: YamlNode, file: SourcePath): Meant {
  const diagnostics: Diagnostic[] = [];
  if (frontMatter.kind !== 'mapping') return { frontMatter, diagnostics };
  const entries = frontMatter.entries.map((entry): YamlEntry => {
    if (!listKeys.has(entry.key)) return entry;
    diagnostics.push(...doubtsAbout(entry, file));
    return { ...entry, value: listOf(entry) };
  });
  return { frontMatter: { ...frontMatter, entries }, diagnostics };
}

function listOf({ key, written = key, value }: YamlEntry): YamlNode {
  if (value.kind === 'mapping') return nameOf(value) ?? value;
  if (value.kind === 'sequence') {
    const items = value.items.flatMap((item): readonly YamlNode[] => {
      if (item.kind === 'mapping') return [nameOf(item) ?? item];
      return item.kind === 'scalar' && !isNull(item) ? partsOf(item) : [item];
    });
    return { ...value, items };
  }
  const items = partsOf(value);
  const isOne = oneOnly.has(normalName(written)) && !isNull(value);
  return items.length > 1 || isOne ? { kind: 'sequence', items, position: value.position } : value;
}

/** An item in which there are several: lines with dashes that YAML takes for one text, or names between semicolons. */
function partsOf(scalar: YamlScalar): readonly YamlScalar[] {
  const { text, lines, position } = scalar;
  const isList =
    lines !== undefined &&
    lines
      .split('\n')
      .slice(1)
      .every((line) => /^\s*-/.test(line));
  const parts = isList ? lines.split('\n') : /;|\s\|\s/.test(text) ? text.split(/;|\s\|\s/) : undefined;
  const names = parts?.map((part) => (isList ? part.replace(/^\s*-/, '') : part).trim());
  return (
    names?.filter((name) => name !== '').map((name) => ({ kind: 'scalar', text: name, position })) ?? [scalar]
  );
}

/** A name that others write with more about it: `{ name: Anna Müller, email: … }`. */
function nameOf({ entries }: Extract<YamlNode, { kind: 'mapping' }>): YamlScalar | undefined {
  const texts = new Map(
    entries.flatMap(({ key, value }) =>
      value.kind === 'scalar' && value.text.trim() !== '' ? [[normalName(key), value] as const] : [],
    ),
  );
  const [first, last] = [texts.get('firstname'), texts.get('lastname')];
  const whole = first && last && { ...first, text: `${first.text} ${last.text}` };
  return texts.get('name') ?? texts.get('displayname') ?? whole ?? texts.get('login');
}

function doubtsAbout({ key, written = key, value }: YamlEntry, file: SourcePath): readonly Diagnostic[] {
  if (value.kind !== 'scalar' || value.quoted === true || value.lines !== undefined) return [];
  const { text, position } = value;
  const told = { key: written, value: text };
  if (key === 'authors') {
    const isReversed = /^(?:(?:von|van|de|zu) (?:der |dem )?)?\p{Lu}[\p{L}-]*\s*,\s*\p{Lu}[\p{L}-]*$/u.test(
      text,
    );
    return isReversed ? [diagnose('front-matter/name-order', told, { file, position })] : [];
  }
  if (oneOnly.has(normalName(written))) return [];
  // Jekyll reads the words as several; no German name has only lower-case ones.
  const isJekylls = /^[\p{Ll}\p{N}-]+(?:\s+[\p{Ll}\p{N}-]+)+$/u.test(text);
  return isJekylls ? [diagnose('front-matter/blanks', told, { file, position })] : [];
}

// Single texts.

/** Keys with texts for readers. */
const textKeys: ReadonlySet<string> = new Set(
  'title kicker description keypoints alt caption credit text role name'.split(' '),
);
/** Keys with names that the whole blog shares. */
const termKeys: ReadonlySet<string> = new Set('tags authors section series sources'.split(' '));

/** `nameOfKey`: our name for a key of the first level. Texts with their characters, and with what YAML cut off. */
export function withWholeTexts(
  frontMatter: YamlNode,
  yaml: string,
  nameOfKey: (key: string) => string,
  file: SourcePath,
): Meant {
  const diagnostics: Diagnostic[] = [];
  if (!/[#&“”‟„‚‘«»]/.test(yaml)) return { frontMatter, diagnostics };
  const walk = (node: YamlNode, key: string, kind: 'text' | 'term' | undefined, item: boolean): YamlNode => {
    if (node.kind === 'sequence')
      return { ...node, items: node.items.map((one) => walk(one, key, kind, true)) };
    if (node.kind === 'mapping') {
      const entries = node.entries.map((entry): YamlEntry => {
        const name = nameOfKey(entry.key);
        return { ...entry, value: walk(entry.value, entry.key, kindOf(name), false) };
      });
      return { ...node, entries };
    }
    const whole = kind ? wholeText(node, key, kind, item) : { value: node };
    if (whole.diagnostic) diagnostics.push({ ...whole.diagnostic, file });
    return decoded(whole.value);
  };
  return { frontMatter: walk(frontMatter, '', undefined, false), diagnostics };
}

function kindOf(name: string): 'text' | 'term' | undefined {
  const normal = normalName(name);
  return textKeys.has(normal) ? 'text' : termKeys.has(normal) ? 'term' : undefined;
}

const characterReference = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z\d]{1,31});/g;

/** `Donau&shy;dampf &amp; Co.`, as in the text of an article. */
function decoded(scalar: YamlScalar): YamlScalar {
  if (!scalar.text.includes('&')) return scalar;
  return { ...scalar, text: scalar.text.replace(characterReference, decodeString) };
}

function wholeText(
  scalar: YamlScalar,
  key: string,
  kind: 'text' | 'term',
  isItem: boolean,
): { readonly value: YamlScalar; readonly diagnostic?: Diagnostic } {
  const { text, cut, position } = scalar;
  if (!cut) return { value: scalar, ...curly(scalar, isItem ? '' : key, kind) };
  const isTag = /^#+[\p{L}\p{N}]/u.test(cut.text);
  // „# noch zu schreiben“ behind nothing, or behind a tag, is the remark that it looks like.
  if (!isTag && (text === '' || kind === 'term')) return { value: scalar };
  const whole = `${text} ${cut.text}`.trim();
  const parts = whole.split(',').map((part) => part.trim());
  const isList = kind === 'term' && normalName(key) !== 'series';
  const value = isList ? quotedList(parts.filter((part) => part !== '')) : quoted(whole);
  const isSameLine = cut.position.line === position.line || text === '';
  const item = isSameLine ? `- ${quoted(whole)}` : quoted(cut.text.replace(/[\],\s]+$/, ''));
  const mended = isItem ? item : `${key}: ${value}`;
  const code = isTag ? 'front-matter/hash-cut' : 'front-matter/remark';
  const diagnostic = diagnose(code, { what: cut.text, mended }, { position: cut.position });
  return { value: isTag ? { ...scalar, text: whole } : scalar, diagnostic };
}

const inCurlyQuotes = /^([“”‟„‚‘«»])([^“”‟„‚‘«»"]+)([“”‘’«»])$/;
const englishQuotes: ReadonlySet<string> = new Set(['“”', '””', '‟”']);

/** Curly quotes that stand where YAML knows straight ones. German ones around a headline are a quotation. */
function curly({ text, quoted: isQuoted, position }: YamlScalar, key: string, kind: 'text' | 'term') {
  if (isQuoted === true) return {};
  for (const part of kind === 'term' ? text.split(',') : [text]) {
    const [, open = '', value = '', close = ''] = inCurlyQuotes.exec(part.trim()) ?? [];
    if (open === '' || (kind === 'text' && !englishQuotes.has(open + close))) continue;
    const whole = part === text ? key : '';
    return { diagnostic: diagnose('front-matter/curly-quotes', { key: whole, value }, { position }) };
  }
  return {};
}
