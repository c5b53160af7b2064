/** The entries of the site's own collections: which are shown, where, and in which order. */
import type { CollectionPlan } from '../config/openConfig.ts';
import { nearest } from '../core/diagnostics/suggester.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import type { Diagnostic, Entry, EntryMeta, SourcePath } from '../core/model.ts';
import { entryUrl } from './addresses.ts';
import type { Change } from './articleDates.ts';
import { compareText, compareWords } from './collation.ts';
import type { Hidden } from './shownArticles.ts';

export interface EntrySource {
  readonly file: SourcePath;
  readonly meta: EntryMeta;
}

export interface Entries {
  /** Those that are shown, by the name of their collection: the newest first, and then by title. */
  readonly ofCollection: ReadonlyMap<string, readonly Entry[]>;
  /** The same, one collection after the other. */
  readonly shown: readonly Entry[];
  /** In a preview: why readers do not see an entry yet. */
  readonly hidden: ReadonlyMap<Entry, Hidden>;
  /** Those whose time has not come. */
  readonly scheduled: readonly Entry[];
  readonly changes: readonly Change[];
  readonly diagnostics: readonly Diagnostic[];
}

interface EntryOptions {
  readonly now: number;
  readonly preview: boolean;
  /** Whether some article, shown or not, is called so. */
  readonly isArticle: (name: string) => boolean;
}

export function collectEntries(
  sources: readonly EntrySource[],
  plans: readonly CollectionPlan[],
  { now, preview, isArticle }: EntryOptions,
): Entries {
  const hidden = new Map<Entry, Hidden>();
  const scheduled: Entry[] = [];
  const changes: Change[] = [];
  const diagnostics: Diagnostic[] = [];
  const byName = Map.groupBy(sources, ({ meta }) => meta.collection);
  const ofCollection = new Map(
    plans.map((plan) => {
      const siblings = byName.get(plan.name) ?? [];
      const isKnown = (name: string): boolean =>
        siblings.some(({ file, meta }) => isCalled({ file, slug: meta.slug }, name)) || isArticle(name);
      const entries = siblings.flatMap(({ file, meta }): readonly Entry[] => {
        for (const { target, position } of meta.related)
          if (!isKnown(target)) {
            const suggestion = nearest(
              target,
              siblings.map((one) => one.meta.slug),
            );
            const told = { key: 'related' as const, target, suggestion };
            diagnostics.push(diagnose('catalogue/related-unknown', told, { file, position }));
          }
        const address = entryUrl(plan.permalink, meta);
        if ('missing' in address) {
          diagnostics.push(diagnose('config/no-address', { field: address.missing }, { file }));
          return [];
        }
        const entry = { ...meta, file, url: address.url };
        changes.push(...changesOf(meta, plan));
        const reason = hiddenBecause(meta, plan, now);
        if (reason === undefined) return [entry];
        if (reason === 'scheduled' && !preview) scheduled.push(entry);
        if (!preview) return [];
        hidden.set(entry, reason);
        return [entry];
      });
      return [plan.name, entries.toSorted(compareEntries)] as const;
    }),
  );
  const shown = [...ofCollection.values()].flat();
  return { ofCollection, shown, hidden, scheduled, changes, diagnostics };
}

/** Whether an editor may call a source by this name: its slug, its path, or the end of it. */
export function isCalled(
  { slug, file }: { readonly slug: string; readonly file: SourcePath },
  name: string,
): boolean {
  return slug === name || file === name || file.endsWith(`/${name}`);
}

function hiddenBecause(
  { draft, expires, date }: EntryMeta,
  { isScheduled }: CollectionPlan,
  now: number,
): Hidden | undefined {
  if (draft) return 'draft';
  if (expires && expires.instant <= now) return 'expired';
  return isScheduled && date && date.instant > now ? 'scheduled' : undefined;
}

function changesOf({ draft, expires, date }: EntryMeta, { isScheduled }: CollectionPlan): readonly Change[] {
  if (draft) return [];
  return [
    ...(isScheduled && date ? [{ instant: date.instant, kind: 'appears' } as const] : []),
    ...(expires ? [{ instant: expires.instant, kind: 'expires' } as const] : []),
  ];
}

function compareEntries(one: Entry, other: Entry): number {
  return (
    (other.date?.instant ?? 0) - (one.date?.instant ?? 0) ||
    compareWords(one.title, other.title) ||
    compareText(one.url, other.url)
  );
}
