/** Parts of a chart passage, in this order: title, further words, data, sources. */
import type { Element, ElementContent } from 'hast';
import type { Checked, Diagnostic } from '../../model.ts';
import { diagnose } from '../../report/diagnostics.ts';
import { positionOf, type DocumentContext } from './sheet.ts';
import { textOf } from './textOf.ts';

export interface ChartParts {
  readonly title: Element;
  /** Between title and data: the unit, a remark. */
  readonly remarks: readonly Element[];
  /** A table, or a link to a CSV file. */
  readonly data: Element;
  readonly sources: readonly Element[];
}

export function findChartParts(passage: Element, context: DocumentContext): Checked<ChartParts> {
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
