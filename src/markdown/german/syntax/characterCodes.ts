/** micromark hands out UTF-16 units, `null` at the end and negative numbers for line ends and tabs. */
import type { Code } from 'micromark-util-types';

/** The end of the text, or CR, LF, CRLF (-5 to -3); -2 and -1 are tabs. */
export function isLineEndCode(code: Code): boolean {
  return code === null || code < -2;
}
