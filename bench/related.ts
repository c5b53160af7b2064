/**
 * How long related articles take: `npx node bench/related.ts`. For each paper the best of several
 * rounds, on one core: making the index, all searches, both, and the slowest search.
 */
import { compareCandidates, type RelatedCandidate } from '../src/collections/related/relatedTerms.ts';
import { relatedIndex } from '../src/collections/related/relatedIndex.ts';

const ROUNDS = 5;
const DAY = 86_400_000;

interface SampleArticles {
  readonly name: string;
  readonly articles: number;
  /** The tags of one article. */
  readonly tags: () => readonly string[];
  readonly sections: number;
  readonly days: number;
}

interface Times {
  readonly index: number;
  readonly searches: number;
  readonly slowest: number;
}

/** A repeatable sequence of numbers from 0 to below 1 (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = numbers(1);

/** 3 to 6 tags by the law of Zipf and Mandelbrot; the first is on about a third of all articles. */
function zipfTags(count: number): () => readonly string[] {
  let sum = 0;
  const sums = Array.from({ length: count }, (_, rank) => (sum += 1 / (rank + 1.7)));
  const draw = (): string => {
    const goal = random() * sum;
    return `thema-${sums.findIndex((reached) => reached > goal)}`;
  };
  return () => {
    const tags = new Set<string>();
    const wanted = 3 + Math.floor(random() * 4);
    while (tags.size < wanted) tags.add(draw());
    return [...tags];
  };
}

const papers: readonly SampleArticles[] = [
  { name: 'Zipf', articles: 10_000, tags: zipfTags(500), sections: 8, days: 3650 },
  { name: 'Zipf', articles: 100_000, tags: zipfTags(2000), sections: 8, days: 3650 },
  { name: 'Zipf, all at one instant', articles: 100_000, tags: zipfTags(2000), sections: 8, days: 0 },
  {
    name: 'one tag on a third, no others',
    articles: 100_000,
    tags: () => (random() < 1 / 3 ? ['wahl'] : []),
    sections: 8,
    days: 3650,
  },
  { name: 'all alike, within a day', articles: 100_000, tags: () => [], sections: 1, days: 1 },
  { name: 'all alike, at one instant', articles: 100_000, tags: () => [], sections: 1, days: 0 },
  { name: '20 tags, 1 to 3 each', articles: 100_000, tags: () => fewTags(20), sections: 8, days: 3650 },
];

function fewTags(count: number): readonly string[] {
  const wanted = 1 + Math.floor(random() * 3);
  return Array.from({ length: wanted }, () => `thema-${Math.floor(random() * count)}`);
}

/** As a catalogue hands them over: newest first. */
function candidatesOf({ articles, tags, sections, days }: SampleArticles): readonly RelatedCandidate[] {
  return Array.from({ length: articles }, (_, index) => ({
    slug: `artikel-${index}`,
    date: { instant: 1.7e12 - Math.floor(random() * days * DAY) },
    tags: tags().map((key) => ({ key })),
    section: { key: `ressort-${Math.floor(random() * sections)}` },
  })).toSorted(compareCandidates);
}

function measure(candidates: readonly RelatedCandidate[]): Times {
  const start = performance.now();
  const { relatedTo } = relatedIndex(candidates);
  const ready = performance.now();
  let slowest = 0;
  let before = ready;
  for (let index = 0; index < candidates.length; index++) {
    relatedTo(index);
    const after = performance.now();
    slowest = Math.max(slowest, after - before);
    before = after;
  }
  return { index: ready - start, searches: before - ready, slowest };
}

function best(rounds: readonly Times[], timeOf: (times: Times) => number): string {
  return Math.min(...rounds.map(timeOf)).toFixed(1);
}

const rows = papers.map((paper) => {
  const candidates = candidatesOf(paper);
  const rounds = Array.from({ length: ROUNDS }, () => measure(candidates));
  return {
    paper: paper.name,
    articles: paper.articles,
    'first round, ms': best(rounds.slice(0, 1), ({ index, searches }) => index + searches),
    'best round, ms': best(rounds, ({ index, searches }) => index + searches),
    'index, ms': best(rounds, ({ index }) => index),
    'searches, ms': best(rounds, ({ searches }) => searches),
    'slowest search, ms': best(rounds, ({ slowest }) => slowest),
  };
});
console.table(rows);
