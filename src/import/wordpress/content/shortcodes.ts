/**
 * Shortcodes: `[gallery ids="1,2"]`, `[caption]…[/caption]`, `[[escaped]]`. Square brackets are common in texts; what counts as a
 * shortcode is a known name, a name with attributes, or a name with a closing partner.
 */

export interface Shortcode {
  /** As written. */
  readonly name: string;
  /** Names in lower case; what has no name is under its number, from `0`. */
  readonly attributes: ReadonlyMap<string, string>;
  /** What is between it and its partner; undefined without one. */
  readonly content: string | undefined;
  /** The tag that opens it, as written. */
  readonly tag: string;
}

export interface ShortcodeHandling {
  readonly isKnown: (name: string) => boolean;
  /** Of such a one the content is no text with shortcodes. */
  readonly isRaw: (name: string) => boolean;
  /** HTML for a shortcode. Those in its content are replaced already. */
  readonly replace: (shortcode: Shortcode) => string;
}

interface Tag {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly kind: 'open' | 'close' | 'alone' | 'escaped';
  readonly attributes: string;
  /** Place of the tag that closes it, in the list of tags. */
  partner?: number;
}

/** Shortcodes in shortcodes that are taken as such; of those that lie deeper the content simply stays. */
const deepest = 24;

export function replaceShortcodes(source: string, handling: ShortcodeHandling): string {
  if (!source.includes('[')) return source;
  const tags = findTags(source, handling);
  if (tags.length === 0) return source;
  pair(tags);
  return write(source, tags, 0, tags.length, { start: 0, end: source.length }, handling, 0);
}

function write(
  source: string,
  tags: readonly Tag[],
  from: number,
  to: number,
  span: { readonly start: number; readonly end: number },
  handling: ShortcodeHandling,
  depth: number,
): string {
  const parts: string[] = [];
  let done = span.start;
  for (let index = from; index < to; index += 1) {
    const tag = tags[index];
    if (!tag) break;
    parts.push(source.slice(done, tag.start));
    done = tag.end;
    const written = source.slice(tag.start, tag.end);
    const partner = tag.partner === undefined ? undefined : tags[tag.partner];
    if (tag.kind === 'escaped') parts.push(written.slice(1, -1));
    else if (tag.kind === 'close') parts.push(handling.isKnown(tag.name) ? '' : written);
    else if (partner && tag.partner !== undefined) {
      const inside = { start: tag.end, end: partner.start };
      const content = write(source, tags, index + 1, tag.partner, inside, handling, depth + 1);
      parts.push(
        depth < deepest
          ? handling.replace({
              name: tag.name,
              attributes: parseAttributes(tag.attributes),
              content,
              tag: written,
            })
          : content,
      );
      index = tag.partner;
      done = partner.end;
    } else if (handling.isKnown(tag.name) || hasNamedAttribute(tag.attributes)) {
      parts.push(
        handling.replace({
          name: tag.name,
          attributes: parseAttributes(tag.attributes),
          content: undefined,
          tag: written,
        }),
      );
    } else parts.push(written);
  }
  parts.push(source.slice(done, span.end));
  return parts.join('');
}

