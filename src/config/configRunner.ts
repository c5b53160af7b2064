/**
 * Runs what a configuration says: within a limit of time, without clock and chance, and what goes wrong becomes a
 * diagnostic at its place. A configuration is code of the site's own developer: this keeps from accidents and is no boundary.
 */
import { createRequire, SourceMap } from 'node:module';
import { cpuUsage } from 'node:process';
import { compileFunction, Script } from 'node:vm';
import { lineIndex } from '../core/diagnostics/lineIndex.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { SourceLocation } from '../core/diagnostics/message.ts';
import type { Checked, Diagnostic, Position } from '../core/model.ts';
import { parseSourcePath } from '../core/paths.ts';
import type { ConfigCode } from './configCode.ts';
import type { Plain } from './define.ts';

/** The way to something in a configuration: `['collections', 'feste', 'lists', 0, 'filter']`. */
export type ConfigPath = readonly (string | number)[];

export interface ConfigRunner {
  /**
   * Runs a function of the configuration, or what calls some; its value is what it returns. It may be begun again, so it
   * leaves nothing behind.
   */
  readonly run: <Value>(path: ConfigPath, work: () => Value, what?: () => string) => Checked<Value>;
  /** The same for what must return plain data, which are copied and frozen. */
  readonly ask: (path: ConfigPath, work: () => unknown) => Checked<Plain>;
  /** Where something stands in the configuration, as far as its text tells. */
  readonly placeOf: (path: ConfigPath) => SourceLocation;
  /** Evaluates the script. */
  readonly evaluate: () => Checked<unknown>;
}

/** Seconds after which it has failed. */
const usualLimit = 10;

const scriptName = 'config:blattmacher';

export function createRunner(code: ConfigCode, seconds = usualLimit): ConfigRunner {
  const places = createPlaces(code);
  /** What has taken too long once is not tried again: there may be thousands of texts. */
  const endless = new Map<string, readonly Diagnostic[]>();
  const run: ConfigRunner['run'] = (path, work, nameOfWork = () => nameOf(path)) => {
    const known = endless.get(nameOf(path));
    if (known) return { diagnostics: known };
    try {
      return { value: inTime(() => settled(work()), seconds * 1000), diagnostics: [] };
    } catch (error) {
      const what = nameOfWork();
      if (error instanceof PromiseAnswer)
        return { diagnostics: [diagnose('config/promise', { what }, places.ofPath(path))] };
      if (error instanceof NotPlain) {
        const { path: where, found } = error;
        return {
          diagnostics: [diagnose('config/not-plain', { what, path: where, found }, places.ofPath(path))],
        };
      }
      if (isTimeout(error)) {
        const place = places.ofLoop(work) ?? places.ofPath(path);
        const diagnostics = [diagnose('config/endless', { what, seconds }, place)];
        endless.set(nameOf(path), diagnostics);
        return { diagnostics };
      }
      const place = places.ofError(error) ?? places.ofPath(path);
      return { diagnostics: [diagnose('config/failed', { what, reason: reasonOf(error) }, place)] };
    }
  };
  return {
    run,
    ask: (path, work) => run(path, () => plainCopy(settled(work()))),
    placeOf: places.ofPath,
    evaluate: () => run([], () => evaluate(code)),
  };
}

/** `„collections.feste.lists[0].filter“` */
export function nameOf(path: ConfigPath): string {
  return `„${writtenPath(path)}“`;
}

export function writtenPath(path: ConfigPath): string {
  if (path.length === 0) return 'export default';
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}

export class PromiseAnswer extends Error {}

