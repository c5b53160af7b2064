import type { Position } from '../model.ts';
import type { TemplateTag } from './locateTags.ts';
import { maskCode } from './maskCode.ts';
import { tagPositions } from './tagPositions.ts';

/** One `include('…')` or `layout('…')` whose template stands there as a plain string. */
interface TemplateReference {
  readonly name: string;
  readonly kind: 'include' | 'layout';
  readonly position: Position;
}

export interface TemplateReferences {
  readonly named: readonly TemplateReference[];
  /** Some template is chosen while rendering: any one may be meant. */
  readonly dynamic: boolean;
}

/** `this` is Eta itself, which can render too. */
const use = /\b(include|layout|includeAsync|this)\b/g;
const call = /^\s*\(\s*(?:'([^'\\]*)'|"([^"\\]*)"|`([^`\\$]*)`)\s*[,)]/;

/** Which other templates the tags of one use, read from the code; in doubt `dynamic`. */
export function templateReferences(tags: readonly TemplateTag[]): TemplateReferences {
  const named: TemplateReference[] = [];
  let dynamic = false;
  for (const tag of tags) {
    const code = maskCode(tag.code, true);
    const positionAt = tagPositions(tag);
    for (const found of code.matchAll(use)) {
      const argument = call.exec(code.slice(found.index + found[0].length));
      const name = argument?.[1] ?? argument?.[2] ?? argument?.[3];
      const kind = found[1];
      if (name === undefined || (kind !== 'include' && kind !== 'layout')) dynamic = true;
      else named.push({ name, kind, position: positionAt(found.index) });
    }
  }
  return { named, dynamic };
}
