/** Thrown by {@link printable}; `value` is how the value looks in code. */
export class NotPrintable extends Error {
  readonly value: string;

  constructor(value: string) {
    super(`not printable: ${value}`);
    this.value = value;
  }
}

/**
 * A template may print only texts and numbers: a misspelt field would otherwise be published as „undefined“.
 */
export function printable(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new NotPrintable(typeof value === 'object' && value !== null ? 'ein Objekt' : String(value));
}
