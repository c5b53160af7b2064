/** A map that forgets: bounded, and quick however much comes and goes. */
export interface ShortMemory<Value> {
  readonly get: (key: string) => Value | undefined;
  /** `now` in ms; it counts for what is forgotten. */
  readonly set: (key: string, value: Value, now: number) => void;
  readonly delete: (key: string) => void;
}

export interface ShortMemoryOptions {
  /** So many milliseconds everything is remembered at least … */
  readonly lifetime: number;
  /** … unless there is more than that; then what is oldest is forgotten first. */
  readonly most: number;
}

/** Two generations: the older one is dropped as a whole when the younger one is full or old enough. */
export function createShortMemory<Value>({ lifetime, most }: ShortMemoryOptions): ShortMemory<Value> {
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();
  let born = -Infinity;
  return {
    get: (key) => young.get(key) ?? old.get(key),
    set: (key, value, now) => {
      if (young.size >= most || now - born >= lifetime) {
        old = young;
        young = new Map();
        born = now;
      }
      young.set(key, value);
    },
    delete: (key) => {
      young.delete(key);
      old.delete(key);
    },
  };
}
