/**
 * Raw HTML in Markdown: parsed as a browser would, then held against a small list of elements that a
 * text may need. What is not on it falls away with a warning (`safety.md` 6). Documents without raw HTML
 * never come here: the tree that Markdown alone makes holds nothing but known elements.
 */
import type { Nodes, Root } from 'hast';
import rehypeRaw from 'rehype-raw';
import { sanitize, type Schema } from 'hast-util-sanitize';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { diagnose } from '../../report/diagnostics.ts';
import { positionOf, sheetOf } from './sheet.ts';

const elements: readonly string[] = [
  'a',
  'abbr',
  'b',
  'bdi',
  'bdo',
  'blockquote',
  'br',
  'caption',
  'cite',
  'code',
  'col',
  'colgroup',
  'dd',
  'del',
  'details',
  'dfn',
  'div',
  'dl',
  'dt',
  'em',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'i',
  'img',
  'ins',
  'kbd',
  'li',
  'mark',
  'ol',
  'p',
  'pre',
  'q',
  'rp',
  'rt',
  'ruby',
  's',
  'samp',
  'section',
  'small',
  'span',
  'strong',
  'sub',
  'summary',
  'sup',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'time',
  'tr',
  'u',
  'ul',
  'var',
  'wbr',
];

/** Elements that no setting can allow. */
const neverAllowed: ReadonlySet<string> = new Set([
  'script',
  'style',
  'base',
  'meta',
  'link',
  'object',
  'embed',
  'form',
  'template',
]);

const attributes: Schema['attributes'] = {
  a: [
    'href',
    'id',
    'ariaDescribedBy',
    'ariaLabel',
    'dataFootnoteBackref',
    'dataFootnoteRef',
    ['className', 'data-footnote-backref'],
  ],
  blockquote: ['cite'],
  code: [['className', /^language-./]],
  details: ['open'],
  del: ['cite', 'dateTime'],
  h2: [['className', 'sr-only'], 'id'],
  img: ['src', 'alt', 'title'],
  input: [['type', 'checkbox'], ['disabled', true], 'checked'],
  ins: ['cite', 'dateTime'],
  li: ['id', 'value', ['className', 'task-list-item']],
  ol: ['start', 'reversed', ['className', 'contains-task-list']],
  q: ['cite'],
  section: ['dataFootnotes', ['className', 'footnotes']],
  td: ['align', 'colSpan', 'rowSpan'],
  th: ['align', 'colSpan', 'rowSpan', 'scope', 'abbr'],
  time: ['dateTime'],
  ul: [['className', 'contains-task-list']],
  '*': ['lang', 'dir', 'title', 'dataTypografie'],
};

/** What Markdown itself makes besides: the boxes of task lists. */
const fromMarkdown = ['input'];

/** rehype plugin. `allowed`: the site's own additions to the list of elements. */
export function rehypeRawHtml(options: { readonly allowed: readonly string[] }) {
  const additions = options.allowed.filter((name) => !neverAllowed.has(name));
  const own = new Set([...elements, ...additions]);
  const schema: Schema = {
    tagNames: [...own, ...fromMarkdown],
    attributes: {
      ...attributes,
      ...Object.fromEntries(
        additions.map((name) => [name, ['src', 'width', 'height', 'controls', 'allowFullScreen']]),
      ),
    },
    protocols: { src: ['http', 'https'], cite: ['http', 'https'] },
    strip: ['script', 'style', 'template', 'title'],
    required: { input: { type: 'checkbox', disabled: true } },
    clobber: [],
  };
  const parseRaw = rehypeRaw();
  return (tree: Root, file: VFile): Root => {
    if (!hasRawHtml(tree)) return tree;
    warnOfDropped(tree, file, own);
    const clean = sanitize(parseRaw(tree, file), schema);
    return clean.type === 'root'
      ? clean
      : { type: 'root', children: clean.type === 'doctype' ? [] : [clean] };
  };
}

function hasRawHtml(node: Nodes): boolean {
  return node.type === 'raw' || ('children' in node && node.children.some(hasRawHtml));
}

/** Opening tags in the author's own HTML. */
const openingTag = /<([a-z][a-z0-9-]*)((?:[\s/][^>]*)?)>/gi;

function warnOfDropped(tree: Root, file: VFile, allowed: ReadonlySet<string>): void {
  const sheet = sheetOf(file);
  visit(tree, 'raw', (node) => {
    for (const [, name = '', rest = ''] of node.value.matchAll(openingTag)) {
      const element = name.toLowerCase();
      const place = { file: sheet.file, position: positionOf(sheet, node) };
      const handler = /\s(on[a-z]+|style|srcdoc|formaction)\s*=/i.exec(rest)?.[1]?.toLowerCase();
      if (!allowed.has(element)) sheet.diagnostics.push(diagnose('text/element-dropped', { element }, place));
      else if (handler)
        sheet.diagnostics.push(diagnose('text/attribute-dropped', { element, attribute: handler }, place));
    }
    return SKIP;
  });
}
