/** Allow list for raw HTML in a text: a small set of elements, each with its attributes. */
import type { Schema } from 'hast-util-sanitize';
import { addableElements } from '../../config/htmlElements.ts';

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
  div: ['dataDiagramm', 'dataKasten'],
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

/** Elements that Markdown itself makes besides: the boxes of task lists. */
const fromMarkdown = ['input'];

/** Attributes of the elements that a site can add. Nothing plays by itself. */
const addedAttributes: Schema['attributes'] = {
  audio: ['src', 'controls', 'loop', 'muted'],
  data: ['value'],
  meter: ['value', 'min', 'max', 'low', 'high', 'optimum'],
  progress: ['value', 'max'],
  source: ['src', 'type'],
  video: ['src', 'width', 'height', 'controls', 'loop', 'muted'],
};

/** The schema with a site's own additions; any other name adds nothing. */
export function rawHtmlSchema(additions: readonly string[]): Schema & { readonly tagNames: string[] } {
  const own = addableElements.filter((name) => additions.includes(name));
  return {
    tagNames: [...elements, ...own, ...fromMarkdown],
    attributes: { ...attributes, ...addedAttributes },
    protocols: { src: ['http', 'https'], cite: ['http', 'https'] },
    strip: ['script', 'style', 'template', 'title'],
    required: { input: { type: 'checkbox', disabled: true } },
    clobber: [],
  };
}

/** The attributes that an element may have, as they are written in HTML. */
export function allowedAttributes(schema: Schema, element: string): ReadonlySet<string> {
  const known = schema.attributes ?? {};
  const names = [...(known[element] ?? []), ...(known['*'] ?? [])];
  return new Set(
    names.map((definition) => toHtmlName(typeof definition === 'string' ? definition : definition[0])),
  );
}

function toHtmlName(property: string): string {
  if (property === 'className') return 'class';
  return /^(?:data|aria)[A-Z]/.test(property)
    ? property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    : property.toLowerCase();
}
