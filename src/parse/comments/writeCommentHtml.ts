/** A comment's Markdown tree as HTML. */
import type { List, ListItem, Nodes, Root } from 'mdast';
import { escapeHtml } from '../escapeHtml.ts';
import { linkAddresses, readerAddress, readerLink } from './readerLinks.ts';

/** Nodes within nodes; nobody who means well comes near it. */
const maxDepth = 24;

/** Whether writing it would be a danger to the call stack. */
export function isNestedTooDeep(tree: Root): boolean {
  let level: readonly Nodes[] = [tree];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) return true;
    level = level.flatMap((node): readonly Nodes[] => ('children' in node ? node.children : []));
  }
  return false;
}

/** Whatever the tree holds, there are no other elements and attributes than those named here. */
export function writeCommentHtml(tree: Root): string {
  return writeBlocks(tree.children);
}

function writeBlocks(nodes: readonly Nodes[]): string {
  return nodes.map((node) => write(node, false)).join('\n');
}

function writeInlines(nodes: readonly Nodes[], isInLink: boolean): string {
  return nodes.map((node) => write(node, isInLink)).join('');
}

function write(node: Nodes, isInLink: boolean): string {
  switch (node.type) {
    case 'paragraph':
      return `<p>${writeInlines(node.children, false)}</p>`;
    case 'blockquote':
      return `<blockquote>\n${writeBlocks(node.children)}\n</blockquote>`;
    case 'list':
      return writeList(node);
    case 'code':
      return `<pre><code>${escapeHtml(node.value)}\n</code></pre>`;
    case 'text':
      return writeLines(node.value, isInLink);
    case 'break':
      return '<br>\n';
    case 'emphasis':
      return `<em>${writeInlines(node.children, isInLink)}</em>`;
    case 'strong':
      return `<strong>${writeInlines(node.children, isInLink)}</strong>`;
    case 'delete':
      return `<del>${writeInlines(node.children, isInLink)}</del>`;
    case 'inlineCode':
      return `<code>${escapeHtml(node.value)}</code>`;
    case 'link':
      return writeLink(node.url, writeInlines(node.children, true));
    default:
      return 'children' in node ? writeInlines(node.children, isInLink) : '';
  }
}

/** Readers press Enter where they want a new line. */
function writeLines(text: string, isInLink: boolean): string {
  const html = isInLink ? escapeHtml(text) : linkAddresses(text);
  return html.includes('\n') ? html.replace(/[ \t]*\n[ \t]*/g, '<br>\n') : html;
}

/** Where nobody should be led, only the words stay. */
function writeLink(url: string, html: string): string {
  const address = readerAddress(url);
  return address === undefined ? html : readerLink(address, html);
}

function writeList(list: List): string {
  const isLoose = list.spread === true || list.children.some(({ spread }) => spread === true);
  const items = list.children.map((item) => `<li>${writeItem(item, isLoose)}</li>`).join('\n');
  if (list.ordered !== true) return `<ul>\n${items}\n</ul>`;
  const start = list.start ?? 1;
  return `<ol${start === 1 ? '' : ` start="${start}"`}>\n${items}\n</ol>`;
}

function writeItem({ children }: ListItem, isLoose: boolean): string {
  return children
    .map((child) =>
      child.type === 'paragraph' && !isLoose ? writeInlines(child.children, false) : write(child, false),
    )
    .join('\n');
}
