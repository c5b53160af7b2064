import type { Position } from '../model.ts';
import type { TemplateTag } from './locateTags.ts';
import { maskCode } from './maskCode.ts';
import { tagPositions } from './tagPositions.ts';

interface Bracket {
  readonly bracket: string;
  readonly position: Position;
}

const closing: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

/** The innermost bracket that the tags of a template open and never close: JavaScript itself only notices at the end. */
export function unclosedBracket(tags: readonly TemplateTag[]): Bracket | undefined {
  const open: Bracket[] = [];
  for (const tag of tags) {
    const positionAt = tagPositions(tag);
    for (const { 0: bracket, index } of maskCode(tag.code).matchAll(/[{}()[\]]/g)) {
      if (bracket in closing) open.push({ bracket, position: positionAt(index) });
      else if (closing[open.at(-1)?.bracket ?? ''] === bracket) open.pop();
    }
  }
  return open.at(-1);
}
