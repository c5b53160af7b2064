/** One article source → head and body. A pure function of the text and the settings that touch it. */
import type { ArticleMeta, Checked, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { createZone } from '../time/zone.ts';
import { parseYamlTree, type YamlNode } from '../yaml/yamlTree.ts';
import { articleSchema, parseArticleMeta } from './articleMeta.ts';
import { createSourceParser, type SourceParser } from './document.ts';
import { typeset } from './german/typeset.ts';
import { emptyBody, type MarkdownOptions } from './markdown/markdown.ts';
import type { TickerFrame } from './markdown/sheet.ts';
import { typesetArticle, type Typesetting } from './typesetting.ts';

/** The settings that touch parsing, and nothing else: they are part of every cache key. */
export interface ParseOptions extends MarkdownOptions {
  /** IANA name. */
  readonly timezone: string;
}

const megabyte = 1_000_000;
const maxLength = 8 * megabyte;

export function createArticleParser(options: ParseOptions): SourceParser<ArticleMeta> {
  const zone = createZone(options.timezone);
  const schema = articleSchema(zone);
  const tickerOf = (head: string, file: SourcePath): TickerFrame | undefined => {
    if (!/^ticker:/m.test(head)) return undefined;
    const { value: tree } = parseYamlTree(head, { file, firstLine: 1 });
    const meta = tree && parseArticleMeta(tree, file, schema).value;
    return meta?.ticker && { start: meta.date, zone };
  };
  const setTerm = (name: string): string => typeset(name, options.typography);
  const readHead = (tree: YamlNode, file: SourcePath, set: Typesetting['text']): Checked<ArticleMeta> => {
    const { value, diagnostics } = parseArticleMeta(tree, file, schema);
    return value ? { value: typesetArticle(value, set, setTerm), diagnostics } : { diagnostics };
  };
  const { head, body } = createSourceParser(options, readHead, tickerOf);
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
