/** Objects of which every key must be written down, so that the compiler tells a forgotten one. */

/** All keys of `Value`, none to be left out; `undefined` where an optional one has no value. */
export type Complete<Value> = { readonly [Key in keyof Required<Value>]: Value[Key] };

/** The same without the keys that have no value: they cost room in caches and messages. */
export function withoutUndefined<Value extends object>(complete: Complete<Value>): Value {
  const entries = Object.entries(complete).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Value;
}
