import { compileTheme } from '../src/edition/compiledTheme.ts';

/** Bundles the theme in `templates` as a site does that changes nothing in it: id → text. */
export async function prebuildBundles(templates: string): Promise<ReadonlyMap<string, string>> {
  const bundles = new Map<string, string>();
  const { diagnostics } = await compileTheme(templates, [], async (id, bundle) => {
    const made = await bundle();
    if (made.value) bundles.set(id, Buffer.from(made.value).toString('utf8'));
    return made;
  });
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, null, 2));
  return bundles;
}
