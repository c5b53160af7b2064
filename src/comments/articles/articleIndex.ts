/**
 * Index of the articles that take comments. A worker thread scans the site folder; meanwhile the service goes
 * on with the last index. While the site has errors nothing of it is published, so the index stays as it is.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Checked, UrlPath } from '../../core/model.ts';
import { hasError } from '../../core/diagnostics/diagnostics.ts';
import type { SiteKnowledge, ReceivingArticle, ReceivingSite } from '../receiver/receiverOptions.ts';
import { receiverTexts } from '../receiver/receiverTexts.ts';

export interface ArticleIndexOptions {
  /** The site folder. */
  readonly site: string;
  readonly builtInTemplates: string;
  readonly program: string;
  /** ms since 1970 */
  readonly clock: () => number;
  readonly report: (line: string) => void;
  /** The folder of compiled modules for the worker, which load in a fraction of the time; usually it runs what this thread runs. */
  readonly modules?: URL;
}

/** What the worker gets; it answers with a `Checked<ReceivingSite>`. */
export interface ScanRequest extends Pick<ArticleIndexOptions, 'site' | 'builtInTemplates' | 'program'> {
  readonly now: number;
}

/**
 * Age of the index in ms: after the first, an unknown article causes a new scan; after the second, any
 * request does; after the third, a request waits for it.
 */
const young = 5000;
const old = 60_000;
const stale = 10 * old;
/**
 * Pauses are so many times as long as scans, so that requests for unknown articles cannot keep the machine
 * busy.
 */
const calm = 9;

/** Scans once before it resolves; without a value when the site has errors. */
export async function openArticleIndex(options: ArticleIndexOptions): Promise<Checked<SiteKnowledge>> {
  const { value: first, diagnostics } = await scan(options);
  if (first && hasError(diagnostics)) options.report(receiverTexts.lastGoodSite);
  return { ...(first && { value: keepScanning(first, options) }), diagnostics };
}

function keepScanning(first: ReceivingSite, options: ArticleIndexOptions): SiteKnowledge {
  const { clock, report } = options;
  let current = first;
  let scanned = clock();
  let pause = young;
  let scanning: Promise<void> | undefined;
  const scanAgain = async (): Promise<void> => {
    const begun = clock();
    try {
      const { value: site, diagnostics } = await scan(options);
      if (site && !hasError(diagnostics)) current = site;
      else report(receiverTexts.lastGoodSite);
    } catch (error) {
      report(receiverTexts.unexpected(error instanceof Error ? error.name : ''));
    }
    scanned = clock();
    pause = Math.min(Math.max(young, (scanned - begun) * calm), stale);
    scanning = undefined;
  };
  const find = (address: UrlPath): ReceivingArticle | undefined => current.articles.get(address);
  return {
    current: () => current,
    find: async (address) => {
      const age = clock() - scanned;
      const known = find(address);
      if (age >= (known ? old : pause)) scanning ??= scanAgain();
      if (known && age < stale) return known;
      await scanning;
      return find(address);
    },
  };
}

/** @throws the error that ended the worker. */
async function scan({
  site,
  builtInTemplates,
  program,
  clock,
  modules,
}: ArticleIndexOptions): Promise<Checked<ReceivingSite>> {
  const isSource = !modules && import.meta.url.endsWith('.ts');
  const entry = new URL(`./articleIndexWorker${isSource ? '.ts' : '.js'}`, modules ?? import.meta.url);
  const request: ScanRequest = { site, builtInTemplates, program, now: clock() };
  const worker = new Worker(entry, { workerData: request });
  const [answer] = await once(worker, 'message');
  return answer;
}
