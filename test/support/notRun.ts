import type { Reporter, TestModule } from 'vitest/node';

/** Stands before the name of a tool in what a report says of a test that did not run. */
export const waitsFor = 'waits for ';

/** Tells at the end how many tests did not run, and what they wait for. */
export class NotRun implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const notes = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].map((test) => {
        const result = test.result();
        return (result.state === 'skipped' ? result.note : undefined) ?? '';
      }),
    );
    const waiting = Map.groupBy(
      notes.filter((note) => note.startsWith(waitsFor)),
      (note) => note,
    );
    if (waiting.size === 0) return;
    const parts = [...waiting].map(([note, all]) => `${all.length} ${note}`);
    console.log(`\n${notes.length} tests did not run: ${parts.join(', ')}.\n`);
  }
}
