/** The built-in theme's templates, translated when the program is compiled. */
import type { TranslatedTemplate } from './templates/translateTemplate.ts';

/** Digest of a template's text → what it is translated to. */
export type PrebuiltTemplates = ReadonlyMap<string, TranslatedTemplate>;

/** The templates of the built-in theme. Empty as a source: `scripts/compile.ts` puts them into the compiled program. */
export const prebuiltTemplates: PrebuiltTemplates = new Map();
