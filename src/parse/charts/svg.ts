/** SVG as text. Colours and type come from the stylesheet, by classes: a content policy forbids `style`. */
import { escapeHtml } from '../escapeHtml.ts';

export type SvgAttributes = Readonly<Record<string, string | number>>;

/** An element; its content is SVG already. */
export function element(name: string, attributes: SvgAttributes, content = ''): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeHtml(typeof value === 'number' ? short(value) : value)}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** A `<text>` of plain words. */
export function words(text: string, attributes: SvgAttributes): string {
  return element('text', attributes, escapeHtml(text));
}

export function percent(value: number): string {
  return `${short(value)}%`;
}

/** Two digits behind the point are finer than any screen. */
function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
