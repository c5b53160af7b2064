/**
 * Values as PHP serialises them (`a:1:{s:5:"width";i:800;}`; php.net/serialize), which WordPress keeps in its database and
 * exports as they are. Lengths count bytes; where exporting has changed line ends or characters they are wrong, and the
 * end of a text is found by what must follow it. Objects are refused: nothing is made of their names.
 */

export type PhpValue = string | number | boolean | null | PhpArray;
/** Keys as texts, in their order. */
export type PhpArray = ReadonlyMap<string, PhpValue>;

/** Bytes of UTF-8. */
const longest = 4 * 1024 * 1024;
const deepest = 32;
const mostValues = 100_000;

/** Undefined where it cannot be read. */
export function readSerialised(text: string): PhpValue | undefined {
  return text.length > longest ? undefined : new SerialisedReader(text.trim()).readAll();
}

class SerialisedReader {
  /** A character for each byte. */
  readonly #bytes: string;
  #at = 0;
  #count = 0;

  constructor(text: string) {
    this.#bytes = Buffer.from(text).toString('latin1');
  }

  readAll(): PhpValue | undefined {
    const value = this.#read(0);
    return this.#at === this.#bytes.length ? value : undefined;
  }

  #read(depth: number): PhpValue | undefined {
    this.#count += 1;
    if (depth > deepest || this.#count > mostValues) return undefined;
    if (this.#take(/N;/y)) return null;
    const number = this.#take(/[id]:([+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:E[+-]?\d{1,3})?);/iy);
    if (number) return Number(number[1]);
    const flag = this.#take(/b:([01]);/y);
    if (flag) return flag[1] === '1';
    const text = this.#take(/s:(\d{1,9}):"/y);
    if (text) return this.#readText(Number(text[1]));
    const array = this.#take(/a:(\d{1,9}):\{/y);
    return array && this.#readArray(Number(array[1]), depth);
  }

  #readArray(size: number, depth: number): PhpArray | undefined {
    const values = new Map<string, PhpValue>();
    for (let count = 0; count < size; count += 1) {
      const key = this.#read(deepest);
      const value = this.#read(depth + 1);
      if (value === undefined || (typeof key !== 'string' && typeof key !== 'number')) return undefined;
      values.set(String(key), value);
    }
    return this.#take(/\}/y) && values;
  }

  #readText(length: number): string | undefined {
    const start = this.#at;
    const said = start + length;
    const end = this.#isEnd(said) ? said : this.#nextEnd(start);
    if (end === undefined) return undefined;
    this.#at = end + '";'.length;
    return Buffer.from(this.#bytes.slice(start, end), 'latin1').toString();
  }

  #isEnd(at: number): boolean {
    if (!this.#bytes.startsWith('";', at)) return false;
    const next = /[}]|[idbsa]:|N;|$/y;
    next.lastIndex = at + '";'.length;
    return next.test(this.#bytes);
  }

  #nextEnd(start: number): number | undefined {
    for (let at = this.#bytes.indexOf('";', start); at >= 0; at = this.#bytes.indexOf('";', at + 1))
      if (this.#isEnd(at)) return at;
    return undefined;
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#bytes);
    if (!match) return undefined;
    this.#at = pattern.lastIndex;
    return match;
  }
}
