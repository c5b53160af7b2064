/**
 * GFM's tables, strikethrough, footnotes and task lists from their micromark extensions. Literal links
 * come from the syntax tree's transform instead of the tokenizer, which would double the time of parsing.
 */
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import type { Nodes, PhrasingContent, Root, Text } from 'mdast';
import type { Processor } from 'unified';

/** Tables look at every line of every paragraph, a third of the time of parsing; most articles have none. */
export function mayHoldTable(markdown: string): boolean {
  return markdown.includes('|') || markdown.includes(':-') || markdown.includes('-:');
}

/** Whether there may be addresses in running text, outside of links and angle brackets. */
export function mayHoldLiteralLink(markdown: string): boolean {
  return /(?<!\]\(|<)https?:|www\.|@/i.test(markdown);
}

/** unified plugin; strikethrough's marks are read with those of emphasis, in `german/syntax/attention.ts`; tables only where they are asked for. */
export function gfm(this: Processor, { tables }: { readonly tables: boolean }): void {
  const data = this.data();
  const syntax = (data.micromarkExtensions ??= []);
  const tree = (data.fromMarkdownExtensions ??= []);
  syntax.push(gfmFootnote(), gfmTaskListItem());
  tree.push(gfmStrikethroughFromMarkdown(), gfmFootnoteFromMarkdown(), gfmTaskListItemFromMarkdown());
  if (!tables) return;
  syntax.push(gfmTable());
  tree.push(gfmTableFromMarkdown());
}

/** remark plugin: addresses in running text become links; e-mail addresses by the transform of GFM. */
export function literalLinks() {
  const transforms = gfmAutolinkLiteralFromMarkdown().transforms ?? [];
  return (tree: Root): void => {
    linkAddresses(tree);
    for (const transform of transforms) transform(tree);
  };
}

// Web addresses as GFM reads them, with two additions for German texts: hosts may have umlauts, and typographic
// quotation marks end an address. The nodes keep their places, which GFM's own transform drops.

const letterOrDigit = String.raw`\p{L}\p{M}\p{N}`;
const addressEnd = '\\s<"„“”‟»«›‹‚‘';
const webAddress = new RegExp(
  `(?<![${letterOrDigit}])(?:https?:\\/\\/|www(?=\\.))([${letterOrDigit}_-]*\\.[${letterOrDigit}_.-]*)[^${addressEnd}]*`,
  'giu',
);
/** GFM's, and those that end a sentence in German. */
const closingMarks = '!"&\'),.:;<>?]}…–—’';

function linkAddresses(node: Nodes): void {
  if (!('children' in node) || node.type === 'link' || node.type === 'linkReference') return;
  const children: Nodes[] = node.children.flatMap((child): readonly Nodes[] => {
    if (child.type === 'text') return withLinks(child);
    linkAddresses(child);
    return [child];
  });
  Object.assign(node, { children });
}

function withLinks(text: Text): readonly PhrasingContent[] {
  const { value } = text;
  if (!/:\/\/|www\./i.test(value)) return [text];
  const take = takeParts(text);
  const parts: PhrasingContent[] = [];
  let from = 0;
  for (const { 0: found, 1: host = '', index } of value.matchAll(webAddress)) {
    const isBare = /^www/i.test(found);
    if (!isHost(isBare ? `www${host}` : host)) continue;
    if (index > from) parts.push(take(index));
    const part = take((from = index + withoutClosingMarks(found).length));
    const url = isBare ? `http://${part.value}` : part.value;
    parts.push({ ...part, type: 'link', url, children: [part] });
  }
  if (from === 0) return [text];
  if (from < value.length) parts.push(take(value.length));
  return parts;
}

/** A host has two parts at least, and no `_` in the last two. */
function isHost(host: string): boolean {
  const parts = host.split('.');
  const isPart = (part: string): boolean => part === '' || /^[^_]*[\p{L}\p{N}][^_]*$/u.test(part);
  return parts.length > 1 && /^[\p{L}\p{N}]/u.test(host) && parts.slice(-2).every(isPart);
}

/** A bracket that closes one of the address belongs to it. */
function withoutClosingMarks(address: string): string {
  let end = address.length;
  while (end > 0 && closingMarks.includes(address.charAt(end - 1))) end--;
  let open = address.slice(0, end).split('(').length - address.slice(0, end).split(')').length;
  for (let at = address.indexOf(')', end); at >= 0 && open > 0; at = address.indexOf(')', end)) {
    end = at + 1;
    open--;
  }
  return address.slice(0, end);
}

/** Takes one piece after the other from a text, with its place so far as the text stands in the source as it is. */
function takeParts({ value, position }: Text): (end: number) => Text {
  const isPlain = position && (position.end.offset ?? 0) - (position.start.offset ?? 0) === value.length;
  let at = 0;
  let place = position?.start;
  const moveTo = (end: number): void => {
    if (!place) return;
    let { line, column } = place;
    let left = at;
    for (
      let lineEnd = value.indexOf('\n', at);
      lineEnd >= 0 && lineEnd < end;
      lineEnd = value.indexOf('\n', left)
    ) {
      line++;
      column = 1;
      left = lineEnd + 1;
    }
    place = { line, column: column + end - left, offset: (place.offset ?? 0) + end - at };
  };
  return (end) => {
    const start = place;
    moveTo(end);
    const part: Text = { type: 'text', value: value.slice(at, end) };
    at = end;
    if (!position || !start || !place) return part;
    if (isPlain) return { ...part, position: { start, end: place } };
    // With references or backslashes in it: somewhere in the whole text.
    const { offset: from = 0 } = position.start;
    const { offset: to = 0 } = position.end;
    return { ...part, position: { start: { ...start, offset: from }, end: { ...place, offset: to } } };
  };
}
