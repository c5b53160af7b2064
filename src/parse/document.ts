/**
 * What every source with a head and a Markdown body has in common. Head and body are read apart: the
 * paper is laid out from heads alone, while worker threads are still at the bodies.
 */
import type { Checked, Diagnostic, SourcePath } from '../model.ts';
import type { Body } from '../textModel.ts';
import { diagnose } from '../report/diagnostics.ts';
import { parseYamlTree, type YamlNode } from '../yaml/yamlTree.ts';
import { type FrontMatter, splitFrontMatter } from './frontMatter.ts';
import { findHeadHints } from './headHints.ts';
import { isAdvertisement } from './isAdvertisement.ts';
import { emptyBody, type MarkdownOptions } from './markdown/markdown.ts';
import type { TickerFrame } from './markdown/sheet.ts';
import { createTypesetting, type Typesetting } from './typesetting.ts';

/** Reads a source text (`\n` line ends, no byte-order mark). */
export interface SourceParser<Meta> {
  /** What is wrong with the head, or that there is none, is reported here. */
  readonly head: (text: string, file: SourcePath) => Checked<Meta>;
  readonly body: (text: string, file: SourcePath) => CheckedBody;
}

export interface CheckedBody {
  readonly body: Body;
  readonly diagnostics: readonly Diagnostic[];
}

/** `readHead` gets the head and the way its texts are set; `tickerOf` tells from the YAML of the head whether the text is a ticker. */
export function createSourceParser<Meta>(
  options: MarkdownOptions,
  readHead: (head: YamlNode, file: SourcePath, set: Typesetting['text']) => Checked<Meta>,
  tickerOf: (head: string, file: SourcePath) => TickerFrame | undefined = () => undefined,
): SourceParser<Meta> {
  const typesettingOf = createTypesetting(options);
  const headOf = (source: string, file: SourcePath): Checked<Meta> => {
    const split = splitFrontMatter(source, file);
    if (!split.value) return { diagnostics: split.diagnostics };
    const { head } = split.value;
    const tree = parseYamlTree(head, { file, firstLine: 1 });
    if (!tree.value) return { diagnostics: tree.diagnostics };
    const typesetting = typesettingOf(head);
    const read = readHead(tree.value, file, typesetting.text);
    if (!options.hints) return read;
    const hints = findHeadHints(tree.value, typesetting.options, file);
    return { ...read, diagnostics: [...read.diagnostics, ...hints] };
  };
  const bodyOf = (
    { head, body: markdown, bodyLine: firstLine }: FrontMatter,
    file: SourcePath,
  ): CheckedBody =>
    typesettingOf(head).renderMarkdown({
      file,
      markdown,
      firstLine,
      ticker: tickerOf(head, file),
      isAdvertisement: isAdvertisement(head, file),
    });
  return {
    head: (source, file) => orFault(() => headOf(source, file), {}, file, 1),
    body: (source, file) => {
      const { value } = splitFrontMatter(source, file);
      if (!value) return { body: emptyBody, diagnostics: [] };
      return orFault(() => bodyOf(value, file), { body: emptyBody }, file, value.bodyLine);
    },
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
