/** The account as a page to read, `import-report.html`: what to look at first, the sums, the differences, every item. It needs no other file. */
import { escapeHtml } from '../core/html.ts';
import type { Account, Spool, Totals } from './account.ts';
import type { AccountItem, Difference, DifferenceKind } from './model.ts';

export interface ReportHead {
  /** Name of the blog. */
  readonly title: string;
  /** `WordPress`, `Hugo` … */
  readonly source: string;
  /** When, as a person reads it. */
  readonly date: string;
  /** What somebody should do or know now, German sentences; the most important first. */
  readonly notes: readonly string[];
}

/** More rows of one table make a browser slow; the others are counted, and `--json` has them. */
const mostRows = 20_000;
/** Differences of one kind and reason that are shown with both sides. */
const mostExamples = 200;

export function* reportPage(head: ReportHead, account: Account): Generator<string> {
  const totals = account.totals();
  yield pageStart(head);
  yield summary(head, account);
  yield sums(totals);
  yield* differences(account.differences);
  yield* itemTables(account.items);
  yield '</main>\n</html>\n';
}

const style = `:root{color-scheme:light dark;--paper:#fffdf8;--ink:#1d1a16;--soft:#6b6459;--line:#d9d2c5;--accent:#8a1a12;--mark:#f6eee0}
@media(prefers-color-scheme:dark){:root{--paper:#181613;--ink:#ece6db;--soft:#a89f90;--line:#3b362f;--accent:#ffb3a5;--mark:#26221d}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 Georgia,"Times New Roman",serif}
main{max-width:70rem;margin:0 auto;padding:2rem 1rem 5rem}
h1{font-size:2.1rem;line-height:1.15;margin:.2em 0 .3em}
h2{font-size:1.35rem;margin:2.4em 0 .6em;border-top:3px solid var(--ink);padding-top:.5em}
.kicker{color:var(--accent);font:600 .8rem/1 system-ui,sans-serif;letter-spacing:.04em;text-transform:uppercase}
.sum{font-size:1.2rem}
.notes{padding-left:1.2em}.notes li{margin:.5em 0;max-width:46em}
table{border-collapse:collapse;width:100%;font:14px/1.4 system-ui,sans-serif}
th,td{text-align:left;vertical-align:top;padding:.4em .7em .4em 0;border-bottom:1px solid var(--line);min-width:4.5em;overflow-wrap:break-word;hyphens:auto}
th{color:var(--soft);font-weight:600}
tfoot td{font-weight:600;border-bottom:0}
td.n,th.n{min-width:0;text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
tbody tr{content-visibility:auto;contain-intrinsic-size:auto 2.2em}
.out td:first-child{border-left:3px solid var(--accent);padding-left:.6em}
.scroll{overflow-x:auto}
details{border-bottom:1px solid var(--line);padding:.6em 0}
summary{cursor:pointer;font:600 16px/1.4 system-ui,sans-serif}
summary span{color:var(--soft);font-weight:400}
del,ins{text-decoration:none;background:var(--mark);padding:.05em .3em;overflow-wrap:anywhere}
.file{color:var(--soft);font:13px/1.4 ui-monospace,monospace}
.sides{list-style:none;padding:0}.sides li{margin:.8em 0;font-size:15px}
@media(max-width:40rem){body{font-size:16px}table{font-size:13px}td.n,th.n{white-space:normal}}`;

function pageStart({ title, source }: ReportHead): string {
  return `<!doctype html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(`Umzug von ${source}: ${title}`)}</title>
<style>${style}</style>
</head>
<main>
`;
}

function summary({ title, source, date, notes }: ReportHead, account: Account): string {
  const totals = account.totals();
  const differing = account.differences.count();
  const unexplained = account.unexplained();
  const left =
    totals.leftOut === 0
      ? 'nichts blieb zurück'
      : `${number(totals.leftOut)} ${totals.leftOut === 1 ? 'blieb' : 'blieben'} zurück`;
  const differ =
    differing === 0
      ? 'kein Unterschied im Text'
      : `${differing === 1 ? '1 Unterschied' : `${number(differing)} Unterschiede`} in Texten, ${unexplained === 0 ? 'mit bekanntem Grund' : `${number(unexplained)} ohne bekannten Grund`}`;
  const told = notes.map((note) => `<li>${escapeHtml(note)}</li>\n`).join('');
  return `<p class="kicker">Umzug von ${escapeHtml(source)} · ${escapeHtml(date)}</p>
<h1>${escapeHtml(title)}</h1>
<p class="sum">${number(totals.imported)} von ${number(totals.items)} Einträgen ${totals.imported === 1 ? 'ist' : 'sind'} hier, ${left}; ${differ}.</p>
${told === '' ? '' : `<h2>Das solltest du ansehen</h2>\n<ul class="notes">\n${told}</ul>\n`}`;
}

function sums({ byType, items, imported, leftOut }: Totals): string {
  const rows = Object.entries(byType).flatMap(([type, statuses]) =>
    Object.entries(statuses).map(([status, counts]) =>
      row(
        [typeName(type), statusName(status)],
        [counts.imported + counts.leftOut, counts.imported, counts.leftOut],
      ),
    ),
  );
  return `<h2>Die Rechnung</h2>
<div class="scroll"><table><thead><tr><th>Was<th>Zustand dort<th class="n">dort<th class="n">hier<th class="n">nicht hier</tr></thead>
<tbody>
${rows.join('')}</tbody>
<tfoot>${row(['Zusammen', ''], [items, imported, leftOut])}</tfoot></table></div>
`;
}

