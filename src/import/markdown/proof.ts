/** The proof: a written text, rendered by our own pipeline, says what the tree of its source says. */
import type { SourcePath } from '../../core/model.ts';
import { decodeLoosely } from '../../core/paths.ts';
import type { MarkdownRenderer } from '../../markdown/markdown.ts';
import type { Difference, DifferenceKind, Remark, TextTargets, TextTree, WrittenText } from '../model.ts';
import { type Edit, editsBetween } from './edits.ts';
import { type Fact, type Facts, marks } from './facts.ts';
import { readFacts } from './readFacts.ts';
import { nameOfTarget, renderedTree } from './renderedTree.ts';
import { short } from './textTree.ts';

export interface ProvenText {
  readonly tree: TextTree;
  readonly written: WrittenText;
  /** As given to `writeMarkdown`. */
  readonly targets: TextTargets;
  /** Of the item, and the file that it becomes; both stand in the differences. */
  readonly id: string;
  readonly file: SourcePath;
  /** What was decided while the source was read; those of `written` are known. */
  readonly remarks?: readonly Remark[];
}

/** Every difference between source and page, and every remark, each once. */
export type Proof = (text: ProvenText) => readonly Difference[];

const asRendered: TextTargets = { link: (href) => href, media: (src) => ({ reference: src }) };

/** Compares words, headings, links, pictures, lists, tables, emphasis, quotes, code and embeds; `render` is that of the blog. */
export function createProof(render: MarkdownRenderer): Proof {
  return ({ tree, written, targets, id, file, remarks = [] }) => {
    const source = readFacts(tree, {
      targets,
      nameOfTarget: (target) => nameOfTarget(target, file),
      isSource: true,
    });
    const { content } = render({ file, markdown: written.markdown, firstLine: 1 });
    const page = readFacts(renderedTree(content, source.media, source.captioned), {
      targets: asRendered,
      nameOfTarget: (target) => target,
      isSource: false,
    });
    const found = findingsBetween(source, page);
    return explained(found, [...remarks, ...written.remarks]).map((finding) => ({ id, file, ...finding }));
  };
}

interface Finding {
  readonly kind: DifferenceKind;
  readonly before: string;
  readonly after: string;
}

/** More of one kind in one text tell nobody anything. */
const mostOfKind = 50;

function findingsBetween(source: Facts, page: Facts): readonly Finding[] {
  const edits = editsBetween(source.tokens, page.tokens);
  const words = edits.map(({ from, to, otherFrom, otherTo }) => ({
    kind: 'words' as const,
    before: excerpt(source.tokens, from, to),
    after: excerpt(page.tokens, otherFrom, otherTo),
  }));
  const kinds = new Set([...source.facts, ...page.facts].map(({ kind }) => kind));
  const facts = [...kinds].flatMap((kind) => {
    const ofKind = (all: Facts): readonly Fact[] => all.facts.filter((fact) => fact.kind === kind);
    return differingFacts(ofKind(source), ofKind(page), edits.length > 0).slice(0, mostOfKind);
  });
  return [
    ...words.slice(0, mostOfKind),
    ...facts,
    ...differingEmphasis(source, page, edits).slice(0, mostOfKind),
  ];
}

/** The words between two places; where there are none, empty. */
function excerpt(tokens: readonly string[], from: number, to: number): string {
  return short(tokens.slice(from, Math.min(to, from + 40)).join(' '));
}

function keyOf({ kind, shape, words }: Fact): string {
  return kind === 'picture' || kind === 'embed' || kind === 'code' ? shape : `${shape}\0${words}`;
}

function differingFacts(
  source: readonly Fact[],
  page: readonly Fact[],
  haveWordsChanged: boolean,
): readonly Finding[] {
  return editsBetween(source.map(keyOf), page.map(keyOf)).flatMap(({ from, to, otherFrom, otherTo }) => {
    const [before, after] = [source.slice(from, to), page.slice(otherFrom, otherTo)];
    return Array.from({ length: Math.max(before.length, after.length) }, (_, at): readonly Finding[] => {
      const [one, other] = [before[at], after[at]];
      const kind = (one ?? other)?.kind;
      // Words that differ are told as such.
      const isTold = haveWordsChanged && one?.shape === other?.shape;
      if (kind === undefined || isTold) return [];
      return [{ kind, before: one ? shownFact(one) : '', after: other ? shownFact(other) : '' }];
    }).flat();
  });
}

