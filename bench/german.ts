/**
 * What German costs: Markdown → HTML of 2,000 articles by unified alone, with the German plugins and all
 * rules off, and with all rules on. The rules' share should stay below 25 % of the time of parsing.
 *
 *     npx node bench/german.ts
 */
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { germanOptions } from '../src/config/germanOptions.ts';
import { germanProcessor } from '../test/markdown/german/germanProcessor.ts';
import { makeCorpus } from './corpus.ts';

const rounds = 8;
const texts = Array.from(makeCorpus(2000), ({ text }) => text);
const parser = unified().use(remarkParse).freeze();
const contestants = {
  'Markdown to syntax tree': (text: string) => parser.parse(text),
  'Markdown to HTML': germanProcessor(),
  'with all rules off': germanProcessor(germanOptions('de', false)),
  'with all rules on': germanProcessor(germanOptions('de')),
};

/** The least of several rounds, taken in turn, is the one that least else disturbed. */
const least = new Map<string, number>();
for (let round = 0; round < rounds; round++) {
  for (const [name, run] of Object.entries(contestants)) {
    const start = performance.now();
    for (const text of texts) run(text);
    least.set(name, Math.min(least.get(name) ?? Infinity, performance.now() - start));
  }
}
for (const [name, time] of least)
  console.log(`${name.padEnd(24)} ${(time / texts.length).toFixed(3)} ms an article`);
const time = (name: keyof typeof contestants): number => least.get(name) ?? 0;
const extra = time('with all rules on') - time('Markdown to HTML');
const share = (whole: number): string => `${((extra / whole) * 100).toFixed(1)} %`;
console.log(
  `German costs ${share(time('Markdown to syntax tree'))} of parsing, ${share(time('Markdown to HTML'))} of Markdown to HTML`,
);
