/** rehype plugin: tells of what was meant as a picture or a link, and stays on the page as it was typed. */
import type { Element, Root, Text, Nodes } from 'hast';
import type { VFile } from 'vfile';
import type { Diagnostic } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { positionOf, type DocumentContext, contextOf } from './documentContext.ts';
import { lineIndex } from '../core/diagnostics/lineIndex.ts';

/** A text may hold something left over only if this is in its source. */
const sign = /\]\([^)\n]{0,300}\s|!\[\[/;

/** `![words](target)`, where the target may hold brackets of its own, or `![[target|words]]`. */
const leftOver =
  /(?<![\\!])(?<mark>!?\[[^[\]\n]{0,300}\])\((?<target>(?:[^()<>\n]|\([^()\n]{0,99}\)){1,300})\)|(?<!\\)!\[\[(?<embedded>[^[\]|\n]{1,300})(?:\|(?<words>[^[\]\n]{0,300}))?\]\]/g;

/** A file or an address, and a title behind it. */
const targetParts =
  /^\s*(?<path>(?:\S.{0,300})?(?:\.[a-z0-9]{2,5}(?:#\S*)?|\/\S*))(?<title>\s+(?:"[^"]*"|'[^']*'))?\s*$/i;

export function rehypeLeftOver() {
  return (tree: Root, file: VFile): void => {
    const source = String(file);
    if (!sign.test(source)) return;
    const context = contextOf(file);
    visitTexts(tree, (text) => context.diagnostics.push(...faultsOf(text, source, context)));
  };
}

/** Code is meant to stay as it is. */
function visitTexts(tree: Root | Element, visit: (text: Text) => void): void {
  for (const child of tree.children) {
    if (child.type === 'text') visit(child);
    else if (child.type === 'element' && child.tagName !== 'code') visitTexts(child, visit);
  }
}

/** In the source, where a backslash says that the marks are meant as such. */
function faultsOf({ position }: Text, source: string, context: DocumentContext): readonly Diagnostic[] {
  const [from, to] = [position?.start.offset, position?.end.offset];
  if (!position || from === undefined || to === undefined) return [];
  const typed = source.slice(from, to);
  return [...typed.matchAll(leftOver)].flatMap((match) => {
    const lines = typed.slice(0, match.index).split('\n');
    const before = lines.length === 1 ? position.start.column : 1;
    const start = {
      line: position.start.line + lines.length - 1,
      column: before + (lines.at(-1)?.length ?? 0),
    };
    const place = { file: context.file, position: positionOf(context, { position: { start } }) };
    const [text] = match;
    const { mark = '', target = '', embedded, words } = match.groups ?? {};
    if (embedded !== undefined) {
      const cure = `![${words ?? 'Was man sieht'}](${quoted(embedded.trim())})`;
      return [diagnose('text/foreign-embed', { text, cure }, place)];
    }
    const parts = targetParts.exec(target)?.groups;
    if (!parts?.['path'] || !/\s/.test(parts['path'])) return [];
    const cure = `${mark}(${quoted(parts['path'])}${parts['title'] ?? ''})`;
    return [diagnose('text/space-in-target', { text, cure }, place)];
  });
}

function quoted(path: string): string {
  return /[\s()]/.test(path) ? `<${path}>` : path;
}

// A second rehype plugin replaces noncharacters and control characters by U+FFFD, as Markdown does. They can come
// only from character references (`&#xFDD0;`): a source that holds one itself was refused when it was read.

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
