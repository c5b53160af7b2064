/** What Markdown has no form for, as the HTML that our pipeline allows: tables with spans, lists of terms. */
import type { Element, ElementContent } from 'hast';
import { writeHtml } from '../../markdown/writeHtml.ts';
import { commentOn, type Writing } from './inlines.ts';
import {
  attribute,
  blankRun,
  element,
  embedAddress,
  isElement,
  lineOf,
  mediaOf,
  type Node,
  playedSource,
  short,
  targetOf,
  unseenElements,
  wholeText,
  wordsFor,
} from './textTree.ts';

/** Elements that stay as they are, each with its attributes. */
const kept = new Map<string, readonly string[]>([
  ...'abbr b bdi bdo blockquote br caption cite code dd del dfn dl dt em hr i ins kbd mark p pre q rp rt ruby s samp small strong sub sup tbody tfoot thead tr u ul var'
    .split(' ')
    .map((name) => [name, name === 'abbr' || name === 'dfn' ? ['title'] : []] as const),
  ...['h2', 'h3', 'h4', 'h5', 'h6', 'table', 'span'].map((name) => [name, []] as const),
  ['li', ['value']],
  ['ol', ['start', 'reversed']],
  ['td', ['align', 'colSpan', 'rowSpan']],
  ['th', ['align', 'colSpan', 'rowSpan', 'scope', 'abbr']],
  ['time', ['dateTime']],
]);

const otherNames: ReadonlyMap<string, string> = new Map([
  ['h1', 'h2'],
  ['strike', 's'],
  ['tt', 'code'],
  ['figure', 'div'],
  ['figcaption', 'p'],
  ['import-pull-quote', 'blockquote'],
]);

/** HTML in one line; what is preformatted keeps its lines as references. */
export function htmlOf(nodes: readonly Node[], writing: Writing): string {
  const html = writeHtml({ type: 'root', children: cleaned(nodes, writing, false) }).html.join('');
  return html.trim().replaceAll('\n', '&#10;');
}

function cleaned(nodes: readonly Node[], writing: Writing, inPre: boolean): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'text')
      return [{ type: 'text', value: inPre ? node.value : node.value.replace(blankRun, ' ') }];
    if (node.type !== 'element' || unseenElements.has(node.tagName)) return [];
    return cleanElement(node, writing, inPre);
  });
}

function cleanElement(node: Element, writing: Writing, inPre: boolean): ElementContent[] {
  const { tagName } = node;
  const inside = (): ElementContent[] => cleaned(node.children, writing, inPre || tagName === 'pre');
  switch (tagName) {
    case 'a': {
      const target = targetOf(attribute(node, 'href'), writing.targets, writing.ids);
      return target === undefined ? inside() : [element('a', inside(), { href: target })];
    }
    case 'img':
      return pictureNodes(node, writing);
    case 'video':
    case 'audio':
    case 'import-embed':
    case 'iframe':
      return elsewhereNodes(node, writing);
    case 'import-footnote': {
      const note = lineOf(node);
      writing.remarks.push({
        kind: 'words',
        reason: 'In einer Tabelle aus HTML gibt es keine Fußnoten; der Text steht in Klammern.',
        before: short(note),
        after: short(`(${note})`),
      });
      return [{ type: 'text', value: ` (${note})` }];
    }
    case 'import-code':
      return [element('pre', [element('code', [{ type: 'text', value: wholeText(node) }])])];
    case 'import-left-over':
      writing.comments.push(commentOn(node, writing.source));
      return inside();
    default:
  }
  const name = otherNames.get(tagName) ?? tagName;
  const attributes = kept.get(name);
  if (!attributes) return inside();
  const properties = Object.fromEntries(
    [...attributes, 'lang'].flatMap((key) => {
      const value = node.properties[key];
      return isSaid(key, value) ? [[key, value] as const] : [];
    }),
  );
  return [element(name, inside(), properties)];
}

function isSaid(key: string, value: Element['properties'][string]): boolean {
  if (value === undefined || value === null || value === '' || value === false) return false;
  if (key === 'align') return ['left', 'center', 'right'].includes(String(value));
  return !key.endsWith('Span') || Number(value) > 1;
}

function pictureNodes(node: Element, { targets, ids }: Writing): ElementContent[] {
  const src = attribute(node, 'src').trim();
  const placed = mediaOf(node, targets);
  const alt = attribute(node, 'alt').replace(/\s+/g, ' ').trim();
  if (placed)
    return [element('img', [], { src: placed.reference, ...(alt !== '' && alt !== placed.alt && { alt }) })];
  const words: ElementContent = { type: 'text', value: wordsFor(node) };
  const target = src === '' ? undefined : targetOf(src, targets, ids);
  return target === undefined ? [words] : [element('a', [words], { href: target })];
}

/** A link where nothing can be shown in place. */
function elsewhereNodes(node: Element, { targets, ids }: Writing): ElementContent[] {
  const written = node.tagName === 'import-embed' ? attribute(node, 'url') : playedSource(node);
  const placed = written === '' ? undefined : targets.media(written);
  const address = placed?.reference ?? targetOf(embedAddress(written) ?? written, targets, ids);
  const words = lineOf(node) || written;
  if (address === undefined) return words === '' ? [] : [{ type: 'text', value: words }];
  return [element('a', [{ type: 'text', value: words }], { href: address })];
}

/** So many rows stand together; an empty line between them is nothing to HTML, but lets our parser breathe. */
const rowsTogether = 50;

/** A table in lines that an author finds her way in. */
export function htmlTable(table: Element, writing: Writing): string {
  const lines: string[] = ['<table>'];
  let rows = 0;
  const addRow = (row: Element): void => {
    if (rows++ > 0 && rows % rowsTogether === 0) lines.push('');
    lines.push(htmlOf([row], writing));
  };
  for (const part of table.children) {
    if (isElement(part, 'caption')) lines.push(htmlOf([part], writing));
    else if (isElement(part, 'tr')) addRow(part);
    else if (isElement(part, 'thead', 'tbody', 'tfoot')) {
      lines.push(`<${part.tagName}>`);
      for (const row of part.children) if (isElement(row, 'tr')) addRow(row);
      lines.push(`</${part.tagName}>`);
    }
  }
  return [...lines, '</table>'].join('\n');
}
