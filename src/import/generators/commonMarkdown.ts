/**
 * Habits of Markdown beyond CommonMark and GFM (kramdown's attributes, tables of contents, notes in five notations,
 * definition lists, abbreviations, Pandoc's fences) in the common words that every reader of Markdown has; a note
 * becomes a quotation that begins with `[!NOTE]`. By lines, code left alone, linear.
 */
import type { GeneratorKind } from './model.ts';
import type { Remark } from '../model.ts';

import { dedented, noteMarkdown, noteTitle, placeOf, short } from './tagMeanings.ts';

export function commonMarkdown(text: string, kind: GeneratorKind, remark: (remark: Remark) => void): string {
  const withoutSpans = text
    .replace(/\{::comment\}[\s\S]*?\{:\/(?:comment)?\}/g, '')
    .replace(/\{::(?:nomarkdown|options[^{}\n]*\/?)\}|\{:\/(?:nomarkdown)?\}/g, '');
  const { lines, meanings } = takeAbbreviations(withoutSpans.split('\n'));
  const rewritten = rewriteLines(lines, kind);
  return withoutGaps(explained(rewritten, meanings, remark).join('\n'));
}

const fence = /^[ \t>]*(`{3,}(?!.*`)|~{3,})(.*)$/;

/** The lines with what opens or belongs to code told apart. */
function markCode(lines: readonly string[]): readonly boolean[] {
  let open: string | undefined;
  return lines.map((line) => {
    const mark = fence.exec(line)?.[1];
    if (open === undefined) {
      open = mark;
      return mark !== undefined;
    }
    if (
      mark !== undefined &&
      mark.startsWith(open.charAt(0)) &&
      mark.length >= open.length &&
      (fence.exec(line)?.[2] ?? '').trim() === ''
    )
      open = undefined;
    return true;
  });
}

/** One empty line is enough everywhere but in code. */
export function withoutGaps(text: string): string {
  if (!/\n[ \t]*\n[ \t]*\n/.test(text)) return text;
  const lines = text.split('\n');
  const isCode = markCode(lines);
  return lines
    .filter((line, index) => isCode[index] || line.trim() !== '' || (lines[index - 1] ?? '').trim() !== '')
    .join('\n');
}

// Abbreviations: `*[HTML]: Hypertext Markup Language`

function takeAbbreviations(lines: readonly string[]) {
  const meanings = new Map<string, string>();
  const isCode = lines.some((line) => line.startsWith('*[')) ? markCode(lines) : undefined;
  if (!isCode) return { lines, meanings };
  const kept = lines.filter((line, index) => {
    const [, word, meaning = ''] = /^\*\[([^\]\n]{1,80})\]:[ \t]*(.{0,300})$/.exec(line) ?? [];
    if (word === undefined || isCode[index]) return true;
    meanings.set(word, meaning.trim());
    return false;
  });
  return { lines: kept, meanings };
}

const mostAbbreviations = 200;

/** The first time that an abbreviation stands in plain words, it is explained there. */
function explained(
  lines: readonly string[],
  meanings: ReadonlyMap<string, string>,
  remark: (remark: Remark) => void,
): readonly string[] {
  if (meanings.size === 0) return lines;
  const isCode = markCode(lines);
  const open = new Map([...meanings].slice(0, mostAbbreviations));
  return lines.map((line, index) => {
    if (open.size === 0 || isCode[index] || /[<`]|\]\(|:\/\/|^ {4}/.test(line)) return line;
    let text = line;
    for (const [word, meaning] of open) {
      const at = text.indexOf(word);
      if (
        at < 0 ||
        /[\p{L}\p{N}]/u.test(text.charAt(at - 1)) ||
        /[\p{L}\p{N}]/u.test(text.charAt(at + word.length))
      )
        continue;
      open.delete(word);
      remark({
        kind: 'words',
        reason: 'Die Abkürzung ist da erklärt, wo sie zuerst steht.',
        before: `*[${word}]: ${short(meaning)}`,
      });
      text = `${text.slice(0, at)}<abbr title="${meaning.replace(/["<&]/g, (sign) => ({ '"': '&quot;', '<': '&lt;' })[sign] ?? '&amp;')}">${word}</abbr>${text.slice(at + word.length)}`;
    }
    return text;
  });
}

// Lines

const blockAttributes = /^[ \t>]*\{:{1,2}([^{}\n]{0,300})\}[ \t]*$/;
const contents = /^[ \t]*(?:\[\[_?toc_?\]\]|\[toc\]|\$\{toc\}|<!--\s*toc\s*-->|\{\{\s*toc\s*\}\})[ \t]*$/i;
const admonition = /^(!!!|\?\?\?\+?)[ \t]+([\w-]+)(?:[ \t]+(?:inline|end))*(?:[ \t]+["„“](.*)["“”])?[ \t]*$/;
const passage =
  /^[ \t]*(:{3,})[ \t]*(?:\{[^{}]*?\.?callout-([\w-]+)([^{}]*)\}|\{([^{}]*)\}|([\w-]+)(?:\[([^\]]*)\])?(.*?))?[ \t]*$/;

