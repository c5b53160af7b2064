import { digestOf } from '../src/core/digestOf.ts';
import { compileTheme, readTheme } from '../src/assets/compiledTheme.ts';
import { listTemplates } from '../src/content/discover.ts';
import { translateTemplate, withLineFeeds } from '../src/render/templates/compileTemplate.ts';
import type { PrebuiltTemplates } from '../src/render/prebuiltTemplates.ts';
import { templateSources } from '../src/render/templates/compileTemplates.ts';

export interface PrebuiltTheme {
  /** Id → text, as a site bundles that changes nothing in the theme. */
  readonly bundles: ReadonlyMap<string, string>;
  readonly templates: PrebuiltTemplates;
}

/** Makes all of the theme in `folder` that does not depend on a site. */
export async function prebuildTheme(folder: string): Promise<PrebuiltTheme> {
  const bundles = new Map<string, string>();
  const { value, diagnostics } = await compileTheme(folder, [], async (id, bundle) => {
    const made = await bundle();
    if (made.value) bundles.set(id, Buffer.from(made.value).toString('utf8'));
    return made;
  });
  const { value: files } = readTheme(listTemplates(folder));
  if (!value || !files || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, null, 2));
  const templates = [...templateSources(files).values()].map(({ text: source }) => {
    const text = withLineFeeds(source);
    const translated = translateTemplate(text);
    if (translated instanceof Error) throw translated;
    const { code, references } = translated;
    return [digestOf(text), { code, references }] as const;
  });
  return { bundles, templates: new Map(templates) };
}
