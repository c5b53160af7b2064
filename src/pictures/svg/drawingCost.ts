/**
 * How many elements a browser draws for a drawing. A reference (`<use>`, a pattern, a mask, a filter, an arrowhead)
 * draws its goal once more, and nine levels of ten are a thousand million. Counted in one walk, each element once.
 */
import { XmlElement } from '@rgrove/parse-xml';

/** All that an element draws. */
interface Cost {
  /** Elements, without what they are painted with. */
  readonly elements: number;
  /** At most as many corners have arrowheads. */
  readonly corners: number;
  readonly whole: number;
}

const nothing: Cost = { elements: 0, corners: 0, whole: 0 };

/** Deeper than any drawing, and not deep enough for the stack. */
const deepest = 1000;

/** Beyond all limits, and still a number. */
const endless = 1e12;

/** What is drawn of its own before it is put in its place, in ordinary elements. */
const layers: Readonly<Record<string, number>> = { pattern: 10, mask: 10, clipPath: 10 };
const filterStep = 100;

const waiting: ReadonlySet<string> = new Set(['defs', 'symbol', 'filter', 'marker', ...Object.keys(layers)]);

/** Infinity for references that are too deep. */
export function drawingCost(root: XmlElement, localName: (element: XmlElement) => string): number {
  const { byId, sheets } = survey(root, localName);
  const paints = createPaints(sheets);
  const known = new Map<XmlElement, Cost>();
  let isTooDeep = false;
  const costOf = (element: XmlElement | undefined, depth: number): Cost => {
    if (!element) return nothing;
    const before = known.get(element);
    if (before) return before;
    if (depth > deepest) {
      isTooDeep = true;
      return nothing;
    }
    // What leads back to itself is not drawn.
    known.set(element, nothing);
    const name = localName(element);
    const { attributes } = element;
    let elements = 1;
    let corners = 1 + Math.floor((attributes['d'] ?? attributes['points'] ?? '').length / 2);
    let whole = name.startsWith('fe') ? filterStep : (layers[name] ?? 1);
    for (const child of element.children) {
      if (!(child instanceof XmlElement)) continue;
      const part = costOf(child, depth + 1);
      elements += part.elements;
      corners += part.corners;
      // What waits for references is in memory, and not drawn.
      whole += waiting.has(localName(child)) ? part.elements : part.whole;
    }
    const href = (attributes['href'] ?? attributes['xlink:href'] ?? '').trim();
    const goal = costOf(byId.get(href.slice(1)), depth + 1);
    whole += goal.whole;
    if (name === 'use') {
      elements += goal.elements;
      corners += goal.corners;
    }
    for (const { id, reach } of paints(element, name)) {
      const times = { corners, elements, once: 1 }[reach];
      whole += times * costOf(byId.get(id), depth + 1).whole;
    }
    const cost = {
      elements: Math.min(elements, endless),
      corners: Math.min(corners, endless),
      whole: Math.min(whole, endless),
    };
    known.set(element, cost);
    return cost;
  };
  const { whole } = costOf(root, 0);
  return isTooDeep ? Infinity : whole;
}

interface Survey {
  /** Of two elements with one id browsers know the first. */
  readonly byId: ReadonlyMap<string, XmlElement>;
  readonly sheets: string;
}

function survey(root: XmlElement, localName: (element: XmlElement) => string): Survey {
  const byId = new Map<string, XmlElement>();
  let sheets = '';
  const next = [root];
  for (let element = next.pop(); element; element = next.pop()) {
    const { id } = element.attributes;
    if (id !== undefined && !byId.has(id)) byId.set(id, element);
    if (localName(element) === 'style') sheets += element.text;
    next.push(...element.children.filter((child) => child instanceof XmlElement).toReversed());
  }
  return { byId, sheets };
}

/** A reference to what an element is painted with: drawn once for it, for each element in it, or at each corner. */
interface Paint {
  readonly id: string;
  readonly reach: 'once' | 'elements' | 'corners';
}

/** The paints of elements, by their attributes and by the rules of the stylesheets. */
function createPaints(sheets: string): (element: XmlElement, name: string) => readonly Paint[] {
  const byClass = new Map<string, Paint[]>();
  const ofAll: Paint[] = [];
  for (const [, selectors = '', rules = ''] of sheets.matchAll(/([^{}]*)\{([^{}]*)\}/g)) {
    const paints = paintsIn('style', rules);
    if (paints.length === 0) continue;
    for (const selector of selectors.split(',')) {
      const name = /^\s*\.([\w-]+)\s*$/.exec(selector)?.[1];
      if (name === undefined) ofAll.push(...paints);
      else byClass.set(name, [...(byClass.get(name) ?? []), ...paints]);
    }
  }
  return ({ attributes }) => [
    ...Object.entries(attributes).flatMap(([key, value]) => paintsIn(key, value)),
    ...(attributes['class'] ?? '').split(/\s+/).flatMap((name) => byClass.get(name) ?? []),
    ...ofAll,
  ];
}

/** In one attribute; `style` has several properties. Paint and arrowheads are inherited by all that is inside. */
function paintsIn(key: string, value: string): readonly Paint[] {
  if (!value.includes('url(')) return [];
  if (key === 'style')
    return value.split(';').flatMap((rule) => {
      const [, property = '', what = ''] = /^\s*([\w-]+)\s*:([^]*)$/.exec(rule) ?? [];
      return property === 'style' ? [] : paintsIn(property, what);
    });
  const reach = key.startsWith('marker')
    ? 'corners'
    : key === 'fill' || key === 'stroke'
      ? 'elements'
      : 'once';
  return [...value.matchAll(/url\(\s*["']?#([^"')]+?)["']?\s*\)/g)].map(([, id = '']) => ({ id, reach }));
}
