/** The account of an import: every item of the source once, and every difference that the proof found. */
import { type MakeMap, mapInMemory } from './diskMap.ts';
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
  readonly values: () => Iterable<Value>;
}

export interface Account {
  readonly items: Spool<AccountItem>;
  readonly differences: Spool<Difference>;
  /** How many differences nobody can explain. */
  readonly unexplained: () => number;
  readonly totals: () => Totals;
}

export function openAccount(makeMap: MakeMap = mapInMemory): Account {
  const items = createSpool<AccountItem>(makeMap);
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
  const differences = createSpool<Difference>(makeMap);
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

const valuesInPiece = 100;

function createSpool<Value>(makeMap: MakeMap): Spool<Value> {
  const pieces = makeMap<readonly Value[]>();
  let waiting: Value[] = [];
  let count = 0;
  return {
    add: (value) => {
      count++;
      if (waiting.push(value) < valuesInPiece) return;
      pieces.set(String(pieces.size), waiting);
      waiting = [];
    },
    count: () => count,
    values: function* () {
      for (const piece of pieces.values()) yield* piece;
      yield* waiting;
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

/** Characters; a write for each line would take longer than the lines. */
const pieceSize = 65_536;

/** The same in fewer, larger pieces. */
export function* gathered(pieces: Iterable<string>, between: string): Generator<string> {
  let texts: string[] = [];
  let size = 0;
  for (const piece of pieces) {
    texts.push(piece);
    size += piece.length;
    if (size < pieceSize) continue;
    yield texts.join(between);
    texts = [];
    size = 0;
  }
  if (texts.length > 0) yield texts.join(between);
}
