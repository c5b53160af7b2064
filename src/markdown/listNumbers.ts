/**
 * Numbers of list items as they were typed: „3. Bronze, 2. Silber, 1. Gold“. HTML counts up from the first one, so an
 * item that does not follow the one before it says its own number. `1.` at every item is how Markdown lets lists count
 * by themselves, and stays so.
 */
import type { List, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';

/** For each item the number that must be said, or nothing where counting gives it. */
export function numbersToSay(typed: readonly number[], start: number): readonly (number | undefined)[] {
  if (start <= 1 && typed.every((number) => number === start)) return typed.map(() => undefined);
  return typed.map((number, index) => (number === (typed[index - 1] ?? start - 1) + 1 ? undefined : number));
}

/** remark plugin, after lists that are none have been taken apart. */
export function remarkListNumbers() {
  return (tree: Root, file: VFile): void => {
    const source = String(file);
    visit(tree, 'list', (list) => {
      if (list.ordered === true && list.children.length > 1) sayNumbers(list, source);
    });
  };
}

function sayNumbers(list: List, source: string): void {
  const typed = list.children.map(({ position }) => numberAt(source, position?.start.offset ?? 0));
  for (const [index, value] of numbersToSay(typed, list.start ?? 1).entries()) {
    const item = list.children[index];
    if (item && value !== undefined) item.data = { ...item.data, hProperties: { value: String(value) } };
  }
}

function numberAt(source: string, offset: number): number {
  return Number.parseInt(source.slice(offset, offset + 9), 10);
}
