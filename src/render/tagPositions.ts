import type { Position } from '../model.ts';
import { lineIndex } from '../report/lineIndex.ts';
import type { TemplateTag } from './locateTags.ts';

/** Finds the place in the template of an offset in a tag's code. */
export function tagPositions({ code, position: start }: TemplateTag): (offset: number) => Position {
  const positionAt = lineIndex(code, start.line);
  return (offset) => {
    const { line, column } = positionAt(offset);
    return { line, column: line === start.line ? column + start.column - 1 : column };
  };
}