function shownFact({ kind, shape, words }: Fact): string {
  switch (kind) {
    case 'link':
      return short(`${short(words, 60)} → ${shape}`, 200);
    case 'picture':
    case 'embed':
    case 'code':
      return short(shape);
    case 'quote':
      return short(words);
    default:
      return short(`${shape}: ${words}`);
  }
}

/** Of the words that are on both sides. */
function differingEmphasis(source: Facts, page: Facts, edits: readonly Edit[]): readonly Finding[] {
  const findings: Finding[] = [];
  let open: { readonly one: number; readonly other: number; words: string[] } | undefined;
  const end = (): void => {
    if (!open) return;
    const words = open.words.join(' ');
    findings.push({ kind: 'emphasis', before: marked(words, open.one), after: marked(words, open.other) });
    open = undefined;
  };
  const compare = (from: number, otherFrom: number, count: number): void => {
    for (let at = 0; at < count; at++) {
      const [one = 0, other = 0] = [source.marked[from + at], page.marked[otherFrom + at]];
      if (open && (open.one !== one || open.other !== other)) end();
      if (one === other) continue;
      open ??= { one, other, words: [] };
      open.words.push(source.tokens[from + at] ?? '');
    }
    end();
  };
  let [at, otherAt] = [0, 0];
  for (const { from, to, otherFrom, otherTo } of edits) {
    compare(at, otherAt, from - at);
    [at, otherAt] = [to, otherTo];
    if (otherFrom < otherAt && from > to) return findings;
  }
  compare(at, otherAt, source.tokens.length - at);
  return findings;
}

const markNames: Readonly<Record<(typeof marks)[number], string>> = {
  strong: 'fett',
  em: 'kursiv',
  del: 'gestrichen',
  code: 'Code',
  sub: 'tiefgestellt',
  sup: 'hochgestellt',
  mark: 'markiert',
  ins: 'eingefügt',
  u: 'unterstrichen',
  kbd: 'Taste',
};

function marked(words: string, bits: number): string {
  const names = marks.filter((_, at) => (bits & (1 << at)) !== 0).map((mark) => markNames[mark]);
  return `${short(words, 100)} (${names.length === 0 ? 'ohne Hervorhebung' : names.join(', ')})`;
}

// Reasons.

interface Explained extends Finding {
  readonly reason: string;
  readonly isUnexplained: boolean;
}

const unexplained = 'Dafür kennt der Umzug keinen Grund.';
const literalLink = 'Adressen, die im Text stehen, werden hier von selbst zu Links.';

/** Each finding with the remark that speaks of it; remarks of which nothing is found stand for themselves. */
function explained(findings: readonly Finding[], remarks: readonly Remark[]): readonly Explained[] {
  const used = new Set<Remark>();
  const found = findings.map((finding): Explained => {
    if (isLiteralLink(finding)) return { ...finding, reason: literalLink, isUnexplained: false };
    const remark = remarks.find((one) => speaksOf(one, finding));
    if (!remark) return { ...finding, reason: unexplained, isUnexplained: true };
    used.add(remark);
    return { ...finding, reason: remark.reason, isUnexplained: false };
  });
  const others = remarks
    .filter((remark) => !used.has(remark))
    .map(({ kind, reason, before, after = '' }): Explained => ({
      kind,
      reason,
      before,
      after,
      isUnexplained: false,
    }));
  return [...found, ...others];
}

function isLiteralLink({ kind, before, after }: Finding): boolean {
  if (kind !== 'link' || before !== '') return false;
  const [words = '', target = ''] = after.split(' → ');
  const said = bare(words.replace(/…$/, ''));
  return (
    said !== '' &&
    bare(decodeLoosely(target).replace(/^(?:mailto:|https?:\/\/)/, '')).startsWith(
      said.replace(/^https?/, ''),
    )
  );
}

/** The same kind, and the words of one in those of the other. */
function speaksOf(remark: Remark, finding: Finding): boolean {
  if (remark.kind !== finding.kind) return false;
  const ofRemark = [remark.before, remark.after ?? ''].map(bare).filter((text) => text !== '');
  const ofFinding = [finding.before, finding.after].map(bare).filter((text) => text !== '');
  return ofRemark.some((one) => ofFinding.some((other) => one.includes(other) || other.includes(one)));
}

function bare(text: string): string {
  return text.replace(/\((?:ohne Hervorhebung|[a-zC, ü]+)\)$/u, '').replace(/[^\p{L}\p{N}]/gu, '');
}
