/**
 * HTML as a browser reads it, from any string, in linear time: parse5 with a bound on how deep elements may be nested. What lies
 * deeper loses its tags, not its text. Without the bound a few kilobytes of open tags make a tree whose size is squared.
 */
import {
  type DefaultTreeAdapterTypes,
  type DefaultTreeAdapterMap,
  Parser,
  defaultTreeAdapter,
  html,
} from 'parse5';
import type { Token } from 'parse5';

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;

const deepest = 120;
const mostFormatting = 12;

/** Browsers read these, or what follows them, by rules of their own, and no text needs them. */
const neverOpened: ReadonlySet<string> = new Set([
  'plaintext',
  'frameset',
  'select',
  'marquee',
  'applet',
  'form',
  'button',
  'body',
  'html',
  'head',
]);

const formatting: ReadonlySet<string> = new Set([
  'a',
  'b',
  'big',
  'code',
  'em',
  'font',
  'i',
  'nobr',
  's',
  'small',
  'strike',
  'strong',
  'tt',
  'u',
]);

class BoundedParser extends Parser<DefaultTreeAdapterMap> {
  /** Tags that were passed over, in their order. */
  readonly passedOver: Token.TagToken[] = [];

  override onStartTag(token: Token.TagToken): void {
    if (neverOpened.has(token.tagName)) {
      this.passedOver.push(token);
      return;
    }
    if (this.openElements.stackTop > deepest) return;
    if (formatting.has(token.tagName) && this.countFormatting() >= mostFormatting) return;
    super.onStartTag(token);
  }

  /** Marks that are open, which the next paragraph opens again. */
  private countFormatting(): number {
    let count = 0;
    for (let entry = this.activeFormattingElements.newest; entry; entry = entry.older) count += 1;
    return count;
  }

  override onEndTag(token: Token.TagToken): void {
    if (!neverOpened.has(token.tagName)) super.onEndTag(token);
  }
}

export interface ParsedHtml {
  readonly nodes: readonly HtmlNode[];
  /** Tags of which only the content is in the tree. */
  readonly passedOver: readonly Token.TagToken[];
}

export function parseHtml(source: string): ParsedHtml {
  const context = defaultTreeAdapter.createElement('div', html.NS.HTML, []);
  const parser = BoundedParser.getFragmentParser<DefaultTreeAdapterMap>(context, { scriptingEnabled: false });
  parser.tokenizer.write(source, true);
  const nodes = parser.getFragment().childNodes;
  return { nodes, passedOver: parser instanceof BoundedParser ? parser.passedOver : [] };
}

export function isHtmlElement(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node;
}

export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

export function classesOf(element: HtmlElement): readonly string[] {
  return (attribute(element, 'class') ?? '').split(/\s+/).filter((name) => name !== '');
}

/** All text below a node, as it is. */
export function rawText(nodes: readonly HtmlNode[]): string {
  const parts: string[] = [];
  const visit = (node: HtmlNode): void => {
    if (node.nodeName === '#text' && 'value' in node) parts.push(node.value);
    else if (isHtmlElement(node)) {
      if (node.tagName === 'br') parts.push('\n');
      for (const child of node.childNodes) visit(child);
    }
  };
  for (const node of nodes) visit(node);
  return parts.join('');
}

/** The first element below that matches. */
export function findElement(
  nodes: readonly HtmlNode[],
  matches: (element: HtmlElement) => boolean,
): HtmlElement | undefined {
  for (const node of nodes) {
    if (!isHtmlElement(node)) continue;
    const found = matches(node) ? node : findElement(node.childNodes, matches);
    if (found) return found;
  }
  return undefined;
}