/** What a function returned. @throws PromiseAnswer for a promise, which may never end. */
export function settled<Value>(answer: Value): Value {
  if (isThenable(answer)) throw new PromiseAnswer();
  return answer;
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

// Time: Node ends a script that takes too long, with all that it calls.

const slot = Symbol.for('blattmacher.work');
const caller = new Script(`globalThis[Symbol.for('blattmacher.work')]()`);

/** A machine that has other things to do, or sleeps, gets so many attempts. */
const attempts = 5;

function inTime<Value>(work: () => Value, timeout: number, attempt = 1): Value {
  const before = cpuUsage();
  Reflect.set(globalThis, slot, work);
  try {
    return caller.runInThisContext({ timeout });
  } catch (error) {
    const { user, system } = cpuUsage(before);
    const hasWorked = user + system > (timeout * 1000) / 2;
    if (!isTimeout(error) || hasWorked || attempt === attempts) throw error;
    return inTime(work, timeout, attempt + 1);
  } finally {
    Reflect.deleteProperty(globalThis, slot);
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}

// The world of a configuration.

/** As in templates: names that would make a page depend on more than the site; and timers, which nobody waits for. */
const hiddenNames =
  'process globalThis global performance crypto fetch setTimeout setInterval setImmediate'.split(' ');

const strict = "'use strict';";

function evaluate({ script, place }: ConfigCode): unknown {
  const names = ['module', 'exports', 'require', 'Date', 'Math', ...hiddenNames];
  const module = { exports: {} };
  // A first line for the shell is none of JavaScript, and a file that is read as such may have one.
  const start = compileFunction(strict + script.replace(/^#!.*/, ''), names, {
    filename: scriptName,
    columnOffset: -strict.length,
  });
  start(module, module.exports, createRequire(place), SteadyDate, steadyMath);
  const exported: unknown = module.exports;
  return typeof exported === 'object' && exported !== null ? Reflect.get(exported, 'default') : undefined;
}

function refuse(): never {
  throw new Error(
    'Uhr, Zufall und Zeitzone dieses Rechners kennt die Konfiguration nicht. Für heute gibt es „today“, für Daten „instant“ und die Funktionen mit „UTC“.',
  );
}

/** A date that is made of a number, or of a text that names its offset; only what is in UTC can be asked of it. */
class SteadyDate extends Date {
  constructor(...parts: readonly (string | number | Date)[]) {
    const [value, ...more] = parts;
    const isLocal =
      typeof value === 'string' && !/^\d{4}(?:-\d\d){0,2}$|(?:Z|[+-]\d\d:?\d\d|GMT|UTC)$/.test(value);
    if (value === undefined || more.length > 0 || isLocal) refuse();
    super(value);
  }

  static override now(): never {
    return refuse();
  }

  static override parse(text: string): number {
    return new SteadyDate(text).getTime();
  }
}

const localParts = /^(?:[gs]et(?!UTC|Time$)|to(?:Locale|String|Date|Time))/;
for (const name of Object.getOwnPropertyNames(Date.prototype))
  if (localParts.test(name)) Object.defineProperty(SteadyDate.prototype, name, { value: refuse });

const steadyMath: unknown = Object.create(Math, { random: { value: refuse } });

// Plain data.

class NotPlain extends Error {
  readonly path: string;
  readonly found: string;

  constructor(path: string, found: string) {
    super(`${path} is not plain`);
    this.path = path;
    this.found = found;
  }
}

const deepest = 100;
/** In characters of JSON, roughly: no text may be longer in JavaScript than 536 million, and somebody will make JSON of it. */
const largest = 400_000_000;
const smallestValue = 5;

interface Copied {
  readonly value: Plain;
  /** With all that is in it, as often as it is in it. */
  readonly size: number;
}

/** A frozen copy. @throws NotPlain where there is something that JSON cannot say. */
export function plainCopy(value: unknown): Plain {
  const known = new Map<object, Copied>();
  const copy = (one: unknown, path: string, depth: number): Copied => {
    if (depth > deepest)
      throw new NotPlain(`${path.slice(0, 40)}…`, 'zu tief verschachtelt oder in sich selbst enthalten');
    if (typeof one === 'string') return { value: one, size: smallestValue + one.length };
    if (one === null || one === undefined || typeof one === 'boolean')
      return { value: one, size: smallestValue };
    if (typeof one === 'number') {
      if (!Number.isFinite(one)) throw new NotPlain(path, 'keine Zahl');
      return { value: one, size: smallestValue };
    }
    if (typeof one !== 'object') throw new NotPlain(path, foundNames[typeof one] ?? typeof one);
    const made = known.get(one) ?? copyOf(one, path, depth + 1);
    known.set(one, made);
    return made;
  };
  const copyOf = (one: object, path: string, depth: number): Copied => {
    const isList = Array.isArray(one);
    if (!isList && !isRecord(one)) throw new NotPlain(path, `ein Objekt der Art ${classOf(one)}`);
    let size = smallestValue;
    const grow = (more: number): void => {
      size += more;
      if (size > largest) throw new NotPlain(path, 'zu groß');
    };
    const copied = (item: unknown, place: string): Plain => {
      const part = copy(item, place, depth);
      grow(part.size);
      return part.value;
    };
    if (isList) {
      grow(one.length);
      const items = Array.from(one, (item: unknown, index) => copied(item, `${path}[${index}]`));
      return { value: Object.freeze(items), size };
    }
    const entries = Object.entries(one).map(([key, item]): readonly [string, Plain] => {
      grow(key.length);
      return [key, copied(item, `${path}.${key}`)];
    });
    return { value: Object.freeze(Object.fromEntries(entries)), size };
  };
  return copy(value, 'das Ergebnis', 0).value;
}

const foundNames: Readonly<Record<string, string>> = {
  function: 'eine Funktion',
  symbol: 'ein Symbol',
  bigint: 'ein BigInt',
};

function isRecord(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function classOf(value: object): string {
  const name: unknown = value.constructor?.name;
  return typeof name === 'string' && name !== '' ? shortened(name) : '?';
}

// Words.

/** V8's commonest complaints in German, anything else as it is. */
function reasonOf(error: unknown): string {
  const text = messageOf(error);
  if (/^Cannot (?:assign to read only|add|delete|define) property|object is not extensible/.test(text))
    return `Was eine Funktion bekommt, darf sie nicht ändern; arbeite mit einer Kopie, etwa mit „toSorted“ oder „{ ...alt, neu }“ (${text}).`;
  if (/call stack/.test(text)) return 'Eine Funktion ruft sich endlos selbst auf.';
  const read = /^Cannot read properties of (undefined|null) \(reading '(.*)'\)$/.exec(text);
  if (read) return `Was vor „.${read[2]}“ steht, gibt es hier nicht (${read[1]}).`;
  const unknown = /^(\S+) is not defined$/.exec(text)?.[1];
  if (unknown !== undefined) return `Den Namen „${unknown}“ gibt es hier nicht.`;
  const called = /^(\S+) is not a function$/.exec(text)?.[1];
  return called === undefined ? text : `„${called}“ ist keine Funktion.`;
}

/** So many characters of what a configuration says are told. */
const longestMessage = 1000;

/** What was thrown is the configuration's own, too: it may be anything, of any length, and may throw when it is looked at. */
export function messageOf(error: unknown): string {
  try {
    return shortened(String(error instanceof Error ? error.message : error));
  } catch {
    return 'Was geworfen wurde, lässt sich nicht ausgeben.';
  }
}

export function shortened(text: string): string {
  return text.length <= longestMessage ? text : `${text.slice(0, longestMessage)}…`;
}

function stackOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.stack) : '';
  } catch {
    return '';
  }
}