function hasNamedAttribute(attributes: string): boolean {
  return /(?:^|\s)[\w-]+=(?:["'„“”″]|&quot;|&#\d+;|[^\s"'=]+(?:\s|$))/.test(attributes);
}

/** Partners are those of one name; what lies between and has none stands alone. */
function pair(tags: readonly Tag[]): void {
  const stack: number[] = [];
  const open = new Map<string, number>();
  for (const [index, tag] of tags.entries()) {
    if (tag.kind === 'open') {
      stack.push(index);
      open.set(tag.name, (open.get(tag.name) ?? 0) + 1);
    } else if (tag.kind === 'close' && (open.get(tag.name) ?? 0) > 0) {
      for (let last = stack.pop(); last !== undefined; last = stack.pop()) {
        const opener = tags[last];
        if (!opener) break;
        open.set(opener.name, (open.get(opener.name) ?? 1) - 1);
        if (opener.name !== tag.name) continue;
        opener.partner = index;
        break;
      }
    }
  }
}

const interesting = /[[<]/g;
const tagHead = /\[(\/?)([A-Za-z][\w-]*(?::(?=https?:))?)/y;
/** Attributes are rarely longer; a bracket in them makes it costly to look further. */
const longestWithBracket = 600;

function findTags(source: string, handling: ShortcodeHandling): Tag[] {
  const tags: Tag[] = [];
  const next = nearest(source);
  const closers = new Map(
    [...source.matchAll(/\[\/([A-Za-z][\w-]*)\]/g)].map((found) => [found[1] ?? '', found.index]),
  );
  const search = new RegExp(interesting);
  for (let found = search.exec(source); found; found = search.exec(source)) {
    const at = found.index;
    if (found[0] === '<') {
      search.lastIndex = afterMarkup(source, at, next);
      continue;
    }
    const tag = tagAt(source, at, next);
    if (!tag) continue;
    search.lastIndex = tag.end;
    const isOpen = tag.kind === 'open' || tag.kind === 'alone';
    if (tag.kind === 'open' && handling.isRaw(tag.name)) {
      const close = next(`[/${tag.name}]`, tag.end);
      tags.push(tag);
      if (close >= 0) {
        const end = close + tag.name.length + 3;
        tags.push({ start: close, end, name: tag.name, kind: 'close', attributes: '' });
        search.lastIndex = end;
      }
    } else if (
      !isOpen ||
      handling.isKnown(tag.name) ||
      hasNamedAttribute(tag.attributes) ||
      (closers.get(tag.name) ?? -1) >= tag.end
    ) {
      tags.push(tag);
    } else search.lastIndex = at + 1;
  }
  return tags;
}

/** The next place of a word from a place on; each word is looked for once over the whole text. */
function nearest(source: string): (word: string, from: number) => number {
  const known = new Map<string, number>();
  return (word, from) => {
    const last = known.get(word);
    if (last !== undefined && (last < 0 || last >= from)) return last;
    const found = source.indexOf(word, from);
    known.set(word, found);
    return found;
  };
}

type Nearest = ReturnType<typeof nearest>;

/** Tags, comments and code have no shortcodes. */
function afterMarkup(source: string, at: number, next: Nearest): number {
  if (source.startsWith('<!--', at)) {
    const end = next('-->', at + 4);
    return end < 0 ? source.length : end + 3;
  }
  const name = /^<\/?[a-z][a-z\d]*/i.exec(source.slice(at, at + 20))?.[0].toLowerCase();
  if (name === undefined) return at + 1;
  const end = tagEnd(source, at, next);
  if (end < 0) return at + 1;
  if (!/^<(?:pre|code|script|style|textarea)$/.test(name)) return end;
  const close = next(`</${name.slice(1)}>`, end);
  return close < 0 ? end : close;
}

const mostQuotes = 100;
const longestValue = 5000;

/** Where a tag ends, whose quoted values may have `>`; -1 where it never does. A quote that nobody closes counts for nothing. */
function tagEnd(source: string, at: number, next: Nearest): number {
  const simple = next('>', at);
  if (simple < 0) return -1;
  const delimiter = /["'>]/g;
  delimiter.lastIndex = at;
  for (let quotes = 0; quotes < mostQuotes; quotes += 1) {
    const found = delimiter.exec(source);
    if (!found) break;
    if (found[0] === '>') return found.index + 1;
    const value = source.slice(found.index + 1, found.index + 1 + longestValue).indexOf(found[0]);
    if (value < 0) break;
    delimiter.lastIndex = found.index + value + 2;
  }
  return simple + 1;
}

function tagAt(source: string, at: number, next: Nearest): Tag | undefined {
  if (source.startsWith('[[', at)) return escapedAt(source, at, next);
  tagHead.lastIndex = at;
  const [head, slash = '', name = ''] = tagHead.exec(source) ?? [];
  if (head === undefined) return undefined;
  const afterName = at + head.length;
  if (!/[\s\]/=:]/.test(source[afterName] ?? '') && !name.endsWith(':')) return undefined;
  const close = next(']', afterName);
  if (close < 0) return undefined;
  const bracket = next('[', at + 1);
  if (bracket >= 0 && bracket < close && close - at > longestWithBracket) return undefined;
  const attributes = source.slice(afterName, close);
  if (bracket >= 0 && bracket < close && !/["'][^"']*\[/.test(attributes)) return undefined;
  const end = close + 1;
  const bare = name.replace(/:$/, '');
  if (slash === '/')
    return attributes.trim() === ''
      ? { start: at, end, name: bare, kind: 'close', attributes: '' }
      : undefined;
  if (attributes.trimEnd().endsWith('/') && !/=\S*\/$/.test(attributes.trimEnd()))
    return { start: at, end, name: bare, kind: 'alone', attributes: attributes.trimEnd().slice(0, -1) };
  return { start: at, end, name: bare, kind: 'open', attributes };
}

/** `[[gallery ids="1"]]`: the author writes about it. */
function escapedAt(source: string, at: number, next: Nearest): Tag | undefined {
  const close = next(']', at);
  if (close < 0 || source[close + 1] !== ']' || close - at > longestWithBracket) return undefined;
  const found = /^\[\[\/?([A-Za-z][\w-]*)[^[]*\]\]$/.exec(source.slice(at, close + 2));
  return found
    ? { start: at, end: close + 2, name: found[1] ?? '', kind: 'escaped', attributes: '' }
    : undefined;
}

const attributePattern =
  /([\w-]+)\s{0,9}=\s{0,9}"([^"]*)"|([\w-]+)\s{0,9}=\s{0,9}'([^']*)'|([\w-]+)\s{0,9}=\s{0,9}([^\s'"]+)|"([^"]*)"|'([^']*)'|([^\s"']+)/g;

/** Quotes may be typographic or references: editors made them so. */
function parseAttributes(written: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  // An editor made the quotes typographic, all of them; beside plain ones they belong to a value.
  const plain = /["']/.test(written)
    ? written
    : written
        .replaceAll(/[“”„″]|&quot;|&#(?:34|8220|8221|8222|8243);/g, '"')
        .replaceAll(/[‘’′]|&#(?:39|039|8216|8217|8242);/g, "'");
  let number = 0;
  for (const [, double, doubleValue, single, singleValue, bare, bareValue, ...alone] of plain
    .replace(/^[=:]/, '')
    .matchAll(attributePattern)) {
    const name = double ?? single ?? bare;
    const value = doubleValue ?? singleValue ?? bareValue ?? alone.find((one) => one !== undefined) ?? '';
    if (name !== undefined) found.set(name.toLowerCase(), value);
    else {
      found.set(String(number), value);
      number += 1;
    }
  }
  return found;
}
