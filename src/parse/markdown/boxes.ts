/** rehype plugin: a passage `::: {kasten=fakten}` whose first paragraph is bold (or a heading) becomes a box with that title. */
import type { Element, ElementContent, Root } from 'hast';
import type { VFile } from 'vfile';
import { diagnose } from '../../report/diagnostics.ts';
import { positionOf, type DocumentContext, contextOf } from './sheet.ts';
import { textOf } from './textOf.ts';
import { walkElements } from './walk.ts';

export function rehypeBoxes() {
  return (tree: Root, file: VFile): void => {
    if (!String(file).includes('kasten=')) return;
    walkElements(tree, (passage) => {
      const kind = passage.properties['dataKasten'];
      if (typeof kind === 'string') makeBox(passage, kind, contextOf(file));
    });
  };
}

/** An `aside` that is a note: landmarks are for the parts of a page, not of a text. */
function makeBox(passage: Element, kind: string, context: DocumentContext): void {
  const place = { file: context.file, position: positionOf(context, passage) };
  if (kind.toLowerCase() !== 'fakten') {
    context.diagnostics.push(diagnose('box/unknown-kind', { kind }, place));
    return;
  }
  const at = passage.children.findIndex(({ type }) => type === 'element');
  const title = titleIn(passage.children[at]);
  if (!title) {
    context.diagnostics.push(diagnose('box/no-title', {}, place));
    return;
  }
  const name = textOf(title).replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim();
  passage.tagName = 'aside';
  passage.properties = { className: ['box'], role: 'note', ariaLabel: name };
  const heading: Element = {
    type: 'element',
    tagName: 'p',
    properties: { className: ['box-title'] },
    children: [{ ...title, tagName: 'strong', properties: {} }],
  };
  passage.children.splice(at, 1, heading);
}

/** A heading, or the bold words of a paragraph that has no others. */
function titleIn(first: ElementContent | undefined): Element | undefined {
  if (first?.type !== 'element' || textOf(first).trim() === '') return undefined;
  if (/^h[1-6]$/.test(first.tagName)) return first;
  const [only, ...others] = first.children;
  const isTitle = first.tagName === 'p' && only?.type === 'element' && only.tagName === 'strong';
  return isTitle && others.length === 0 ? only : undefined;
}
