/**
 * The tags of template languages in a text: Hugo's shortcodes, Liquid and Nunjucks, components of MDX. A reader gives a
 * list of pieces that together are the text; `renderTags` puts in what each tag stands for. All are linear.
 */
export interface Tag {
  /** `figure`, `youtube`; of Liquid's `include figure.html` the name of the file; `=` for a value that is printed. */
  readonly name: string;
  readonly positional: readonly string[];
  readonly named: ReadonlyMap<string, string>;
  /** What stands between the name and the end, as it is typed. */
  readonly typed: string;
}

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open' | 'close'; readonly tag: Tag; readonly source: string };

/** Puts what `render` makes of each tag into its place; `inner` is what stands between it and its end, if it has one. */
export function renderTags(
  pieces: readonly Piece[],
  render: (tag: Tag, inner: string | undefined, source: string) => string,
): string {
  const partners = partnersOf(pieces);
  const frames: {
    readonly tag?: Tag;
    readonly source: string;
    readonly end: number;
    readonly parts: string[];
  }[] = [{ source: '', end: -1, parts: [] }];
  for (const [index, piece] of pieces.entries()) {
    const top = frames.at(-1);
    if (!top) break;
    if (piece.kind === 'text') top.parts.push(piece.text);
    else if (piece.kind === 'open') {
      const end = partners.get(index);
      if (end === undefined) top.parts.push(render(piece.tag, undefined, piece.source));
      else frames.push({ tag: piece.tag, source: piece.source, end, parts: [] });
    } else if (top.end === index && top.tag) {
      frames.pop();
      frames.at(-1)?.parts.push(render(top.tag, top.parts.join(''), top.source));
    } else top.parts.push(render({ ...piece.tag, name: `/${piece.tag.name}` }, undefined, piece.source));
  }
  return frames.flatMap(({ parts }) => parts).join('');
}

/** Nobody nests deeper on purpose; each level reads what is in it once more. */
const deepest = 30;

/** Openings with the index of what closes them; they never cross. */
function partnersOf(pieces: readonly Piece[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const open: { readonly name: string; readonly index: number }[] = [];
  const counts = new Map<string, number>();
  const pop = (): { readonly name: string; readonly index: number } | undefined => {
    const one = open.pop();
    if (one) counts.set(one.name, (counts.get(one.name) ?? 0) - 1);
    return one;
  };
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'text') continue;
    const { name } = piece.tag;
    if (piece.kind === 'open') {
      open.push({ name, index });
      counts.set(name, (counts.get(name) ?? 0) + 1);
    } else if ((counts.get(name) ?? 0) > 0) {
      let one = pop();
      while (one && one.name !== name) one = pop();
      if (one) partners.set(one.index, index);
    }
  }
  return withoutDeep(partners);
}

function withoutDeep(partners: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const ends: number[] = [];
  const kept = new Map<number, number>();
  for (const [start, end] of [...partners].toSorted(([a], [b]) => a - b)) {
    while (ends.length > 0 && (ends.at(-1) ?? 0) < start) ends.pop();
    if (ends.length >= deepest) continue;
    ends.push(end);
    kept.set(start, end);
  }
  return kept;
}

// Arguments: `name "a" key="b" other=c`, with commas between them or without.

const argument =
  /([\w.-]+)\s*[=:]\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|([^\s,]+))|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|“([^”]*)”|([^\s,]+)/g;

