/** German typesetting of a source, and whether it applies. */
import * as v from 'valibot';
import type { AuthorMeta, DossierMeta, ImageReference, PageMeta, SeoTexts } from '../core/model.ts';
import { germanOptions, isGerman, languageTag, type GermanOptions } from '../config/germanOptions.ts';
import { flag, text as anyText } from '../core/yaml/fields.ts';
import type { YamlNode } from '../core/yaml/yamlTree.ts';
import { typeset } from '../markdown/german/typeset.ts';
import { valueNamed } from './keyNames.ts';
import { createMarkdownRenderer, type MarkdownOptions, type MarkdownRenderer } from '../markdown/markdown.ts';

/** Typesetting of one source. */
export interface Typesetting {
  readonly text: (text: string) => string;
  readonly options: GermanOptions;
  /** Whether hints on German text are wanted. */
  readonly hints: boolean;
  readonly renderMarkdown: MarkdownRenderer;
}

/** Words for the languages that German blogs name so. */
const languageNames: ReadonlyMap<string, string> = new Map([
  ['deutsch', 'de'],
  ['german', 'de'],
  ['englisch', 'en'],
  ['english', 'en'],
]);

/** `en_us` becomes `en-US`. */
const languageField = v.pipe(
  anyText,
  v.transform((written) => languageNames.get(written.toLowerCase()) ?? written.replaceAll('_', '-')),
  v.regex(new RegExp(`^${languageTag}$`), 'schema/language'),
  v.transform(canonical),
);

/** As BCP 47 recommends: `en`, `en-US`, `sr-Latn`. */
function canonical(tag: string): string {
  const [language = '', ...parts] = tag.toLowerCase().split('-');
  const written = parts.map((part) => {
    if (part.length === 2) return part.toUpperCase();
    return part.length === 4 ? part.charAt(0).toUpperCase() + part.slice(1) : part;
  });
  return [language, ...written].join('-');
}

/** The keys that say whether the rules for German text apply to a source. */
export const typesettingFields = { typography: v.optional(flag), lang: v.optional(languageField) };

/** For the metadata of a source; German of any country needs no word. */
export function foreignLanguage(lang: string | undefined): { readonly language?: string } {
  return lang === undefined || isGerman(lang) ? {} : { language: lang };
}

/**
 * Makes the typesetting of a source from its front matter: that of the site, or none where it says
 * `typography: false` or names a foreign language.
 */
export function createTypesetting(options: MarkdownOptions): (frontMatter?: YamlNode) => Typesetting {
  const made = new Map<Kind, Typesetting>();
  const off = { ...options, typography: germanOptions('de', false) };
  const optionsOf = { german: options, off, foreign: { ...off, hints: false } };
  return (frontMatter) => {
    const kind = frontMatter ? kindOf(frontMatter) : 'german';
    const typesetting = made.get(kind) ?? typesettingWith(optionsOf[kind]);
    made.set(kind, typesetting);
    return typesetting;
  };
}

/** `off`: German text that stays as it was typed. */
type Kind = 'german' | 'off' | 'foreign';

/** The keys are needed before the others can be read; what is wrong with them is told when all are checked. */
function kindOf(frontMatter: YamlNode): Kind {
  const { typography, lang } = typesettingFields;
  const language = read(lang, valueNamed(frontMatter, 'lang'));
  if (language !== undefined && !isGerman(language)) return 'foreign';
  return read(typography, valueNamed(frontMatter, 'typography')) === false ? 'off' : 'german';
}

function read<Value>(
  schema: v.GenericSchema<string | undefined, Value>,
  node: YamlNode | undefined,
): Value | undefined {
  if (node?.kind !== 'scalar') return undefined;
  const { success, output } = v.safeParse(schema, node.text);
  return success ? output : undefined;
}

function typesettingWith(options: MarkdownOptions): Typesetting {
  const { typography, hints } = options;
  return {
    hints,
    text: (text) => typeset(text, typography),
    options: typography,
    renderMarkdown: createMarkdownRenderer(options),
  };
}

type SetText = Typesetting['text'];

export function typesetPage(meta: PageMeta, set: SetText): PageMeta {
  const { title, description, seo } = meta;
  return {
    ...meta,
    title: set(title),
    ...(description !== undefined && { description: set(description) }),
    ...(seo && { seo: typesetSeo(seo, set) }),
  };
}

export function typesetSeo({ title, description }: SeoTexts, set: SetText): SeoTexts {
  return {
    ...(title !== undefined && { title: set(title) }),
    ...(description !== undefined && { description: set(description) }),
  };
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
