/** `blattmacher explain`. */
import type { Collections } from '../collections/collections.ts';
import type { Group } from '../collections/groups.ts';
import type { TermKind } from '../collections/related/relatedTerms.ts';
import type { SeeAlsoExplanation } from '../collections/related/seeAlso.ts';
import type { Article } from '../core/model.ts';
import { dateView } from '../core/time.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { type Command, UsageError } from './command.ts';
import { reportDiagnostics } from './reportDiagnostics.ts';
import { siteOptions, toSnapshotOptions } from './siteOptions.ts';
import { validSnapshot } from './soundSnapshot.ts';
import { commandTexts } from './texts.ts';

export const explainCommand: Command = {
  options: {
    ...siteOptions,
    json: { type: 'boolean', help: 'die Zahlen als JSON, für Programme' },
  },
  run: async (options, operands, world) => {
    const [target, surplus] = operands;
    if (target === undefined || surplus !== undefined) throw new UsageError(commandTexts.missingArticle);
    const snapshot = await validSnapshot(toSnapshotOptions(options, world), world);
    if (!snapshot) return 1;
    const { finder, explain } = snapshot.seeAlso;
    const article = finder.find(target);
    if (!article) {
      const suggestion = finder.suggest(target);
      reportDiagnostics([diagnose('catalogue/article-unknown', { target, suggestion })], world);
      return 1;
    }
    const explanation = explain(article);
    world.print(
      options['json'] === true
        ? toJson(explanation)
        : toText(article, explanation, termNames(snapshot.collections)),
    );
    return 0;
  },
};

type TermNames = Readonly<Record<TermKind, ReadonlyMap<string, string>>>;

/** How readers see the terms, by key. */
function termNames({ tags, sections }: Collections): TermNames {
  const names = (groups: readonly Group[]) =>
    new Map<string, string>(groups.map(({ key, name }) => [key, name]));
  return { tag: names(tags), section: names(sections) };
}

function toText(article: Article, { picks, related, ignored }: SeeAlsoExplanation, names: TermNames): string {
  const nameOf = (kind: TermKind, key: string): string => names[kind].get(key) ?? key;
  const chosen = picks.map(
    ({ title, url }, index) => `${index + 1}. ${title} (${url})\n   ${commandTexts.picked}`,
  );
  const found = related.map(({ article: other, score, reason }, index) => {
    const shared = reason.shared.map(({ kind, key, frequency, share }) =>
      commandTexts.sharedTerm({ kind, name: nameOf(kind, key), frequency, percent: Math.round(share * 100) }),
    );
    return [
      `${picks.length + index + 1}. ${other.title} (${other.url})`,
      `   ${commandTexts.score(decimal(score), decimal(reason.similarity), decimal(reason.dateFactor))}`,
      `   ${commandTexts.distance(dateView(other.date).day, Math.round(reason.days))}`,
      ...shared.map((line) => `   – ${line}`),
    ].join('\n');
  });
  const left = ignored.map(({ kind, key, frequency, reason }) =>
    commandTexts.ignoredTerm({ kind, name: nameOf(kind, key), frequency, reason }),
  );
  const none = chosen.length + found.length === 0 ? [commandTexts.noneRelated] : [];
  const tail = left.length === 0 ? [] : ['', commandTexts.ignoredTerms, ...left.map((line) => `– ${line}`)];
  return [commandTexts.explained(article.title), '', ...none, ...chosen, ...found, ...tail].join('\n');
}

/** Three digits after the comma. */
function decimal(number: number): string {
  return number.toFixed(3).replace('.', ',');
}

function toJson({ picks, related, ignored }: SeeAlsoExplanation): string {
  const named = ({ url, title }: Article) => ({ url, title });
  return JSON.stringify(
    {
      picks: picks.map(named),
      related: related.map(({ article, score, reason }) => ({ ...named(article), score, ...reason })),
      ignored,
    },
    undefined,
    2,
  );
}
