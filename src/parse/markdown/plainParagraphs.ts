/**
 * Most paragraphs of a news article hold no mark of Markdown at all, yet the tokenizer, which looks at
 * every character several times, would take most of a build's time to find that out. Runs of such
 * paragraphs are therefore taken out before parsing, one stand-in paragraph is left in their place, and
 * they are put back into the tree afterwards. The tree is the same but for the end of the whole
 * document (a test holds both against each other).
 */
import type { Nodes, Paragraph, Root, Text } from 'mdast';
import type { Processor } from 'unified';

/**
 * One line that begins with a letter or a quotation mark, holds no sign that any of our syntax knows,
 * and ends in no space. Unindented between empty lines, it is a paragraph of the document itself,
 * whatever stands around it.
 */
const plainLine = /^[A-Za-zÀ-ɏ„“”»«‚‘›‹"'][^*_`[\]<>{}&\\~|@\n\t\0\ue000]*[^\s*_`[\]<>{}&\\~|@\0\ue000]$/;
const literalLink = /:\/\/|www\.|(?:mailto|xmpp):/i;
/** In code and raw HTML an empty line ends nothing. */
const opaque = /```|~~~|<[a-z!?/]|\ue000/i;

const standIn = '\ue000';

export interface Reduced {
  readonly markdown: string;
  /** The paragraphs that each stand-in stands for, in order. */
  readonly runs: readonly (readonly string[])[];
}

/** unified plugin, after the parser's. */
export function plainParagraphs(this: Processor): void {
  const { parser: parse } = this;
  if (!parse) throw new Error('There is no parser to help');
  this.parser = (document, file) => {
    const reduced = takeOutPlainParagraphs(document);
    const tree = parse(reduced.markdown, file);
    if (reduced.runs.length > 0) putBack(tree as Root, reduced);
    return tree;
  };
}

export function takeOutPlainParagraphs(markdown: string): Reduced {
  if (opaque.test(markdown)) return { markdown, runs: [] };
  const runs: string[][] = [];
  const reduced: string[] = [];
  let run: string[] | undefined;
  for (const block of markdown.split('\n\n')) {
    if (!isPlain(block)) {
      run = undefined;
      reduced.push(block);
    } else if (run) {
      run.push(block);
      // An empty block keeps the number of lines.
      reduced.push('');
    } else {
      run = [block];
      runs.push(run);
      reduced.push(standIn);
    }
  }
  return { markdown: reduced.join('\n\n'), runs };
}

function isPlain(block: string): boolean {
  return plainLine.test(block) && !literalLink.test(block);
}

/** Puts the paragraphs back, and moves the offsets of all that follows them to where it was. */
function putBack(tree: Root, { markdown, runs }: Reduced): void {
  const shifts = lineShifts(markdown, runs);
  shift(tree, shifts);
  let next = 0;
  tree.children = tree.children.flatMap((node) => {
    const [only] = node.type === 'paragraph' ? node.children : [];
    if (only?.type !== 'text' || only.value !== standIn) return [node];
    const { line = 1, offset = 0 } = node.position?.start ?? {};
    let start = offset;
    return (runs[next++] ?? []).map((text, index) => {
      const made = paragraph(text, line + 2 * index, start);
      start += text.length + 2;
      return made;
    });
  });
}

/** By line (from 1): how many characters the reduced text is short of before it. No node begins inside a run. */
function lineShifts(reduced: string, runs: Reduced['runs']): readonly number[] {
  const shifts = [0];
  let missing = 0;
  let nextRun = 0;
  for (const line of reduced.split('\n')) {
    shifts.push(missing);
    if (line !== standIn) continue;
    for (const text of runs[nextRun++] ?? []) missing += text.length;
    missing -= standIn.length;
  }
  return shifts;
}

function shift(node: Nodes, shifts: readonly number[]): void {
  const { position } = node;
  if (position?.start.offset !== undefined) position.start.offset += shifts[position.start.line] ?? 0;
  if (position?.end.offset !== undefined) position.end.offset += shifts[position.end.line] ?? 0;
  if ('children' in node) for (const child of node.children) shift(child, shifts);
}

function paragraph(text: string, line: number, offset: number): Paragraph {
  const position = {
    start: { line, column: 1, offset },
    end: { line, column: text.length + 1, offset: offset + text.length },
  };
  const words: Text = { type: 'text', value: text, position: position };
  return { type: 'paragraph', children: [words], position };
}
