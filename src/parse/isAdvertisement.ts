import type { SourcePath } from '../model.ts';
import { parseYamlTree } from '../yaml/yamlTree.ts';

/** Whether a head says `label: anzeige`. Nearly no head holds the word at all; only one that does is read for it. */
export function isAdvertisement(head: string, file: SourcePath): boolean {
  if (!/anzeige/i.test(head)) return false;
  const { value: tree } = parseYamlTree(head, { file, firstLine: 1 });
  if (tree?.kind !== 'mapping') return false;
  return tree.entries.some(
    ({ key, value }) => key === 'label' && value.kind === 'scalar' && value.text.toLowerCase() === 'anzeige',
  );
}
