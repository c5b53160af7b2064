/** Plugins of the site's configuration among our own: in time, one after the other, and with faults that name them. */
import type { Root } from 'hast';
import type { Plugin, Processor } from 'unified';
import type { Node } from 'unist';
import type { VFile } from 'vfile';
import { type ConfigRunner, messageOf, PromiseAnswer, settled } from '../config/configRunner.ts';
import type { OwnPlugin } from '../config/openConfig.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';
import { contextOf, type DocumentContext } from './documentContext.ts';

export interface OwnPlugins {
  readonly remark: readonly OwnPlugin[];
  readonly rehype: readonly OwnPlugin[];
  readonly runner: ConfigRunner;
}

/** The plugins for one kind of tree, for `use`. */
export function attached(plugins: OwnPlugins | undefined, kind: 'remark' | 'rehype'): Plugin[] {
  return (plugins?.[kind] ?? []).map((plugin) => attacherOf(plugin));
}

function attacherOf(plugin: OwnPlugin): Plugin {
  const { name, attach, options } = plugin;
  return function attachOwn(this: Processor) {
    const transform = blaming(name, () => settled(Reflect.apply(attach, this, options)));
    if (typeof transform !== 'function') return undefined;
    return (tree: Node, file: VFile): Node | undefined => {
      const before = file.messages.length;
      contextOf(file).plugin = name;
      const changed = blaming(name, () => {
        const answer = settled<unknown>(Reflect.apply(transform, undefined, [tree, file]));
        const left = isNode(answer) ? answer : tree;
        checkTree(left);
        return left;
      });
      for (const { reason: what, cause, line, column } of file.messages.slice(before).filter(isMessage)) {
        const reason = cause instanceof Error ? `${what} (${cause.message})` : what;
        const place = placeIn(contextOf(file), { line: placeNumber(line), column: placeNumber(column) });
        contextOf(file).diagnostics.push(diagnose('config/plugin-message', { plugin: name, reason }, place));
      }
      return changed;
    };
  };
}

/** Plugins may put anything into the list. */
function isMessage(message: VFile['messages'][number] | null | undefined): boolean {
  return typeof message?.reason === 'string';
}

function placeNumber(value: number | undefined): number | undefined {
  return Number.isSafeInteger(value) && Number(value) > 0 ? value : undefined;
}

/** More nodes than any text has; a node inside itself has no end. */
const mostNodes = 2_000_000;

/** @throws TypeError when what a plugin left is no tree of unified, so that the fault is not ours or the author's. */
function checkTree(root: unknown): void {
  const open: unknown[] = [root];
  for (let nodes = 0; open.length > 0; nodes++) {
    const node = open.pop();
    if (nodes > mostNodes) throw new TypeError('Der Baum, den es hinterlässt, hat kein Ende.');
    if (!isNode(node)) throw new TypeError('Im Baum, den es hinterlässt, steht etwas, das kein Knoten ist.');
    if (!isWhole(node))
      throw new TypeError(`Im Baum, den es hinterlässt, fehlt einem Knoten „${node.type}“ etwas.`);
    if ('children' in node && Array.isArray(node.children))
      for (const child of node.children) open.push(child);
  }
}

function isWhole(node: Node): boolean {
  const fields = new Map<string, unknown>(Object.entries(node));
  const { type } = node;
  if (fields.has('children') && !Array.isArray(fields.get('children'))) return false;
  if (fields.has('value') && typeof fields.get('value') !== 'string' && fields.get('value') !== null)
    return false;
  if (type === 'text') return typeof fields.get('value') === 'string';
  if (type === 'root') return fields.has('children');
  const properties = fields.get('properties');
  const isElement =
    typeof fields.get('tagName') === 'string' && typeof properties === 'object' && properties !== null;
  return type !== 'element' || (isElement && fields.has('children'));
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** A fault in a plugin, and not in the program. */
class PluginFault extends Error {
  readonly plugin: string;
  readonly line: number | undefined;

  constructor(plugin: string, cause: unknown) {
    super(messageOf(cause), { cause });
    this.plugin = plugin;
    this.line = lineOf(cause);
  }
}

function lineOf(cause: unknown): number | undefined {
  const line: unknown = typeof cause === 'object' && cause !== null ? Reflect.get(cause, 'line') : undefined;
  return typeof line === 'number' ? line : undefined;
}

function blaming<Value>(plugin: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw new PluginFault(plugin, error);
  }
}

function placeIn(
  { file, firstLine }: DocumentContext,
  { line, column }: { readonly line?: number | undefined; readonly column?: number | undefined },
): SourceLocation {
  return { file, position: { line: firstLine + (line ?? 1) - 1, column: column ?? 1 } };
}

export interface ParsedDocument {
  readonly document: VFile;
  /** Missing where a plugin failed, which the context tells. */
  readonly tree?: Root | undefined;
}

/** `begin` makes the document anew: a machine that is too busy makes a second attempt. */
export function parseWithPlugins(
  begin: () => VFile,
  parse: (document: VFile) => Root,
  { runner, remark }: OwnPlugins,
): ParsedDocument {
  let document = begin();
  const { value: outcome, diagnostics } = runner.run(
    [remark.length > 0 ? 'remarkPlugins' : 'rehypePlugins'],
    () => {
      document = begin();
      try {
        return { tree: parse(document) };
      } catch (error) {
        return { error };
      }
    },
    () => `„${contextOf(document).plugin ?? 'Plugins'}“ beim Text „${contextOf(document).file}“`,
  );
  const context = contextOf(document);
  context.diagnostics.push(...diagnostics);
  if (!outcome || 'tree' in outcome) return { document, tree: outcome?.tree };
  const { error } = outcome;
  if (!(error instanceof PluginFault)) throw error;
  const { plugin, message: reason, line } = error;
  const isAsync = error.cause instanceof PromiseAnswer;
  const place = placeIn(context, { line });
  context.diagnostics.push(
    isAsync
      ? diagnose('config/plugin-async', { plugin }, place)
      : diagnose('config/plugin-failed', { plugin, reason }, place),
  );
  return { document };
}
