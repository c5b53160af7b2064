/** One source of `content/authors` → front matter and biography. */
import * as v from 'valibot';
import type { AuthorMeta, Checked, SourcePath } from '../model.ts';
import { checkSchema } from '../yaml/checkSchema.ts';
import { flag, mappings, text, webAddress } from '../yaml/fields.ts';
import type { YamlNode } from '../yaml/yamlTree.ts';
import type { ParseOptions } from './article.ts';
import { createSourceParser, type SourceParser } from './document.ts';
import { imageField, toImage } from './imageField.ts';
import { typesetAuthor } from './typesetting.ts';

const schema = v.object({
  name: text,
  role: v.optional(text),
  image: v.optional(imageField),
  links: v.optional(mappings({ name: text, url: webAddress }), []),
  typography: v.optional(flag),
});

export function createAuthorParser(options: ParseOptions): SourceParser<AuthorMeta> {
  return createSourceParser({ ...options, relatedAfter: 0 }, (frontMatter, file, set) => {
    const { value, diagnostics } = readAuthorFrontMatter(frontMatter, file);
    return value ? { value: typesetAuthor(value, set), diagnostics } : { diagnostics };
  });
}

function readAuthorFrontMatter(frontMatter: YamlNode, file: SourcePath): Checked<AuthorMeta> {
  const { value, diagnostics, locate } = checkSchema(frontMatter, schema, { file, firstLine: 1 });
  if (!value) return { diagnostics };
  const { name, role, image, links } = value;
  const meta = {
    name,
    draft: false,
    links,
    ...(role && { role }),
    ...(image && { image: toImage(image, locate(['image'])) }),
  };
  return { value: meta, diagnostics };
}
