/** Holds values that authors wrote against a schema of the configuration; faults stand where the value stands. */
import { diagnose, hasError } from '../core/diagnostics/diagnostics.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';
import type { Checked, Diagnostic, Plain, SourcePath } from '../core/model.ts';
import { isNull, nodeAt } from '../core/yaml/checkSchema.ts';
import type { YamlNode, YamlScalar } from '../core/yaml/yamlTree.ts';
import { type ConfigPath, type ConfigRunner, messageOf, nameOf, plainCopy, settled } from './configRunner.ts';
import type { Schema } from './define.ts';

/** Of what one file has wrong nobody reads more. */
export const mostFaults = 1000;

type KeyPath = readonly (string | number)[];

interface Validation {
  readonly schema: Schema | undefined;
  /** The schema's place in the configuration. */
  readonly path: ConfigPath;
  readonly runner: ConfigRunner | undefined;
  readonly file: SourcePath;
}

/**
 * The value that the schema returns; without a schema what is written. Numbers, `true` and `false` without quotes are read
 * as such, and as texts where the schema wants that.
 */
export function validate(node: YamlNode, validation: Validation): Checked<Plain> {
  const { schema, path, runner } = validation;
  if (!schema || !runner) return { value: plainCopy(plainOf(node)), diagnostics: [] };
  const ask = (texts: ReadonlySet<string>): Checked<Answer> =>
    runner.run(path, () => askSchema(schema, plainOf(node, texts)));
  const first = ask(new Set());
  const unfit = unfitScalars(first.value, node);
  // As texts some of them may fit; of the others the first complaint is the one to tell.
  const stillUnfit = unfit.size > 0 ? issuePaths(ask(unfit).value) : unfit;
  const texts = new Set([...unfit].filter((key) => !stillUnfit.has(key)));
  const { value: answer, diagnostics } = texts.size > 0 ? ask(texts) : first;
  if (!answer || hasError(diagnostics)) return { diagnostics };
  if (answer.kind === 'value') return { value: answer.value, diagnostics };
  if (answer.kind === 'issues')
    return {
      diagnostics: answer.issues.slice(0, mostFaults).map((issue) => faultOf(issue, node, validation)),
    };
  const what = nameOf(path);
  return { diagnostics: [diagnose('config/schema-broken', { what }, runner.placeOf(path))] };
}

type Answer =
  | { readonly kind: 'value'; readonly value: Plain }
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }
  | { readonly kind: 'broken' };

interface Issue {
  readonly message: string;
  readonly path: KeyPath;
}

function askSchema(schema: Schema, value: Plain): Answer {
  const result: unknown = settled(schema['~standard'].validate(value));
  if (typeof result !== 'object' || result === null) return { kind: 'broken' };
  const issues: unknown = Reflect.get(result, 'issues');
  if (issues === undefined) return { kind: 'value', value: plainCopy(Reflect.get(result, 'value')) };
  if (!Array.isArray(issues) || issues.length === 0) return { kind: 'broken' };
  return { kind: 'issues', issues: issues.map(issueOf) };
}

function issueOf(issue: unknown): Issue {
  const isObject = typeof issue === 'object' && issue !== null;
  const message: unknown = isObject ? Reflect.get(issue, 'message') : issue;
  const path: unknown = isObject ? Reflect.get(issue, 'path') : undefined;
  return { message: messageOf(message), path: Array.isArray(path) ? path.map(stepOf) : [] };
}

function stepOf(step: unknown): string | number {
  const key: unknown = typeof step === 'object' && step !== null ? Reflect.get(step, 'key') : step;
  return typeof key === 'number' ? key : String(key);
}

/** The paths of issues at values that were read as more than a text. */
function unfitScalars(answer: Answer | undefined, node: YamlNode): ReadonlySet<string> {
  const issues = answer?.kind === 'issues' ? answer.issues : [];
  const unfit = issues.filter(({ path }) => {
    const found = nodeAt(node, path);
    return found.kind === 'scalar' && typeof valueOf(found) !== 'string';
  });
  return new Set(unfit.map(({ path }) => keyOf(path)));
}

function issuePaths(answer: Answer | undefined): ReadonlySet<string> {
  return new Set(answer?.kind === 'issues' ? answer.issues.map(({ path }) => keyOf(path)) : []);
}

function keyOf(path: KeyPath): string {
  return JSON.stringify(path.map(String));
}

/** What a tree says; `texts`: paths at which everything is a text. */
function plainOf(node: YamlNode, texts: ReadonlySet<string> = new Set(), path: KeyPath = []): Plain {
  if (node.kind === 'scalar') return texts.has(keyOf(path)) ? node.text : valueOf(node);
  if (node.kind === 'sequence')
    return node.items.map((item, index) => plainOf(item, texts, [...path, index]));
  const entries = node.entries.filter(({ value }) => !isNull(value) && !isEmpty(value));
  return Object.fromEntries(
    entries.map(({ key, written = key, value }) => [written, plainOf(value, texts, [...path, key])]),
  );
}

function isEmpty(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.text === '' && node.quoted !== true;
}

const number = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;

function valueOf(scalar: YamlScalar): Plain {
  const { text, quoted, number: known } = scalar;
  if (known !== undefined) return known;
  if (quoted === true) return text;
  if (text === 'true' || text === 'false') return text === 'true';
  if (isNull(scalar)) return null;
  return number.test(text) ? Number(text) : text;
}

function faultOf({ message, path }: Issue, node: YamlNode, { file }: Validation): Diagnostic {
  const found = nodeAt(node, path);
  const place: SourceLocation = { file, position: found.position };
  const key = path.filter((step) => typeof step === 'string').join('.');
  const parent = nodeAt(node, path.slice(0, -1));
  const last = path.at(-1);
  const isMissing = typeof last === 'string' && found === parent && parent.kind === 'mapping';
  if (isMissing) return diagnose('schema/missing', { key, value: '', expected: '', keys: [] }, place);
  return diagnose('config/field', { key, reason: message }, place);
}
