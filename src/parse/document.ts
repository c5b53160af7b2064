/** What every source with a head and a Markdown body has in common. */
import type { Checked, Diagnostic, SourcePath } from '../model.ts';
import type { Body } from '../textModel.ts';
import { diagnose } from '../report/diagnostics.ts';
import { parseYamlTree, type YamlNode } from '../yaml/yamlTree.ts';
import { splitFrontMatter } from './frontMatter.ts';
import { findHeadHints } from './headHints.ts';
import {
  emptyBody,
  type MarkdownOptions,
  type MarkdownResult,
  type MarkdownSource,
} from './markdown/markdown.ts';
import { createTypesetting, type Typesetting } from './typesetting.ts';

/** Reads a source text (`\n` line ends, no byte-order mark). What is wrong with one of the two does not keep the other from being read. */
export type SourceParser<Meta> = (text: string, file: SourcePath) => ParsedSource<Meta>;

export interface ParsedSource<Meta> {
  /** What is wrong with the head, or that there is none, is reported here. */
  readonly head: Checked<Meta>;
  readonly body: Body;
  /** What is wrong with the body. */
  readonly faults: readonly Diagnostic[];
}

/** What a text's head says of its body. */
export type BodyTraits = Pick<MarkdownSource, 'ticker' | 'isAdvertisement'>;

/** `readHead` gets the head and the way its texts are set. */
export function createSourceParser<Meta>(
  options: MarkdownOptions,
  readHead: (head: YamlNode, file: SourcePath, set: Typesetting['text']) => Checked<Meta>,
  traitsOf: (meta: Meta) => BodyTraits = () => ({}),
): SourceParser<Meta> {
  const typesettingOf = createTypesetting(options);
  const headOf = (
    head: string,
    file: SourcePath,
    { text, options: typography }: Typesetting,
  ): Checked<Meta> => {
    const tree = parseYamlTree(head, { file, firstLine: 1 });
    if (!tree.value) return { diagnostics: tree.diagnostics };
    const read = readHead(tree.value, file, text);
    if (!options.hints) return read;
    const hints = findHeadHints(tree.value, typography, file);
    return { ...read, diagnostics: [...read.diagnostics, ...hints] };
  };
  return (source, file) => {
    const { value: split, diagnostics } = splitFrontMatter(source, file);
    if (!split) return { head: { diagnostics }, body: emptyBody, faults: [] };
    const { head: yaml, body: markdown, bodyLine: firstLine } = split;
    const typesetting = typesettingOf(yaml);
    const head = orFault(() => headOf(yaml, file, typesetting), {}, file, 1);
    const render = (): MarkdownResult => {
      const traits = head.value === undefined ? {} : traitsOf(head.value);
      return typesetting.renderMarkdown({ file, markdown, firstLine, ...traits });
    };
    const { body, diagnostics: faults } = orFault(render, { body: emptyBody }, file, firstLine);
    return { head, body, faults };
  };
}

/** A text on which the program itself fails is a fault of one file: all others go on. */
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
