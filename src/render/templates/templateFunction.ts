/** The code that Eta makes of a template as a function, and what such code may see and print. */
import { compileFunction } from 'node:vm';
import type { TemplateFunction } from 'eta/core';
import type { Position } from '../../core/model.ts';

/**
 * Names that would make a page depend on more than its view: templates see them as undefined. That keeps authors
 * from accidents and is no boundary: whoever writes a template writes code for this machine.
 */
export const hiddenNames: readonly string[] = [
  'Date',
  'process',
  'globalThis',
  'global',
  'performance',
  'crypto',
  'fetch',
];

/** A name that was declared nowhere is a mistake, not something that lives on in all later pages. */
const strict = "'use strict';";

/** Why the code made of a template is no JavaScript, and where in the code. */
export interface CodeFault {
  readonly reason: string;
  readonly generated: Position;
}

/** Makes Eta's code a function; unlike `new Function` this tells the place of a syntax error, and frames of a stack trace begin with `script:line:column`. */
export function templateFunction(code: string, script: string): TemplateFunction | CodeFault {
  try {
    const compiled = compileFunction(strict + code, ['it', 'options', ...hiddenNames], {
      filename: script,
      columnOffset: -strict.length,
    });
    return function run(it, options) {
      return compiled.call(this, it, options);
    };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { reason: error.message, generated: syntaxPosition(error, script) };
  }
}

/** V8 puts `script:line`, that line of code and a caret under the column before the message. */
function syntaxPosition(error: SyntaxError, script: string): Position {
  const [head = '', , caret = ''] = (error.stack ?? '').split('\n');
  const line = Number(head.slice(`${script}:`.length));
  return { line: line >= 1 ? line : 1, column: Math.max(1, caret.indexOf('^') + 1) };
}

/** Thrown by {@link printable}; `value` is how the value looks in code. */
export class NotPrintable extends Error {
  readonly value: string;

  constructor(value: string) {
    super(`not printable: ${value}`);
    this.value = value;
  }
}

/**
 * A template may print only texts and numbers: a misspelt field would otherwise be published as „undefined“.
 */
function printable(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new NotPrintable(typeof value === 'object' && value !== null ? 'ein Objekt' : String(value));
}

/** How templates print: `<%= %>` is checked, then escaped; `<%~ %>` is checked and goes out as it is. */
export const etaSettings = { autoFilter: true, filterFunction: printable } as const;