function row(texts: readonly string[], numbers: readonly number[]): string {
  const cells = texts.map((text) => `<td>${escapeHtml(text)}`);
  return `<tr>${cells.join('')}${numbers.map((value) => `<td class="n">${number(value)}`).join('')}</tr>\n`;
}

const kindNames: Readonly<Record<DifferenceKind, string>> = {
  words: 'Wörter',
  heading: 'Überschriften',
  link: 'Links',
  picture: 'Bilder',
  list: 'Listen',
  table: 'Tabellen',
  emphasis: 'Hervorhebungen',
  quote: 'Zitate',
  code: 'Code',
  embed: 'Einbettungen',
  'left-over': 'Reste von Erweiterungen',
};

interface DifferenceGroup {
  readonly kind: DifferenceKind;
  readonly reason: string;
  readonly isUnexplained: boolean;
  readonly examples: Difference[];
  count: number;
}

/** Equal kinds and reasons together; what nobody can explain comes first, then the most frequent. */
function* differences(spool: Spool<Difference>): Generator<string> {
  if (spool.count() === 0) return;
  const groups = new Map<string, DifferenceGroup>();
  for (const difference of spool.values()) {
    const { kind, reason, isUnexplained } = difference;
    const key = `${kind}\n${reason}`;
    const group = groups.get(key) ?? { kind, reason, isUnexplained, examples: [], count: 0 };
    groups.set(key, group);
    if (group.count++ < mostExamples) group.examples.push(difference);
  }
  yield '<h2>Was im Text anders ist</h2>\n<p>Jeder Text wurde gesetzt und mit dem alten verglichen. Links steht, was dort stand, rechts, was hier steht.</p>\n';
  const sorted = [...groups.values()].toSorted(
    (one, other) => Number(other.isUnexplained) - Number(one.isUnexplained) || other.count - one.count,
  );
  for (const { kind, reason, count, examples } of sorted) {
    const more =
      count > examples.length
        ? `<p>Dazu ${number(count - examples.length)} weitere; --json nennt sie alle.</p>\n`
        : '';
    yield `<details><summary>${kindNames[kind]}: ${escapeHtml(reason)} <span>${number(count)}-mal</span></summary>\n<ul class="sides">\n`;
    for (const { file, before, after } of examples) yield sides(file, before, after);
    yield `</ul>\n${more}</details>\n`;
  }
}

function sides(file: string, before: string, after: string): string {
  const left = before === '' ? 'nichts' : `<del>${escapeHtml(before)}</del>`;
  const right = after === '' ? 'nichts' : `<ins>${escapeHtml(after)}</ins>`;
  return `<li><span class="file">${escapeHtml(file)}</span><br>${left} → ${right}\n`;
}

interface TypeRows {
  readonly leftOut: string[];
  readonly imported: string[];
  count: number;
}

/** A table for each type, what was left out first. */
function* itemTables(items: Spool<AccountItem>): Generator<string> {
  const types = new Map<string, TypeRows>();
  for (const item of items.values()) {
    const rows = types.get(item.type) ?? { leftOut: [], imported: [], count: 0 };
    types.set(item.type, rows);
    rows.count++;
    const list = item.result === 'imported' ? rows.imported : rows.leftOut;
    if (list.length < mostRows) list.push(itemRow(item));
  }
  yield '<h2>Jeder Eintrag</h2>\n';
  for (const [type, { leftOut, imported, count }] of types) {
    const rows = [...leftOut, ...imported].slice(0, mostRows);
    const more = count - rows.length;
    yield `<details><summary>${escapeHtml(typeName(type))} <span>${number(count)}</span></summary>
<div class="scroll"><table><thead><tr><th>Nummer<th>Titel<th>Zustand dort<th>hier<th>dazu</tr></thead>
<tbody>
${rows.join('')}</tbody></table></div>
${more > 0 ? `<p>Dazu ${number(more)} weitere; --json nennt sie alle.</p>\n` : ''}</details>
`;
  }
}

function itemRow({ id, title = '', status, result, file, reason = '' }: AccountItem): string {
  const place = result === 'imported' ? (file ?? '') : 'nicht übernommen';
  const cells = [id, title, statusName(status), place, reason].map((text) => `<td>${escapeHtml(text)}`);
  return `<tr${result === 'left-out' ? ' class="out"' : ''}>${cells.join('')}</tr>\n`;
}

const typeNames: ReadonlyMap<string, string> = new Map([
  ['post', 'Beiträge'],
  ['page', 'Seiten'],
  ['attachment', 'Bilder und Dateien'],
  ['comment', 'Kommentare'],
  ['pingback', 'Pingbacks'],
  ['trackback', 'Trackbacks'],
  ['nav_menu_item', 'Menüeinträge'],
  ['wp_block', 'Wiederverwendbare Blöcke'],
  ['article', 'Artikel'],
  ['media', 'Bilder und Dateien'],
  ['author', 'Menschen'],
]);

function typeName(type: string): string {
  return typeNames.get(type) ?? type;
}

const statusNames: ReadonlyMap<string, string> = new Map([
  ['publish', 'veröffentlicht'],
  ['future', 'geplant'],
  ['draft', 'Entwurf'],
  ['pending', 'wartet auf Durchsicht'],
  ['private', 'privat'],
  ['trash', 'im Papierkorb'],
  ['inherit', 'wie sein Beitrag'],
  ['spam', 'Spam'],
  ['1', 'freigegeben'],
  ['0', 'wartet auf Freigabe'],
]);

function statusName(status: string): string {
  return statusNames.get(status) ?? status;
}

/** `10034` → `10.034` */
export function number(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, '.');
}
