/** A map whose entries expire: bounded, and fast under any load. */
export interface ExpiringMap<Value> {
  readonly get: (key: string) => Value | undefined;
  /** `now` in ms; it decides what expires. */
  readonly set: (key: string, value: Value, now: number) => void;
  readonly delete: (key: string) => void;
}

export interface ExpiringMapOptions {
  /** Entries live at least so many milliseconds … */
  readonly lifetime: number;
  /** … unless there are more entries than that; then the oldest are dropped first. */
  readonly most: number;
}

/** Two generations: the older one is dropped as a whole when the younger one is full or old enough. */
export function createExpiringMap<Value>({ lifetime, most }: ExpiringMapOptions): ExpiringMap<Value> {
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
