/** One article source → head and body. A pure function of the text and the settings that touch it. */
import type { ArticleMeta } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { createZone } from '../time/zone.ts';
import { articleSchema, parseArticleMeta } from './articleMeta.ts';
import { createSourceParser, type SourceParser } from './document.ts';
import { typeset } from './german/typeset.ts';
import { emptyBody, type MarkdownOptions } from './markdown/markdown.ts';
import { typesetArticle } from './typesetting.ts';

/** The settings that touch parsing, and nothing else: they are part of every cache key. */
export interface ParseOptions extends MarkdownOptions {
  /** IANA name. */
  readonly timezone: string;
}

const megabyte = 1_000_000;
const maxLength = 8 * megabyte;

export function createArticleParser(options: ParseOptions): SourceParser<ArticleMeta> {
  const schema = articleSchema(createZone(options.timezone));
  const setTerm = (name: string): string => typeset(name, options.typography);
  const { head, body } = createSourceParser(options, (tree, file, set) => {
    const { value, diagnostics } = parseArticleMeta(tree, file, schema);
    return value ? { value: typesetArticle(value, set, setTerm), diagnostics } : { diagnostics };
  });
  return {
    head: (text, file) => {
      if (text.length <= maxLength) return head(text, file);
      return { diagnostics: [diagnose('source/too-large', { megabytes: maxLength / megabyte }, { file })] };
    },
    body: (text, file) => {
      if (text.length > maxLength) return { body: emptyBody, diagnostics: [] };
      const read = body(text, file);
      if (text.length <= megabyte) return read;
      return { ...read, diagnostics: [...read.diagnostics, diagnose('source/large', {}, { file })] };
    },
  };
}
