/** Entities that a drawing declares itself: older programs keep the names of their namespaces there. */

/** Together, in characters, wherever they are put in: no few lines may become a book. */
const longest = 100_000;

const declaration = /<!ENTITY\s+([\w:.-]+)\s+(?:"([^"<&%]*)"|'([^'<&%]*)')\s*>/g;

export interface Entities {
  /**
   * Replacement of `&name;`; null for an entity that the file does not declare as plain text, or uses too
   * often.
   */
  readonly resolve: (reference: string) => string | null;
  /** The first that could not be resolved. */
  readonly unresolved: () => string | undefined;
}

/** Only what is written out in the file itself, without markup and without entities in it, is an entity. */
export function entitiesOf(source: string): Entities {
  const subset = /<!DOCTYPE[^[>]*\[([^]*?)\][ \t\r\n]*>/.exec(source)?.[1] ?? '';
  const known = new Map<string, string>();
  for (const [, name = '', quoted, single] of subset.replaceAll(/<!--[^]*?-->/g, '').matchAll(declaration))
    if (!known.has(name)) known.set(name, quoted ?? single ?? '');
  let length = 0;
  let unresolved: string | undefined;
  return {
    resolve: (reference) => {
      const text = known.get(reference.slice(1, -1));
      length += text?.length ?? 0;
      if (text !== undefined && length <= longest) return text;
      unresolved ??= reference;
      return null;
    },
    unresolved: () => unresolved,
  };
}
