/**
 * The account of an import: every item of the source once, and every difference that the proof found. Entries are kept
 * as compressed text, so that a million of them fit beside the work, and nothing is left on the disk by a kill.
 */
import { deflateSync, inflateSync } from 'node:zlib';
import type { AccountItem, Difference } from './model.ts';

export interface Totals {
  readonly items: number;
  readonly imported: number;
  readonly leftOut: number;
  /** Type → status → how many. The sums are those above. */
  readonly byType: Readonly<Record<string, Readonly<Record<string, TypeTotals>>>>;
}

export interface TypeTotals {
  readonly imported: number;
  readonly leftOut: number;
}

/** Values in the order in which they came. */
export interface Spool<Value> {
  readonly add: (value: Value) => void;
  readonly count: () => number;
  readonly values: () => Generator<Value>;
}

export interface Account {
  readonly items: Spool<AccountItem>;
  readonly differences: Spool<Difference>;
  /** How many differences nobody can explain. */
  readonly unexplained: () => number;
  readonly totals: () => Totals;
}

export function openAccount(): Account {
  const items = createSpool<AccountItem>();
  const byType = new Map<string, Map<string, { imported: number; leftOut: number }>>();
  const add = (item: AccountItem): void => {
    items.add(item);
    const statuses = byType.get(item.type) ?? new Map<string, { imported: number; leftOut: number }>();
    byType.set(item.type, statuses);
    const counts = statuses.get(item.status) ?? { imported: 0, leftOut: 0 };
    statuses.set(item.status, counts);
    if (item.result === 'imported') counts.imported++;
    else counts.leftOut++;
  };
  const totals = (): Totals => {
    const all = [...byType.values()].flatMap((statuses) => [...statuses.values()]);
    const imported = all.reduce((sum, counts) => sum + counts.imported, 0);
    const leftOut = all.reduce((sum, counts) => sum + counts.leftOut, 0);
    return {
      items: imported + leftOut,
      imported,
      leftOut,
      byType: Object.fromEntries(
        [...byType].map(([type, statuses]) => [
          type,
          Object.fromEntries([...statuses].map(([status, counts]) => [status, { ...counts }])),
        ]),
      ),
    };
  };
  const differences = createSpool<Difference>();
  let unexplained = 0;
  return {
    items: { ...items, add },
    differences: {
      ...differences,
      add: (difference) => {
        differences.add(difference);
        if (difference.isUnexplained) unexplained++;
      },
    },
    unexplained: () => unexplained,
    totals,
  };
}

/** Characters of text in one compressed piece. */
const pieceSize = 1_000_000;

/** `Value` is what JSON can say. */
function createSpool<Value>(): Spool<Value> {
  const pieces: Uint8Array[] = [];
  let lines: string[] = [];
  let size = 0;
  let count = 0;
  const read = function* (text: string): Generator<Value> {
    for (const line of text.split('\n')) yield JSON.parse(line);
  };
  return {
    add: (value) => {
      const line = JSON.stringify(value);
      lines.push(line);
      size += line.length;
      count++;
      if (size < pieceSize) return;
      pieces.push(deflateSync(lines.join('\n'), { level: 1 }));
      lines = [];
      size = 0;
    },
    count: () => count,
    values: function* () {
      for (const piece of pieces) yield* read(inflateSync(piece).toString('utf8'));
      if (lines.length > 0) yield* read(lines.join('\n'));
    },
  };
}

/** The account as the lines of a JSON text: `{ items, totals, differences }`. */
export function* accountJson({ items, differences, totals }: Account): Generator<string> {
  yield '{';
  yield '  "items": [';
  yield* listOf(items);
  yield '  ],';
  yield `  "totals": ${JSON.stringify(totals())},`;
  yield '  "differences": [';
  yield* listOf(differences);
  yield '  ]';
  yield '}';
}

function* listOf<Value>(spool: Spool<Value>): Generator<string> {
  let left = spool.count();
  for (const value of spool.values()) yield `    ${JSON.stringify(value)}${--left > 0 ? ',' : ''}`;
}
