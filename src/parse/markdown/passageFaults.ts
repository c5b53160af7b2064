/** rehype plugin: tells of the lines around passages that open none, and of passages that nothing closes. */
import type { Element, Root } from 'hast';
import type { VFile } from 'vfile';
import { diagnose } from '../../report/diagnostics.ts';
import { positionOf, contextOf } from './sheet.ts';
import { walkElements } from './walk.ts';

/** At the beginning of a line: what is meant to open a passage. */
const opening = /^[ \t>]*(:::+[ \t]*[\p{L}{].*)/u;

export function rehypePassageFaults() {
  return (tree: Root, file: VFile): void => {
    const source = String(file);
    if (!source.includes(':::')) return;
    const context = contextOf(file);
    for (const passage of file.data.unclosedPassages ?? []) {
      const place = { file: context.file, position: positionOf(context, passage) };
      context.diagnostics.push(diagnose('passage/unclosed', {}, place));
    }
    walkElements(tree, (paragraph) => {
      if (paragraph.tagName !== 'p') return undefined;
      for (const { line, position } of openingsIn(paragraph, source)) {
        const place = {
          file: context.file,
          position: positionOf(context, { position: { start: position } }),
        };
        context.diagnostics.push(diagnose('passage/unreadable', { line }, place));
      }
      return 'skip';
    });
  };
}

interface Opening {
  readonly line: string;
  readonly position: { readonly line: number; readonly column: number };
}

/** As they are written in the source, where a backslash before the colons says that they are meant as words. */
function openingsIn({ position }: Element, source: string): readonly Opening[] {
  const [from, to] = [position?.start.offset, position?.end.offset];
  if (!position || from === undefined || to === undefined) return [];
  return source
    .slice(from, to)
    .split('\n')
    .flatMap((text, index) => {
      const line = opening.exec(text)?.[1]?.trim();
      if (line === undefined) return [];
      const before = index === 0 ? position.start.column : 1;
      const column = before + text.indexOf(':::');
      return [{ line, position: { line: position.start.line + index, column } }];
    });
}
