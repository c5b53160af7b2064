/**
 * rehype plugin: every table stands in a box that scrolls by itself, which the keyboard reaches and which has a name. The
 * alignment of cells becomes a class; HTML has no `align` any more, and a content policy forbids `style`.
 */
import type { Element, ElementContent, Root, RootContent } from 'hast';
import type { VFile } from 'vfile';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { siteTexts } from '../core/siteTexts.ts';
import { positionOf, type DocumentContext, contextOf } from './documentContext.ts';
import { isEmpty, textOf, walkElements } from './tree.ts';

/** A number with its signs and units that are no words: not broken over lines. */
const number = /^[^\p{L}]{0,30}\d[^\p{L}]{0,30}$/u;

export function rehypeTables() {
  return (tree: Root, file: VFile): void => {
    walkElements(tree, (element, index, parent) => {
      if (element.tagName === 'table') parent.children[index] = boxOf(element);
      else if (element.tagName === 'td' || element.tagName === 'th') nameClasses(element);
      if (element.tagName === 'th' && isEmpty(element)) {
        element.tagName = 'td';
        remarkOnEmpty(
          element,
          index === 0 || parent.children.slice(0, index).every(isSpace),
          contextOf(file),
        );
      }
    });
  };
}

/** A heading without words front matter nothing. In the corner it may be meant so; elsewhere a column has no name. */
function remarkOnEmpty(cell: Element, isCorner: boolean, context: DocumentContext): void {
  const place = { file: context.file, position: positionOf(context, cell) };
  context.diagnostics.push(diagnose(isCorner ? 'text/empty-corner' : 'text/empty-column', {}, place));
}

function isSpace(node: ElementContent | RootContent): boolean {
  return node.type === 'text' && node.value.trim() === '';
}

const alignments: ReadonlySet<unknown> = new Set(['left', 'center', 'right']);

function nameClasses(cell: Element): void {
  const { align } = cell.properties;
  const classes = [
    // In raw HTML it may be anything, and a class of the theme hides behind a space.
    ...(alignments.has(align) ? [`align-${String(align)}`] : []),
    ...(number.test(textOf(cell).trim()) ? ['number'] : []),
  ];
  delete cell.properties['align'];
  if (classes.length > 0) cell.properties['className'] = classes;
}

function boxOf(table: Element): Element {
  const ariaLabel = siteTexts.table(headings(table));
  const properties = { className: ['table-box'], role: 'group', ariaLabel, tabIndex: 0 };
  return { type: 'element', tagName: 'div', properties, children: [table] };
}

/** The words of the first row of headings. */
function headings(table: Element): readonly string[] {
  const words: string[] = [];
  walkElements(table, (element) => {
    if (element.tagName === 'tbody') return 'skip';
    if (element.tagName === 'th') words.push(textOf(element).replaceAll('\u00ad', '').trim());
    return undefined;
  });
  return words.filter((word) => word !== '');
}
