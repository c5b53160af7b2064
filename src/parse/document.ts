/**
 * What every source with a head and a Markdown body has in common. Head and body are read apart: the
 * paper is laid out from heads alone, while worker threads are still at the bodies.
 */
import type { Body, Checked, Diagnostic, SourcePath } from '../model.ts';
import type { YamlNode } from '../yaml/yamlTree.ts';
import { splitFrontMatter } from './frontMatter.ts';
import { emptyBody, type MarkdownRenderer } from './markdown/markdown.ts';

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

export function createSourceParser<Meta>(
  readHead: (head: YamlNode, file: SourcePath) => Checked<Meta>,
  renderMarkdown: MarkdownRenderer,
): SourceParser<Meta> {
  return {
    head: (text, file) => {
      const { value, diagnostics } = splitFrontMatter(text, file);
      return value ? readHead(value.head, file) : { diagnostics };
    },
    body: (text, file) => {
      const { value } = splitFrontMatter(text, file);
      if (!value) return { body: emptyBody, diagnostics: [] };
      return renderMarkdown({ file, markdown: value.body, firstLine: value.bodyLine });
    },
  };
}
