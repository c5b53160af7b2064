import type { Position } from '../model.ts';
import type { YamlNode } from './yamlTree.ts';

/**
 * The first item of a list of texts that a colon made a mapping of: `- Teuer: Der Weg kostet viel.`, as the author
 * typed it. Undefined where no item is one.
 */
export function colonInItem(
  node: YamlNode,
): { readonly text: string; readonly position: Position } | undefined {
  if (node.kind !== 'sequence') return undefined;
  for (const item of node.items) {
    const [entry] = item.kind === 'mapping' ? item.entries : [];
    if (entry?.value.kind !== 'scalar') continue;
    return { text: `${entry.key}: ${entry.value.text}`.trim(), position: item.position };
  }
  return undefined;
}
