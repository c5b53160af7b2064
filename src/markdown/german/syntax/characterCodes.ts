/** micromark hands out UTF-16 units, `null` at the end and negative numbers for line ends and tabs. */
import type { Code } from 'micromark-util-types';

export function isLetterCode(code: Code): boolean {
  return code !== null && code > 0 && /\p{L}/u.test(String.fromCharCode(code));
}

export function isWordCode(code: Code): boolean {
  return code !== null && code > 0 && /[\p{L}\p{N}]/u.test(String.fromCharCode(code));
}

/** The end of the text, or CR, LF, CRLF (-5 to -3); -2 and -1 are tabs. */
export function isLineEndCode(code: Code): boolean {
  return code === null || code < -2;
}
