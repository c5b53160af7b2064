/** Before all tests that are no units: compiles the program, and looks which tools are there. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { isCi, missingTools, reportedFor } from '../../scripts/testTools.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Tools whose tests cannot run. */
    readonly missingTools: readonly string[];
    /** For what several test files share, until the end of the run. */
    readonly sharedFolder: string;
  }
}

export async function setup(project: TestProject): Promise<() => void> {
  await import('../../scripts/compile.ts');
  const missing = missingTools();
  // Where nobody looks, a test that does not run is a fault.
  if (missing.length > 0 && isCi) throw new Error(reportedFor(missing));
  const sharedFolder = mkdtempSync(join(tmpdir(), 'blattmacher-shared-'));
  project.provide(
    'missingTools',
    missing.map(({ name }) => name),
  );
  project.provide('sharedFolder', sharedFolder);
  return () => rmSync(sharedFolder, { recursive: true, force: true });
}
