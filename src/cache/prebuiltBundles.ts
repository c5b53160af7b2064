/** The bundles of the built-in theme by their ids. Empty as a source: `scripts/compile.ts` puts them into the compiled program. */
export const prebuiltBundles: ReadonlyMap<string, string> = new Map();
