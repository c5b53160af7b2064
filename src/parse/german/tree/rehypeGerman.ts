import type { Root } from 'hast';
import { findEdits } from '../findEdits.ts';
import type { GermanOptions } from '../../../config/germanOptions.ts';
import { applyToRun } from './applyToRun.ts';
import { collectRuns } from './collectRuns.ts';
import { readRuns } from './readRuns.ts';

/**
 * rehype plugin: typesets the German text of a tree, `alt` and `title` included, across the borders of
 * emphasis and links; not in code, addresses, and passages that are foreign or taken out. Linear.
 */
export function rehypeGerman(options: GermanOptions) {
  const isOff = !Object.values(options.rules).some(Boolean);
  return (tree: Root): void => {
    if (isOff) return;
    for (const { run, marks } of readRuns(collectRuns(tree), options.quotes)) {
      const edits = findEdits(run.text, options, marks);
      if (edits.length > 0) applyToRun(run, edits);
    }
  };
}
