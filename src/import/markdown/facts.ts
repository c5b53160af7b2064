/** What a text says, in a form that can be compared: its words in order with their emphasis, and what stands among them. */

/** What is set apart among words. */
export const marks = ['strong', 'em', 'del', 'code', 'sub', 'sup', 'mark', 'ins', 'u', 'kbd'] as const;
export type Mark = (typeof marks)[number];

export type FactKind = 'heading' | 'link' | 'picture' | 'list' | 'table' | 'quote' | 'code' | 'embed';

export interface Fact {
  readonly kind: FactKind;
  /** What must be equal besides the words: a level, a target, a number of items. */
  readonly shape: string;
  /** Its words as tokens. */
  readonly words: string;
}

export interface Facts {
  readonly tokens: readonly string[];
  /** For each token the marks around it, as bits. */
  readonly marked: readonly number[];
  readonly facts: readonly Fact[];
}

interface Span {
  readonly kind: FactKind;
  readonly from: number;
  to: number;
  shape: string;
  /** Borders of cells or items in the text; empty: the words as they are. */
  readonly borders: number[];
}

/** Of a text so far; words are read from it when it is whole. */
export class Collector {
  private text = '';
  private readonly starts: number[] = [];
  private readonly bits: number[] = [];
  private readonly spans: Span[] = [];
  private current = 0;

  add(text: string): void {
    if (text === '') return;
    if (this.bits.at(-1) !== this.current) {
      this.starts.push(this.text.length);
      this.bits.push(this.current);
    }
    this.text += text;
  }

  /** Words on both sides are apart. */
  part(): void {
    this.add('\n');
  }

  /** Everything that `inside` adds has the mark. */
  mark(mark: Mark | undefined, inside: () => void): void {
    const before = this.current;
    if (mark) this.current |= 1 << marks.indexOf(mark);
    inside();
    this.current = before;
  }

  /** Everything that `inside` adds has none. */
  plainly(inside: () => void): void {
    const before = this.current;
    this.current = 0;
    inside();
    this.current = before;
  }

  /** `inside` returns what is said besides words. */
  fact(kind: FactKind, inside: () => string): void {
    const span: Span = { kind, from: this.text.length, to: 0, shape: '', borders: [] };
    this.spans.push(span);
    span.shape = inside();
    span.to = this.text.length;
  }

  get length(): number {
    return this.text.length;
  }

  /** Borders in the fact that began last and is still open. */
  border(kind: FactKind): void {
    const open = this.spans.findLast((span) => span.kind === kind && span.to === 0);
    open?.borders.push(this.text.length);
  }

  facts(): Facts {
    const { tokens, offsets } = tokenize(this.text);
    const marked = this.marksAt(offsets);
    return { tokens, marked, facts: this.spans.map((span) => this.factOf(span, tokens, offsets)) };
  }

  private marksAt(offsets: readonly number[]): readonly number[] {
    let at = 0;
    return offsets.map((offset) => {
      while ((this.starts[at + 1] ?? Infinity) <= offset) at++;
      return this.bits[at] ?? 0;
    });
  }

  private factOf(
    { kind, from, to, shape, borders }: Span,
    tokens: readonly string[],
    offsets: readonly number[],
  ): Fact {
    const ends = [...borders, to];
    const parts = ends.map((end, at) => {
      const start = at === 0 ? from : (ends[at - 1] ?? from);
      return tokens.slice(firstAt(offsets, start), firstAt(offsets, end)).join(' ');
    });
    return { kind, shape, words: parts.join(' · ').replace(/^ · /, '') };
  }
}

/** Index of the first token at or behind an offset. */
function firstAt(offsets: readonly number[], offset: number): number {
  let [low, high] = [0, offsets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

// Words. What our typography changes is no difference: quotation marks, dashes, spaces, dots, soft hyphens.

const token =
  /[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}\u00ad\u200b-\u200d\u2060]*(?:(?:[-‐‑‒–—]{1,3}|['’‘ʼ])[\u00ad\u2060]?[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}\u00ad\u200b-\u200d\u2060]*)*|\.{3}|…|>>|<<|,,|[^\s\p{L}\p{M}\p{N}]/gu;
const changedByTypography =
  /^(?:["'“”„‟‚‘’‛»«›‹`´ʼ‐‑‒–—―−-]|>>|<<|,,|[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069])$/u;

/** A text of one line, as it is compared. */
export function plainWords(text: string): string {
  return tokenize(text).tokens.join(' ');
}

function tokenize(text: string): { readonly tokens: string[]; readonly offsets: number[] } {
  const tokens: string[] = [];
  const offsets: number[] = [];
  for (const { 0: found, index } of text.matchAll(token)) {
    if (changedByTypography.test(found)) continue;
    tokens.push(normal(found));
    offsets.push(index);
  }
  return { tokens, offsets };
}

const odd = /[^\w]/;

function normal(found: string): string {
  if (!odd.test(found)) return found;
  if (found === '...') return '…';
  if (found === '×') return 'x';
  const plain = found.replace(/[\u00ad\u200b-\u200d\u2060'’‘ʼ]/g, '').replace(/[-‐‑‒–—]+/g, '-');
  return plain.normalize('NFC');
}
