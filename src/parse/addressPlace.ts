import type { Position, UrlPath } from '../model.ts';
import { parseUrlPath } from './paths.ts';

/**
 * Where a source asks for an address: the last place that names it (of two lines in `content/redirects.txt` the later one counts), or else
 * the line of the front matter that makes it. `text` has `\n` line ends.
 */
export function addressPlace(text: string, url: UrlPath): Position {
  const lines = text.split('\n');
  const end = lines[0]?.startsWith('---')
    ? lines.findIndex((line, index) => index > 0 && line === '---')
    : -1;
  const asked = end < 0 ? lines : lines.slice(0, end);
  const named = asked.flatMap((line, index) => {
    const word = [...line.matchAll(/\/[^\s,"'[\]]*/g)].find(([address]) => parseUrlPath(address) === url);
    return word ? [{ line: index + 1, column: word.index + 1 }] : [];
  });
  const made = ['slug', 'title'].map((key) => asked.findIndex((line) => line.startsWith(`${key}:`)));
  const line = made.find((index) => index >= 0) ?? 0;
  return named.at(-1) ?? { line: line + 1, column: 1 };
}
