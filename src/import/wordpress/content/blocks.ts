/**
 * The comments by which the block editor says what is a block:
 * `<!-- wp:image {"id":7} -->…<!-- /wp:image -->`, `<!-- wp:block {"ref":9} /-->`. Names without a namespace are `core/`.
 */

export interface Block {
  /** `core/image` */
  readonly name: string;
  readonly attributes: BlockAttributes;
  /** HTML and blocks, in their order; empty where the comment stands alone. */
  readonly content: readonly (string | Block)[];
}

export type BlockAttributes = Readonly<Record<string, unknown>>;

export function hasBlocks(content: string): boolean {
  return /<!--\s{0,9}wp:/.test(content);
}

/** Blocks in blocks that are counted as such; what lies deeper stands beside each other. */
const deepest = 60;

interface Open {
  readonly block: Block;
  readonly content: (string | Block)[];
}

/** Any text. A block that nobody closes goes to the end of what it stands in; an end that nobody opened is passed over. */
export function parseBlocks(source: string): readonly (string | Block)[] {
  const root: (string | Block)[] = [];
  const stack: Open[] = [];
  const open = new Map<string, number>();
  const count = (name: string, by: number): void => void open.set(name, (open.get(name) ?? 0) + by);
  const into = (): (string | Block)[] => stack.at(-1)?.content ?? root;
  let done = 0;
  for (const { start, end, kind, name, attributes } of delimiters(source)) {
    if (start > done) into().push(source.slice(done, start));
    done = end;
    if (kind === 'end') {
      if ((open.get(name) ?? 0) === 0) continue;
      for (let last = stack.pop(); last; last = stack.pop()) {
        count(last.block.name, -1);
        if (last.block.name === name) break;
      }
    } else {
      const content: (string | Block)[] = [];
      const block: Block = { name, attributes: attributesOf(attributes), content };
      into().push(block);
      if (kind === 'start' && stack.length < deepest) {
        stack.push({ block, content });
        count(name, 1);
      }
    }
  }
  if (done < source.length) into().push(source.slice(done));
  return root;
}

interface Delimiter {
  readonly start: number;
  readonly end: number;
  readonly kind: 'start' | 'end' | 'alone';
  readonly name: string;
  /** JSON, or empty. */
  readonly attributes: string;
}

const begin = /\s*(\/?)wp:([a-z][a-z0-9_-]*(?:\/[a-z][a-z0-9_-]*)?)(?=[\s{/-])/y;

function* delimiters(source: string): Generator<Delimiter> {
  for (let start = source.indexOf('<!--'); start >= 0;) {
    const close = source.indexOf('-->', start + 4);
    if (close < 0) return;
    begin.lastIndex = start + 4;
    const [head, slash, name = ''] = begin.exec(source) ?? [];
    if (head !== undefined && begin.lastIndex <= close) {
      const rest = source.slice(begin.lastIndex, close).trim();
      const isAlone = rest.endsWith('/');
      yield {
        start,
        end: close + 3,
        kind: slash === '/' ? 'end' : isAlone ? 'alone' : 'start',
        name: name.includes('/') ? name : `core/${name}`,
        attributes: isAlone ? rest.slice(0, -1) : rest,
      };
    }
    start = source.indexOf('<!--', close + 3);
  }
}

/** Broken JSON is as if there were none: the HTML says what matters. */
function attributesOf(json: string): BlockAttributes {
  const trimmed = json.trim();
  if (!trimmed.startsWith('{')) return {};
  try {
    const value: unknown = JSON.parse(trimmed);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An attribute as text; numbers too. */
export function attributeText(attributes: BlockAttributes, name: string): string {
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
