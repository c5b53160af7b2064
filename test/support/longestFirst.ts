import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Long files, longest first: begun last, one of them would run alone while the other processors wait. */
const long: readonly string[] = [
  'test/face/face.test.ts',
  'test/killedProgram.test.ts',
  'test/equivalence/randomHistories.test.ts',
  'test/dev/randomEdits.test.ts',
  'test/comments/receiver/serveComments.test.ts',
  'test/browser/search.test.ts',
  'test/servers/servers.test.ts',
  'test/badCache.test.ts',
  'test/determinism.test.ts',
];

/** The whole before the units: those are many and short, and fill the time to the end on every processor. */
export class LongestFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project, moduleId }: TestSpecification): number => {
      const place = long.indexOf(relative(this.ctx.config.root, moduleId));
      return place >= 0 ? place : long.length + (project.name === 'whole' ? 0 : 1);
    };
    // The sequencer's, which gives a new array.
    // oxlint-disable-next-line unicorn/no-array-sort
    const usual = await super.sort(specifications);
    return usual.toSorted((one, other) => rank(one) - rank(other));
  }
}
