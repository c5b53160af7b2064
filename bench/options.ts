import { parseArgs } from 'node:util';
import { contestantKinds, type ContestantKind } from './contestants.ts';

export interface Options {
  /** Ascending. */
  readonly sizes: readonly number[];
  /** Missing: chosen by size. */
  readonly contestants?: readonly ContestantKind[];
  /** Files of Hugo beside the one on the PATH. */
  readonly hugos: readonly string[];
  /** Missing: chosen by size. */
  readonly runs?: number;
  readonly counts: boolean;
}

export const usage = `node bench/compare.ts [options]
  --articles 10,100,1000,10000
                             numbers of articles (these are the default)
  --contestants LIST         of ${contestantKinds.join(',')}
                             (default: all up to 10,000 articles, Blattmacher alone beyond)
  --hugo FILE                one more Hugo beside the one on the PATH (as often as you like)
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
      hugo: { type: 'string', multiple: true, default: [] },
      runs: { type: 'string' },
      counts: { type: 'boolean', default: false },
    },
  });
  return {
    sizes: values.articles
      .split(',')
      .map(parseCount)
      .toSorted((one, other) => one - other),
    hugos: values.hugo,
    counts: values.counts,
    ...(values.contestants !== undefined && { contestants: values.contestants.split(',').map(parseKind) }),
    ...(values.runs !== undefined && { runs: parseCount(values.runs) }),
  };
}

/** All for the usual sizes; a contestant that needs minutes only when it is asked for. */
export function kindsFor(options: Options, articles: number): readonly ContestantKind[] {
  if (options.contestants) return options.contestants;
  return articles > 10_000 ? ['blattmacher'] : contestantKinds;
}

/** Short builds need more runs until their median stands still. */
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

function parseKind(text: string): ContestantKind {
  const kind = contestantKinds.find((known) => known === text);
  if (kind === undefined) throw new Error(`No contestant: ${text}. There are ${contestantKinds.join(', ')}.`);
  return kind;
}
