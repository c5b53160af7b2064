/** A text as its source shows it to readers, read by the usual Markdown and not by ours: what the new text is compared with. */
import type { Element, ElementContent, Root } from 'hast';
import type { Code, FootnoteReference, Nodes } from 'mdast';
import rehypeRaw from 'rehype-raw';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { parseEmbedUrl } from '../../markdown/embeds.ts';
import { findTooIntricate } from '../../markdown/intricacy.ts';
import { textOf, walkElements } from '../../markdown/tree.ts';
import type { TextTree } from '../model.ts';
import { commonParser } from './ourMarkdown.ts';

type State = {
  readonly all: (node: Nodes) => ElementContent[];
  readonly footnoteById: ReadonlyMap<string, Nodes>;
};

const toHtml = unified()
  .use(remarkRehype, {
    allowDangerousHtml: true,
    clobberPrefix: '',
    handlers: {
      code: (_state: State, { lang, value }: Code): Element => ({
        type: 'element',
        tagName: 'import-code',
        properties: lang ? { language: lang } : {},
        children: [{ type: 'text', value }],
      }),
      footnoteReference: (state: State, { identifier }: FootnoteReference): Element => {
        const note = state.footnoteById.get(identifier.toUpperCase());
        return {
          type: 'element',
          tagName: 'import-footnote',
          properties: {},
          children: note ? state.all(note) : [],
        };
      },
    },
  })
  .use(rehypeRaw, { passThrough: [] })
  .freeze();

const empty: TextTree = { type: 'root', children: [] };

/** `text`: with the template's tags and the habits beyond CommonMark taken away. */
export function proofTree(text: string): TextTree {
  if (findTooIntricate(text) !== undefined) return empty;
  try {
    const tree = toHtml.runSync(commonParser.parse(text));
    return tree.type === 'root' ? shown(tree) : empty;
  } catch (error) {
    // HTML that is nested deeper than the call stack is.
    if (error instanceof RangeError) return empty;
    throw error;
  }
}

const unseen = /^(?:script|style|noscript|template|svg|form|select|button|textarea|object)$/;
const shaping = /^(?:div|center|font|article|header|main|nav|aside|footer|section|picture|hgroup)$/;

function shown(tree: Root): TextTree {
  walkElements(tree, (element, index, parent) => {
    const { tagName, children } = element;
    if (unseen.test(tagName)) {
      parent.children.splice(index, 1, { type: 'text', value: '' });
      return 'skip';
    }
    if (shaping.test(tagName)) {
      parent.children.splice(index, 1, ...children);
      return undefined;
    }
    if (tagName === 'iframe') parent.children[index] = embed(String(element.properties['src'] ?? ''));
    if (tagName === 'p') parent.children[index] = paragraph(element);
    if (tagName === 'blockquote') unquoteNote(element, index, parent);
    return undefined;
  });
  return tree;
}

function embed(url: string): Element {
  return {
    type: 'element',
    tagName: 'import-embed',
    properties: { url: url.replace(/^\/\//, 'https://') },
    children: [],
  };
}

/** A picture alone is a figure, its title the caption; a picture „from“ where something can be embedded stands for that. */
function paragraph(element: Element): Element {
  const [only, ...others] = element.children.filter(
    (child) => child.type !== 'text' || child.value.trim() !== '',
  );
  if (only?.type !== 'element' || only.tagName !== 'img' || others.length > 0) return element;
  const { src, title } = only.properties;
  if (parseEmbedUrl(String(src ?? ''))) return embed(String(src));
  if (typeof title !== 'string' || title === '') return element;
  const caption: Element = {
    type: 'element',
    tagName: 'figcaption',
    properties: {},
    children: [{ type: 'text', value: title }],
  };
  const { title: _taken, ...properties } = only.properties;
  return { type: 'element', tagName: 'figure', properties: {}, children: [{ ...only, properties }, caption] };
}

/** `> [!NOTE] Titel` is no quotation: its title and its text stand for themselves. */
function unquoteNote(quote: Element, index: number, parent: Element | Root): void {
  const first = quote.children.find((child) => child.type === 'element');
  if (first?.type !== 'element' || first.tagName !== 'p' || !/^\s*\[![\w-]{2,20}\]/.test(textOf(first)))
    return;
  const [start] = first.children;
  if (start?.type !== 'text') return;
  const [, title = '', rest = ''] =
    /^\s*\[![\w-]{2,20}\][+-]?[ \t]*([^\n]*)\n?([\s\S]*)$/.exec(start.value) ?? [];
  const heading: Element = {
    type: 'element',
    tagName: 'p',
    properties: {},
    children: [
      { type: 'element', tagName: 'strong', properties: {}, children: [{ type: 'text', value: title }] },
    ],
  };
  start.value = rest;
  parent.children.splice(index, 1, ...(title === '' ? [] : [heading]), ...quote.children);
}
