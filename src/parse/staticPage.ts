/** One source of `content/pages` → front matter and content. */
import * as v from 'valibot';
import type { PageMeta, SourcePath } from '../model.ts';
import { createZone } from '../time/zone.ts';
import { checkFrontMatter } from './checkHead.ts';
import { flag, text } from '../yaml/fields.ts';
import { addressesField, slugField } from './addressFields.ts';
import type { ParseOptions } from './article.ts';
import { createSourceParser, type SourceParser } from './document.ts';
import { momentField } from './momentField.ts';
import { stemOf } from './paths.ts';
import { slugify } from './slug.ts';
import { typesetPage } from './typesetting.ts';

export function createPageParser(options: ParseOptions): SourceParser<PageMeta> {
  const schema = v.object({
    title: text,
    description: v.optional(text),
    updated: v.optional(momentField(createZone(options.timezone))),
    slug: v.optional(slugField),
    draft: v.optional(flag, 'false'),
    typography: v.optional(flag),
    aliases: v.optional(addressesField, []),
  });
  return createSourceParser({ ...options, relatedAfter: 0 }, (frontMatter, file, set) => {
    const { value, diagnostics } = checkFrontMatter(frontMatter, schema, file);
    return value ? { value: typesetPage(toMeta(value, file), set), diagnostics } : { diagnostics };
  });

  function toMeta(frontMatter: v.InferOutput<typeof schema>, file: SourcePath): PageMeta {
    const { title, description, updated, slug, draft, aliases } = frontMatter;
    return {
      title,
      slug: slug ?? slugify(stemOf(file)),
      draft,
      aliases,
      ...(description && { description }),
      ...(updated && { updated: updated.moment }),
    };
  }
}
