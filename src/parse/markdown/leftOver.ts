/** rehype plugin: tells of what was meant as a picture or a link, and stays on the page as it was typed. */
import type { Element, Root, Text } from 'hast';
import type { VFile } from 'vfile';
import type { Diagnostic } from '../../model.ts';
import { diagnose } from '../../report/diagnostics.ts';
import { positionOf, type DocumentContext, contextOf } from './sheet.ts';

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
