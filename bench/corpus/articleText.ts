/** Running text as a newsroom writes it, in the Markdown that every contestant understands. */
import type { Random } from './random.ts';
import * as words from './vocabulary.ts';

/** Markdown of about 4 KB in UTF-8 (3 to 5), beginning with a plain paragraph. */
export function makeArticleText(random: Random): string {
  const target = random.between(2400, 4200);
  const quoteAfter = random.between(2, 5);
  const tableAfter = random.chance(0.1) ? random.between(3, 8) : -1;
  const blocks = [paragraph(random)];
  let length = 0;
  for (let count = 1; length < target; count += 1) {
    const block = blockAt(count, quoteAfter, tableAfter, random);
    blocks.push(block);
    length += block.length;
  }
  return `${blocks.join('\n\n')}\n`;
}

function blockAt(count: number, quoteAfter: number, tableAfter: number, random: Random): string {
  if (count === tableAfter) return table(random);
  if (count === quoteAfter) return `> ${sentence(random)} ${sentence(random)}`;
  if (count % 4 === 3) return `## ${random.pick(words.subheadings)}`;
  return random.chance(0.12) ? list(random) : paragraph(random);
}

/** A teaser for front matter: one sentence without markup. */
export function makeTeaser(random: Random): string {
  return plainSentence(random);
}

function paragraph(random: Random): string {
  return Array.from({ length: random.between(2, 4) }, () => sentence(random)).join(' ');
}

function sentence(random: Random): string {
  const kind = random.next();
  if (kind < 0.1) return `„${random.pick(words.quotations)}“, sagte ${random.pick(words.authorNames)}.`;
  if (kind < 0.16) return `"${random.pick(words.quotations)}", heißt es dazu – 'vorläufig' jedenfalls.`;
  if (kind < 0.24) return linkedSentence(random);
  if (kind < 0.32) return `**${capitalize(random.pick(words.subjects))}** schweigt *bislang* dazu.`;
  return plainSentence(random);
}

function plainSentence(random: Random): string {
  const beginning = `${capitalize(random.pick(words.subjects))} ${random.pick(words.verbs)}`;
  const middle = `${random.pick(words.circumstances)} ${random.pick(words.objects)}`;
  return `${beginning} ${middle}, ${random.pick(words.closings)}.`;
}

function linkedSentence(random: Random): string {
  const address = `https://example.org/berichte/${random.between(1, 9999)}`;
  return `Mehr dazu steht im [Bericht über ${random.pick(words.headlineTopics)}](${address}).`;
}

function list(random: Random): string {
  const item = (): string =>
    `- ${capitalize(random.pick(words.objects))} ${random.pick(words.circumstances)}`;
  return Array.from({ length: random.between(3, 5) }, item).join('\n');
}

function table(random: Random): string {
  const row = (): string =>
    `| ${random.pick(words.authorNames)} | ${random.between(1, 99)} | ${random.between(2015, 2025)} |`;
  return ['| Name | Anteil | Jahr |', '| --- | ---: | ---: |', row(), row(), row(), row()].join('\n');
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
