import { hash } from 'node:crypto';

/** The first 128 bits of SHA-256 as 32 hexadecimal digits: two contents with one digest do not happen. */
export function digestOf(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex').slice(0, 32);
}
