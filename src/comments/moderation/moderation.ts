/** Moderation of comments on the files of a site; command line and preview share it. */
import { forgetComments } from '../../content/load/sourceCache.ts';
import type { Checked, Diagnostic, UrlPath } from '../../core/model.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import type { Zone } from '../../core/time.ts';
import { refusalCode } from '../../emit/systemFault.ts';
import { type AddressHashes, plainAddress } from '../receiver/senderLimits.ts';
import { commentFault } from './commentFault.ts';
import type { DecidableStore } from './commentStore.ts';
import type { PendingComment } from '../receiver/sentFields.ts';
import {
  holdsAddress,
  listPublishedFiles,
  publishedPath,
  removePublishedFile,
  sweepPublishedFiles,
  writePublishedFile,
  publishedText,
} from './publishedFiles.ts';

export interface ModerationOptions {
  /** The site folder. */
  readonly site: string;
  /** Comments that nobody has decided on. */
  readonly store: DecidableStore;
  readonly hashes: AddressHashes;
}

/** Where approved comments go to. */
export interface Publication {
  /** The site's. */
  readonly zone: Zone;
  /** See `createArticleKeys`; undefined when there is no such article. */
  readonly keyOf: (article: UrlPath) => string | undefined;
}

/** A comment that is gone from where it was, under its id. */
export interface Removal {
  readonly id: string;
  /** The file of a published comment, as the editor knows it; missing for a pending one. */
  readonly file?: string;
}

export type Moderation = ReturnType<typeof createModeration>;

/** Comments are named by their id or an unambiguous beginning of it; what went wrong is reported in diagnostics. */
export function createModeration(options: ModerationOptions) {
  const { site, store, hashes } = options;
  const inTurn = createQueue();
  const reported = <Value>(work: () => Promise<Checked<Value>>): Promise<Checked<Value>> =>
    inTurn(() => work().catch((error: unknown) => ({ diagnostics: [commentFault(error, site)] })));
  const find = async (wanted: string): Promise<Checked<PendingComment>> => {
    const { value: id, diagnostics } = chooseComment(wanted, await store.ids());
    if (id === undefined) return { diagnostics };
    const comment = await store.find(id);
    return comment
      ? { value: comment, diagnostics }
      : { diagnostics: [diagnose('moderation/unreadable', { id })] };
  };
  return {
    find: (id: string) => reported(() => find(id)),
    /** Publishes; the value is the path of the file. A note, when it is published already. */
    approve: (id: string, publication: Publication) =>
      reported(() => approve(options, find, id, publication)),
    /** Nothing of a rejected comment is kept. */
    reject: (id: string) =>
      reported(async (): Promise<Checked<Removal>> => {
        const { value: comment, diagnostics } = await find(id);
        if (!comment) return { diagnostics };
        await store.remove(comment.id);
        await hashes.forget(comment.id);
        return { value: { id: comment.id }, diagnostics };
      }),
    /** A pending or a published comment, with all that is known of its address. */
    remove: (id: string) => reported(() => remove(options, id)),
    /**
     * Finds all comments that came from an e-mail address, pending and published; `now` in ms. Files that could
     * not be read are reported.
     */
    erase: (address: string, now: number) => reported(() => erase(options, address, now)),
  };
}

/** Writes first and removes afterwards: a kill in between leaves a comment that can be approved once more. */
async function approve(
  { site, store, hashes }: ModerationOptions,
  find: (id: string) => Promise<Checked<PendingComment>>,
  wanted: string,
  { zone, keyOf }: Publication,
): Promise<Checked<string>> {
  const published = await listPublishedFiles(site);
  const { value: comment, diagnostics } = await find(wanted);
  const id = comment?.id ?? wanted;
  const existing = published.find((file) => file.id === id);
  if (!comment) {
    return existing
      ? { value: publishedPath(existing), diagnostics: [diagnose('moderation/already-published', { id })] }
      : { diagnostics };
  }
  const folder = keyOf(comment.article);
  if (existing === undefined && folder === undefined) {
    const { article } = comment;
    return { diagnostics: [diagnose('moderation/article-gone', { id, article })] };
  }
  if (comment.email !== undefined) await hashes.put(id, comment.email);
  const file = existing ?? { id, folder: folder ?? '', name: `${id}.yaml` };
  if (!existing) await writePublishedFile(site, file, publishedText(comment, zone));
  await store.remove(id);
  return { value: publishedPath(file), diagnostics: [] };
}

async function remove({ site, store, hashes }: ModerationOptions, wanted: string): Promise<Checked<Removal>> {
  const published = await listPublishedFiles(site);
  const ids = new Set([...(await store.ids()), ...published.map(({ id }) => id)]);
  const { value: id, diagnostics } = chooseComment(wanted, [...ids]);
  if (id === undefined) return { diagnostics };
  const file = published.find((candidate) => candidate.id === id);
  if (file) await removePublishedFile(site, file);
  await store.remove(id);
  const faults = file ? clearCache(site) : [];
  await hashes.forget(id);
  return {
    value: { id, ...(file && { file: publishedPath(file) }) },
    diagnostics: [...diagnostics, ...faults],
  };
}

/** The hashes go last: what a kill leaves undone, a second call finds. */
async function erase(
  { site, store, hashes }: ModerationOptions,
  address: string,
  now: number,
): Promise<Checked<readonly Removal[]>> {
  const wanted = plainAddress(address);
  const ids = new Set(await hashes.idsOf(address));
  await store.sweep(now);
  await sweepPublishedFiles(site, now);
  const removals: Removal[] = [];
  for (const { id, email } of await store.list()) {
    if (email !== undefined && plainAddress(email) === wanted && (await store.remove(id)))
      removals.push({ id });
  }
  for (const file of await listPublishedFiles(site)) {
    if (!ids.has(file.id) && !(await holdsAddress(site, file, wanted))) continue;
    await removePublishedFile(site, file);
    removals.push({ id: file.id, file: publishedPath(file) });
  }
  // Also when nothing was found: a call before this one may have been killed halfway.
  const faults = clearCache(site);
  for (const id of ids) await hashes.forget(id);
  const damaged = (await store.damaged()).map((file) => diagnose('moderation/damaged', { file }));
  return { value: removals, diagnostics: [...faults, ...damaged] };
}

/** After the files: a build that is under way looks whether they are still there. */
function clearCache(site: string): readonly Diagnostic[] {
  try {
    forgetComments(site);
    return [];
  } catch (error) {
    return [diagnose('moderation/cache-kept', { code: refusalCode(error) })];
  }
}

/** One piece of work after the other: of two clicks on one button the second must not meet the first halfway. */
function createQueue(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work, work);
    last = done;
    return done;
  };
}

/** The one of `ids` that is `wanted` or alone begins with it. */
function chooseComment(wanted: string, ids: readonly string[]): Checked<string> {
  if (ids.includes(wanted)) return { value: wanted, diagnostics: [] };
  const [first, second] = wanted === '' ? [] : ids.filter((id) => id.startsWith(wanted));
  if (first === undefined) return { diagnostics: [diagnose('moderation/unknown-comment', { id: wanted })] };
  return second === undefined
    ? { value: first, diagnostics: [] }
    : { diagnostics: [diagnose('moderation/ambiguous-comment', { id: wanted, first, second })] };
}
