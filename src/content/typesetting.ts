/** German typesetting of the texts in front matter, and whether it applies. */
import type { AuthorMeta, DossierMeta, ImageReference, PageMeta } from '../core/model.ts';
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
  const [, value = ''] = /^["']?typography["']?[ \t]*:[ \t]*["']?(\p{L}+)/imu.exec(frontMatter) ?? [];
  return ['false', 'nein'].includes(value.toLowerCase());
}

type SetText = Typesetting['text'];

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
