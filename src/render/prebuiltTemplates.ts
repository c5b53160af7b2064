/** The built-in theme's templates, translated when the program is compiled. */
import type { TemplateReferences } from './templates/templateTags.ts';

/** A template as JavaScript: made of its text alone, and a value that JSON can say. */
export interface TranslatedTemplate {
  readonly code: string;
  readonly references: TemplateReferences;
}

/** Digest of a template's text → what it is translated to. */
export type PrebuiltTemplates = ReadonlyMap<string, TranslatedTemplate>;

/** The templates of the built-in theme. Empty as a source: `scripts/compile.ts` puts them into the compiled program. */
export const prebuiltTemplates: PrebuiltTemplates = new Map();
