/** „Siehe auch“: what the editor picked, then what the tags say. */
import type { RelatedSettings } from '../config/settings.ts';
import type { Article, Diagnostic } from '../model.ts';
import type { Catalogue } from './catalogue.ts';

export interface SeeAlso {
  readonly relatedTo: (article: Article) => readonly Article[];
  readonly diagnostics: readonly Diagnostic[];
}
export function createSeeAlso(_c: Catalogue, _all: unknown, _s: RelatedSettings): SeeAlso {
  return { relatedTo: () => [], diagnostics: [] };
}