/** `valueOf` reads what stands without quotes. */
function tagOf(typed: string, valueOf: (word: string) => string = (word) => word): Tag {
  const [, name = '', rest = ''] = /^\s*([^\s"'`,]*)([\s\S]*)$/.exec(typed) ?? [];
  const positional: string[] = [];
  const named = new Map<string, string>();
  // An address alone is no `key: value`.
  for (const match of rest.matchAll(argument)) {
    const [whole, key, a, b, c, bare, d, e, f, g, word] = match;
    const quoted = a ?? b ?? c;
    if (key !== undefined && !/^[\w.-]+:\/\//.test(whole)) {
      const value = quoted === undefined ? valueOf(bare ?? '') : unescaped(quoted);
      if (!named.has(key.toLowerCase())) named.set(key.toLowerCase(), value);
    } else {
      const text = d ?? e ?? f ?? g;
      positional.push(text === undefined ? valueOf(word ?? whole) : unescaped(text));
    }
  }
  return { name: nameOf(name), positional, named, typed: rest.trim() };
}

function nameOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.(?:html?|liquid|njk|md)$/, '')
    .replace(/^.*\//, '');
}

function unescaped(text: string): string {
  return text.replace(/\\(["'\\])/g, '$1').trim();
}

// Hugo

export function hugoPieces(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const ends = { '<': createFinder(text, '>}}'), '%': createFinder(text, '%}}') };
  const openings = [createFinder(text, '{{<'), createFinder(text, '{{%')];
  let at = 0;
  for (let from = text.indexOf('{{'); from >= 0; from = text.indexOf('{{', Math.max(from + 2, at))) {
    const mark = text.charAt(from + 2);
    if (mark !== '<' && mark !== '%') continue;
    const closing = mark === '<' ? '>}}' : '%}}';
    const end = ends[mark](from + 3);
    const isInside = openings.some(
      (next) => next(from + 3) < end && !text.startsWith('/*', next(from + 3) + 3),
    );
    if (end > from + furthest || isInside) continue;
    const source = text.slice(from, end + closing.length);
    const inside = text.slice(from + 3, end).trim();
    if (from > at) pieces.push({ kind: 'text', text: text.slice(at, from) });
    at = end + closing.length;
    const shown = /^\/\*([\s\S]*)\*\/$/.exec(inside)?.[1];
    if (shown !== undefined) pieces.push({ kind: 'text', text: `{{${mark}${shown}${closing}` });
    else if (inside.startsWith('/')) pieces.push({ kind: 'close', tag: tagOf(inside.slice(1)), source });
    else {
      const isAlone = inside.endsWith('/');
      const tag = tagOf(isAlone ? inside.slice(0, -1) : inside);
      pieces.push({ kind: 'open', tag, source });
      if (isAlone) pieces.push({ kind: 'close', tag, source: '' });
    }
  }
  pieces.push({ kind: 'text', text: text.slice(at) });
  return pieces;
}

/** Where a text stands next from a place on, which only ever goes on: linear however often it is asked. */
function createFinder(text: string, what: string): (from: number) => number {
  let found = -1;
  return (from) => {
    if (found < from) found = text.indexOf(what, from);
    if (found < 0) found = Infinity;
    return found;
  };
}

/** No tag is longer. */
const furthest = 5000;

// Liquid and Nunjucks

/** `valueOf` reads variables; `isNunjucks`: `{# … #}` is a remark. */
export function liquidPieces(
  text: string,
  valueOf: (word: string) => string,
  isNunjucks: boolean,
): readonly Piece[] {
  const pieces: Piece[] = [];
  const ends: Readonly<Record<string, (from: number) => number>> = {
    '{': createFinder(text, '}}'),
    '%': createFinder(text, '%}'),
    '#': createFinder(text, '#}'),
  };
  const literalEnds = new Map(
    ['raw', 'verbatim', 'comment'].map((name) => [name, createFinder(text, `end${name}`)]),
  );
  let at = 0;
  let from = nextBrace(text, 0);
  while (from >= 0) {
    const mark = text.charAt(from + 1);
    const isRemark = mark === '#';
    const close =
      (isRemark && (!isNunjucks || text.charAt(from + 2) === '{') ? undefined : ends[mark]?.(from + 2)) ??
      Infinity;
    if (close > from + furthest) {
      from = nextBrace(text, from + 2);
      continue;
    }
    let end = close + 2;
    const inside = text
      .slice(from + 2, close)
      .replace(/^-|-$/g, '')
      .trim();
    if (from > at) pieces.push({ kind: 'text', text: text.slice(at, from) });
    const source = text.slice(from, end);
    if (mark === '{')
      pieces.push({
        kind: 'open',
        tag: { name: '=', positional: [], named: new Map(), typed: inside },
        source,
      });
    else if (mark === '%') {
      const literal = /^(raw|verbatim|comment)\b/.exec(inside)?.[1];
      const stop = (literal === undefined ? undefined : literalEnds.get(literal)?.(end)) ?? Infinity;
      if (literal !== undefined && stop < Infinity) {
        const until = text.lastIndexOf('{%', stop);
        const after = text.indexOf('%}', stop);
        if (until >= end && after >= 0) {
          if (literal !== 'comment') pieces.push({ kind: 'text', text: text.slice(end, until) });
          end = after + 2;
        }
      } else pieces.push(liquidTag(inside, source, valueOf));
    }
    at = end;
    from = nextBrace(text, at);
  }
  pieces.push({ kind: 'text', text: text.slice(at) });
  return pieces;
}

function nextBrace(text: string, from: number): number {
  for (let at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at + 1)) {
    const next = text.charAt(at + 1);
    if (next === '{' || next === '%' || next === '#') return at;
  }
  return -1;
}

function liquidTag(inside: string, source: string, valueOf: (word: string) => string): Piece {
  const ending = /^end_?([a-z_]\w*)/i.exec(inside)?.[1];
  if (ending !== undefined)
    return { kind: 'close', tag: { ...tagOf(''), name: ending.toLowerCase() }, source };
  const file =
    /^(?:include|include_relative|include_cached|render|renderTemplate)\s+["']?([\w./-]+?)["']?(?=[\s,]|$)([\s\S]*)$/.exec(
      inside,
    );
  const tag = file ? tagOf(`${file[1]} ${file[2] ?? ''}`, valueOf) : tagOf(inside, (word) => word);
  return { kind: 'open', tag, source };
}

// MDX

const codeOrNot =
  /(^ {0,3}(`{3,}|~{3,})[^\n]*\n(?:[\s\S]*?\n)?? {0,3}\2[`~]*[ \t]*$)|(`+)(?!`)[^\n]*?[^`\n]\3(?!`)/gm;

/** Components, and what JavaScript stands between. Code is left alone. `imports` gets the files that names stand for. */
export function mdxPieces(text: string, imports: Map<string, string>): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const take = (until: number): void => {
    if (until > at) mdxOutsideCode(text.slice(at, until), pieces, imports);
  };
  for (const match of text.matchAll(codeOrNot)) {
    take(match.index);
    pieces.push({ kind: 'text', text: match[0] });
    at = match.index + match[0].length;
  }
  take(text.length);
  return pieces;
}

const moduleLine =
  /^(?:import\s+(?:[\w*{}\s,$]{1,300}\s+from\s+)?["'][^"'\n]{1,300}["'];?|export\s+(?:const|let|default|function)\b[^\n]*)[ \t]*$/gm;

function mdxOutsideCode(text: string, pieces: Piece[], imports: Map<string, string>): void {
  const plain = text.replace(moduleLine, (line) => {
    const [, name, file] = /^import\s+([\w$]+)\s+from\s+["']([^"']+)["']/.exec(line) ?? [];
    if (name !== undefined && file !== undefined) imports.set(name, file);
    return '';
  });
  let at = 0;
  const braces = closingBraces(plain);
  const signs = /[<{]/g;
  for (let found = signs.exec(plain); found; found = signs.exec(plain)) {
    const from = found.index;
    if (from < at || plain.charAt(from - 1) === '\\') continue;
    const end = found[0] === '{' ? (braces.get(from) ?? -1) : endOfElement(plain, from, braces);
    if (end < 0) continue;
    const source = plain.slice(from, end);
    const piece = found[0] === '{' ? expression(source) : element(source, imports);
    if (!piece) continue;
    if (from > at) pieces.push({ kind: 'text', text: plain.slice(at, from) });
    pieces.push(...piece);
    at = end;
    signs.lastIndex = end;
  }
  pieces.push({ kind: 'text', text: plain.slice(at) });
}

/** Behind the brace that closes each. */
function closingBraces(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '{') open.push(at);
    else if (sign === '}') {
      const start = open.pop();
      if (start !== undefined && at - start < furthest) ends.set(start, at + 1);
    }
  }
  return ends;
}

function endOfElement(text: string, from: number, braces: ReadonlyMap<number, number>): number {
  if (!/^<\/?[A-Za-z>]/.test(text.slice(from, from + 3))) return -1;
  for (let at = from + 1; at < Math.min(text.length, from + furthest); at++) {
    const sign = text.charAt(at);
    // Where another begins, this was none.
    if (sign === '<') return -1;
    if (sign === '>') return at + 1;
    if (sign === '{') {
      const end = braces.get(at);
      if (end === undefined) return -1;
      at = end - 1;
    } else if (sign === '"' || sign === "'") {
      const end = text.indexOf(sign, at + 1);
      if (end < 0 || end > from + furthest) return -1;
      at = end;
    }
  }
  return -1;
}

function expression(source: string): readonly Piece[] {
  const inside = source.slice(1, -1).trim();
  if (inside === '' || /^\/\*[\s\S]*\*\/$/.test(inside)) return [{ kind: 'text', text: '' }];
  const literal = /^(?:"([^"]*)"|'([^']*)'|`([^`$]*)`)$/.exec(inside);
  if (literal) return [{ kind: 'text', text: literal[1] ?? literal[2] ?? literal[3] ?? '' }];
  return [{ kind: 'open', tag: { name: '=', positional: [], named: new Map(), typed: inside }, source }];
}

