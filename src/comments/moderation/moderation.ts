/** What an editor does with comments, on the files of a site; command line and preview do it through this. */
import type { Checked, UrlPath } from '../../model.ts';
import { diagnose } from '../../report/diagnostics.ts';
import type { Zone } from '../../time/zone.ts';
import { toSystemFault } from '../../write/systemFault.ts';
import { type AddressHashes, plainAddress } from '../addressHashes.ts';
import type { CommentStore } from '../commentStore.ts';
import type { PendingComment } from '../sentComment.ts';
import { chooseComment } from './chooseComment.ts';
import {
  listPublishedFiles,
  publishedPath,
  removePublishedFile,
  writePublishedFile,
} from './publishedFiles.ts';
import { publishedText } from './publishedText.ts';

export interface ModerationOptions {
  /** The site folder. */
  readonly site: string;
  readonly store: CommentStore;
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

/** Comments are named by their id or an unambiguous beginning of it; what went wrong is told in diagnostics. */
export interface Moderation {
  readonly find: (id: string) => Promise<Checked<PendingComment>>;
  /** Publishes; the value is the path of the file. A note, when it is published already. */
  readonly approve: (id: string, publication: Publication) => Promise<Checked<string>>;
  /** Nothing of a rejected comment is kept. */
  readonly reject: (id: string) => Promise<Checked<Removal>>;
  /** A pending or a published comment, with all that is known of its address. */
  readonly remove: (id: string) => Promise<Checked<Removal>>;
  /** All comments that came from an e-mail address, pending and published. */
  readonly erase: (address: string) => Promise<Checked<readonly Removal[]>>;
}

export function createModeration(options: ModerationOptions): Moderation {
  const { store, hashes } = options;
  const find: Moderation['find'] = async (id) => {
    const pending = await store.list();
    const { value, diagnostics } = chooseComment(
      id,
      pending.map((comment) => comment.id),
    );
    const comment = pending.find((candidate) => candidate.id === value);
    return comment ? { value: comment, diagnostics } : { diagnostics };
  };
  return {
    find: (id) => told(options, () => find(id)),
    approve: (id, publication) => told(options, () => approve(options, find, id, publication)),
    reject: (id) =>
      told(options, async () => {
        const { value: comment, diagnostics } = await find(id);
        if (!comment) return { diagnostics };
        await store.remove(comment.id);
        await hashes.forget(comment.id);
        return { value: { id: comment.id }, diagnostics };
      }),
    remove: (id) => told(options, () => remove(options, id)),
    erase: (address) => told(options, () => erase(options, address)),
  };
}

/** First what is to stay, then what is to go: a kill in between leaves a comment that can be approved once more. */
async function approve(
  { site, store, hashes }: ModerationOptions,
  find: Moderation['find'],
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
  if (comment.email !== undefined) await hashes.remember(id, comment.email);
  const file = existing ?? { id, folder: folder ?? '', name: `${id}.yaml` };
  if (!existing) await writePublishedFile(site, file, publishedText(comment, zone));
  await store.remove(id);
  return { value: publishedPath(file), diagnostics: [] };
}

async function remove({ site, store, hashes }: ModerationOptions, wanted: string): Promise<Checked<Removal>> {
  const published = await listPublishedFiles(site);
  const pending = (await store.list()).map(({ id }) => id);
  const ids = new Set([...pending, ...published.map(({ id }) => id)]);
  const { value: id, diagnostics } = chooseComment(wanted, [...ids]);
  if (id === undefined) return { diagnostics };
  const file = published.find((candidate) => candidate.id === id);
  if (file) await removePublishedFile(site, file);
  await store.remove(id);
  await hashes.forget(id);
  return { value: { id, ...(file && { file: publishedPath(file) }) }, diagnostics };
}

/** The hashes go last: what a kill leaves undone, a second call finds. */
async function erase(
  { site, store, hashes }: ModerationOptions,
  address: string,
): Promise<Checked<readonly Removal[]>> {
  const wanted = plainAddress(address);
  const pending = (await store.list()).filter(({ email }) => email && plainAddress(email) === wanted);
  const removals: Removal[] = [];
  for (const { id } of pending) {
    if (await store.remove(id)) removals.push({ id });
  }
  const ids = new Set(await hashes.idsOf(address));
  for (const file of await listPublishedFiles(site)) {
    if (!ids.has(file.id)) continue;
    await removePublishedFile(site, file);
    removals.push({ id: file.id, file: publishedPath(file) });
  }
  for (const id of ids) await hashes.forget(id);
  return { value: removals, diagnostics: [] };
}

/** What the system refuses is the editor's to know. */
async function told<Value>(
  { site }: ModerationOptions,
  work: () => Promise<Checked<Value>>,
): Promise<Checked<Value>> {
  try {
    return await work();
  } catch (error) {
    return { diagnostics: [toSystemFault(error, pathOf(error) ?? site)] };
  }
}

function pathOf(error: unknown): string | undefined {
  return error instanceof Error && 'path' in error ? String(error.path) : undefined;
}
