/** `blattmacher list`: which articles there are, and which of them readers do not see yet. */
import { completeSnapshot, type SiteSnapshot } from '../build/snapshot.ts';
import type { Article } from '../core/model.ts';
import { hasError } from '../core/diagnostics/diagnostics.ts';
import { printableJson, printableLine } from '../core/diagnostics/printDiagnostics.ts';
import { dateView, isoDate } from '../core/time.ts';
import { compareArticles } from '../collections/groups.ts';
import type { Command, OptionValues } from './command.ts';
import { reportDiagnostics } from './reportDiagnostics.ts';
import { refuseOperands, siteOptions, toSnapshotOptions } from './siteOptions.ts';
import { articleStates, commandTexts } from './texts.ts';

export const listCommand: Command = {
  options: {
    site: siteOptions.site,
    now: siteOptions.now,
    planned: { type: 'boolean', help: 'nur geplante Artikel, der nächste zuerst' },
    drafts: { type: 'boolean', help: 'nur Entwürfe' },
    json: { type: 'boolean', help: 'die Liste als JSON, für Programme' },
  },
  run: async (options, operands, world) => {
    refuseOperands(operands);
    const { value, diagnostics } = await completeSnapshot({
      ...toSnapshotOptions(options, world),
      preview: true,
    });
    // An article with a wrong head is missing in the list.
    reportDiagnostics(
      diagnostics.filter(({ severity }) => severity === 'error'),
      world,
    );
    if (!value) return 1;
    const listed = chosenArticles(value, options);
    world.print(options['json'] === true ? toJson(listed) : toText(listed, options));
    return hasError(diagnostics) ? 1 : 0;
  },
};

export type ArticleState = keyof typeof articleStates;

interface Listed {
  readonly article: Article;
  readonly state: ArticleState;
}

/** Newest first; the planned ones alone as they appear. */
function chosenArticles({ collections }: SiteSnapshot, options: OptionValues): readonly Listed[] {
  const { articles, hidden } = collections;
  const all = articles
    .toSorted(compareArticles)
    .map((article): Listed => ({ article, state: hidden.get(article) ?? 'published' }));
  const wanted: readonly ArticleState[] = [
    ...(options['planned'] === true ? (['scheduled'] as const) : []),
    ...(options['drafts'] === true ? (['draft'] as const) : []),
  ];
  if (wanted.length === 0) return all;
  const chosen = all.filter(({ state }) => wanted.includes(state));
  return options['drafts'] === true ? chosen : chosen.toReversed();
}

/** A title longer than this is cut, so that each article keeps to one line. */
const longestTitle = 80;

function toText(listed: readonly Listed[], options: OptionValues): string {
  if (listed.length === 0)
    return options['planned'] === true
      ? commandTexts.nothingPlanned
      : options['drafts'] === true
        ? commandTexts.noDrafts
        : commandTexts.noArticles;
  const rows = listed.map(({ article: { date, title, file }, state }) => ({
    date: dateView(date).full,
    state: articleStates[state],
    words: `${printableLine(title, longestTitle)} (${printableLine(file, file.length)})`,
  }));
  const widest = (key: 'date' | 'state'): number => Math.max(...rows.map((row) => row[key].length));
  const [dates, states] = [widest('date'), widest('state')];
  const lines = rows.map(
    ({ date, state, words }) => `${date.padEnd(dates)}  ${state.padEnd(states)}  ${words}`,
  );
  return lines.join('\n');
}

function toJson(listed: readonly Listed[]): string {
  const articles = listed.map(({ article: { date, title, file, url }, state }) => ({
    date: isoDate(date),
    state,
    title,
    file,
    url,
  }));
  return printableJson({ articles });
}
