/**
 * The articles that all contestants build: the same for the same number, of the shape of a real
 * news blog. Tags follow Zipf's law, because a tag on a third of all articles is what makes related
 * articles costly.
 */
import { makeArticleText, makeTeaser } from './corpus/articleText.ts';
import { makeRandom, type Random } from './corpus/random.ts';
import * as words from './corpus/vocabulary.ts';

export interface CorpusArticle {
  /** ASCII, unlike any other's. */
  readonly slug: string;
  readonly title: string;
  readonly date: Date;
  readonly description: string;
  readonly section: string;
  /** 3 to 6, without repetition. */
  readonly tags: readonly string[];
  readonly author: string;
  /** Markdown. */
  readonly text: string;
}

/** The day on which the benchmark builds; all articles are older. */
export const corpusNow = '2026-01-01T00:00:00Z';

const tenYears = 3650 * 24 * 3600 * 1000;

/** One after the other, so that 100,000 articles need not be in memory at once. */
export function* makeCorpus(count: number): Generator<CorpusArticle> {
  const random = makeRandom(20_260_101);
  const pickTag = weightedPicker(zipfTags(count));
  const pickSection = weightedPicker(words.sectionWeights);
  for (let number = 1; number <= count; number += 1) {
    const topic = random.pick(words.headlineTopics);
    yield {
      slug: `artikel-${String(number).padStart(6, '0')}`,
      title: `${random.pick(words.headlineBeginnings)} ${topic} (${number})`,
      date: new Date(Date.parse(corpusNow) - Math.ceil(random.next() * tenYears)),
      description: makeTeaser(random),
      section: pickSection(random),
      tags: pickTags(pickTag, random),
      author: random.pick(words.authorNames),
      text: makeArticleText(random),
    };
  }
}

/**
 * Names and weights of the tags: 5·√count of them (500 for 10,000 articles), the weight of rank r
 * 1/(r + 1.5) (Zipf–Mandelbrot), which puts the first tag on about 0.3 of 10,000 articles.
 */
function zipfTags(count: number): (readonly [string, number])[] {
  const all = words.tagEndings.flatMap((ending) =>
    words.tagBeginnings.map((beginning) => `${beginning}${ending}`),
  );
  const used = all.slice(0, Math.max(8, Math.round(5 * Math.sqrt(count))));
  return used.map((name, index) => [name, 1 / (index + 2.5)]);
}

function pickTags(pickTag: (random: Random) => string, random: Random): string[] {
  const wanted = random.between(3, 6);
  const tags = new Set<string>();
  while (tags.size < wanted) tags.add(pickTag(random));
  return [...tags];
}

function weightedPicker(weights: readonly (readonly [string, number])[]): (random: Random) => string {
  const ends: number[] = [];
  let total = 0;
  for (const [, weight] of weights) ends.push((total += weight));
  return (random) => {
    const place = random.next() * total;
    const found = weights[ends.findIndex((end) => place < end)];
    if (found === undefined) throw new Error('The weights do not add up');
    return found[0];
  };
}
