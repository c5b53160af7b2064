/** Slips in YAML that authors make by the dozen: some are mended, the others explained with the line to write instead. */

/** A slip: what is wrong, and the line as the author meant it. */
export interface YamlSlip {
  readonly kind:
    | 'begins'
    | 'quotes'
    | 'hash'
    | 'item'
    | 'bracket'
    | 'space'
    | 'dash'
    | 'equals'
    | 'indented'
    | 'stray';
  readonly offset: number;
  /** The key on the line, or of the lines above a stray one. */
  readonly key: string;
  /** What makes the trouble: the sign that a value begins with, the text behind a `#`, a stray line. */
  readonly what: string;
  readonly mended: string;
}

/** A text as YAML that says exactly this. */
export function quoted(text: string): string {
  if (!/["\\]/.test(text)) return `"${text}"`;
  return text.includes("'") ? `"${text.replace(/["\\]/g, String.raw`\$&`)}"` : `'${text}'`;
}

/** Texts as one list; quotes only where they are needed. */
export function quotedList(texts: readonly string[]): string {
  return `[${texts.map((text) => (needsNoQuotes.test(text) ? text : quoted(text))).join(', ')}]`;
}

const needsNoQuotes = /^[\p{L}\p{N}](?:[^"'[\]{},:#]*[^"'[\]{},:#\s])?$/u;

// Mending: only for a text that no YAML parser takes.

export interface MendedYaml {
  readonly text: string;
  /** Lines, from 0, that are one space longer at their beginning. */
  readonly indented: ReadonlySet<number>;
}

/** Signs that look like the space before, behind or between the parts of a line and are none. */
const foreignSpace = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]/g;
const beginningOfLine = new RegExp(
  String.raw`^[\p{Zs}\t]*(?:-[\p{Zs}\t]+)*(?:[\p{L}\p{N}_-]+:[\p{Zs}\t\u200b\u2060\ufeff]+)?`,
  'gmu',
);

/** Protected spaces become plain ones; lines inside brackets may begin anywhere. */
export function mendYaml(text: string): MendedYaml {
  const spaced = text.replace(beginningOfLine, (part) => part.replace(foreignSpace, ' '));
  const indented = new Set<number>();
  let depth = 0;
  const lines = spaced.split('\n').map((line, number) => {
    const inside = depth > 0;
    if (inside && /^[\p{L}_-]+:\s/u.test(line)) depth = 0;
    else if (inside || /^\s*(?:- +)*(?:[\p{L}\p{N}_-]+:\s+)?\[/u.test(line)) depth += bracketsLeftOpen(line);
    if (!inside || depth < 0 || /^(?: |$)/.test(line)) return line;
    if (line.startsWith('\t')) return line.replace(/^[\t ]+/, (tabs) => ' '.repeat(tabs.length));
    indented.add(number);
    return ` ${line}`;
  });
  return { text: lines.join('\n'), indented };
}

function bracketsLeftOpen(line: string): number {
  const bare = line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|(?<=\s)#.*/g, '');
  return bare.split('[').length - bare.split(']').length;
}

// Explaining.

interface Line {
  /** Offset of the line. */
  readonly start: number;
  readonly text: string;
  /** Spaces and dashes before key or value. */
  readonly lead: string;
  readonly key: string;
  readonly value: string;
}

const lineParts = /^(?<lead>\s*(?:- +)*)(?:(?<key>[\p{L}\p{N}_-]+) *:(?:[ \t]+|$))?(?<value>.*)$/su;

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const { lead = '', key = '', value = '' } = lineParts.exec(line)?.groups ?? {};
    const found = { start, text: line, lead, key, value: value.trimEnd() };
    start += line.length + 1;
    return found;
  });
}

/** So many lines are looked at; whoever has made more of the same slip mends these first. */
const farthest = 100;

/** The slip that is nearest above `offset`, where a parser gave up. */
export function slipBefore(text: string, offset: number): YamlSlip | undefined {
  const lines = linesOf(text);
  const last = lines.findLastIndex(({ start }) => start <= offset);
  for (let index = last; index >= Math.max(0, last - farthest); index--) {
    const slip = slipIn(lines, index);
    if (slip) return slip;
  }
  return undefined;
}

function slipIn(lines: readonly Line[], index: number): YamlSlip | undefined {
  const line = lines[index];
  if (!line || line.text.trim() === '' || /^\s*#/.test(line.text)) return undefined;
  const slip =
    slipInValue(line) ?? missingSpace(line, lines, index) ?? wrongBeginning(line, lineAbove(lines, index));
  const [next] = lines.slice(index + 1, index + 2);
  const isLonger = slip?.kind === 'bracket' && next !== undefined && next.text !== '' && next.key === '';
  return isLonger ? undefined : slip;
}

function lineAbove(lines: readonly Line[], index: number): Line | undefined {
  const near = lines.slice(Math.max(0, index - farthest), index);
  return near.findLast(({ text }) => !/^\s*(?:#.*)?$/.test(text));
}

/** The value of a line that has a key or is an item. */
function slipInValue({ start, text, lead, key, value }: Line): YamlSlip | undefined {
  if (key === '' && !lead.includes('-')) return undefined;
  const offset = start + text.length - text.trimStart().length;
  const valueOffset = start + text.indexOf(value, lead.length + (key === '' ? 0 : key.length + 1));
  const slip = (kind: YamlSlip['kind'], what: string, mended: string): YamlSlip => ({
    kind,
    offset: value === '' ? offset : valueOffset,
    key,
    what,
    mended: `${key === '' ? '- ' : `${key}: `}${mended}`,
  });
  const sign = value[0] ?? '';
  if (sign === '"' || sign === "'") {
    return isQuoted(value) ? undefined : slip('quotes', sign, quoted(withoutQuotes(value)));
  }
  if (sign === '[') return slipInList(value, slip);
  const isBlock = /^[|>][+-]?\d?[+-]?(?:\s+#.*)?$/.test(value);
  const isSpecial = /^(?:[@`%&*!|>,\]}{[]|[-?:](?:\s|$))/.test(value) && !isBlock;
  return isSpecial ? slip('begins', sign, quoted(value)) : undefined;
}

function slipInList(
  value: string,
  slip: (kind: YamlSlip['kind'], what: string, mended: string) => YamlSlip,
): YamlSlip | undefined {
  const end = value.lastIndexOf(']');
  if (end > 0 && value.slice(end + 1).trim() !== '' && !/^\s+#/.test(value.slice(end + 1)))
    return slip('begins', '[', quoted(value));
  const inner = value.slice(1, end > 0 ? end : undefined);
  const items = inner.match(/\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?=,|$)|[^,]+/g) ?? [];
  const texts = items.map((item) => item.trim()).map((item) => (isQuoted(item) ? item.slice(1, -1) : item));
  const mended = quotedList(texts.filter((text) => text !== ''));
  if (/(?:^|[\s,])#/.test(inner)) return slip('hash', inner.slice(inner.indexOf('#')).trim(), mended);
  const isFlawed = texts.some((text, index) => items[index]?.trim() === text && !needsNoQuotes.test(text));
  if (end < 0) return slip('bracket', '[', mended);
  return isFlawed ? slip('item', '', mended) : undefined;
}

function isQuoted(value: string): boolean {
  const escaped = /\\(?:["\\/ abefnrtvNLP0_\t]|x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8})/gi;
  return /^(?:"[^"\\]*"|'(?:[^']|'')*')(?:\s+#.*)?$/.test(value.replace(escaped, ' '));
}

/** The text of a value that begins with a quote: without the outer ones where it stands whole in them. */
function withoutQuotes(value: string): string {
  const sign = value[0] ?? '';
  const isApostrophe = sign === "'" && /^'(?:\d|\p{Ll}{1,2}(?!\p{L}))/u.test(value);
  if (isApostrophe || /^[^\p{L}\p{N}]*$/u.test(value)) return value;
  // The next quote that is no apostrophe closes the first one, unless it stands before a word: then it opens an inner one.
  const next = [
    ...value.slice(1).matchAll(new RegExp(String.raw`(?<!\p{L})${sign}|${sign}(?!\p{L})`, 'gu')),
  ][0];
  if (!next) return value.slice(1);
  const at = next.index + 1;
  const isWhole = at === value.length - 1 || (/\s/.test(value[at - 1] ?? '') && value.endsWith(sign));
  return isWhole ? value.slice(1, -1) : value;
}

/** `title:Kim`, `-Politik`, `title = Kim`, `draft; true`. */
function missingSpace({ start, text, key, lead, value }: Line, lines: readonly Line[], index: number) {
  if (key !== '') return undefined;
  const offset = start + text.length - text.trimStart().length;
  const [, word = '', rest] = /^([\p{L}_][\p{L}\p{N}_-]*):(?![/\s])(.+)$/su.exec(value) ?? [];
  if (rest !== undefined)
    return {
      kind: 'space',
      offset,
      key: word,
      what: '',
      mended: `${lead.trim()}${lead.trim() && ' '}${word}: ${rest}`,
    } as const;
  const [, name, other] = /^([\p{L}_][\p{L}\p{N}_-]*)\s*=\s*(\S.*)$/su.exec(value) ?? [];
  if (name !== undefined)
    return { kind: 'equals', offset, key: name, what: '=', mended: `${name}: ${other}` } as const;
  const [, flag, state] = saysAFlag.exec(value) ?? [];
  if (flag !== undefined && lead === '')
    return { kind: 'equals', offset, key: flag, what: '', mended: `${flag}: ${state}` } as const;
  if (!/^\s*-[^\s-]/.test(text)) return undefined;
  const parent = lines
    .slice(Math.max(0, index - farthest), index)
    .findLast((one) => !/^\s*(?:-.*)?$/.test(one.text));
  if (!parent || parent.key === '' || parent.value !== '') return undefined;
  return { kind: 'dash', offset, key: parent.key, what: '', mended: `- ${text.trim().slice(1)}` } as const;
}

const saysAFlag =
  /^([\p{L}_-]+)[\s;.,]+(true|false|ja|nein|yes|no|draft|private|privat|pending|\d{4}-\d\d-\d\d.*)$/iu;

/** A line that is indented without a reason, or that goes on with the one above without being indented. */
function wrongBeginning(line: Line, above: Line | undefined): YamlSlip | undefined {
  const { start, text, key, value, lead } = line;
  const first = text.trimStart();
  const offset = start + text.length - first.length;
  if (key !== '' && /^\s+$/.test(lead)) {
    const isAtHome =
      above !== undefined && (/^\s/.test(above.text) || above.value === '' || /^[|>[{"']/.test(above.value));
    return isAtHome ? undefined : { kind: 'indented', offset: start, key, what: '', mended: first.trimEnd() };
  }
  if (lead !== '' || key !== '' || !above || above.key === '' || above.value === '') return undefined;
  if (/^[|>[{]/.test(above.value)) return undefined;
  const isOpen = /^["']/.test(above.value);
  const whole = `${above.value} ${value}`;
  const mended = `${above.key}: ${isOpen ? whole : quoted(whole)}`;
  return { kind: 'stray', offset, key: above.key, what: value, mended };
}
