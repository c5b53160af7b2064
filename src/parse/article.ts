/** One article source → head and body. A pure function of the text and the settings that touch it. */
import type { ArticleMeta, Checked, Diagnostic, Parsed, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { createZone } from '../time/zone.ts';
import { articleSchema, parseArticleMeta } from './articleMeta.ts';
import { parseDocument } from './document.ts';
import { createMarkdownRenderer, type MarkdownOptions } from './markdown/markdown.ts';

/** The settings that touch parsing, and nothing else: they are part of every cache key. */
export interface ParseOptions extends MarkdownOptions {
  /** IANA name. */
  readonly timezone: string;
}

/** Reads a source text (`\n` line ends, no byte-order mark). */
export type SourceParser<Meta> = (text: string, file: SourcePath) => Checked<Parsed<Meta>>;

const megabyte = 1_000_000;
const maxLength = 8 * megabyte;

export function createArticleParser(options: ParseOptions): SourceParser<ArticleMeta> {
  const schema = articleSchema(createZone(options.timezone));
  const renderMarkdown = createMarkdownRenderer(options);
  return (text, file) => {
    if (text.length > maxLength) {
      return { diagnostics: [diagnose('source/too-large', { megabytes: maxLength / megabyte }, { file })] };
    }
    const parsed = parseDocument(text, file, (head) => parseArticleMeta(head, file, schema), renderMarkdown);
    return { ...parsed, diagnostics: [...parsed.diagnostics, ...remarks(text, file, parsed.value)] };
  };
}

function remarks(
  text: string,
  file: SourcePath,
  parsed: Parsed<ArticleMeta> | undefined,
): readonly Diagnostic[] {
  const large = text.length > megabyte ? [diagnose('source/large', {}, { file })] : [];
  return parsed?.body.words === 0 ? [...large, diagnose('text/empty', {}, { file })] : large;
}
