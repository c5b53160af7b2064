/** Before all tests: compiles the program once, for the tests that run it as a process of its own. */
export async function setup(): Promise<void> {
  await import('../../scripts/compile.ts');
}
