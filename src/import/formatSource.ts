/** A source as an author would have typed it: front matter and text. */
import { withoutNoncharacters } from '../core/diagnostics/noncharacter.ts';
import { quoted } from '../core/yaml/yamlSlips.ts';
import type { Head, HeadValue } from './model.ts';

/**
 * Writes `head` so that our reader gives exactly its texts back, each on one line; `body` follows after an empty line.
 * What is undefined or empty is left out, and so is what no source may hold: keys that YAML or JavaScript give a meaning
 * to, lone surrogates and noncharacters (U+FFFD stands in their place).
 */
export function formatSource(head: Head, body: string): string {
  const lines = linesOfMapping(head, '');
  const text = body.replace(/^\n+/, '').trimEnd();
  return ['---', ...lines, '---', ...(text === '' ? [] : ['', text]), ''].join('\n');
}

type Mapping = Extract<HeadValue, { readonly [key: string]: HeadValue | undefined }>;

const forbiddenKeys: ReadonlySet<string> = new Set(['', '__proto__', 'constructor', 'prototype', '<<']);
/** Characters of a line that holds a whole list or mapping. */
const mostInline = 100;

function linesOfMapping(mapping: Mapping, indent: string): readonly string[] {
  return Object.entries(mapping).flatMap(([key, value]) => {
    if (forbiddenKeys.has(key) || value === undefined || isEmpty(value)) return [];
    const name = `${indent}${plainKey.test(key) ? key : onOneLine(key)}:`;
    if (!isMapping(value) && !isList(value)) return [`${name} ${scalar(value, plainValue)}`];
    if (isList(value)) {
      const inline = inlineList(value);
      const fits = inline !== undefined && name.length + inline.length < mostInline;
      return fits ? [`${name} ${inline}`] : [name, ...linesOfList(value, `${indent}  `)];
    }
    return [name, ...linesOfMapping(value, `${indent}  `)];
  });
}

function linesOfList(list: readonly HeadValue[], indent: string): readonly string[] {
  return list.flatMap((item) => {
    if (isEmpty(item)) return [];
    if (!isMapping(item) && !isList(item)) return [`${indent}- ${scalar(item, plainValue)}`];
    const lines = isList(item) ? linesOfList(item, `${indent}  `) : linesOfMapping(item, `${indent}  `);
    const [first = '', ...others] = lines;
    return [`${indent}- ${first.trimStart()}`, ...others];
  });
}

/** Undefined for a list that holds more than single values. */
function inlineList(list: readonly HeadValue[]): string | undefined {
  const items = list.filter((item) => !isEmpty(item));
  if (items.some((item) => isMapping(item) || isList(item))) return undefined;
  return `[${items.map((item) => (isMapping(item) || isList(item) ? '' : scalar(item, plainItem))).join(', ')}]`;
}

function isMapping(value: HeadValue): value is Mapping {
  return typeof value === 'object' && !isList(value);
}

function isList(value: HeadValue): value is readonly HeadValue[] {
  return Array.isArray(value);
}

function isEmpty(value: HeadValue): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  if (typeof value === 'string') return value.trim() === '';
  if (isList(value)) return value.every(isEmpty);
  if (!isMapping(value)) return false;
  return Object.entries(value).every(
    ([key, one]) => forbiddenKeys.has(key) || one === undefined || isEmpty(one),
  );
}

// Values that stand for themselves without quotes: in a line of their own, and between brackets.

const plainKey = /^[\p{L}][\p{L}\p{N}_-]*$/u;
const plainValue = /^[\p{L}\p{N}](?:[^\p{C}\p{Z}&#:"'“”‟„‚‘«»]|[ ](?! |$)|:(?=[\p{L}\p{N}/]))*$/u;
const plainItem = /^[\p{L}\p{N}](?:[^\p{C}\p{Z}&#:"'“”‟„‚‘«»[\]{},]|[ ](?! |$))*$/u;
/** Our reader takes every value as text; readers of other programs do not. */
const otherMeaning = /^(?:null|true|false|yes|no|on|off|y|n)$/i;

function scalar(value: string | number | boolean, plain: RegExp): string {
  if (typeof value !== 'string') return String(value);
  if (plain.test(value) && !otherMeaning.test(value)) return value;
  // Our reader takes references to characters for these, in values only.
  return onOneLine(value.replace(characterReference, '&amp;'));
}

const characterReference = /&(?=(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z\d]{1,31});)/g;
/** What would end the line, or what nobody sees. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\ufeff]/u;

function onOneLine(value: string): string {
  const text = withoutNoncharacters(value);
  if (!unprintable.test(text)) return quoted(text);
  const escaped = text.replace(/["\\]/g, String.raw`\$&`).replace(new RegExp(unprintable, 'gu'), escape);
  return `"${escaped}"`;
}

function escape(character: string): string {
  if (character === '\n') return String.raw`\n`;
  if (character === '\t') return String.raw`\t`;
  return String.raw`\u` + character.charCodeAt(0).toString(16).padStart(4, '0');
}
