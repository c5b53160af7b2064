/**
 * Which articles take comments. A worker thread looks at the site folder; the service goes on meanwhile with
 * what it knows. While the site has errors nothing of it is published, and so nothing new is believed.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Checked, Diagnostic, UrlPath } from '../model.ts';
import { hasError } from '../report/hasError.ts';
import type { SiteKnowledge } from './receiver/receiverOptions.ts';
import { receiverTexts } from './receiverTexts.ts';
import type { ReceivingArticle, ReceivingSite } from './receivingSite.ts';

export interface ArticleIndexOptions {
  /** The site folder. */
  readonly site: string;
  readonly builtInTemplates: string;
  readonly program: string;
  /** ms since 1970 */
  readonly clock: () => number;
  readonly report: (line: string) => void;
}

/** What a worker is told, and what it answers. */
export interface LookRequest extends Pick<ArticleIndexOptions, 'site' | 'builtInTemplates' | 'program'> {
  readonly now: number;
}

export interface LookAnswer {
  readonly site?: ReceivingSite;
  readonly diagnostics: readonly Diagnostic[];
}

/** Milliseconds: after the first, an unknown article is worth another look, after the second, anything is, and after the third, nothing is believed without one. */
const young = 5000;
const old = 60_000;
const stale = 10 * old;
/** Whoever asks for articles that are not there shall not keep the machine busy: pauses are so many times as long as looks. */
const calm = 9;

/** Looks once before it resolves; without a value when the site cannot be made sense of. */
export async function openArticleIndex(options: ArticleIndexOptions): Promise<Checked<SiteKnowledge>> {
  const first = await look(options);
  if (!first.site) return { diagnostics: first.diagnostics };
  if (hasError(first.diagnostics)) options.report(receiverTexts.lastGoodSite);
  return { value: keepLooking(first.site, options), diagnostics: first.diagnostics };
}

function keepLooking(first: ReceivingSite, options: ArticleIndexOptions): SiteKnowledge {
  const { clock, report } = options;
  let current = first;
  let looked = clock();
  let pause = young;
  let looking: Promise<void> | undefined;
  const lookAgain = async (): Promise<void> => {
    const begun = clock();
    try {
      const { site, diagnostics } = await look(options);
      if (site && !hasError(diagnostics)) current = site;
      else report(receiverTexts.lastGoodSite);
    } catch (error) {
      report(receiverTexts.unexpected(error instanceof Error ? error.name : ''));
    }
    looked = clock();
    pause = Math.min(Math.max(young, (looked - begun) * calm), stale);
    looking = undefined;
  };
  const find = (address: UrlPath): ReceivingArticle | undefined => current.articles.get(address);
  return {
    current: () => current,
    find: async (address) => {
      const age = clock() - looked;
      const known = find(address);
      if (age >= (known ? old : pause)) looking ??= lookAgain();
      if (known && age < stale) return known;
      await looking;
      return find(address);
    },
  };
}

/** @throws what the worker died of. */
async function look({ site, builtInTemplates, program, clock }: ArticleIndexOptions): Promise<LookAnswer> {
  const ending = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const request: LookRequest = { site, builtInTemplates, program, now: clock() };
  const worker = new Worker(new URL(`./articleIndexWorker${ending}`, import.meta.url), {
    workerData: request,
  });
  const [answer] = await once(worker, 'message');
  return answer;
}
