/** Exports of the plugin „Redirection“ (JSON, CSV, Apache) → lines of `content/redirects.txt`. Seen in exports of its versions 2 to 5. */
import { CsvError, parse } from 'csv-parse/sync';
import type { SourcePath } from '../../core/model.ts';
import { parseRedirectLines } from '../../routes/redirects/redirectLines.ts';

export interface RedirectionExport {
  readonly lines: readonly string[];
  readonly leftOut: readonly LeftOutRule[];
}

export interface LeftOutRule {
  /** As it stands there, short. */
  readonly rule: string;
  /** German. */
  readonly reason: string;
}

interface Rule {
  readonly from: string;
  readonly to: string;
  readonly isPattern: boolean;
  readonly code: number;
  /** German: why it is none for us, whatever it says. */
  readonly refused?: string;
}

/** `hosts`: names of the old blog; goals there are addresses of the new one. Undefined for a text that is no such export. */
export function readRedirectionExport(
  text: string,
  hosts: readonly string[] = [],
): RedirectionExport | undefined {
  const plain = text.replace(/^\ufeff/, '');
  const rules = /^\s*[{[]/.test(plain)
    ? rulesOfJson(plain)
    : /^\s*(?:#|<If|Rewrite)/m.test(plain)
      ? rulesOfApache(plain)
      : rulesOfCsv(plain);
  if (!rules) return undefined;
  const lines = new Set<string>();
  const leftOut: LeftOutRule[] = [];
  for (const rule of rules) {
    const line = lineOf(rule, hosts);
    if ('reason' in line) leftOut.push({ rule: `${rule.from} ${rule.to}`.trim().slice(0, 200), ...line });
    else lines.add(line.line);
  }
  return { lines: [...lines], leftOut };
}

function lineOf(
  { from, to, isPattern, code, refused }: Rule,
  hosts: readonly string[],
): { readonly line: string } | { readonly reason: string } {
  if (refused !== undefined) return { reason: refused };
  if (code === 404) return { reason: redirectionTexts.missing };
  if (code !== 410 && (code < 300 || code > 399)) return { reason: redirectionTexts.code(code) };
  const old = isPattern ? addressOfPattern(from) : insideOf(from, hosts);
  if (old === undefined) return { reason: isPattern ? redirectionTexts.pattern : redirectionTexts.foreign };
  const goal = code === 410 ? '410' : insideOf(to.replace(/#.*$/s, ''), hosts);
  if (goal === undefined) return { reason: redirectionTexts.foreign };
  if (isPattern && /\$\d/.test(goal)) return { reason: redirectionTexts.parts };
  const line = `${encoded(old)} ${encoded(goal)}`;
  const { value = [], diagnostics } = parseRedirectLines(line, anyFile);
  const [fault] = diagnostics;
  return value.length === 1 ? { line } : { reason: fault?.message ?? redirectionTexts.pattern };
}

const anyFile = 'content/redirects.txt' as SourcePath;

/** Blanks and control characters end a line or a part of it. */
function encoded(address: string): string {
  return address.replace(/[\s\p{Cc}#]/gu, encodeURIComponent);
}

function insideOf(address: string, hosts: readonly string[]): string | undefined {
  const trimmed = address.trim();
  if (trimmed.startsWith('/') && !trimmed.startsWith('//')) return trimmed;
  const url = URL.parse(trimmed.startsWith('//') ? `https:${trimmed}` : trimmed);
  const isOurs = url !== null && /^https?:$/.test(url.protocol) && hosts.includes(url.hostname);
  return isOurs ? url.pathname + url.search : undefined;
}

/** `^/alt/?$` → `/alt/`, `^/alt/(.*)$` → `/alt/*`; undefined for what says more. */
function addressOfPattern(pattern: string): string | undefined {
  const [, body = '', end = ''] =
    /^\^?(.*?)((?:\/?\(?\.[*+]\)?|\(\/\.\*\)\?|\/\?)?\$?)$/s.exec(pattern.trim()) ?? [];
  if (/(?:[.*+?^${}()|[\]]|\\[A-Za-z0-9])/.test(body.replace(/\\[^A-Za-z0-9]/g, ''))) return undefined;
  const literal = body.replace(/\\(.)/gs, '$1');
  const address = literal.startsWith('/') ? literal : `/${literal}`;
  if (/\.[*+]/.test(end)) {
    const isFolder = address.endsWith('/') || end.startsWith('/') || end.startsWith('(/');
    return isFolder ? `${address.replace(/\/$/, '')}/*` : undefined;
  }
  if (end.startsWith('/?')) return `${address}/`;
  // Without an end it means all that begins so.
  return end === '$' ? address : undefined;
}

function rulesOfJson(text: string): readonly Rule[] | undefined {
  const parsed = parseJson(text);
  const all = Array.isArray(parsed) ? parsed : member(parsed, 'redirects');
  if (!Array.isArray(all)) return undefined;
  const off = new Set(
    listOf(member(parsed, 'groups')).flatMap((group) =>
      member(group, 'enabled') === false ? [String(member(group, 'id'))] : [],
    ),
  );
  return all.map((one: unknown): Rule => {
    const flags = member(member(one, 'match_data'), 'source');
    const type = wordOf(member(one, 'action_type'));
    const data = member(one, 'action_data');
    const isOff = wordOf(member(one, 'status')) === 'disabled' || off.has(String(member(one, 'group_id')));
    const match = wordOf(member(one, 'match_type'));
    const refused = isOff
      ? redirectionTexts.off
      : match !== '' && match !== 'url'
        ? redirectionTexts.condition(match)
        : type !== '' && type !== 'url' && type !== 'error'
          ? redirectionTexts.action(type)
          : undefined;
    const isPattern = [member(one, 'regex'), member(flags, 'flag_regex')].some(
      (flag) => flag === true || flag === 1 || flag === '1',
    );
    return {
      from: wordOf(member(one, 'url')),
      to: wordOf(data) || wordOf(member(data, 'url')),
      isPattern,
      code: Number(member(one, 'action_code') ?? 301),
      ...(refused !== undefined && { refused }),
    };
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** `source,target,regex,code,type,hits,title,status`; older ones end after the fourth. */
function rulesOfCsv(text: string): readonly Rule[] | undefined {
  const separator = [',', ';', '|'].find((one) => /^"?source"?$/i.test(text.split(one, 1)[0] ?? ''));
  if (separator === undefined) return undefined;
  try {
    const rows: readonly string[][] = parse(text, {
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: true,
      from: 2,
    });
    return rows.map(([from = '', to = '', regex = '', code = '', , , , status = '']) => ({
      from,
      to,
      isPattern: regex === '1',
      code: Number(code) || 301,
      ...(status === 'disabled' && { refused: redirectionTexts.off }),
    }));
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

/** `RewriteRule ^alt$ /neu [R=301,L]`, perhaps after a condition on the query; `[G]`: gone. */
function rulesOfApache(text: string): readonly Rule[] | undefined {
  const rules: Rule[] = [];
  let query: string | undefined;
  let condition: string | undefined;
  for (const line of text.split('\n')) {
    const [word, first = '', second = '', third = ''] = line.trim().split(/\s+/);
    if (word === 'RewriteCond') {
      const [, found] = /^\^?([^^$()*+?[\]{}|\\]+)\$?$/.exec(second) ?? [];
      if (first === '%{QUERY_STRING}' && found !== undefined) query = found;
      else condition = `${first} ${second}`;
    }
    if (word !== 'RewriteRule') continue;
    const flags = third === '' && second.startsWith('[') ? second : third;
    const [, code] = /\bR=(\d{3})\b/.exec(flags) ?? [];
    const isGone = /[[,]G[\],]/.test(flags);
    const to = second.replace(/\?$/, '');
    const from = query === undefined ? first : `/${addressOfPattern(first)?.slice(1) ?? ''}?${query}`;
    rules.push({
      from,
      to: to === '-' ? '' : to,
      isPattern: query === undefined,
      code: isGone ? 410 : Number(code ?? (/[[,]R[\],]/.test(flags) ? 302 : 200)),
      ...(condition !== undefined && { refused: redirectionTexts.condition(condition) }),
    });
    query = undefined;
    condition = undefined;
  }
  return rules.length === 0 ? undefined : rules;
}

const redirectionTexts = {
  off: 'Ist dort abgeschaltet.',
  missing: 'Antwortet mit 404; das tut der Blog von selbst.',
  code: (code: number): string => `Ist keine Weiterleitung (${code}).`,
  condition: (name: string): string => `Gilt nur unter einer Bedingung (${name}).`,
  action: (name: string): string => `Tut etwas anderes (${name}).`,
  foreign: 'Führt zu einer anderen Website oder beginnt dort.',
  pattern: 'Das Muster lässt sich nicht als Ordner schreiben.',
  parts: 'Setzt Teile der alten Adresse in die neue ein.',
} as const;
