import { hash } from 'node:crypto';

/** The first 128 bits of SHA-256 as 32 hexadecimal digits: two contents with one digest do not happen. A text is taken as UTF-8. */
export function digestOf(content: Uint8Array | string): string {
  return hash('sha256', content, 'hex').slice(0, 32);
}
