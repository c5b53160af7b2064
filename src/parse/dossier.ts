/** One source of `content/dossiers` → front matter and introduction. */
import * as v from 'valibot';
import type { Checked, DossierMeta, SourcePath } from '../model.ts';
import { checkFrontMatter } from './checkHead.ts';
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
  return createSourceParser({ ...options, relatedAfter: 0 }, (frontMatter, file, set) => {
    const { value, diagnostics } = readDossierFrontMatter(frontMatter, file);
    return value ? { value: typesetDossier(value, set), diagnostics } : { diagnostics };
  });
}

function readDossierFrontMatter(frontMatter: YamlNode, file: SourcePath): Checked<DossierMeta> {
  const { value, diagnostics, locate } = checkFrontMatter(frontMatter, schema, file);
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
