import { parseArgs } from 'node:util';
import { contestantNames, type ContestantName } from './contestants.ts';

export interface Options {
  /** Ascending. */
  readonly sizes: readonly number[];
  /** Missing: chosen by size. */
  readonly contestants?: readonly ContestantName[];
  /** Missing: chosen by size. */
  readonly runs?: number;
  readonly counts: boolean;
}

export const usage = `node bench/compare.ts [options]
  --articles 10,100,1000,10000
                             numbers of articles (these are the default)
  --contestants LIST         of ${contestantNames.join(',')}
                             (default: all up to 10,000 articles, Blattmacher alone beyond)
  --runs NUMBER              of each build (default: by size)
  --counts                   also print how many files of which kind each one wrote
`;

/** Throws with a message for the person at the keyboard. */
export function parseOptions(words: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...words],
    options: {
      articles: { type: 'string', default: '10,100,1000,10000' },
      contestants: { type: 'string' },
      runs: { type: 'string' },
      counts: { type: 'boolean', default: false },
    },
  });
  return {
    sizes: values.articles
      .split(',')
      .map(parseCount)
      .toSorted((one, other) => one - other),
    counts: values.counts,
    ...(values.contestants !== undefined && { contestants: values.contestants.split(',').map(parseName) }),
    ...(values.runs !== undefined && { runs: parseCount(values.runs) }),
  };
}

/** All for the usual sizes; a contestant that needs minutes only when it is asked for. */
export function contestantsFor(options: Options, articles: number): readonly ContestantName[] {
  if (options.contestants) return options.contestants;
  return articles > 10_000 ? ['blattmacher'] : contestantNames;
}

/** Short builds need more runs until their least time stands still. */
export function runsFor(options: Options, articles: number): number {
  if (options.runs !== undefined) return options.runs;
  if (articles <= 100) return 10;
  return articles <= 1000 ? 5 : 3;
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new Error(`Not a number of articles or runs: ${text}`);
  return count;
}

function parseName(text: string): ContestantName {
  const name = contestantNames.find((known) => known === text);
  if (name === undefined) throw new Error(`No contestant: ${text}. There are ${contestantNames.join(', ')}.`);
  return name;
}
