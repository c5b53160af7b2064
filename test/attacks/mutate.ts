/** Changes an attack at random as attackers do: what slips past a rule is often a neighbour of what the rule knows. */
import type { Random } from '../../bench/corpus/random.ts';
import { foreign, proof } from './families/family.ts';

type Mutation = (input: string, random: Random, others: readonly string[]) => string;

const hidden = [
  '\u0000', '\u0001', '\t', '\n', '\r', '\u000b', '\f', '\u001f', '\u007f', '\u0085', '\u00a0', '\u00ad', '\u200b', '\u2028',
  '\ufdd0', '\ufdd1', '\ufeff', '\ufffe', '\ud800', '/', '\\', '&#xFDD0;0&#xFDD1;', '&#0;', '<!---->', '-->', '<!--',
]; // prettier-ignore

const wrappers: readonly (readonly [string, string])[] = [
  ['<svg>', '</svg>'],
  ['<math><mtext>', '</mtext></math>'],
  ['<table><tr><td>', '</table>'],
  ['<p title="', '">x</p>'],
  ["<p title='", "'>x</p>"],
  ['<!--', '-->'],
  ['<noscript>', '</noscript>'],
  ['<style>', '</style>'],
  ['<title>', '</title>'],
  ['<textarea>', '</textarea>'],
  ['<template>', '</template>'],
  ['<select><option>', '</select>'],
  ['<a href="/x">', '</a>'],
  ['<div>\n\n', '\n\n</div>'],
  ['> ', '\n'],
  ['[', '](geheim.md)'],
  ['![', '](../media/flug.svg)'],
  ['::: {kasten=fakten}\n**T**\n\n', '\n:::'],
  ['*', '*'],
  ['`', '`'],
];

const needles = [
  `<script>${proof}</script>`,
  `<img src=x onerror=${proof}>`,
  `" onmouseover="${proof}`,
  `' autofocus onfocus='${proof}`,
  `<svg onload=${proof}>`,
  `<iframe src="${foreign}">`,
  '</style>',
  '</title>',
  '</textarea>',
  '</p>',
  '</div>',
  '"',
  "'",
  '>',
  '<',
  '&',
];

const mutations: readonly Mutation[] = [
  // Splice with another input.
  (input, random, others) => {
    const other = random.pick(others);
    return input.slice(0, placeIn(input, random)) + other.slice(placeIn(other, random));
  },
  (input, random, others) => insert(input, random.pick(others), random),
  // Case.
  (input, random) => each(input, random, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase())),
  // References for characters.
  (input, random) => each(input, random, (letter) => reference(letter, random)),
  (input, random) => each(input, random, (letter) => encodeURIComponent(letter.toWellFormed())),
  (input, random) => input.replace(random.pick(['<', '>', '"', "'", '=', ':', '(']), (sign) => reference(sign, random)),
  // Control characters and other things that nobody sees.
  (input, random) => insert(input, random.pick(hidden), random),
  (input, random) => insert(insert(input, random.pick(hidden), random), random.pick(hidden), random),
  // Double, cut, take out, turn round.
  (input) => input + input,
  (input, random) => {
    const [from, to] = span(input, random);
    return input.slice(0, to) + input.slice(from);
  },
  (input, random) => {
    const [from, to] = span(input, random);
    return input.slice(0, from) + input.slice(to);
  },
  (input, random) => input.slice(0, placeIn(input, random)),
  (input) => input.replaceAll('"', "'"),
  (input) => input.replaceAll("'", '"'),
  (input) => input.replaceAll(/["']/g, ''),
  (input) => input.replaceAll(' ', '/'),
  (input) => input.replaceAll(' ', '\n'),
  (input) => input.replaceAll('\n\n', '\n'),
  (input) => input.replaceAll('>', '>\n\n'),
  // Nest.
  (input, random) => {
    const [before, after] = random.pick(wrappers);
    return before + input + after;
  },
  (input, random) => {
    const [before, after] = random.pick(wrappers);
    const [from, to] = span(input, random);
    return input.slice(0, from) + before + input.slice(from, to) + after + input.slice(to);
  },
  // What every attack wants in the end.
  (input, random) => insert(input, random.pick(needles), random),
]; // prettier-ignore

/** One to four changes, one on top of the other. */
export function mutate(input: string, random: Random, others: readonly string[]): string {
  let mutant = input;
  for (let left = random.between(1, 4); left > 0; left--) mutant = random.pick(mutations)(mutant, random, others);
  return mutant.slice(0, longest);
} // prettier-ignore

const longest = 2000;

function placeIn(text: string, random: Random): number {
  return random.between(0, text.length);
}

function span(text: string, random: Random): readonly [number, number] {
  const [one, other] = [placeIn(text, random), placeIn(text, random)];
  return [Math.min(one, other), Math.max(one, other)];
}

function insert(text: string, piece: string, random: Random): string {
  const at = placeIn(text, random);
  return text.slice(0, at) + piece + text.slice(at);
}

/** Some of the letters, never all. */
function each(text: string, random: Random, change: (letter: string) => string): string {
  const share = random.next() / 2;
  return [...text].map((letter) => (random.chance(share) ? change(letter) : letter)).join('');
}

function reference(letter: string, random: Random): string {
  const code = letter.codePointAt(0) ?? 0;
  const zeros = '0'.repeat(random.between(0, 6));
  const end = random.chance(0.8) ? ';' : '';
  return random.chance(0.5) ? `&#${zeros}${code}${end}` : `&#x${zeros}${code.toString(16)}${end}`;
}
