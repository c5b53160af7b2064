/** rehype plugin: a passage `::: {diagramm=balken}` with a title, a table and a source becomes a figure with the drawn chart. */
import type { Element, Properties, Root, ElementContent } from 'hast';
import type { VFile } from 'vfile';
import type { ChartDescription, ChartKind, Checked, Diagnostic } from '../../core/model.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import { drawChart, makeChart } from './drawChart.ts';
import { decodeLoosely } from '../../core/paths.ts';
import { type DeferredNode, deferredNode } from '../references.ts';
import { positionOf, type DocumentContext, contextOf } from '../documentContext.ts';
import { textOf, walkElements } from '../tree.ts';
import type { ChartCell, ChartRow, ChartTable } from './readChart.ts';

/** The kinds by the words for them; umlauts may be spelled out. */
const kinds: ReadonlyMap<string, ChartKind> = new Map([
  ['balken', 'bars'],
  ['säule', 'columns'],
  ['säulen', 'columns'],
  ['linie', 'line'],
  ['linien', 'line'],
  ['fläche', 'area'],
  ['flächen', 'area'],
]);

export function rehypeCharts() {
  return (tree: Root, file: VFile): void => {
    const source = String(file);
    if (!source.includes('diagramm=')) return;
    let number = 0;
    walkElements(tree, (passage, index, parent) => {
      const word = passage.properties['dataDiagramm'];
      if (typeof word !== 'string') return undefined;
      const figure = makeFigure(passage, word, ++number, contextOf(file), source);
      if (figure) parent.children[index] = figure;
      return 'skip';
    });
  };
}

function makeFigure(
  passage: Element,
  word: string,
  number: number,
  context: DocumentContext,
  source: string,
): Element | undefined {
  const kind = kinds.get(withUmlauts(word));
  if (!kind) {
    const place = { file: context.file, position: positionOf(context, passage) };
    context.diagnostics.push(diagnose('chart/unknown-kind', { kind: word }, place));
    return undefined;
  }
  const { value: parts, diagnostics } = findChartParts(passage, context);
  context.diagnostics.push(...diagnostics);
  if (!parts) return undefined;
  const title = textOf(parts.title).replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim();
  const inside = drawOrCut({ kind, title, number }, parts.data, context, source);
  return inside && figureOf(parts, inside);
}

function withUmlauts(word: string): string {
  return word.normalize('NFC').toLowerCase().replace('ae', 'ä');
}

/**
 * Returns the drawing, or a deferred reference to its data file; undefined where the data are too faulty to
 * be drawn.
 */
function drawOrCut(
  description: ChartDescription,
  data: Element,
  context: DocumentContext,
  source: string,
): DeferredNode | undefined {
  if (data.tagName === 'a') {
    const src = decodeLoosely(String(data.properties['href'])).normalize('NFC');
    return deferredNode({ kind: 'chart', chart: description, src, position: positionOf(context, data) });
  }
  const { value: chart, diagnostics } = makeChart(description, chartTableOf(data, context, source));
  context.diagnostics.push(...diagnostics);
  return chart && deferredNode({ kind: 'inset', html: drawChart(chart) });
}

function figureOf({ title, remarks, sources }: ChartParts, inside: DeferredNode): Element {
  const caption = element('figcaption', { className: ['chart-head'] }, [
    element('p', { className: ['chart-title'] }, withoutStrong(title)),
    ...remarks.map(({ children }) => element('p', { className: ['chart-remark'] }, children)),
  ]);
  return element('figure', { className: ['chart'] }, [
    caption,
    { type: 'text', value: '\n' },
    inside,
    { type: 'text', value: '\n' },
    ...sources.map(({ children }) => element('p', { className: ['chart-source'] }, children)),
  ]);
}

/** A title is bold anyway. */
function withoutStrong({ children }: Element): Element['children'] {
  const [only, ...others] = children;
  return only?.type === 'element' && only.tagName === 'strong' && others.length === 0
    ? only.children
    : children;
}

