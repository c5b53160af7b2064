/**
 * Tree → HTML in parts around its deferred references. Written by hand because it visits every element of the
 * site, and because a deferred reference must never be text. The bytes are those of rehype-stringify, except
 * that attributes hold no markup characters, and that characters which a browser would read differently are
 * escaped (`test/markdown/writeHtml.test.ts`).
 */
import type { Element, Properties, Root, RootContent } from 'hast';
import { find, html as htmlNames, svg as svgNames } from 'property-information';
import type { Content, DeferredReference } from '../core/model.ts';

const voidElements: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' '),
);

const specialInText = /[<&\r]/;
const allSpecialInText = /[<&\r]/g;
const specialInAttributes = /["&'`<>\r]/;
const allSpecialInAttributes = /["&'`<>\r]/g;

interface Writing {
  readonly html: string[];
  readonly deferredReferences: DeferredReference[];
  /** HTML since the last deferred reference. */
  text: string;
  /** The names of attributes where we are. */
  names: typeof htmlNames;
}

/** Writes a tree as HTML around its deferred references, and returns these in order. */
export function writeHtml(tree: Root): Pick<Content, 'html' | 'deferredReferences'> {
  const writing: Writing = { html: [], deferredReferences: [], text: '', names: htmlNames };
  for (const child of tree.children) write(child, writing);
  return { html: [...writing.html, writing.text], deferredReferences: writing.deferredReferences };
}

function write(node: RootContent, writing: Writing): void {
  if (node.type === 'text') writing.text += escapeText(node.value);
  else if (node.type === 'element') writeElement(node, writing);
  else if (node.type === 'deferred') {
    if (node.deferred.kind === 'inset') writing.text += node.deferred.html;
    else cut(node.deferred, writing);
  }
}

function cut(deferred: DeferredReference, writing: Writing): void {
  writing.html.push(writing.text);
  writing.deferredReferences.push(deferred);
  writing.text = '';
}

function writeElement(element: Element, writing: Writing): void {
  const { tagName, children } = element;
  const outside = writing.names;
  if (tagName === 'svg') writing.names = svgNames;
  writing.text += `<${tagName}`;
  writeAttributes(element, writing);
  writing.text += '>';
  const [first] = children;
  // Browsers take a line break at the beginning of `pre` for one of the source.
  if (tagName === 'pre' && first?.type === 'text' && first.value.startsWith('\n')) writing.text += '\n';
  for (const child of children) write(child, writing);
  writing.names = outside;
  if (children.length > 0 || !voidElements.has(tagName)) writing.text += `</${tagName}>`;
}

function writeAttributes({ properties, deferredHref, deferredSrc }: Element, writing: Writing): void {
  for (const name in properties) {
    const value = properties[name];
    if (name === 'href' && deferredHref) cut(deferredHref, writing);
    else if (name === 'src' && deferredSrc) cut(deferredSrc, writing);
    else if (typeof value === 'string' && (name === 'href' || name === 'id'))
      writing.text += ` ${name}="${escapeAttribute(value)}"`;
    else writing.text += attributeOf(name, value, writing.names);
  }
}

/** With a space before it; empty for what says nothing. */
function attributeOf(property: string, value: Properties[string], names: Writing['names']): string {
  if (value === undefined || value === null || value === false || Number.isNaN(value)) return '';
  const { attribute, boolean, overloadedBoolean, commaSeparated } = find(names, property);
  const isFlag = boolean || overloadedBoolean;
  if (value === true || (isFlag && value === attribute)) return ` ${attribute}`;
  if (overloadedBoolean && value === '') return ` ${attribute}`;
  if (isFlag && (value === '' || typeof value !== 'string')) return value ? ` ${attribute}` : '';
  const text = Array.isArray(value) ? value.join(commaSeparated ? ', ' : ' ').trim() : String(value);
  return ` ${attribute}="${escapeAttribute(text)}"`;
}

function escapeText(text: string): string {
  return specialInText.test(text) ? text.replace(allSpecialInText, reference) : text;
}

function escapeAttribute(value: string): string {
  return specialInAttributes.test(value) ? value.replace(allSpecialInAttributes, reference) : value;
}

function reference(character: string): string {
  return `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
}
