/**
 * Counts how much more a browser draws than a file holds. A reference (`<use>`, a pattern, a mask, a filter,
 * an arrowhead) draws its target once more, and nine levels of ten are a thousand million. Counted in one
 * walk, each element once.
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

/** Cost of elements that browsers draw on layers of their own, in ordinary elements. */
const layers: Readonly<Record<string, number>> = { pattern: 10, clipPath: 10, mask: 100 };
const filterStep = 100;

/** They are drawn where something refers to them. */
const waiting: ReadonlySet<string> = new Set(['defs', 'symbol', 'filter', 'marker', ...Object.keys(layers)]);

type LocalName = (element: XmlElement) => string;

/** In ordinary elements; Infinity for references that are too deep. */
export function repeatedElements(root: XmlElement, localName: LocalName): number {
  const { count, byId, styles } = inventoryOf(root, localName);
  const paintsOf = createPaints(styles);
  const known = new Map<XmlElement, Cost>();
  let isTooDeep = false;
  const costOf = (element: XmlElement | undefined, depth = 0): Cost => {
    if (!element) return nothing;
    const found = known.get(element);
    if (found) return found;
    if (depth > deepest) {
      isTooDeep = true;
      return nothing;
    }
    // Circular references are not drawn.
    known.set(element, nothing);
    const { elements, corners, whole } = unpainted(element, depth + 1);
    const painted = paintsOf(element).reduce((sum, { id, reach }) => {
      const times = { corners, elements, once: 1 }[reach];
      return sum + times * costOf(byId.get(id), depth + 1).whole;
    }, whole);
    const cost = {
      elements: Math.min(elements, endless),
      corners: Math.min(corners, endless),
      whole: Math.min(painted, endless),
    };
    known.set(element, cost);
    return cost;
  };
  /** The element with all in it and what it is a copy of. */
  const unpainted = (element: XmlElement, depth: number): Cost => {
    const { attributes } = element;
    const name = localName(element);
    const path = attributes['d'] ?? attributes['points'] ?? '';
    const href = (attributes['href'] ?? attributes['xlink:href'] ?? '').trim();
    const goal = costOf(byId.get(href.slice(1)), depth);
    const copied = name === 'use' ? goal : nothing;
    let elements = 1 + copied.elements;
    let corners = 1 + Math.floor(path.length / 2) + copied.corners;
    let whole = (name.startsWith('fe') ? filterStep : (layers[name] ?? 1)) + goal.whole;
    for (const child of element.children) {
      if (!(child instanceof XmlElement)) continue;
      const part = costOf(child, depth);
      elements += part.elements;
      corners += part.corners;
      // Elements that wait for references are not drawn themselves.
      whole += waiting.has(localName(child)) ? part.elements : part.whole;
    }
    return { elements, corners, whole };
  };
  const { whole } = costOf(root);
  return isTooDeep ? Infinity : whole - count;
}

/** The number of elements, those with an id (of two with one id browsers use the first), and the stylesheets. */
function inventoryOf(root: XmlElement, localName: LocalName) {
  let count = 0;
  const byId = new Map<string, XmlElement>();
  let styles = '';
  const next = [root];
  for (let element = next.pop(); element; element = next.pop()) {
    count++;
    const { id } = element.attributes;
    if (id !== undefined && !byId.has(id)) byId.set(id, element);
    if (localName(element) === 'style') styles += element.text;
    next.push(...element.children.filter((child) => child instanceof XmlElement).toReversed());
  }
  return { count, byId, styles };
}

/** A reference to what an element is painted with: drawn once for it, for each element in it, or at each corner. */
interface Paint {
  readonly id: string;
  readonly reach: 'once' | 'elements' | 'corners';
}

/** The paints of elements, by their attributes and by the rules of the stylesheets. */
function createPaints(styles: string): (element: XmlElement) => readonly Paint[] {
  const byClass = new Map<string, Paint[]>();
  const ofAll: Paint[] = [];
  for (const [, selectors = '', rules = ''] of styles.matchAll(/([^{}]*)\{([^{}]*)\}/g)) {
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
