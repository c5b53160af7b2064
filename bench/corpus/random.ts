/** A seeded source of chance, so that every run measures the same corpus. */
export interface Random {
  /** At least 0, below 1. */
  readonly next: () => number;
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <Value>(values: readonly Value[]) => Value;
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, enough for running text. */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (values) => pickFrom(values, next()),
  };
}

/** The value at a place between 0 and 1. The list must not be empty. */
function pickFrom<Value>(values: readonly Value[], place: number): Value {
  const value = values[Math.floor(place * values.length)];
  if (value === undefined) throw new Error('Nothing to pick from');
  return value;
}