interface Passage {
  readonly title: string | undefined;
  readonly opening: string;
  readonly lines: string[];
}

function rewriteLines(lines: readonly string[], kind: GeneratorKind): readonly string[] {
  const isCode = markCode(lines);
  const open: Passage[] = [{ title: undefined, opening: '', lines: [] }];
  const out = (): string[] => open.at(-1)?.lines ?? [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (isCode[index]) {
      out().push(line.replace(/^([ \t>]*[`~]{3,})\s*\{\.?([\w+#-]+)[^}]*\}\s*$/, '$1$2'));
      continue;
    }
    const attributes = blockAttributes.exec(line)?.[1];
    if (attributes !== undefined) {
      applyAttributes(out(), attributes);
      continue;
    }
    if (contents.test(line) || /^\s*<!--\s*(?:more|end|excerpt|readmore|truncate)\s*-->\s*$/i.test(line))
      continue;
    const note = admonition.exec(line);
    if (note) {
      const inner: string[] = [];
      while (/^(?: {4}|\t)|^\s*$/.test(lines[index + 1] ?? 'x')) inner.push(lines[++index] ?? '');
      const [, , type = '', title] = note;
      out().push(
        ...noteMarkdown(
          title ?? noteTitle(type) ?? type,
          dedented(rewriteLines(dedented(inner.join('\n')).split('\n'), kind).join('\n')),
        ).split('\n'),
      );
      continue;
    }
    const found = line.includes(':::') ? passage.exec(line) : null;
    if (found && takePassage(found, line, open)) continue;
    const definition = /^[ \t]{0,3}:[ \t]+(\S.*)$/.exec(line)?.[1];
    if (definition !== undefined && takeDefinition(out(), definition)) continue;
    out().push(rewriteLine(line, kind));
    if (
      kind === 'jekyll' &&
      /<\/(?:div|figure|iframe|table|video|section|p|center|script|style|blockquote|ul|ol|dl)>[ \t]*$/i.test(
        line,
      ) &&
      /^[^\s<]/.test(lines[index + 1] ?? '')
    )
      out().push('');
  }
  // What nothing closes was no passage.
  while (open.length > 1) {
    const last = open.pop();
    if (last) out().push(`\\${last.opening.trim()}`, ...last.lines);
  }
  return out();
}

function takePassage(found: RegExpExecArray, line: string, open: Passage[]): boolean {
  const [, , callout, rest = '', braces, word, bracketed, behind = ''] = found;
  if (callout !== undefined)
    open.push({
      title: /title="([^"]*)"/.exec(rest)?.[1] ?? noteTitle(callout) ?? callout,
      opening: line,
      lines: [],
    });
  else if (braces !== undefined) open.push({ title: undefined, opening: line, lines: [] });
  else if (word !== undefined) {
    const title = bracketed || behind.trim() || noteTitle(word);
    open.push({ title, opening: line, lines: [] });
  } else {
    const last = open.length > 1 ? open.pop() : undefined;
    if (!last) {
      open.at(-1)?.lines.push(`\\${line.trim()}`);
      return true;
    }
    const made =
      last.title === undefined
        ? ['', ...last.lines, '']
        : noteMarkdown(last.title, last.lines.join('\n')).split('\n');
    open.at(-1)?.lines.push(...made);
  }
  return true;
}

/** `{: .notice}` below a paragraph makes a note of it, `{: #id}` names a heading, `{:toc}` stands for a list that is made. */
function applyAttributes(lines: string[], attributes: string): void {
  if (/\btoc\b/.test(attributes)) {
    if (/^\s*(?:[-*+]|\d+\.)\s/.test(lines.at(-1) ?? '')) lines.pop();
    return;
  }
  const id = /#([\p{L}_][\p{L}\p{N}_-]*)/u.exec(attributes)?.[1];
  if (id !== undefined && /^#{1,6}\s/.test(lines.at(-1) ?? '')) {
    lines.push(`${(lines.pop() ?? '').replace(/[ \t#]+$/, '')} {#${id}}`);
    return;
  }
  const type = /\.(notice(?:--[\w-]+)?|note|info|tip|warning|alert(?:-[\w-]+)?|danger|important|hint)\b/.exec(
    attributes,
  )?.[1];
  if (type !== undefined) {
    const start = lines.findLastIndex((line) => line.trim() === '') + 1;
    const paragraph = lines.splice(start);
    if (paragraph.length > 0)
      lines.push(
        ...noteMarkdown(
          noteTitle(type) ?? noteTitle(type.replace(/^.*-/, '')) ?? 'Hinweis',
          paragraph.join('\n'),
        )
          .trim()
          .split('\n'),
      );
    return;
  }
  const place = placeOf(attributes);
  const last = lines.at(-1) ?? '';
  if (place !== '' && /^\s*!\[[^\n]*\)\s*$/.test(last))
    lines.push(`${(lines.pop() ?? '').trimEnd()}{bild=${place}}`);
}

/** `Wort`, below it `: Erklärung` */
function takeDefinition(lines: string[], definition: string): boolean {
  const isBehindEmpty = (lines.at(-1) ?? '').trim() === '';
  const at = isBehindEmpty ? lines.length - 2 : lines.length - 1;
  const term = lines[at]?.trim() ?? '';
  if (term.startsWith('- **')) {
    lines.push(`  ${definition}`);
    return true;
  }
  if (
    term === '' ||
    /^(?:[#>|-]|\d+\.|\*\s|!\[|<)/.test(term) ||
    term.length > 120 ||
    (lines[at - 1] ?? '').trim() !== ''
  )
    return false;
  lines.splice(at, lines.length - at, `- **${term.replace(/\*\*/g, '')}:** ${definition}`);
  return true;
}

// Inside a line

const attributesBehind =
  /(!\[[^\]\n]{0,300}\]\([^()\n]{1,500}\))[ ]?\{:?([^{}\n]{1,300})\}|\{:[^{}\n]{1,300}\}|(?<=[)\]*_`>])\{[ ]?[.#][\p{L}_][^{}\n]{0,300}\}|(?<=\))\{[ ]?(?:width|height|target|rel|class|loading|style)=[^{}\n]{1,300}\}/gu;
const headingAttributes = /^(#{1,6}\s.*?)[ \t]*\{:?[ ]?([^{}\n]{1,200})\}[ \t#]*$/;

function rewriteLine(line: string, kind: GeneratorKind): string {
  let text = line;
  if (text.includes('{')) {
    const heading = headingAttributes.exec(text);
    if (heading && /^\s*[#.:]|=/.test(heading[2] ?? '')) {
      const id = /#([\p{L}_][\p{L}\p{N}_-]*)/u.exec(heading[2] ?? '')?.[1];
      text = `${heading[1]}${id === undefined ? '' : ` {#${id}}`}`;
    } else
      text = outsideCode(text, (part) =>
        part.replace(attributesBehind, (whole, picture: string | undefined, words: string | undefined) => {
          if (picture === undefined) return '';
          if (/^\s*bild=/.test(words ?? '')) return whole;
          const place = placeOf(words ?? '');
          return place === '' ? picture : `${picture}{bild=${place}}`;
        }),
      );
  }
  if (kind === 'jekyll' && text.endsWith('\\\\')) text = text.slice(0, -1);
  if (/\smarkdown=/.test(text)) text = separated(text);
  if (text.includes(':') && /:[a-z_]{2,25}:/.test(text))
    text = outsideCode(text, (part) =>
      part.replace(
        /(?<![\p{L}\p{N}:/]):([a-z0-9_+-]{2,25}):(?![\p{L}\p{N}:/])/gu,
        (code, name: string) => emoji.get(name) ?? code,
      ),
    );
  return text;
}

/** kramdown reads Markdown in an element that asks for it; elsewhere an empty line does that. */
function separated(line: string): string {
  return line
    .replace(/(<[a-z][^<>\n]{0,500}?)\smarkdown=(?:"[^"]*"|'[^']*'|\w+)([^<>\n]{0,500}>)/gi, '\n$1$2\n\n')
    .replace(/(<\/(?:div|section|aside|figure|details)>)/gi, '\n\n$1\n');
}

function outsideCode(text: string, rewrite: (part: string) => string): string {
  if (!text.includes('`')) return rewrite(text);
  return text
    .split(/(`+[^`\n]{1,1000}`+)/)
    .map((part, index) => (index % 2 === 0 ? rewrite(part) : part))
    .join('');
}

/** Those that blogs use most. */
const emoji: ReadonlyMap<string, string> = new Map(
  'smile 😄,smiley 😃,grin 😁,laughing 😆,joy 😂,wink 😉,blush 😊,heart ❤️,heart_eyes 😍,thinking 🤔,cry 😢,sob 😭,scream 😱,sunglasses 😎,stuck_out_tongue 😛,thumbsup 👍,+1 👍,-1 👎,clap 👏,wave 👋,pray 🙏,tada 🎉,rocket 🚀,fire 🔥,star ⭐,sparkles ✨,warning ⚠️,bulb 💡,eyes 👀,see_no_evil 🙈,coffee ☕,beer 🍺,beers 🍻,bug 🐛,zap ⚡,white_check_mark ✅,x ❌,point_right 👉,arrow_right ➡️,email 📧,phone ☎️,computer 💻,memo 📝,book 📖,calendar 📅,link 🔗,octocat 🐙,de 🇩🇪'
    .split(',')
    .map((pair): [string, string] => [pair.slice(0, pair.indexOf(' ')), pair.slice(pair.indexOf(' ') + 1)]),
);
