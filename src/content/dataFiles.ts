/** `data/`: files that all templates see as `it.data`, by their names without the ending. */
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { lineIndex } from '../core/diagnostics/lineIndex.ts';
import { nearest } from '../core/diagnostics/suggester.ts';
import type { Checked, Diagnostic, Plain, SourcePath } from '../core/model.ts';
import { parseYamlTree, type YamlNode } from '../core/yaml/yamlTree.ts';
import type { OpenConfig } from '../config/openConfig.ts';
import { mostFaults, validate } from '../config/validate.ts';
import { endingOf } from '../config/documentTypes.ts';
import { readCsv } from '../markdown/charts/readChart.ts';
import { readText, type SourceFile } from './discover.ts';

export type DataOfSite = Readonly<Record<string, Plain>>;

const megabyte = 1_000_000;
const maxBytes = 5 * megabyte;

/** Reads all data files; faults of all of them together. */
export function readDataFiles(
  files: readonly SourceFile[],
  config: Pick<OpenConfig, 'data' | 'runner'> | undefined,
): Checked<DataOfSite> {
  const values = new Map<string, Plain>();
  const paths = new Map<string, SourcePath>();
  const diagnostics: Diagnostic[] = [];
  for (const source of files) {
    const { path: file } = source;
    const ending = endingOf(file);
    const name = file.slice('data/'.length, file.length - (ending === '' ? 0 : ending.length + 1));
    const read = readers[ending];
    const other = paths.get(name);
    if (!read) diagnostics.push(diagnose('data/ending', { ending }, { file }));
    else if (other !== undefined) diagnostics.push(diagnose('data/same-name', { other, name }, { file }));
    else {
      paths.set(name, file);
      const tree = treeIn(source, read);
      const checked = tree.value && validate(tree.value, validationOf(name, file, config));
      diagnostics.push(...tree.diagnostics, ...(checked?.diagnostics ?? []));
      if (checked?.value !== undefined) values.set(name, checked.value);
    }
  }
  for (const name of config?.data.keys() ?? []) {
    if (paths.has(name)) continue;
    const suggestion = nearest(name, paths.keys());
    diagnostics.push(diagnose('data/unknown', { name, suggestion }, config?.runner.placeOf(['data', name])));
  }
  return { value: Object.freeze(Object.fromEntries(values)), diagnostics };
}

function treeIn(source: SourceFile, read: DataReader): Checked<YamlNode> {
  const { path: file } = source;
  const { value: text, diagnostics } = readText(source);
  if (text === undefined) return { diagnostics };
  if (Buffer.byteLength(text) > maxBytes)
    return { diagnostics: [diagnose('yaml/too-large', { kilobytes: maxBytes / 1000 }, { file })] };
  return read(text, file);
}

function validationOf(
  name: string,
  file: SourcePath,
  config: Pick<OpenConfig, 'data' | 'runner'> | undefined,
): Parameters<typeof validate>[1] {
  return { schema: config?.data.get(name), path: ['data', name], runner: config?.runner, file };
}

type DataReader = (text: string, file: SourcePath) => Checked<YamlNode>;

const readYaml: DataReader = (text, file) => parseYamlTree(text, { file, firstLine: 1, maxBytes });

/** JSON is YAML as well, so the same tree has its places; what JSON itself refuses is told by it. */
const readJson: DataReader = (text, file) => {
  try {
    const value: unknown = JSON.parse(text);
    const tree = readYaml(text, file);
    const twice = tree.diagnostics.filter(({ code }) => code === 'yaml/duplicate-key');
    if (twice.length > 0) return { diagnostics: twice.slice(0, mostFaults) };
    return { value: treeOf(value, tree.value), diagnostics: [] };
  } catch (error) {
    if (error instanceof RangeError)
      return { diagnostics: [diagnose('data/too-deep', { levels: deepest }, { file })] };
    const position = lineIndex(text)(offsetOfFault(text));
    return { diagnostics: [diagnose('data/syntax', {}, { file, position })] };
  }
};

