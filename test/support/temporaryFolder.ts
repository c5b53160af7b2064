import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new, empty folder; it vanishes at the end of the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'blattmacher-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
