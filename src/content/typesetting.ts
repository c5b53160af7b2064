/** German typesetting of the texts in front matter, and whether it applies. */
import type { ArticleMeta, AuthorMeta, DossierMeta, ImageReference, PageMeta, Term } from '../core/model.ts';
import { germanOptions, type GermanOptions } from '../config/germanOptions.ts';
import { typeset } from '../markdown/german/typeset.ts';
import { createMarkdownRenderer, type MarkdownOptions, type MarkdownRenderer } from '../markdown/markdown.ts';

/** Typesetting of one source. */
export interface Typesetting {
  readonly text: (text: string) => string;
  readonly options: GermanOptions;
  readonly renderMarkdown: MarkdownRenderer;
}

/**
 * Makes the typesetting of a source from the YAML of its front matter: that of the site, or none where it
 * says `typography: false`.
 */
export function createTypesetting(options: MarkdownOptions): (frontMatter: string) => Typesetting {
  const usual = typesettingWith(options, options.typography);
  let plain: Typesetting | undefined;
  return (frontMatter) => {
    if (!turnsTypographyOff(frontMatter)) return usual;
    plain ??= typesettingWith(options, germanOptions('de', false));
    return plain;
  };
}

function typesettingWith(options: MarkdownOptions, typography: GermanOptions): Typesetting {
  return {
    text: (text) => typeset(text, typography),
    options: typography,
    renderMarkdown: createMarkdownRenderer({ ...options, typography }),
  };
}

function turnsTypographyOff(frontMatter: string): boolean {
  const [, value = ''] = /^typography:[ \t]*["']?(\p{L}+)/mu.exec(frontMatter) ?? [];
  return ['false', 'nein'].includes(value.toLowerCase());
}

type SetText = Typesetting['text'];

/** `setTerm` sets the names of tags, section and series: they are the site's, whatever the article says about its own texts. */
export function typesetArticle(meta: ArticleMeta, set: SetText, setTerm: SetText): ArticleMeta {
  const { kicker, description, keyPoints, section, image, series, sources } = meta;
  return {
    ...meta,
    title: set(meta.title),
    tags: meta.tags.map((tag) => typesetTerm(tag, setTerm)),
    corrections: meta.corrections.map(({ date, text }) => ({ date, text: set(text) })),
    ...(sources && { sources: sources.map((source) => ({ ...source, name: set(source.name) })) }),
    ...(kicker !== undefined && { kicker: set(kicker) }),
    ...(description !== undefined && { description: set(description) }),
    ...(keyPoints && { keyPoints: keyPoints.map(set) }),
    ...(section && { section: typesetTerm(section, setTerm) }),
    ...(image && { image: typesetImage(image, set) }),
    ...(series && { series: typesetTerm(series, setTerm) }),
  };
}

export function typesetPage(meta: PageMeta, set: SetText): PageMeta {
  const { title, description } = meta;
  return { ...meta, title: set(title), ...(description !== undefined && { description: set(description) }) };
}

export function typesetAuthor(meta: AuthorMeta, set: SetText): AuthorMeta {
  const { role, image } = meta;
  return {
    ...meta,
    ...(role !== undefined && { role: set(role) }),
    ...(image && { image: typesetImage(image, set) }),
  };
}

export function typesetDossier(meta: DossierMeta, set: SetText): DossierMeta {
  const { title, description, image } = meta;
  return {
    ...meta,
    title: set(title),
    ...(description !== undefined && { description: set(description) }),
    ...(image && { image: typesetImage(image, set) }),
  };
}

function typesetTerm<Named extends Term>(term: Named, set: SetText): Named {
  return { ...term, name: set(term.name) };
}

/** Also for what a media file's sidecar says. */
export function typesetImage<Words extends Pick<ImageReference, 'alt' | 'caption' | 'credit'>>(
  words: Words,
  set: SetText,
): Words {
  const { alt, caption, credit } = words;
  return {
    ...words,
    ...(alt !== undefined && { alt: set(alt) }),
    ...(caption !== undefined && { caption: set(caption) }),
    ...(credit !== undefined && { credit: set(credit) }),
  };
}
