import type { Checked, Parsed, SourcePath } from '../model.ts';
import type { YamlNode } from '../yaml/yamlTree.ts';
import { splitFrontMatter } from './frontMatter.ts';
import type { MarkdownRenderer } from './markdown/markdown.ts';

/** What every source with a head and a Markdown body has in common: both are read, whatever is wrong with the other. */
export function parseDocument<Meta>(
  text: string,
  file: SourcePath,
  readHead: (head: YamlNode) => Checked<Meta>,
  renderMarkdown: MarkdownRenderer,
): Checked<Parsed<Meta>> {
  const split = splitFrontMatter(text, file);
  if (!split.value) return { diagnostics: split.diagnostics };
  const { head, body: markdown, bodyLine: firstLine } = split.value;
  const meta = readHead(head);
  const { body, diagnostics } = renderMarkdown({ file, markdown, firstLine });
  const all = [...meta.diagnostics, ...diagnostics];
  return meta.value ? { value: { meta: meta.value, body }, diagnostics: all } : { diagnostics: all };
}
