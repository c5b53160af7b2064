/** One source of `content/pages` → front matter and content. */
import * as v from 'valibot';
import type { PageMeta, SourcePath, AuthorMeta, Checked, DossierMeta } from '../core/model.ts';
import { createZone } from '../core/time.ts';
import { checkFrontMatter } from './frontMatter.ts';
import { flag, text, mappings, webAddress, wholeTexts } from '../core/yaml/fields.ts';
import { addressesField, slugField, momentField, imageField, seoField, toImage } from './metaFields.ts';
import type { ParserOptions } from './article.ts';
import { type BodyTraits, createSourceParser, type SourceParser } from './document.ts';
import { namingFile, stemOf } from '../core/paths.ts';
import { slugify } from '../core/slug.ts';
import {
  foreignLanguage,
  typesetAuthor,
  typesetDossier,
  typesetPage,
  typesettingFields,
} from './typesetting.ts';
import type { YamlNode } from '../core/yaml/yamlTree.ts';

const titled = ({ title }: Pick<PageMeta, 'title'>): BodyTraits => ({ title });

/** Nothing but articles has places inside its text for what pages put there. */
export function withoutSlots(options: ParserOptions): ParserOptions {
  return { ...options, relatedAfter: 0, hookAfter: 0 };
}

export function createPageParser(options: ParserOptions): SourceParser<PageMeta> {
  const schema = v.object({
    title: text,
    description: v.optional(text),
    seo: v.optional(seoField),
    updated: v.optional(momentField(createZone(options.timezone))),
    slug: v.optional(slugField),
    draft: v.optional(flag, 'false'),
    ...typesettingFields,
    aliases: v.optional(addressesField, []),
  });
  return createSourceParser(
    withoutSlots(options),
    (frontMatter, file, set) => {
      const { value, diagnostics } = checkFrontMatter(frontMatter, schema, file);
      return value ? { value: typesetPage(toMeta(value, file), set), diagnostics } : { diagnostics };
    },
    titled,
  );

  function toMeta(frontMatter: v.InferOutput<typeof schema>, file: SourcePath): PageMeta {
    const { title, description, seo, updated, slug, draft, aliases, lang } = frontMatter;
    return {
      title,
      slug: slug ?? slugify(stemOf(namingFile(file))),
      draft,
      aliases,
      ...foreignLanguage(lang),
      ...(description && { description }),
      ...(seo && { seo }),
      ...(updated && { updated: updated.moment }),
    };
  }
}

// `content/authors`: metadata and biography.

export const authorSchema = v.object({
  name: text,
  role: v.optional(text),
  image: v.optional(imageField),
  links: v.optional(mappings({ name: text, url: webAddress }), []),
  ...typesettingFields,
});

export function createAuthorParser(options: ParserOptions): SourceParser<AuthorMeta> {
  return createSourceParser(
    withoutSlots(options),
    (frontMatter, file, set) => {
      const { value, diagnostics } = readAuthorFrontMatter(frontMatter, file);
      return value ? { value: typesetAuthor(value, set), diagnostics } : { diagnostics };
    },
    ({ name }) => ({ title: name }),
  );
}

function readAuthorFrontMatter(frontMatter: YamlNode, file: SourcePath): Checked<AuthorMeta> {
  const { value, diagnostics, locate } = checkFrontMatter(frontMatter, authorSchema, file);
  if (!value) return { diagnostics };
  const { name, role, image, links, lang } = value;
  const meta = {
    name,
    draft: false,
    links,
    ...foreignLanguage(lang),
    ...(role && { role }),
    ...(image && { image: toImage(image, locate(['image'])) }),
  };
  return { value: meta, diagnostics };
}

// `content/dossiers`: metadata and introduction.

const dossierSchema = v.object({
  title: text,
  description: v.optional(text),
  image: v.optional(imageField),
  articles: v.optional(wholeTexts, []),
  draft: v.optional(flag, 'false'),
  ...typesettingFields,
});

export function createDossierParser(options: ParserOptions): SourceParser<DossierMeta> {
  return createSourceParser(
    withoutSlots(options),
    (frontMatter, file, set) => {
      const { value, diagnostics } = readDossierFrontMatter(frontMatter, file);
      return value ? { value: typesetDossier(value, set), diagnostics } : { diagnostics };
    },
    titled,
  );
}

function readDossierFrontMatter(frontMatter: YamlNode, file: SourcePath): Checked<DossierMeta> {
  const { value, diagnostics, locate } = checkFrontMatter(frontMatter, dossierSchema, file);
  if (!value) return { diagnostics };
  const { title, description, image, articles, draft, lang } = value;
  const meta = {
    title,
    draft,
    articles: articles.map((target, index) => ({ target, position: locate(['articles', index]) })),
    ...foreignLanguage(lang),
    ...(description && { description }),
    ...(image && { image: toImage(image, locate(['image'])) }),
  };
  return { value: meta, diagnostics };
}
