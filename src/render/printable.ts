/** Thrown by {@link printable}; `value` is how the value looks in code. */
export class NotPrintable extends Error {
  readonly value: string;

  constructor(value: string) {
    super(`not printable: ${value}`);
    this.value = value;
  }
}

/**
 * What a template prints must be text or a number: a misspelt field would otherwise go to press as
 * „undefined“.
 */
export function printable(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new NotPrintable(typeof value === 'object' && value !== null ? 'ein Objekt' : String(value));
}