/** Where a text stops being JSON. Of a sign that nothing begins with V8 does not tell the place: it is looked for. */
function offsetOfFault(text: string): number {
  const told = complaintOf(text);
  const place = /at position (\d+)/.exec(told)?.[1];
  if (place !== undefined) return Number(place);
  const isUnexpected = (one: string): boolean => one.startsWith('Unexpected token');
  let [sound, faulty] = [0, text.length];
  if (!isUnexpected(told)) return faulty;
  while (faulty - sound > 1) {
    const middle = Math.floor((sound + faulty) / 2);
    if (isUnexpected(complaintOf(text.slice(0, middle)))) faulty = middle;
    else sound = middle;
  }
  return sound;
}

function complaintOf(json: string): string {
  try {
    JSON.parse(json);
    return '';
  } catch (error) {
    return String(error instanceof Error && error.message);
  }
}

const deepest = 90;

/** The tree of a value, with the places of one that YAML reads in the same text. @throws RangeError for one that is nested too deep */
function treeOf(value: unknown, places?: YamlNode, depth = 0): YamlNode {
  if (depth > deepest) throw new RangeError('Too deep');
  const position = places?.position ?? { line: 1, column: 1 };
  if (Array.isArray(value)) {
    const items = places?.kind === 'sequence' ? places.items : [];
    return {
      kind: 'sequence',
      items: value.map((item, index) => treeOf(item, items[index], depth + 1)),
      position,
    };
  }
  if (typeof value === 'number') return { kind: 'scalar', text: String(value), number: value, position };
  if (typeof value !== 'object' || value === null)
    return {
      kind: 'scalar',
      text: String(value),
      position,
      ...(typeof value === 'string' && { quoted: true }),
    };
  const known = places?.kind === 'mapping' ? places.entries : [];
  const placeOfKey = new Map(known.map((entry) => [entry.key, entry]));
  const entries = Object.entries(value).map(([key, one]) => {
    const place = placeOfKey.get(key);
    return { key, keyPosition: place?.keyPosition ?? position, value: treeOf(one, place?.value, depth + 1) };
  });
  return { kind: 'mapping', entries, position };
}

/** A list of records: the first line has the names of the fields; all values are texts. */
const readTable: DataReader = (text, file) => {
  const { value: table, diagnostics } = readCsv(text, file);
  if (!table) return { diagnostics };
  const { header, rows, position } = table;
  const expected = header.cells.length;
  const ragged = rows.filter(({ cells }) => cells.length !== expected);
  const names = header.cells.map(({ text: name }) => name.trim());
  const again = header.cells.filter(
    (_, index) => names[index] !== '' && names.indexOf(names[index] ?? '') < index,
  );
  const faults = [
    ...again.map(({ text: name, position: at }) =>
      diagnose('data/csv-column', { name: name.trim() }, { file, position: at }),
    ),
    ...ragged.map(({ cells, position: at }) =>
      diagnose('data/csv', { found: cells.length, expected }, { file, position: at }),
    ),
  ];
  const items = rows.map((row): YamlNode => {
    const entries = row.cells.map((cell, index) => ({
      key: names[index] ?? '',
      keyPosition: cell.position,
      value: { kind: 'scalar', text: cell.text.trim(), quoted: true, position: cell.position } as const,
    }));
    // A column without a name is none: spreadsheets leave such ones at the end.
    return { kind: 'mapping', entries: entries.filter(({ key }) => key !== ''), position: row.position };
  });
  return faults.length > 0
    ? { diagnostics: faults.slice(0, mostFaults) }
    : { value: { kind: 'sequence', items, position }, diagnostics: [] };
};

const readers: Readonly<Record<string, DataReader | undefined>> = {
  yaml: readYaml,
  yml: readYaml,
  json: readJson,
  csv: readTable,
};
