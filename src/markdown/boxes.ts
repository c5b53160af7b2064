/**
 * rehype plugin: a passage `::: {kasten=fakten}` whose first paragraph is bold (or a heading) becomes a box with that title; `{kasten=zitat}`
 * becomes a pull quote. */
import type { Element, ElementContent, Root } from 'hast';
import type { VFile } from 'vfile';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';
import { positionOf, type DocumentContext, contextOf } from './documentContext.ts';
import { textOf, walkElements } from './tree.ts';

export function rehypeBoxes() {
  return (tree: Root, file: VFile): void => {
    if (!String(file).includes('kasten=')) return;
    walkElements(tree, (passage) => {
      const kind = passage.properties['dataKasten'];
      if (typeof kind === 'string') makeBox(passage, kind, contextOf(file));
    });
  };
}

function makeBox(passage: Element, kind: string, context: DocumentContext): void {
  const word = kind.toLowerCase();
  const place = { file: context.file, position: positionOf(context, passage) };
  if (word === 'fakten') makeFactBox(passage, place, context);
  else if (word === 'zitat') makePullQuote(passage, place, context);
  else context.diagnostics.push(diagnose('box/unknown-kind', { kind }, place));
}

/** The last paragraph names who said it, if it begins with a dash. */
function makePullQuote(passage: Element, place: SourceLocation, context: DocumentContext): void {
  const last = passage.children.findLastIndex(({ type }) => type === 'element');
  const source = passage.children[last];
  const isSource = source?.type === 'element' && source.tagName === 'p' && /^[–—]\s*\S/.test(textOf(source));
  const quoted = isSource ? passage.children.slice(0, last) : passage.children;
  if (!quoted.some((child) => child.type === 'element' && textOf(child).trim() !== '')) {
    context.diagnostics.push(diagnose('box/no-quote', {}, place));
    return;
  }
  passage.tagName = 'figure';
  passage.properties = { className: ['pull-quote'] };
  const [only, ...more] = quoted.filter((child) => child.type === 'element');
  const inner = only?.tagName === 'blockquote' && more.length === 0 ? only.children : quoted;
  const quote: Element = { type: 'element', tagName: 'blockquote', properties: {}, children: inner };
  passage.children = isSource ? [quote, { ...source, tagName: 'figcaption' }] : [quote];
}

/** An `aside` that is a note: landmarks are for the parts of a page, not of a text. */
function makeFactBox(passage: Element, place: SourceLocation, context: DocumentContext): void {
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

// Faults of all passages: lines that open none, and passages that nothing closes.

/** At the beginning of a line: what is meant to open a passage, or to close one. */
const fence = /^[ \t>]*(:::+[ \t]*(?:[\p{L}{].*)?)$/u;

export function rehypePassageFaults() {
  return (tree: Root, file: VFile): void => {
    const source = String(file);
    if (!source.includes(':::')) return;
    const context = contextOf(file);
    for (const passage of file.data.unclosedPassages ?? []) {
      const place = { file: context.file, position: positionOf(context, passage) };
      context.diagnostics.push(diagnose('passage/unclosed', {}, place));
    }
    // What an unreadable line did not open, its partner cannot close; that is told once.
    let unread = 0;
    walkElements(tree, (paragraph) => {
      if (paragraph.tagName !== 'p') return undefined;
      for (const { line, position } of fencesIn(paragraph, source)) {
        const place = {
          file: context.file,
          position: positionOf(context, { position: { start: position } }),
        };
        const opens = /[^:]/.test(line);
        if (opens) context.diagnostics.push(diagnose('passage/unreadable', { line }, place));
        else if (unread === 0) context.diagnostics.push(diagnose('passage/unopened', {}, place));
        unread = Math.max(0, unread + (opens ? 1 : -1));
      }
      return 'skip';
    });
  };
}

interface Fence {
  readonly line: string;
  readonly position: { readonly line: number; readonly column: number };
}

/** As they are written in the source, where a backslash before the colons says that they are meant as words. */
function fencesIn({ position }: Element, source: string): readonly Fence[] {
  const [from, to] = [position?.start.offset, position?.end.offset];
  if (!position || from === undefined || to === undefined) return [];
  return source
    .slice(from, to)
    .split('\n')
    .flatMap((text, index) => {
      const line = fence.exec(text)?.[1]?.trim();
      if (line === undefined) return [];
      const before = index === 0 ? position.start.column : 1;
      const column = before + text.indexOf(':::');
      return [{ line, position: { line: position.start.line + index, column } }];
    });
}
