/** The text of a WordPress post as WordPress shows it to readers: blocks, classic text and shortcodes → one clean tree. */
import type { ElementContent } from 'hast';
import type { ReadText, Remark } from '../../model.ts';
import { withoutBlocks } from './blockKinds.ts';
import { hasBlocks, isRecord } from './blocks.ts';
import { readHtml } from './htmlReader.ts';
import { flow } from './paragraphs.ts';
import {
  el,
  type Manner,
  placeMark,
  type PostToRead,
  type Reading,
  short,
  type Surroundings,
  text,
  wordsOf,
} from './reading.ts';
import { withoutShortcodes } from './shortcodeKinds.ts';

/** Reads one post after the other. Never throws, whatever the content is; takes time in proportion to its length. */
export type ReadContent = (content: string, post: PostToRead) => ReadText;

export function createContentReader(surroundings: Surroundings): ReadContent {
  return (content, post) => readContent(content, post, surroundings);
}

function readContent(content: string, post: PostToRead, surroundings: Surroundings): ReadText {
  const remarks: Remark[] = [];
  const source = cleanSource(content);
  const notes = notesOf(post.footnotes ?? '');
  const reading = startReading({ source, post, surroundings, remarks, notes });
  const isBlockText = hasBlocks(source);
  const html = isBlockText ? withoutBlocks(source, reading) : source;
  const children = flow(reading.items(html, isBlockText ? 'blocks' : 'classic'));
  const unused = [...notes.unused].map((id) => notes.texts.get(id) ?? '');
  if (unused.length > 0) {
    const items = unused.map((note) => el('li', {}, flow(reading.items(note, 'blocks'))));
    children.push(el('ol', {}, items));
    remarks.push({
      kind: 'words',
      reason: 'Zu diesen Fußnoten fehlt die Stelle im Text; sie stehen am Ende.',
      before: short(items.map((item) => wordsOf(item.children)).join(' · ')),
    });
  }
  return { tree: { type: 'root', children }, remarks };
}

// oxlint-disable-next-line no-control-regex -- a NUL is no character of a text
const noCharacters = /[\u0000\uFDD0-\uFDEF\uFFFE\uFFFF]/g;

/** Ends of lines are `\n`; without what no text has, so that no source can write what stands for something of ours. */
function cleanSource(content: string): string {
  return content.replaceAll(/\r\n?/g, '\n').replaceAll(noCharacters, '').toWellFormed();
}

interface Notes {
  readonly texts: ReadonlyMap<string, string>;
  readonly unused: Set<string>;
}

/** `[{"id":"…","content":"…"}]`, as the block editor keeps footnotes. */
function notesOf(json: string): Notes {
  const texts = new Map<string, string>();
  if (json === '') return { texts, unused: new Set() };
  try {
    const notes: unknown = JSON.parse(json);
    for (const note of Array.isArray(notes) ? notes : []) {
      if (isRecord(note) && typeof note['id'] === 'string' && typeof note['content'] === 'string')
        texts.set(note['id'], cleanSource(note['content']));
    }
  } catch {
    // Not JSON: there are no notes.
  }
  return { texts, unused: new Set(texts.keys()) };
}

/** Texts in texts: shortcodes in captions, notes, attributes. */
const deepest = 24;

function startReading(start: {
  readonly source: string;
  readonly post: PostToRead;
  readonly surroundings: Surroundings;
  readonly remarks: Remark[];
  readonly notes: Notes;
}): Reading {
  const { source, post, surroundings, remarks, notes } = start;
  const placed: (readonly ElementContent[])[] = [];
  const anchors = anchorsIn(source);
  let depth = 0;
  const read = (
    html: string,
    manner: Manner,
    change: (html: string) => string,
  ): readonly ElementContent[] => {
    if (html === '') return [];
    if (depth >= deepest) return [text(html.replaceAll(/<[^>]{0,2000}>/g, ' '))];
    depth += 1;
    const nodes = readHtml(change(html), manner, reading, anchors);
    depth -= 1;
    return nodes;
  };
  const reading: Reading = {
    post,
    surroundings,
    remark: (kind, reason, before, after) =>
      void remarks.push({ kind, reason, before, ...(after !== undefined && { after }) }),
    items: (html, manner) => read(html, manner, (written) => withoutShortcodes(written, manner, reading)),
    plainItems: (html, manner) => read(html, manner, (written) => written),
    place: (nodes) => `<!--${placeMark}${placed.push(bounded(nodes)) - 1}-->`,
    placed: (comment) => (comment.startsWith(placeMark) ? placed[Number(comment.slice(1))] : undefined),
    takeNote: (id) => {
      // Once: a note that holds its own mark would have no end.
      return notes.unused.delete(id) ? notes.texts.get(id) : undefined;
    },
  };
  return reading;
}

/** Names of places that links of this text lead to. */
function anchorsIn(source: string): ReadonlySet<string> {
  return new Set(
    [...source.matchAll(/href\s{0,5}=\s{0,5}["']?[^"'>\s#]{0,500}#([^"'>\s]+)/gi)].map(
      ([, name = '']) => name,
    ),
  );
}

/** Levels of what a comment stands for; comments stand in such things again, so that without a bound no tree had one. */
const deepestPlaced = 100;

function bounded(nodes: readonly ElementContent[]): readonly ElementContent[] {
  return isDeeper(nodes, deepestPlaced) ? [el('p', {}, [text(wordsOf(nodes))])] : nodes;
}

function isDeeper(nodes: readonly ElementContent[], levels: number): boolean {
  return nodes.some(
    (node) => node.type === 'element' && (levels === 0 || isDeeper(node.children, levels - 1)),
  );
}
