import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Long files, longest first: begun last, one of them would run alone while the other processors wait. */
const long: readonly string[] = [
  'test/face/face.test.ts',
];

/** The whole before the units: those are many and short, and fill the time to the end on every processor. */
export class LongestFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const rank = ({ project, moduleId }: TestSpecification): number => {
      const place = long.indexOf(relative(root, moduleId));
      return (project.name === 'whole' ? 0 : long.length + 1) + (place === -1 ? long.length : place);
    };
    return (await super.sort(specifications)).toSorted((one, other) => rank(one) - rank(other));
  }
}
