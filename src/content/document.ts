/** Parser of every source with front matter and Markdown content. */
import type { Checked, Diagnostic, SourcePath, Content } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { parseYamlTree, type YamlNode } from '../core/yaml/yamlTree.ts';
import { ourName } from './keyNames.ts';
import { withWholeTexts } from './frontMatterValues.ts';
import { splitFrontMatter, findFrontMatterHints } from './frontMatter.ts';
import {
  emptyContent,
  type MarkdownOptions,
  type MarkdownResult,
  type MarkdownSource,
} from '../markdown/markdown.ts';
import { createTypesetting, type Typesetting } from './typesetting.ts';

/** Reads a source text (`\n` line ends, no byte-order mark). What is wrong with one of the two does not keep the other from being read. */
export type SourceParser<Meta> = (text: string, file: SourcePath) => ParsedSource<Meta>;

export interface ParsedSource<Meta> {
  /** Reports faults of the front matter, or that there is none. */
  readonly frontMatter: Checked<Meta>;
  readonly content: Content;
  /** Faults of the content. */
  readonly faults: readonly Diagnostic[];
}

/** Options for the content from the front matter of a text. */
export type BodyTraits = Pick<MarkdownSource, 'title' | 'ticker' | 'isAdvertisement'>;

/** Creates a parser. `readFrontMatter` gets the front matter and its typesetting. */
export function createSourceParser<Meta>(
  options: MarkdownOptions,
  readFrontMatter: (frontMatter: YamlNode, file: SourcePath, set: Typesetting['text']) => Checked<Meta>,
  traitsOf: (meta: Meta) => BodyTraits = () => ({}),
): SourceParser<Meta> {
  const typesettingOf = createTypesetting(options);
  const frontMatterOf = (
    tree: Checked<YamlNode>,
    frontMatter: string,
    file: SourcePath,
    { text, options: typography, hints: wantsHints }: Typesetting,
  ): Checked<Meta> => {
    if (!tree.value) return { diagnostics: tree.diagnostics };
    const { frontMatter: whole, diagnostics: cut } = withWholeTexts(tree.value, frontMatter, ourName, file);
    const read = readFrontMatter(whole, file, text);
    const hints = wantsHints ? findFrontMatterHints(whole, typography, file) : [];
    return { ...read, diagnostics: [...cut, ...read.diagnostics, ...hints] };
  };
  return (source, file) => {
    const { value: split, diagnostics } = splitFrontMatter(source, file);
    if (!split) return { frontMatter: { diagnostics }, content: emptyContent, faults: [] };
    const { frontMatter: yaml, content: markdown, contentLine: firstLine } = split;
    const tree = orFault(() => parseYamlTree(yaml, { file, firstLine: 1 }), {}, file, 1);
    const typesetting = typesettingOf(tree.value);
    const frontMatter = orFault(() => frontMatterOf(tree, yaml, file, typesetting), {}, file, 1);
    const render = (): MarkdownResult => {
      const traits = frontMatter.value === undefined ? {} : traitsOf(frontMatter.value);
      return typesetting.renderMarkdown({ file, markdown, firstLine, ...traits });
    };
    const { content, diagnostics: faults } = orFault(render, { content: emptyContent }, file, firstLine);
    return { frontMatter, content, faults };
  };
}

/** A crash of the parser becomes a fault of one file, so that all others go on. */
function orFault<Read extends object>(
  read: () => Read,
  rest: Omit<Read, 'diagnostics'>,
  file: SourcePath,
  line: number,
): Read | (Omit<Read, 'diagnostics'> & { readonly diagnostics: readonly Diagnostic[] }) {
  try {
    return read();
  } catch (error) {
    const place = { file, position: { line, column: 1 } };
    return { ...rest, diagnostics: [diagnose('text/parser-failed', { reason: String(error) }, place)] };
  }
}
