/** Tests that need a program that is not on this machine do not run; at the end it is told how many, see `notRun.ts`. */
import { beforeEach, inject, TestRunner } from 'vitest';
import { waitsFor } from './notRun.ts';

export function isMissing(tool: string): boolean {
  return inject('missingTools').includes(tool);
}

/** Of the whole file, or of the `describe` that it stands in. */
export function needTool(tool: string): void {
  if (isMissing(tool)) beforeEach(({ skip }) => skip(waitsFor + tool));
}

/** Of the test that runs, which must not be a concurrent one. */
export function needToolHere(tool: string): void {
  if (isMissing(tool)) TestRunner.getCurrentTest()?.context.skip(waitsFor + tool);
}
