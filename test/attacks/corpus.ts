/** The attack corpus: every input of every family in the places of a text where its kind can stand. */
import { addressFamilies } from './families/addresses.ts';
import type { Family } from './families/family.ts';
import { markupFamilies } from './families/markup.ts';
import { wordFamilies } from './families/words.ts';

/** One text that an author might hand in. */
export interface TextAttack {
  readonly family: string;
  readonly context: string;
  /** Without the place around it. */
  readonly input: string;
  readonly markdown: string;
}

interface Context {
  readonly name: string;
  readonly write: (input: string) => string;
}

/** A link to a draft: what is cut there and never filled in is where forged marks once found a gap. */
const draftLink = '[Entwurf](geheim.md)';

const markupContexts: readonly Context[] = [
  { name: 'block', write: (input) => `${input}\n` },
  { name: 'block after a link', write: (input) => `Siehe ${draftLink}.\n\n${input}\n\nEnde.` },
  { name: 'line', write: (input) => `Text ${input} Text` },
  { name: 'list item', write: (input) => `- a\n- ${indented(input, '  ')}\n- c` },
  { name: 'quotation', write: (input) => indented(`> ${input}`, '> ') },
  { name: 'table cell', write: (input) => `| a | b |\n|---|---|\n| ${inCell(input)} | ${draftLink} |` },
  { name: 'heading', write: (input) => `## ${oneLine(input)}\n\nText` },
  { name: 'footnote', write: (input) => `Text[^n]\n\n[^n]: ${indented(input, '    ')}` },
  { name: 'passage', write: (input) => `::: {lang=en}\n${input}\n:::` },
  { name: 'box', write: (input) => `::: {kasten=fakten}\n**Titel**\n\n${input}\n\n${draftLink}\n:::` },
  { name: 'span', write: (input) => `Text [${input}]{lang=en} Text` },
  { name: 'chart', write: (input) => `::: {diagramm=balken}\n**T**\n\n| Wer | % |\n|---|---|\n| ${inCell(input)} | 5 |\n:::` },
  { name: 'link text', write: (input) => `[${input}](kim.md)` },
  { name: 'link title', write: (input) => `[x](kim.md "${input.replaceAll('"', '\\"')}")` },
  { name: 'picture', write: (input) => `![${input}](../media/flug.svg "${input.replaceAll('"', '\\"')}")` },
  { name: 'emphasis', write: (input) => `*a **${input}** "b* „c“` },
  { name: 'raw attribute', write: (input) => `<p title="${input}" lang='${input}'>x</p>` },
  { name: 'raw element', write: (input) => `<div>\n${input}\n\n*x*\n\n</div>` },
  { name: 'code', write: (input) => `\`${oneLine(input)}\`\n\n    ${indented(input, '    ')}\n\n\`\`\`html\n${input}\n\`\`\`` },
]; // prettier-ignore

const addressContexts: readonly Context[] = [
  { name: 'link', write: (input) => `[x](${input})` },
  { name: 'link in brackets', write: (input) => `[x](<${oneLine(input)}> "t")` },
  { name: 'definition', write: (input) => `[x][y]\n\n[y]: ${oneLine(input)} 't'` },
  { name: 'definition in brackets', write: (input) => `![x][y] [y]\n\n[y]: <${oneLine(input)}>` },
  { name: 'literal link', write: (input) => `<${input}> ${input}` },
  { name: 'raw link', write: (input) => `<a href="${input}">x</a>` },
  { name: 'raw link in single quotes', write: (input) => `<a href='${input}' title=x>x</a>` },
  { name: 'raw link without quotes', write: (input) => `<p><a href=${input}>x</a></p>` },
  { name: 'quotation', write: (input) => `<blockquote cite="${input}"><q cite='${input}'>x</q></blockquote>` },
  { name: 'link in a chart', write: (input) => `::: {diagramm=balken}\n**T**\n\n[Daten](${input})\n:::` },
]; // prettier-ignore

/** Those that stand for a file of the site: nothing is published without it. */
const fileContexts: readonly Context[] = [
  { name: 'picture', write: (input) => `![x](${input})` },
  { name: 'picture in a line', write: (input) => `Text ![x](<${oneLine(input)}> "t") Text` },
  { name: 'raw picture', write: (input) => `<img src="${input}" alt="x">` },
  { name: 'embed', write: (input) => `[![x](../media/flug.svg)](${input})` },
];

/** Every input in every place: for checks that render in memory. */
export const allTextAttacks: readonly TextAttack[] = [
  ...inAll(markupFamilies, markupContexts),
  ...inAll(addressFamilies, [...addressContexts, ...fileContexts]),
  ...inAll(wordFamilies, markupContexts),
];

/** Every input of HTML and every address once, each place in turn: for whole sites. */
export const siteTextAttacks: readonly TextAttack[] = [
  ...inOne(markupFamilies, markupContexts),
  ...inOne(addressFamilies, addressContexts),
];

/** The same, and all HTML by itself. */
export const someTextAttacks: readonly TextAttack[] = [
  ...siteTextAttacks,
  ...inAll(markupFamilies, markupContexts.slice(1, 2)),
];

/** The raw inputs for mutations. */
export const families: readonly Family[] = [...markupFamilies, ...addressFamilies, ...wordFamilies];

/** How each family is put into a text. */
export function contextsOf(family: string): readonly Context[] {
  return addressFamilies.some(({ name }) => name === family)
    ? [...addressContexts, ...fileContexts]
    : markupContexts;
}

function inAll(all: readonly Family[], contexts: readonly Context[]): readonly TextAttack[] {
  return all.flatMap(({ name: family, inputs }) =>
    inputs.flatMap((input) => contexts.map((context) => attackOf(family, input, context))),
  );
}

function inOne(all: readonly Family[], contexts: readonly Context[]): readonly TextAttack[] {
  return all.flatMap(({ name: family, inputs }) =>
    inputs.flatMap((input, index) => {
      const context = contexts[index % contexts.length];
      return context ? [attackOf(family, input, context)] : [];
    }),
  );
}

function attackOf(family: string, input: string, { name: context, write }: Context): TextAttack {
  return { family, context, input, markdown: write(input) };
}

function indented(text: string, indent: string): string {
  return text.replaceAll('\n', `\n${indent}`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function inCell(text: string): string {
  return oneLine(text).replaceAll('|', '\\|');
}
