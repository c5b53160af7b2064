/** rehype plugin: a passage `::: {diagramm=balken}` with a title, a table and a source becomes a figure with the drawn chart. */
import type { Element, Properties, Root } from 'hast';
import type { VFile } from 'vfile';
import type { ChartDescription, ChartKind } from '../../textModel.ts';
import { diagnose } from '../../report/diagnostics.ts';
import { drawChart } from '../charts/drawChart.ts';
import { makeChart } from '../charts/makeChart.ts';
import { decodeLoosely } from '../paths.ts';
import { type ChartParts, findChartParts } from './chartParts.ts';
import { chartTableOf } from './chartTableOf.ts';
import { type DeferredNode, deferredNode } from './holes.ts';
import { positionOf, type DocumentContext, contextOf } from './sheet.ts';
import { textOf } from './textOf.ts';
import { walkElements } from './walk.ts';

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
