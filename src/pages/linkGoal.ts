import type { SourcePath } from '../model.ts';
import type { LinkTarget } from '../textModel.ts';

interface FileTarget {
  readonly path: SourcePath;
  readonly fragment: string;
}

/**
 * Resolves the file that a link means: `#` or `?` and what follows belong to its name where only such a file
 * exists.
 */
export function fileTargetOf(
  { path, fragment, whole }: Extract<LinkTarget, { kind: 'source' }>,
  isThere: (path: SourcePath) => boolean,
): FileTarget {
  return whole !== undefined && !isThere(path) && isThere(whole)
    ? { path: whole, fragment: '' }
    : { path, fragment };
}
