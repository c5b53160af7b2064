/**
 * One article source → front matter and content. A pure function of the text and the settings that affect it.
 */
import type { ArticleMeta, Checked, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { createZone } from '../time/zone.ts';
import type { YamlNode } from '../yaml/yamlTree.ts';
import { articleSchema, parseArticleMeta } from './articleMeta.ts';
import { createSourceParser, type SourceParser } from './document.ts';
import { typeset } from './german/typeset.ts';
import { emptyContent, type MarkdownOptions } from './markdown/markdown.ts';
import { typesetArticle, type Typesetting } from './typesetting.ts';

/** The settings that affect parsing, and no others: they are part of every cache key. */
export interface ParseOptions extends MarkdownOptions {
  /** IANA name. */
  readonly timezone: string;
}

const megabyte = 1_000_000;
const maxLength = 8 * megabyte;

export function createArticleParser(options: ParseOptions): SourceParser<ArticleMeta> {
  const zone = createZone(options.timezone);
  const schema = articleSchema(zone);
  const setTerm = (name: string): string => typeset(name, options.typography);
  const readFrontMatter = (
    tree: YamlNode,
    file: SourcePath,
    set: Typesetting['text'],
  ): Checked<ArticleMeta> => {
    const { value, diagnostics } = parseArticleMeta(tree, file, schema);
    return value ? { value: typesetArticle(value, set, setTerm), diagnostics } : { diagnostics };
  };
  const parse = createSourceParser(options, readFrontMatter, ({ ticker, date, label }) => ({
    ...(ticker && { ticker: { start: date, zone } }),
    isAdvertisement: label === 'anzeige',
  }));
  return (text, file) => {
    if (text.length > maxLength) {
      const fault = diagnose('source/too-large', { megabytes: maxLength / megabyte }, { file });
      return { frontMatter: { diagnostics: [fault] }, content: emptyContent, faults: [] };
    }
    const read = parse(text, file);
    if (text.length <= megabyte) return read;
    return { ...read, faults: [...read.faults, diagnose('source/large', {}, { file })] };
  };
}
