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
      const changed = blaming(name, () =>
        settled<unknown>(Reflect.apply(transform, undefined, [tree, file])),
      );
      for (const { reason: what, cause, line, column } of file.messages.slice(before)) {
        const reason = cause instanceof Error ? `${what} (${cause.message})` : what;
        const place = placeIn(contextOf(file), { line, column });
        contextOf(file).diagnostics.push(diagnose('config/plugin-message', { plugin: name, reason }, place));
      }
      return isNode(changed) ? changed : undefined;
    };
  };
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
