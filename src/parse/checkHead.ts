/**
 * Checks front matter against its schema. Strict about the keys that hide a text: whoever mistypes
 * „Sperrfrist“ must not publish at once.
 */
import type * as v from 'valibot';
import type { Diagnostic, SourcePath } from '../model.ts';
import { diagnose } from '../report/diagnostics.ts';
import { nearest } from '../report/nearest.ts';
import { checkSchema, type Reading } from '../yaml/checkSchema.ts';
import type { YamlEntry, YamlNode } from '../yaml/yamlTree.ts';
import { ourNamesOf } from './otherNames.ts';

type FrontMatterSchema = v.ObjectSchema<v.ObjectEntries, undefined>;

/** Keys that hide a text, with their German names. */
const hiding: ReadonlyMap<string, string> = new Map([
  ['embargo', 'die Sperrfrist'],
  ['draft', 'den Entwurf'],
  ['expires', 'den Ablauf'],
]);

/** Synonyms that are too different to count as typing mistakes. */
const meanings: ReadonlyMap<string, string> = new Map([
  ['entwurf', 'draft'],
  ['gesperrt', 'sperrfrist'],
  ['ablauf', 'expires'],
]);

/** Checks `frontMatter`; `otherNames` are known as well, and occur only where our own name is taken. */
export function checkFrontMatter<Schema extends FrontMatterSchema>(
  frontMatter: YamlNode,
  schema: Schema,
  file: SourcePath,
  otherNames: readonly string[] = [],
): Reading<v.InferOutput<Schema>> {
  const place = { file, firstLine: 1 };
  if (frontMatter.kind !== 'mapping') return checkSchema(frontMatter, schema, place);
  const names = [...Object.keys(schema.entries), ...otherNames];
  const faults = new Map<YamlEntry, Diagnostic>();
  for (const entry of frontMatter.entries) {
    const fault = faultOf(entry, frontMatter.entries, names, file);
    if (fault) faults.set(entry, fault);
  }
  const entries = frontMatter.entries.filter((entry) => !faults.has(entry));
  const reading = checkSchema({ ...frontMatter, entries }, schema, place, names);
  if (faults.size === 0) return reading;
  return { diagnostics: [...faults.values(), ...reading.diagnostics], locate: reading.locate };
}

function faultOf(
  { key, written = key, keyPosition, value }: YamlEntry,
  entries: readonly YamlEntry[],
  names: readonly string[],
  file: SourcePath,
): Diagnostic | undefined {
  const place = { file, position: keyPosition };
  if (key === 'embargo' && value.kind === 'scalar' && value.text.trim() === '') {
    return diagnose('front-matter/empty-embargo', { key: written }, place);
  }
  const ours = ourNamesOf(key).at(-1) ?? key;
  if (ours !== key) {
    const first = entries.find((entry) => entry.key === ours);
    const what = hiding.get(ours);
    if (!first || what === undefined) return undefined;
    return diagnose(
      'front-matter/hidden-twice',
      { what, first: first.written ?? first.key, second: key },
      place,
    );
  }
  if (names.includes(key)) return undefined;
  const suggestion = meanings.get(key.toLowerCase()) ?? nearest(key, names);
  const isHiding = hiding.has(ourNamesOf(suggestion).at(-1) ?? suggestion);
  if (!isHiding || !names.includes(suggestion)) return undefined;
  return diagnose('front-matter/nearly-hidden', { key, suggestion }, place);
}
