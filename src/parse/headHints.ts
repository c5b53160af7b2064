/** Hints on the German texts in front matter, as contents get them. */
import type { GermanOptions } from '../config/germanOptions.ts';
import type { Diagnostic, Position, SourcePath } from '../model.ts';
import type { YamlNode } from '../yaml/yamlTree.ts';
import type { Run } from './german/tree/collectRuns.ts';
import { findRunHints } from './german/tree/findGermanHints.ts';

/** The keys, on any level, whose texts are typeset. */
const textKeys: ReadonlySet<string> = new Set([
  'title',
  'kicker',
  'description',
  'summary',
  'keyPoints',
  'alt',
  'caption',
  'credit',
  'text',
  'role',
]);

/** Statements of others stay as they came. */
const foreignWords = 'gegendarstellungen';

/** Each hint stands where its text begins. */
export function findFrontMatterHints(
  frontMatter: YamlNode,
  options: GermanOptions,
  file: SourcePath,
): readonly Diagnostic[] {
  const positions = new Map<Run, Position>();
  for (const { text, position } of germanTexts(frontMatter))
    positions.set({ text, pieces: [], alone: true }, position);
  return findRunHints([...positions.keys()], options, (run) => {
    const position = positions.get(run);
    return position ? { file, position } : { file };
  });
}

type Scalar = Extract<YamlNode, { kind: 'scalar' }>;

function germanTexts(node: YamlNode): readonly Scalar[] {
  if (node.kind === 'scalar') return [];
  if (node.kind === 'sequence') return node.items.flatMap(germanTexts);
  return node.entries.flatMap(({ key, value }) => {
    if (key === foreignWords) return [];
    if (!textKeys.has(key)) return germanTexts(value);
    const texts = value.kind === 'sequence' ? value.items : [value];
    return texts.filter((text) => text.kind === 'scalar');
  });
}
