/** The promise itself: incremental is never different from clean, and does nothing twice. */
import type { BuildResult } from '../../src/build/build.ts';
import { type Counts, expectedCounts } from './expectedCounts.ts';
import type { LivingSite } from './livingSite.ts';
import type { SiteModel } from './paper.ts';
import { firstDifference, type Tree, treeOf } from './tree.ts';

export interface Comparison {
  /** What broke the promise; undefined when nothing did. */
  readonly complaint: string | undefined;
  readonly published: boolean;
}

/** Builds the site, builds it clean, and builds it once more. */
export async function compareWithClean(site: LivingSite, model: SiteModel): Promise<Comparison> {
  const before = treeOf(site.out);
  const first = await site.build(model);
  const after = treeOf(site.out);
  const clean = await site.buildClean(model);
  const second = await site.build(model);
  const expected = clean.result.published ? treeOf(clean.out) : before;
  const complaint =
    complain(
      'The diagnostics differ from those of a clean build',
      reportedBy(first),
      reportedBy(clean.result),
    ) ??
    differ('The incremental build', after, expected) ??
    complain('The counts are wrong', countsOf(first), countsBetween(before, after, first)) ??
    complain('The second build tells something else', reportedBy(second), reportedBy(first)) ??
    differ('The second build', treeOf(site.out), after) ??
    complain('The second build did something', doneBy(second), nothingDone);
  return { complaint, published: first.published };
}

const nothingDone = { parsed: 0, rendered: 0, written: 0, removed: 0 };

function doneBy({ parsed, rendered, written, removed }: BuildResult): typeof nothingDone {
  return { parsed, rendered, written, removed };
}

function countsOf({ rendered, written, unchanged, removed }: BuildResult): Counts {
  return { rendered, written, unchanged, removed };
}

function countsBetween(before: Tree, after: Tree, { published }: BuildResult): Counts {
  return published ? expectedCounts(before, after) : { rendered: 0, written: 0, unchanged: 0, removed: 0 };
}

/**
 * What authors are informed of their sources; a note about the cache is none of that, nor what has changed since the last build.
 * What that brings is written down when the site is published; until then a clean build knows fewer redirects.
 */
function reportedBy({ published, diagnostics }: BuildResult): object {
  const others = published
    ? /^cache\/|^address\/(?:moved|gone)/
    : /^cache\/|^address\/(?:moved|gone|no-goal)/;
  return { published, diagnostics: diagnostics.filter(({ code }) => !others.test(code)) };
}

function complain(what: string, found: object, expected: object): string | undefined {
  const [mine, right] = [JSON.stringify(found, null, 1), JSON.stringify(expected, null, 1)];
  return mine === right ? undefined : `${what}:\nfound ${mine}\nexpected ${right}`;
}

function differ(what: string, found: Tree, expected: Tree): string | undefined {
  const difference = firstDifference(found, expected);
  return difference === undefined ? undefined : `${what} left another folder: ${difference}`;
}
