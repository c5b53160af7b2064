/** One source of `content/dossiers` → head and introduction. */
import * as v from 'valibot';
import type { Checked, DossierMeta, SourcePath } from '../model.ts';
import { checkHead } from './checkHead.ts';
import { flag, text, wholeTexts } from '../yaml/fields.ts';
import type { YamlNode } from '../yaml/yamlTree.ts';
import type { ParseOptions } from './article.ts';
import { createSourceParser, type SourceParser } from './document.ts';
import { imageField, toImage } from './imageField.ts';
import { typesetDossier } from './typesetting.ts';

const schema = v.object({
  title: text,
  description: v.optional(text),
  image: v.optional(imageField),
  articles: v.optional(wholeTexts, []),
  draft: v.optional(flag, 'false'),
  typography: v.optional(flag),
});

export function createDossierParser(options: ParseOptions): SourceParser<DossierMeta> {
  return createSourceParser({ ...options, relatedAfter: 0 }, (head, file, set) => {
    const { value, diagnostics } = readHead(head, file);
    return value ? { value: typesetDossier(value, set), diagnostics } : { diagnostics };
  });
}

function readHead(head: YamlNode, file: SourcePath): Checked<DossierMeta> {
  const { value, diagnostics, locate } = checkHead(head, schema, file);
  if (!value) return { diagnostics };
  const { title, description, image, articles, draft } = value;
  const meta = {
    title,
    draft,
    articles: articles.map((target, index) => ({ target, position: locate(['articles', index]) })),
    ...(description && { description }),
    ...(image && { image: toImage(image, locate(['image'])) }),
  };
  return { value: meta, diagnostics };
}
