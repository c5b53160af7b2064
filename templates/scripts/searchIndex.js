/** The index in the browser: Pagefind, and what it makes of a question. */

/**
 * @typedef {{ excerpt: string, url: string, meta: Record<string, string> }} Result
 * @typedef {{ count: number, first: Result[], next: () => Promise<Result[]>, hasMore: () => boolean }} Found
 * @typedef {{
 *   options: (options: object) => Promise<void>,
 *   search: (words: string | null, options: object) => Promise<{ results: { data: () => Promise<Result> }[] }>,
 * }} Pagefind
 */

/** Results that `next` hands out at once. */
const some = 10;

/** Weights besides the text: https://pagefind.app/docs/ranking/ */
const metaWeights = {
  title: 5,
  kicker: 2,
  tags: 2,
  authors: 2,
  label: 2,
  section: 1,
  // Of the text's compounds: a hint, no more.
  ends: 0.5,
  day: 0.5,
  iso: 0,
};

/**
 * Asks the index in this folder; it is loaded with the first question.
 * @param {string} folder
 * @returns {(question: import('./searchQuestion.js').Question) => Promise<Found>}
 */
export function openIndex(folder) {
  /** @type {Promise<Pagefind> | undefined} */
  let loading;
  return async ({ words, filters, byDate }) => {
    loading ??= load(folder);
    // After a failure the next question tries again.
    loading.catch(() => (loading = undefined));
    const pagefind = await loading;
    // Without a word everything is as good, and the newest comes first.
    const sort = byDate || words === '' ? { date: 'desc' } : {};
    const { results } = await pagefind.search(words === '' ? null : asIndexed(words), { filters, sort });
    let given = 0;
    const next = () => Promise.all(results.slice(given, (given += some)).map((result) => result.data()));
    return { count: results.length, first: await next(), next, hasMore: () => given < results.length };
  };
}

/**
 * @param {string} folder
 * @returns {Promise<Pagefind>}
 */
async function load(folder) {
  const pagefind = await import(`${folder}pagefind.js`);
  await pagefind.options({
    basePath: folder,
    baseUrl: '/',
    noWorker: true,
    excerptEllipsis: '…',
    ranking: { metaWeights },
  });
  return pagefind;
}

/**
 * Pagefind knows one kind of quotation marks, and reads as one word what a hyphen joins.
 * @param {string} words
 */
function asIndexed(words) {
  return words.replace(/[„“”»«]/g, '"').replace(/[-–/]/g, ' ');
}
