/**
 * Most paragraphs of a news article hold no mark of Markdown at all, yet the tokenizer, which looks at
 * every character several times, would take most of a build's time to find that out. Runs of such
 * paragraphs are therefore taken out before parsing, one stand-in paragraph is left in their place, and
 * they are put back into the tree afterwards. The tree is the same (a test holds both against each
 * other), but for offsets in positions and the end of the whole document; lines and columns are right.
 */
import type { Paragraph, Root } from 'mdast';
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
    const { markdown, runs } = takeOutPlainParagraphs(document);
    const tree = parse(markdown, file);
    if (runs.length > 0) putBack(tree as Root, runs);
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

function putBack(tree: Root, runs: readonly (readonly string[])[]): void {
  let next = 0;
  tree.children = tree.children.flatMap((node) => {
    const [only] = node.type === 'paragraph' ? node.children : [];
    if (only?.type !== 'text' || only.value !== standIn) return [node];
    const line = node.position?.start.line ?? 1;
    return (runs[next++] ?? []).map((text, index) => paragraph(text, line + 2 * index));
  });
}

function paragraph(text: string, line: number): Paragraph {
  const position = {
    start: { line, column: 1 },
    end: { line, column: text.length + 1 },
  };
  return { type: 'paragraph', children: [{ type: 'text', value: text, position }], position };
}
