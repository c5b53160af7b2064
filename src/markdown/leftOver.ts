/**
 * remark plugin: tells of marks that were meant to do something and stay on the page as they were typed, with the
 * cure. What an author certainly meant has been mended before (`meantMarks.ts`); code, escaped marks and formulas
 * between dollars are meant as they are.
 */
import type { Element, Nodes as HtmlNodes, Root as HtmlRoot, Text } from 'hast';
import type { Nodes, Root } from 'mdast';
import type { VFile } from 'vfile';
import type { Diagnostic } from '../core/model.ts';
import { slugify } from '../core/slug.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';
import { type DocumentContext, contextOf } from './documentContext.ts';
import { lineIndex } from '../core/diagnostics/lineIndex.ts';

export function remarkLeftOver() {
  return (tree: Root, file: VFile): void => {
    const source = String(file);
    const context = contextOf(file);
    const blocks: Block[] = [];
    collectBlocks(tree, source, blocks);
    if (blocks.length === 0) return;
    const positionAt = lineIndex(source, context.firstLine);
    const told = blocks.flatMap((block) => findLeftOver(block, source));
    for (const { offset, fault } of [...told, ...findLooseMarks(blocks)])
      context.diagnostics.push(fault({ file: context.file, position: positionAt(offset) }));
  };
}

/** A block of words in which something may be left over. */
interface Block {
  /** The source of the block with a filler for all that is no text, or is meant as it is. */
  readonly text: string;
  /** Where it begins in the source. */
  readonly start: number;
  readonly type: 'paragraph' | 'heading' | 'tableCell';
}

interface Finding {
  readonly offset: number;
  readonly fault: (place: SourceLocation) => Diagnostic;
}

/** A cheap look, because nearly all blocks are clean. */
const sign = /[[\]{}<|]|\*\*|\*\p{L}|__|~~|==|~\d|\^\d|^[ \t>]*(?:##|:|!!!|\?\?\?)/mu;

function collectBlocks(node: Nodes, source: string, blocks: Block[]): void {
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
    const [start, end] = [node.position?.start.offset, node.position?.end.offset];
    if (start === undefined || end === undefined || !sign.test(source.slice(start, end))) return;
    blocks.push({ text: textsOnly(node, source, start, end), start, type: node.type });
  } else if ('children' in node) for (const child of node.children) collectBlocks(child, source, blocks);
}

const filler = '\0';

function fill(text: string): string {
  return text.replace(/[^\n]/g, filler);
}

