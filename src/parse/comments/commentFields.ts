/**
 * The files in which comments are published, ours and Staticman's: YAML, JSON, or Markdown with front matter.
 */
import type { Checked, Position, SourcePath } from '../../model.ts';
import { diagnose } from '../../report/diagnostics.ts';
import { parseYamlTree, type YamlNode } from '../../yaml/yamlTree.ts';
import { splitFrontMatter } from '../frontMatter.ts';

/** A value as it was typed, and where; `text` is undefined when it is no text. */
export interface CommentField {
  readonly key: string;
  readonly text: string | undefined;
  readonly position: Position;
}

/** By key; those without a value are left out. */
export type CommentFields = ReadonlyMap<string, CommentField>;

/**
 * `text`: `\n` line ends, no byte-order mark. The content below front matter is the field `body`. JSON is a
 * kind of YAML.
 */
export function readCommentFields(text: string, file: SourcePath): Checked<CommentFields> {
  if (!/\.md$/i.test(file)) return readMapping(text, file);
  const { value: split, diagnostics } = splitFrontMatter(text, file);
  if (!split) return { diagnostics };
  const frontMatter = readMapping(split.frontMatter, file);
  if (!frontMatter.value || split.content.trim() === '') return frontMatter;
  const body = { key: 'body', text: split.content, position: { line: split.contentLine, column: 1 } };
  return { ...frontMatter, value: new Map([...frontMatter.value, ['body', body]]) };
}

function readMapping(text: string, file: SourcePath): Checked<CommentFields> {
  const { value: node, diagnostics } = parseYamlTree(text, { file, firstLine: 1 });
  if (!node) return { diagnostics };
  if (node.kind !== 'mapping') {
    return { diagnostics: [diagnose('schema/not-a-mapping', {}, { file, position: node.position })] };
  }
  return { value: fieldsOf(node.entries), diagnostics };
}

function fieldsOf(entries: Extract<YamlNode, { kind: 'mapping' }>['entries']): CommentFields {
  const fields = new Map<string, CommentField>();
  for (const { key, value } of entries) {
    const text = value.kind === 'scalar' ? value.text : undefined;
    if (text === undefined || text.trim() !== '') fields.set(key, { key, text, position: value.position });
  }
  return fields;
}
