/**
 * remark plugin: what has no partner. Footnotes and definitions of links that nothing refers to, or that stand twice; cells of
 * a table without a heading; code that nothing closes. Of the first three the page shows nothing.
 */
import type { Code, Definition, FootnoteDefinition, Nodes, Root, Table } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';
import { type DocumentContext, contextOf, positionOf } from './documentContext.ts';

const sign = /\]:|\||```|~~~/;

export function remarkPartners() {
  return (tree: Root, file: VFile): void => {
    const source = String(file);
    if (!sign.test(source)) return;
    const context = contextOf(file);
    const definitions: Definition[] = [];
    const footnotes: FootnoteDefinition[] = [];
    const wanted = new Set<string>();
    visit(tree, (node) => {
      switch (node.type) {
        case 'definition':
          definitions.push(node);
          break;
        case 'footnoteDefinition':
          footnotes.push(node);
          break;
        case 'linkReference':
        case 'imageReference':
          wanted.add(node.identifier);
          break;
        case 'table':
          tellOfSurplus(node, source, context);
          break;
        case 'code':
          tellOfOpenCode(node, source, context);
          break;
        case 'passage':
          // A chart tells of its table itself.
          return node.data.hProperties.dataDiagramm === undefined ? undefined : SKIP;
        default:
      }
      return undefined;
    });
    if (definitions.length > 0) tellOfDefinitions(definitions, wanted, source, context);
    if (footnotes.length > 0) tellOfFootnotes(tree, footnotes, context);
  };
}

function placeOf(node: Nodes, context: DocumentContext): SourceLocation {
  return { file: context.file, position: positionOf(context, node) };
}

function tellOfDefinitions(
  definitions: readonly Definition[],
  wanted: ReadonlySet<string>,
  source: string,
  context: DocumentContext,
): void {
  const known = new Set<string>();
  for (const node of definitions) {
    const { identifier } = node;
    const label = node.label ?? identifier;
    if (known.has(identifier))
      context.diagnostics.push(diagnose('text/definition-twice', { label }, placeOf(node, context)));
    else if (!wanted.has(identifier) && !isComment(node)) {
      const text = source.slice(node.position?.start.offset, node.position?.end.offset);
      const fault = isAddress(node.url)
        ? diagnose('text/definition-unused', { label }, placeOf(node, context))
        : diagnose('text/line-swallowed', { text }, placeOf(node, context));
      context.diagnostics.push(fault);
    }
    known.add(identifier);
  }
}

/** `[//]: # (words)` is how some write a comment. */
function isComment({ url, identifier }: Definition): boolean {
  return url === '#' || url === '' || identifier === '//';
}

function isAddress(url: string): boolean {
  return /[/#:@]|\.[a-z0-9]{2,5}$/i.test(url);
}

/** A footnote that only one is called from which nobody sees is not seen either. */
function tellOfFootnotes(
  tree: Root,
  footnotes: readonly FootnoteDefinition[],
  context: DocumentContext,
): void {
  const first = new Map<string, FootnoteDefinition>();
  for (const node of footnotes) if (!first.has(node.identifier)) first.set(node.identifier, node);
  const called = new Set<string>();
  const waiting: Nodes[] = [tree];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === 'footnoteReference' && !called.has(node.identifier)) {
      called.add(node.identifier);
      waiting.push(...(first.get(node.identifier)?.children ?? []));
    } else if ('children' in node)
      waiting.push(...node.children.filter(({ type }) => type !== 'footnoteDefinition'));
  }
  for (const node of footnotes) {
    const label = node.label ?? node.identifier;
    const place = placeOf(node, context);
    if (first.get(node.identifier) !== node)
      context.diagnostics.push(diagnose('text/footnote-twice', { label }, place));
    else if (!called.has(node.identifier))
      context.diagnostics.push(diagnose('text/footnote-unused', { label }, place));
  }
}

function tellOfSurplus({ children: rows, align }: Table, source: string, context: DocumentContext): void {
  const columns = align?.length ?? rows[0]?.children.length ?? 0;
  for (const { children: cells } of rows) {
    const surplus = cells.slice(columns).filter((cell) => cell.children.length > 0);
    const [cell] = surplus;
    if (!cell) continue;
    const end = surplus.at(-1)?.position?.end.offset;
    const text = source
      .slice(cell.position?.start.offset, end)
      .replace(/^\||\|$/g, '')
      .trim();
    context.diagnostics.push(diagnose('text/surplus-cell', { text }, placeOf(cell, context)));
  }
}

const fence = /^(`{3,}|~{3,})/;

function tellOfOpenCode(node: Code, source: string, context: DocumentContext): void {
  const typed = source.slice(node.position?.start.offset, node.position?.end.offset);
  const mark = fence.exec(typed)?.[1];
  if (mark === undefined) return;
  const at = typed.lastIndexOf('\n');
  const last =
    at < 0
      ? ''
      : typed
          .slice(at + 1)
          .replace(/^[ \t>]+/, '')
          .trimEnd();
  if (last.startsWith(mark) && last === mark.charAt(0).repeat(last.length)) return;
  context.diagnostics.push(diagnose('text/code-unclosed', { fence: mark }, placeOf(node, context)));
}