/** A backslash before `!` is meant for the whole picture. */
const escaped = /\\!\[|\\[!-/:-@[-`{-~]/g;
const formula = /\$(?! )[^$\n]{0,200}[\\^_{][^$\n]{0,200}(?<! )\$/g;

function textsOnly(block: Nodes, source: string, start: number, end: number): string {
  let text = '';
  let at = start;
  const take = (node: Nodes): void => {
    if (node.type === 'text') {
      const [from, to] = [node.position?.start.offset, node.position?.end.offset];
      if (from === undefined || to === undefined || from < at) return;
      text += fill(source.slice(at, from)) + source.slice(from, to);
      at = to;
    } else if ('children' in node) for (const child of node.children) take(child);
  };
  take(block);
  text += fill(source.slice(at, end));
  return text.replace(escaped, fill).replace(formula, fill);
}

type Found = RegExpExecArray;

interface Rule {
  readonly pattern: RegExp;
  /** Undefined: it may be meant as it is. `typed` is the source of the match. */
  readonly judge: (typed: string, match: Found, block: Block) => Finding['fault'] | undefined;
  /** What is not told of is left to the rules below. */
  readonly passes?: boolean;
}

/** Each sign is told of once: what one rule has found, the others do not see. */
function findLeftOver(block: Block, source: string): readonly Finding[] {
  const findings: Finding[] = [];
  let { text } = block;
  for (const { pattern, judge, passes = false } of rules) {
    const matches = [...text.matchAll(pattern)];
    if (matches.length === 0) continue;
    let rest = '';
    let from = 0;
    for (const match of matches) {
      const typed = source.slice(block.start + match.index, block.start + match.index + match[0].length);
      const fault = judge(typed, match, block);
      const skipped = /^[\s>\0]*/.exec(match[0])?.[0].length ?? 0;
      if (fault) findings.push({ offset: block.start + match.index + skipped, fault });
      rest += text.slice(from, match.index) + (fault || !passes ? fill(match[0]) : match[0]);
      from = match.index + match[0].length;
    }
    text = rest + text.slice(from);
  }
  return findings;
}

const most = 120;

/** As a message shows it. */
function shown(typed: string): string {
  const text = typed.replace(/\s*\n[ \t>]*/g, ' ').trim();
  return text.length <= most ? text : `${text.slice(0, most - 2).replace(/[\ud800-\udbff]$/, '')} …`;
}

// Links and pictures.

const label = String.raw`\[[^[\]]{0,300}\]`;
const inBraces = String.raw`\((?:[^()<>\n]|\([^()\n]{0,99}\)|<[^<>\n]{0,300}>|\{\{<?.{0,200}?>?\}\}){1,300}\)`;
const scheme = String.raw`https?:|mailto:|tel:|www\.`;
/** The beginning of an address, or the name of a file. */
const addressed = String.raw`(?:(?:${scheme})|\.{0,2}\/|[\p{L}\p{N}_%+.-]{1,99}(?:\/|\.(?:md|html?|pdf|jpe?g|png|gif|webp|avif|svg|mp3|mp4|csv|docx?|xlsx?|zip)(?![\p{L}\p{N}])))`;
const beginsAddress = new RegExp(`^[<\\s]*(?:${addressed}|#)`, 'iu');
const holdsAddress = new RegExp(
  `(?:${scheme})|^\\s*\\.{0,2}/|^[^\\n]*\\.[a-z][a-z0-9]{1,4}(?:#\\S*)?\\s*(?:[„“”"'»«].*)?$`,
  'i',
);
/** `[1]`, `[…]`, `[sic!]`, `[sic]`: brackets of an editor. */
const editorial = /^(?:\w-\w.*|[\s\d.,;*–-]*|…|\.{3}|sic!?|\p{L}{1,2}|!|\?)$/iu;

function words(bracketed: string): string {
  return bracketed.replace(/^!?\[|\]$/g, '');
}

function inAngles(path: string): string {
  return /[\s()]/.test(path) ? `<${path}>` : path;
}

const titleBehind = /^(?<path>.*?)(?<title>\s+(?:"[^"]*"|'[^']*'))?$/s;

function brokenLink(typed: string, isPicture: boolean, cure: string): Finding['fault'] {
  return (place) => diagnose('text/broken-link', { text: shown(typed), isPicture, cure }, place);
}

function withScheme(address = ''): string {
  return address.replace(/^www\./i, 'https://www.');
}

/** The address with the brackets that belong to it. */
function closed(target: string): string {
  if (target.startsWith('<')) return `${target.trim()}>`;
  const [opening, closing] = [target.split('(').length, target.split(')').length];
  if (closing > opening) return target.replace(/\).*$/s, '');
  return target.replace(/[>,.;]+$/, '') + ')'.repeat(opening - closing);
}

function judgeLink(typed: string, { groups = {} }: Found): Finding['fault'] | undefined {
  const { mark = '', target = '' } = groups;
  const isPicture = mark.startsWith('!');
  const template = /\{[{%][^"']*["']?(?<file>[^"']*)["']?[^"']*[%}]\}/.exec(target)?.groups;
  if (template)
    return brokenLink(
      typed,
      isPicture,
      `${mark}(${inAngles(template['file']?.trim() || '…')}), mit dem Pfad der Datei`,
    );
  const { path = '', title = '' } = titleBehind.exec(target.trim())?.groups ?? {};
  const isAddress = holdsAddress.test(path);
  if (!isPicture && !isAddress) {
    if (editorial.test(words(mark))) return undefined;
    return (place) => diagnose('text/no-link', { text: shown(typed) }, place);
  }
  if (/[„“”»«"<>]/.test(path)) {
    const file = /^[^\s„“”»«"<>]+/.exec(path)?.[0] ?? '…';
    return brokenLink(typed, isPicture, `${mark}(${file}) oder ${mark}(${file} "Titel")`);
  }
  if (!/\s/.test(path)) return brokenLink(typed, isPicture, `${mark}(…)`);
  const cure = `${mark}(${inAngles(path.replace(/\s+/g, ' '))}${title})`;
  return (place) => diagnose('text/space-in-target', { text: shown(typed), cure }, place);
}

const linkRules: readonly Rule[] = [
  {
    pattern: /<!--/g,
    judge: (_typed, match, { text }) => {
      const closing = /[-–—]{1,2}[ \t]?>/.exec(text.slice(match.index + 4))?.[0] ?? '';
      return (place) => diagnose('text/comment-unclosed', { closing: closing.replace('-->', '') }, place);
    },
  },
  {
    pattern: /!\[\[(?<embedded>[^[\]|\n]{1,300})(?:\|(?<words>[^[\]\n]{0,300}))?\]\]/g,
    judge: (typed, { groups = {} }) => {
      const cure = `![${groups['words'] ?? 'Was man sieht'}](${inAngles((groups['embedded'] ?? '').trim())})`;
      return (place) => diagnose('text/foreign-embed', { text: shown(typed), cure }, place);
    },
  },
  {
    pattern: /\[\[(?<page>[^[\]|\n]{1,300})(?:\|(?<words>[^[\]\n]{0,300}))?\]\]/g,
    judge: (typed, { groups = {} }) => {
      const { page = '' } = groups;
      if (/^_?TOC_?$/i.test(page))
        return foreign(typed, 'Ein Inhaltsverzeichnis machen nur andere Programme', 'Streiche es.');
      if (!/\p{L}{2}/u.test(page)) return undefined;
      const cure = `[${groups['words'] ?? page.replace(/#.*/, '')}](${slugify(page.replace(/#.*|\.md$/g, ''), 'artikel')}.md), mit dem Namen der Datei`;
      return brokenLink(typed, false, cure);
    },
  },
  {
    pattern: new RegExp(
      `(?<mark>!?${label})(?=\\()(?<paren>${inBraces.replace('\\(', '\\((?<target>').replace(/\\\)$/, ')\\)')})`,
      'g',
    ),
    judge: judgeLink,
  },
  {
    pattern: new RegExp(
      String.raw`(?<mark>!?${label}|\])\((?<target><[^<>()\n]{0,300}|[^[\]\s]{0,300})`,
      'g',
    ),
    judge: (typed, { groups = {} }) => {
      const { mark = '', target = '' } = groups;
      const isPicture = mark.startsWith('!');
      if (!isPicture && !target.startsWith('<') && !beginsAddress.test(target)) return undefined;
      const before = mark === ']' ? '[…]' : mark;
      return brokenLink(typed, isPicture, `${before}(${closed(target)})`);
    },
  },
  {
    pattern: new RegExp(
      String.raw`(?<mark>!?${label})\s{1,9}\((?<target>${addressed}[^()\n]{0,300})\)`,
      'giu',
    ),
    judge: (typed, { groups = {} }) => {
      const { mark = '', target = '' } = groups;
      const cure = `${mark}(${target})`;
      if (mark.startsWith('!')) return brokenLink(typed, true, cure);
      if (editorial.test(words(mark))) return undefined;
      return (place) => diagnose('text/link-apart', { text: shown(typed), cure }, place);
    },
  },
  {
    pattern: new RegExp(
      String.raw`\((?<words>[^()[\]\n]{1,300})\)\[(?<target>${addressed}[^[\]\s]{0,300})\]`,
      'giu',
    ),
    judge: (typed, { groups = {} }) =>
      brokenLink(typed, false, `[${groups['words']}](${withScheme(groups['target'])})`),
  },
  {
    pattern: new RegExp(
      String.raw`\[(?<words>[^[\]()\n]{1,300})(?:[)}]\(|\]\{)(?<target>${addressed}[^(){}\s]{0,300})[)}]`,
      'giu',
    ),
    judge: (typed, { groups = {} }) =>
      brokenLink(typed, false, `[${groups['words']}](${withScheme(groups['target'])})`),
  },
  {
    pattern: /<https?:\/\/[^<>\n\0]{0,300}\s[^<>\n\0]{0,300}>/gi,
    judge: (typed) => brokenLink(typed, false, `${typed.replaceAll(' ', '%20')} oder [Wörter](${typed})`),
  },
];

// References to lines elsewhere.

const referenceRules: readonly Rule[] = [
  {
    pattern: /\[\^(?<label>[^[\]\n]{1,99})\]/g,
    judge: (typed, { groups = {} }) =>
      /^\w-\w/.test(groups['label'] ?? '')
        ? undefined
        : (place) => diagnose('text/no-such-footnote', { text: shown(typed) }, place),
  },
  {
    pattern: /\^\[(?<words>[^[\]\n]{1,300})\]/g,
    judge: (typed) =>
      foreign(
        typed,
        'Fußnoten mitten im Satz verstehen nur andere Programme',
        'Schreibe [^1] an die Stelle und in eine eigene Zeile: [^1]: Was in der Fußnote steht',
      ),
  },
  {
    pattern: new RegExp(String.raw`(?<mark>!?${label})\[(?<to>[^[\]\n]{0,300})\]`, 'g'),
    judge: (typed, { groups = {} }) => {
      const { mark = '', to = '' } = groups;
      if (!mark.startsWith('!') && (editorial.test(words(mark)) || /^(?:…|\.{3}|sic!?)$/i.test(to)))
        return undefined;
      const name = to.trim() === '' ? words(mark) : to;
      return (place) => diagnose('text/no-such-reference', { text: shown(typed), label: shown(name) }, place);
    },
    passes: true,
  },
];

// What other programs understand.

function foreign(typed: string, what: string, cure: string): Finding['fault'] {
  return (place) => diagnose('text/foreign-syntax', { text: shown(typed), what, cure }, place);
}

const onlyOthers = 'Das verstehen nur andere Programme';
const ownAttributes = /^\{\s*(?:lang|typografie)=/;

function cureForTemplate(typed: string): string {
  const [, quoted = ''] = /["'„“]([^"'“”]+)["'“”]/.exec(typed) ?? [];
  if (/^\[url/i.test(typed)) return 'Einen Link schreibst du so: [Wörter](https://…)';
  if (/\b(?:youtube|vimeo|tweet|twitter|instagram|embed)\b/i.test(typed))
    return 'Filme und Beiträge schreibst du wie ein Bild, allein in einem Absatz: ![Was es ist](https://…)';
  if (/\b(?:figure|img|image|caption|gallery)\b/i.test(typed))
    return `Ein Bild schreibst du so: ![Was man sieht](${inAngles(/[./]/.test(quoted) ? quoted : 'bild.jpg')} "Unterschrift")`;
  if (/\b(?:rel)?ref\b|post_url/i.test(typed))
    return `Einen Link schreibst du so: [Wörter](${quoted || 'datei.md'})`;
  return 'Streiche es, oder setze es als Code zwischen zwei `.';
}

/** Words in brackets that WordPress knows, and what looks like one of its kind: `[name key="value"]`, `[/name]`. */
const shortcode =
  /\[\/?(?:caption|gallery|embed|video|audio|playlist|youtube|vimeo|twitter|instagram|more|toc|contact-form(?:-7)?|vc_\w+|su_\w+|et_pb_\w+)(?:\s[^[\]\n]{0,300})?\]|\[\/[a-z][\w-]{0,40}\]|\[[a-z][\w-]{0,40}\s[^[\]\n]{0,200}=\s?["'“”„″][^[\]\n]{0,200}\]|\[(?:url|img|color|size|quote)=[^[\]\n]{1,200}\]/giu;

const boxCure =
  'Einen Kasten schreibst du so: ::: {kasten=fakten}, dann **Der Titel** in einem eigenen Absatz, der Text und zum Schluss :::';
const admonitions =
  'note|abstract|summary|tldr|info|todo|tip|hint|important|success|check|done|question|help|faq|warning|caution|attention|failure|fail|missing|danger|error|bug|example|snippet|quote|cite|hinweis|tipp|achtung|warnung';

const foreignRules: readonly Rule[] = [
  // The lines around passages have messages of their own (`boxes.ts`).
  { pattern: /^[ \t>\0]*:{3,}[^\n]*/gm, judge: () => undefined },
  {
    pattern: /(?<=^[\s>\0]*)\[TOC\](?=\s*$)/gi,
    judge: (typed) => foreign(typed, 'Ein Inhaltsverzeichnis machen nur andere Programme', 'Streiche es.'),
  },
  {
    pattern:
      /(?<![\\\w}_^])\{\{[^\n]{0,300}?\}\}|\{%[^\n]{0,300}?%\}|(?<![\\\w}_^])\{\{[<%]?|\{%(?= ?[a-z])/g,
    judge: (typed) => foreign(typed, onlyOthers, cureForTemplate(typed)),
  },
  {
    pattern:
      /\{:{1,2}[^{}\n]{1,200}\}|\{[ ]?(?:[#.][\p{L}_][\p{L}\p{N}_-]*|[a-z][\w-]*=[^\s{}]{1,99})(?:[ ]+(?:[#.][\p{L}\p{N}_-]+|[\w-]+=[^\s{}]{1,99})){0,20}[ ]?\}/giu,
    judge: (typed) =>
      ownAttributes.test(typed)
        ? foreign(typed, 'Davor gehören Wörter in eckigen Klammern', `Schreibe: [Wörter]${typed}`)
        : foreign(typed, onlyOthers, 'Streiche es; wie etwas aussieht, ist Sache der Gestaltung.'),
  },
  {
    pattern:
      /\[(?<name>[a-z][\w-]{1,40})(?:\s[^[\]\n]{0,300}|=[^[\]\n]{1,200})?\][^[\]\n]{0,500}\[\/\k<name>\]/gi,
    judge: (typed) => foreign(typed, onlyOthers, cureForTemplate(typed)),
  },
  {
    pattern: shortcode,
    judge: (typed) => foreign(typed, onlyOthers, cureForTemplate(typed)),
  },
  {
    pattern: /(?<=^[\s>\0]*)\[!(?<kind>[a-z]{2,20})\][+-]?/gi,
    judge: (typed) => foreign(typed, 'Hinweiskästen dieser Art verstehen nur andere Programme', boxCure),
  },
  {
    pattern: new RegExp(
      String.raw`^[ \t>\0]*(?:!!!|\?\?\?\+?)[ \t]+(?:(?:${admonitions})\b[^\n]{0,200}|[a-z][\w-]*[ \t]+["„“][^\n]{0,200})`,
      'gmu',
    ),
    judge: (typed) => foreign(typed, 'Hinweiskästen dieser Art verstehen nur andere Programme', boxCure),
  },
  {
    pattern: /^[ \t>\0]*\*\[[^[\]\n]{1,99}\]:[^\n]{0,200}/gm,
    judge: (typed) =>
      foreign(
        typed,
        'Abkürzungen erklären so nur andere Programme',
        'Schreibe im Text: <abbr title="Bedeutung">Abkürzung</abbr>',
      ),
  },
  {
    pattern: /(?<![=\p{L}\p{N}])==(?![=\s])[^=\n]{1,300}(?<!\s)==(?![=\p{L}\p{N}])/gu,
    judge: (typed) => foreign(typed, onlyOthers, `Schreibe: <mark>${typed.slice(2, -2)}</mark>`),
  },
  {
    pattern: /(?<=[\p{L}\p{N})])~\d{1,3}~(?!~)|(?<=[\p{L}\p{N})])\^-?\d{1,3}\^/gu,
    judge: (typed) => {
      const name = typed.startsWith('~') ? 'sub' : 'sup';
      return foreign(typed, onlyOthers, `Schreibe: <${name}>${typed.slice(1, -1)}</${name}>`);
    },
  },
];

// Lines that were meant to begin something.

const lineRules: readonly Rule[] = [
  {
    pattern: /^[ \t>\0]*#{2,}(?=[^\s#\0])[^\n]{0,300}|^[ \t>\0]*#{7,}[ \t][^\n]{0,300}/gm,
    judge: (typed, _match, { type }) => {
      if (type !== 'paragraph') return undefined;
      const text = typed.replace(/^[ \t>]+/, '');
      const cure = `${text.slice(0, 6).replace(/[^#].*/, '')} ${text.replace(/^#+\s*/, '')}`;
      return (place) => diagnose('text/no-heading', { text: shown(text), cure: shown(cure) }, place);
    },
  },
  {
    pattern: /^[ \t>\0]*:[ \t]+\S[^\n]{0,300}/gm,
    judge: (typed, _match, { type }) =>
      type === 'paragraph'
        ? foreign(
            typed.replace(/^[ \t>]+/, ''),
            'Listen von Begriffen verstehen so nur andere Programme',
            'Schreibe: **Begriff:** Erklärung',
          )
        : undefined,
  },
  {
    pattern: /^[ \t>\0]*\|[^\n]{0,1000}\n(?:[ \t>]*\|[^\n]{0,1000}(?:\n|$)){1,1000}/gm,
    judge: (typed, _match, { type }) => {
      const columns = Math.max(1, (typed.split('\n')[0] ?? '').split('|').length - 2);
      return type === 'paragraph'
        ? (place) => diagnose('text/no-table', { cure: `|${'---|'.repeat(Math.min(columns, 9))}` }, place)
        : undefined;
    },
  },
];

const rules: readonly Rule[] = [...linkRules, ...referenceRules, ...foreignRules, ...lineRules];

// Marks of emphasis that open or close nothing. Stars alone stand for a birth, a remark below a table, or letters that
// nobody wants to write; so only what has the shape of a mark is told of, and what makes a remark is not.

type Shape = 'opens' | 'closes' | 'closes badly' | 'neither';

interface LooseMark {
  readonly marks: string;
  readonly offset: number;
  readonly shape: Shape;
  readonly isFirst: boolean;
}

const runs = /(?<![*\\])\*{1,2}(?!\*)|(?<!~)~~(?!~)|(?<!_)__(?!_)/g;

function findLooseMarks(blocks: readonly Block[]): readonly Finding[] {
  const single: LooseMark[] = [];
  const told: LooseMark[] = [];
  for (const block of blocks) {
    const marks = looseMarksOf(block);
    for (const kind of new Set(marks.map((mark) => mark.marks))) {
      const ofKind = marks.filter((mark) => mark.marks === kind);
      if (ofKind.length === 1 && kind === '**') single.push(...ofKind.filter(isShaped));
      else told.push(...firstOfPairs(ofKind));
    }
  }
  // „Kim**“ above and „**Name geändert“ below are a remark.
  const [first, ...others] = single;
  const isRemark = first?.shape === 'closes' && others.some(({ isFirst }) => isFirst);
  // Marks around two paragraphs are one slip.
  const slips = single.filter((mark, at) => !(mark.shape === 'closes' && single[at - 1]?.shape === 'opens'));
  return [...told, ...(isRemark ? [] : slips)].map(findingOf);
}

function looseMarksOf({ text, start }: Block): readonly LooseMark[] {
  return [...text.matchAll(runs)].map((match) => ({
    marks: match[0],
    offset: start + match.index,
    shape: shapeOf(text, match.index, match.index + match[0].length),
    isFirst: text.slice(0, match.index).trim() === '',
  }));
}

function shapeOf(text: string, from: number, to: number): Shape {
  const [before, after] = [text.charAt(from - 1), text.charAt(to)];
  const isAfterWord = /[^\s(„»‚›["']/u.test(before);
  if (/[\p{L}\p{N}„“»‚"'([\0]/u.test(after)) {
    if (!isAfterWord) return 'opens';
    return /[.,:;!?)“”"»«]/.test(before) ? 'closes badly' : 'neither';
  }
  return isAfterWord && /^[\s.,:;!?)“”"»«\0]?$/.test(after) ? 'closes' : 'neither';
}

function isShaped({ shape, isFirst }: LooseMark): boolean {
  return shape === 'opens' || shape === 'closes' || isFirst;
}

/** Of marks of one kind the first of each two that were meant for each other. */
function firstOfPairs(marks: readonly LooseMark[]): readonly LooseMark[] {
  const found: LooseMark[] = [];
  for (let index = 0; index < marks.length; index++) {
    const [one, next] = [marks[index], marks[index + 1]];
    if (!one || !isPair(one, next)) continue;
    found.push(one);
    index++;
  }
  return found;
}

function isPair(one: LooseMark, next: LooseMark | undefined): boolean {
  if (one.marks === '*') return one.shape === 'opens' && next?.shape === 'closes badly';
  if (one.marks === '__') return one.shape === 'opens' && next !== undefined;
  if (!next) return one.marks === '**' && isShaped(one);
  return one.shape !== 'neither' || next.shape !== 'neither';
}

function findingOf({ marks, offset }: LooseMark): Finding {
  return { offset, fault: (place) => diagnose('text/loose-marks', { marks }, place) };
}

// A second rehype plugin replaces noncharacters and control characters by U+FFFD, as Markdown does. They can come
// only from character references (`&#xFDD0;`): a source that holds one itself was refused when it was read.

const unknown = '\ufffd';
const unfit = /[\p{Cs}\p{Noncharacter_Code_Point}[\p{Cc}--[\t\n\f\r\x7f-\x9f]]]/gv;
const reference = /&#(?:x([0-9a-f]+)|([0-9]+));?/gi;

export function rehypeUnfitReferences() {
  return (tree: HtmlRoot, file: VFile): void => {
    const source = String(file);
    if (!source.includes('&#')) return;
    const told = new Set<number>();
    repair(tree, (node) => tell(node, source, contextOf(file), told));
  };
}

/** Calls `found` for each node that holds, or held, something that is no character. */
function repair(node: HtmlNodes, found: (node: Text | Element) => void): void {
  if (node.type === 'text' && holdsUnfit(node.value)) {
    node.value = node.value.replace(unfit, unknown);
    found(node);
  }
  if (node.type === 'element') {
    const { properties } = node;
    for (const [name, value] of Object.entries(properties)) {
      // Lists are those of words, as in `class`.
      const parts = Array.isArray(value) ? value : [value];
      if (!parts.some((part) => typeof part === 'string' && holdsUnfit(part))) continue;
      const repaired = parts.map((part) => (typeof part === 'string' ? part.replace(unfit, unknown) : part));
      properties[name] = Array.isArray(value) ? repaired.map(String) : repaired[0];
      found(node);
    }
  }
  if ('children' in node) for (const child of node.children) repair(child, found);
}

function holdsUnfit(text: string): boolean {
  return text.includes(unknown) || text.search(unfit) >= 0;
}

/** An author may have typed the sign itself; so references are looked for at the node's place. */
function tell(
  { position }: Text | Element,
  source: string,
  context: DocumentContext,
  told: Set<number>,
): void {
  const from = position?.start.offset ?? 0;
  const positionAt = lineIndex(source, context.firstLine);
  for (const match of source.slice(from, position?.end.offset).matchAll(reference)) {
    const offset = from + match.index;
    if (told.has(offset) || !isUnfit(match)) continue;
    told.add(offset);
    const place = { file: context.file, position: positionAt(offset) };
    context.diagnostics.push(diagnose('text/unfit-reference', { reference: match[0] }, place));
  }
}

function isUnfit([, hexadecimal, decimal]: RegExpExecArray): boolean {
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  return code > 0x10ffff || (code >= 0x7f && code < 0xa0) || String.fromCodePoint(code).search(unfit) >= 0;
}