const property = /([\w:@.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|\{((?:[^{}]|\{[^{}]*\})*)\}))?/g;

/** Undefined for HTML as it is; HTML with JavaScript in it keeps what is text. */
function element(source: string, imports: ReadonlyMap<string, string>): readonly Piece[] | undefined {
  const [, slash = '', name = '', rest = ''] = /^<(\/?)([\w.:-]*)([\s\S]*?)\/?>$/.exec(source) ?? [];
  const isComponent = /^[A-Z]/.test(name) || name === '';
  if (!isComponent && !/=\s*\{/.test(rest)) return undefined;
  const named = new Map<string, string>();
  for (const [, key = '', a, b, code] of rest.matchAll(property)) {
    const value = a ?? b ?? (code === undefined ? 'true' : valueOfCode(code, imports));
    if (value !== undefined) named.set(key.toLowerCase(), value);
  }
  if (!isComponent) {
    const kept = [...named]
      .filter(([, value]) => !value.includes('"'))
      .map(([key, value]) => ` ${key}="${value}"`);
    return [{ kind: 'text', text: `<${slash}${name}${kept.join('')}${source.endsWith('/>') ? ' /' : ''}>` }];
  }
  const tag: Tag = {
    name: name === '' ? 'fragment' : name.toLowerCase(),
    positional: [],
    named,
    typed: rest.trim(),
  };
  if (slash !== '') return [{ kind: 'close', tag, source }];
  const opening: Piece = { kind: 'open', tag, source };
  return source.endsWith('/>') ? [opening, { kind: 'close', tag, source: '' }] : [opening];
}

function valueOfCode(code: string, imports: ReadonlyMap<string, string>): string | undefined {
  const text = code.trim();
  const literal = /^(?:"([^"]*)"|'([^']*)'|`([^`$]*)`)$/.exec(text);
  if (literal) return literal[1] ?? literal[2] ?? literal[3];
  if (/^[\d.]+$|^(?:true|false)$/.test(text)) return text;
  const required = /^(?:import|require)\(\s*["']([^"']+)["']\s*\)$/.exec(text)?.[1];
  return required ?? imports.get(text.replace(/\.src$/, ''));
}