// Places.

interface Places {
  readonly ofPath: (path: ConfigPath) => SourceLocation;
  readonly ofError: (error: unknown) => SourceLocation | undefined;
  readonly ofLoop: (work: () => unknown) => SourceLocation | undefined;
}

/** Milliseconds in which a loop is found. */
const searching = 250;

function createPlaces({ file, map }: ConfigCode): Places {
  let made: { readonly origins: SourceMap; readonly text: string } | undefined;
  const read = (): NonNullable<typeof made> => {
    if (made) return made;
    const payload: SourceMapPayload = JSON.parse(map);
    const index = payload.sources.findIndex((source) => parseSourcePath(source) === file);
    made = { origins: new SourceMap(payload), text: payload.sourcesContent[index] ?? '' };
    return made;
  };
  /** Line and column in the script, both from 0. */
  const originOf = (line: number, column: number): SourceLocation | undefined => {
    const found = read().origins.findEntry(line, column);
    if (!('originalSource' in found)) return undefined;
    const source = parseSourcePath(found.originalSource);
    const position = { line: found.originalLine + 1, column: found.originalColumn + 1 };
    return source && { file: source, position };
  };
  return {
    ofPath: (path) => ({ file, position: placeInText(read().text, path) }),
    ofError: (error) => {
      const [, line, column] = new RegExp(`${scriptName}:(\\d+):(\\d+)`).exec(stackOf(error)) ?? [];
      return line === undefined ? undefined : originOf(Number(line) - 1, Number(column) - 1);
    },
    ofLoop: (work) => {
      const line = hottestLine(work);
      return line === undefined ? undefined : originOf(line - 1, read().text.length);
    },
  };
}

interface SourceMapPayload {
  readonly file: string;
  readonly version: number;
  readonly sources: string[];
  readonly sourcesContent: string[];
  readonly names: string[];
  readonly mappings: string;
  readonly sourceRoot: string;
}

/** The place of the last step of the path that the text names, each looked for behind the one before. */
function placeInText(text: string, path: ConfigPath): Position {
  let offset = 0;
  for (const step of path) {
    if (typeof step === 'number') continue;
    const name = step.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const key = new RegExp(`(?<![\\w$])(?:${name}|'${name}'|"${name}")\\s*[:,(}]`, 'g');
    key.lastIndex = offset;
    const found = key.exec(text);
    if (!found) break;
    offset = found.index;
  }
  return lineIndex(text)(offset);
}

/** The line of the script, from 1, at which the work is most of the time: it is begun once more and watched. */
function hottestLine(work: () => unknown): number | undefined {
  // Nearly nobody needs it.
  const { Session }: typeof import('node:inspector') = createRequire(import.meta.url)('node:inspector');
  const session = new Session();
  session.connect();
  const ticks = new Map<number, number>();
  session.post('Profiler.enable');
  session.post('Profiler.start');
  try {
    inTime(() => work(), searching);
  } catch {
    // It is known to take too long.
  }
  session.post('Profiler.stop', (_, stopped) => {
    for (const { callFrame, positionTicks } of stopped?.profile?.nodes ?? [])
      if (callFrame.url === scriptName)
        for (const { line, ticks: count } of positionTicks ?? [])
          ticks.set(line, (ticks.get(line) ?? 0) + count);
  });
  session.disconnect();
  return [...ticks].toSorted(([, one], [, other]) => other - one)[0]?.[0];
}