function element(tagName: string, properties: Properties, children: Element['children']): Element {
  return { type: 'element', tagName, properties, children };
}

// Parts of a chart passage, in this order: title, further words, data, sources.

export interface ChartParts {
  readonly title: Element;
  /** Between title and data: the unit, a remark. */
  readonly remarks: readonly Element[];
  /** A table, or a link to a CSV file. */
  readonly data: Element;
  readonly sources: readonly Element[];
}

function findChartParts(passage: Element, context: DocumentContext): Checked<ChartParts> {
  const parts = passage.children.filter(isPart);
  const place = { file: context.file, position: positionOf(context, passage) };
  const stray = parts.filter((part) => !/^(?:p|h[1-6]|table)$/.test(part.tagName));
  if (stray.length > 0) return { diagnostics: stray.map((part) => strayed(part, context)) };
  const data = parts.filter(isData);
  const [first, second] = data;
  if (!first) return { diagnostics: [diagnose('chart/no-table', {}, place)] };
  if (second) return { diagnostics: [diagnose('chart/two-tables', {}, placeOf(second, context))] };
  const at = parts.indexOf(first);
  const [title, ...remarks] = parts.slice(0, at);
  if (!title || textOf(title).trim() === '') return { diagnostics: [diagnose('chart/no-title', {}, place)] };
  const sources = parts.slice(at + 1);
  return {
    value: { title, remarks, data: csvLink(first) ?? first, sources },
    diagnostics: sources.length === 0 ? [diagnose('chart/no-source', {}, place)] : [],
  };
}

function isPart(node: ElementContent): node is Element {
  return node.type === 'element';
}

function isData(part: Element): boolean {
  return part.tagName === 'table' || csvLink(part) !== undefined;
}

/** The link that a paragraph consists of, if it is one to a CSV file of the site. */
function csvLink({ tagName, children }: Element): Element | undefined {
  const [only, ...others] = children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  if (tagName !== 'p' || only?.type !== 'element' || only.tagName !== 'a' || others.length > 0)
    return undefined;
  return /^(?![a-z][a-z0-9+.-]*:|\/).*\.csv$/i.test(String(only.properties['href'])) ? only : undefined;
}

function strayed(part: Element, context: DocumentContext): Diagnostic {
  return diagnose('chart/stray', {}, placeOf(part, context));
}

function placeOf(part: Element, context: DocumentContext) {
  return { file: context.file, position: positionOf(context, part) };
}

/** A table of the text, cell by cell; `source` is the whole document. */
function chartTableOf(table: Element, context: DocumentContext, source: string): ChartTable {
  const rows: ChartRow[] = [];
  walkElements(table, (row) => {
    if (row.tagName !== 'tr') return undefined;
    rows.push(rowOf(row, context, source));
    return 'skip';
  });
  const position = positionOf(context, table);
  const [header = { cells: [], position }, ...others] = rows;
  return { file: context.file, position, header, rows: others, numbers: 'german' };
}

function rowOf(row: Element, context: DocumentContext, source: string): ChartRow {
  const cells: ChartCell[] = row.children.flatMap((cell) =>
    cell.type === 'element' && cell.position
      ? { text: textOf(cell), position: positionOf(context, cell.children[0] ?? cell) }
      : [],
  );
  const position = positionOf(context, row);
  // Cells beyond those of the header are not in the tree any more.
  const missing = Math.max(0, writtenCells(row, source) - cells.length);
  const beyond = Array.from({ length: missing }, (): ChartCell => ({ text: '', position }));
  return { cells: [...cells, ...beyond], position };
}

/** How many cells the author wrote between bars; 0 for a row of raw HTML. */
function writtenCells({ position }: Element, source: string): number {
  const text = source.slice(position?.start.offset ?? 0, position?.end.offset ?? 0).trim();
  if (!text.includes('|') || text.startsWith('<')) return 0;
  const inside = text.replace(/^\|/, '').replace(/(?<!\\)\|$/, '');
  return inside.replace(/\\[\\|]/g, '').split('|').length;
}
