import { siteTexts } from '../../siteTexts.ts';
import { escapeHtml } from '../escapeHtml.ts';
import type { Chart } from './chart.ts';
import { chartFacts } from './chartFacts.ts';
import { drawBars } from './drawBars.ts';
import { drawColumns } from './drawColumns.ts';
import { drawAreas, drawLines } from './drawLines.ts';
import { swatch } from './looks.ts';
import { planeHeight } from './plane.ts';
import { element } from './svg.ts';

/**
 * A chart as HTML for the inside of its figure: legend, drawing, and the data as a table. `download`: address
 * of the data as a file, ready for an attribute.
 */
export function drawChart(chart: Chart, download = ''): string {
  const id = `diagramm-${chart.number}`;
  const { drawing, height } = draw(chart, id);
  const picture = element(
    'svg',
    {
      class: 'chart-drawing',
      width: '100%',
      height,
      role: 'img',
      'aria-label': chartFacts(chart),
    },
    drawing,
  );
  return `<div class="chart-picture">${legend(chart, id)}${picture}</div>${dataTable(chart, download)}`;
}

function draw(chart: Chart, id: string): { readonly drawing: string; readonly height: number } {
  if (chart.kind === 'bars') return drawBars(chart, id);
  if (chart.kind === 'columns') return drawColumns(chart, id);
  const drawing = chart.kind === 'line' ? drawLines(chart) : drawAreas(chart);
  return { drawing, height: planeHeight };
}

/** Only where there is more than one series to tell apart. */
function legend({ series, kind }: Chart, id: string): string {
  if (series.length < 2) return '';
  const isLine = kind === 'line' || kind === 'area';
  const items = series.map(({ name }, index) => `<li>${swatch(id, index, isLine)}${escapeHtml(name)}</li>`);
  return `<ul class="chart-legend">${items.join('')}</ul>`;
}

function dataTable({ title, labelName, labels, series }: Chart, download: string): string {
  const { data, file } = siteTexts.charts;
  const cells = (tag: string, texts: readonly string[]): string =>
    texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag.split(' ')[0]}>`).join('');
  const names = cells(
    'th scope="col"',
    series.map(({ name }) => name),
  );
  // A heading without words front matter nothing.
  const header = `${cells(labelName === '' ? 'td' : 'th scope="col"', [labelName])}${names}`;
  const rows = labels.map(
    (label, index) =>
      `<tr>${cells('th scope="row"', [label])}${cells(
        'td',
        series.map(({ texts }) => texts[index] ?? ''),
      )}</tr>`,
  );
  const table = `<div class="chart-table" role="group" aria-label="${escapeHtml(title)}" tabindex="0"><table><thead><tr>${header}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
  const link = download === '' ? '' : `<p><a href="${escapeHtml(download)}" download>${file}</a></p>`;
  return `<details class="chart-data"><summary>${data}</summary>${table}${link}</details>`;
}
