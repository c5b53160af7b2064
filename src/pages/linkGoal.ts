import type { SourcePath } from '../model.ts';
import type { LinkTarget } from '../textModel.ts';

interface Goal {
  readonly path: SourcePath;
  readonly fragment: string;
}

/** Which file a link means: what stands behind `#` or `?` belongs to its name where only such a file is there. */
export function goalOf(
  { path, fragment, whole }: Extract<LinkTarget, { kind: 'source' }>,
  isThere: (path: SourcePath) => boolean,
): Goal {
  return whole !== undefined && !isThere(path) && isThere(whole)
    ? { path: whole, fragment: '' }
    : { path, fragment };
}
