/**
 * rehype plugin: replaces noncharacters and control characters by U+FFFD, as Markdown does. They can come
 * only from character references (`&#xFDD0;`): a source that holds one itself was refused when it was read.
 */
import type { Element, Nodes, Root, Text } from 'hast';
import type { VFile } from 'vfile';
import { diagnose } from '../../report/diagnostics.ts';
import { lineIndex } from '../../report/lineIndex.ts';
import { type DocumentContext, contextOf } from './sheet.ts';

const unknown = '\ufffd';
const unfit = /[\p{Cs}\p{Noncharacter_Code_Point}[\p{Cc}--[\t\n\f\r\x7f-\x9f]]]/gv;
const reference = /&#(?:x([0-9a-f]+)|([0-9]+));?/gi;

export function rehypeUnfitReferences() {
  return (tree: Root, file: VFile): void => {
    const source = String(file);
    if (!source.includes('&#')) return;
    const told = new Set<number>();
    repair(tree, (node) => tell(node, source, contextOf(file), told));
  };
}

/** Calls `found` for each node that holds, or held, something that is no character. */
function repair(node: Nodes, found: (node: Text | Element) => void): void {
  if (node.type === 'text' && holdsUnfit(node.value)) {
    node.value = node.value.replace(unfit, unknown);
    found(node);
  }
  if (node.type === 'element') {
    const { properties } = node;
    for (const [name, value] of Object.entries(properties)) {
      // Lists are those of words, as in `class`.
      const parts = Array.isArray(value) ? value : [value];
      if (!parts.some((part) => typeof part === 'string' && holdsUnfit(part))) continue;
      const repaired = parts.map((part) => (typeof part === 'string' ? part.replace(unfit, unknown) : part));
      properties[name] = Array.isArray(value) ? repaired.map(String) : repaired[0];
      found(node);
    }
  }
  if ('children' in node) for (const child of node.children) repair(child, found);
}

function holdsUnfit(text: string): boolean {
  return text.includes(unknown) || text.search(unfit) >= 0;
}

/** An author may have typed the sign itself; so references are looked for at the node's place. */
function tell(
  { position }: Text | Element,
  source: string,
  context: DocumentContext,
  told: Set<number>,
): void {
  const from = position?.start.offset ?? 0;
  const positionAt = lineIndex(source, context.firstLine);
  for (const match of source.slice(from, position?.end.offset).matchAll(reference)) {
    const offset = from + match.index;
    if (told.has(offset) || !isUnfit(match)) continue;
    told.add(offset);
    const place = { file: context.file, position: positionAt(offset) };
    context.diagnostics.push(diagnose('text/unfit-reference', { reference: match[0] }, place));
  }
}

function isUnfit([, hexadecimal, decimal]: RegExpExecArray): boolean {
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  return code > 0x10ffff || (code >= 0x7f && code < 0xa0) || String.fromCodePoint(code).search(unfit) >= 0;
}
