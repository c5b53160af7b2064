import { createHash } from 'node:crypto';
import type { TemplateReferences } from './templateReferences.ts';

interface KnownTemplate {
  readonly text: string;
  readonly references: TemplateReferences;
}

type KnownTemplates = ReadonlyMap<string, KnownTemplate>;

/** The template and all that it can bring in, sorted; a template that chooses another while rendering can bring in any. */
export function usedTemplates(name: string, templates: KnownTemplates): readonly string[] {
  const used = new Set([name]);
  for (const next of used) {
    const references = templates.get(next)?.references;
    if (references?.dynamic === true) return [...templates.keys()].toSorted();
    for (const reference of references?.named ?? []) used.add(reference.name);
  }
  return [...used].toSorted();
}

/** 32 hex digits over names and texts of {@link usedTemplates}. */
export function templateDigest(name: string, templates: KnownTemplates): string {
  const texts = usedTemplates(name, templates).map((used) => [used, templates.get(used)?.text ?? '']);
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 32);
}
