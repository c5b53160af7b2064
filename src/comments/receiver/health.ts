/** Whether comments can arrive. */
import { systemErrorCode } from '../../write/systemFault.ts';
import type { CommentStore } from '../commentStore.ts';
import { receiverTexts } from '../receiverTexts.ts';
import type { ReceivingSite } from '../receivingSite.ts';

export interface HealthOptions {
  readonly store: Pick<CommentStore, 'probe' | 'ids'>;
  readonly site: () => ReceivingSite;
  readonly mostPending: number;
  /** ms since 1970 */
  readonly clock: () => number;
}

/** Milliseconds: whoever asks all the time shall not keep the disk busy. */
const believed = 5000;

/** Tells in German what stands in the way of every comment; nothing when all is well. */
export function createHealth({
  store,
  site,
  mostPending,
  clock,
}: HealthOptions): () => Promise<readonly string[]> {
  let known: { readonly moment: number; readonly problems: Promise<readonly string[]> } | undefined;
  const check = async (): Promise<readonly string[]> => {
    const code = await storeFault(store);
    if (code !== undefined) return [receiverTexts.notStored(code)];
    const isFull = (await store.ids()).length >= mostPending;
    return isFull ? [receiverTexts.tooManyPending(mostPending)] : [];
  };
  return async () => {
    const now = clock();
    if (!known || now - known.moment >= believed) known = { moment: now, problems: check() };
    return [...(await known.problems), ...(site().isFormOurs ? [] : [receiverTexts.formElsewhere])];
  };
}

/** The system's code when it refuses to store anything. */
export async function storeFault(store: Pick<CommentStore, 'probe'>): Promise<string | undefined> {
  try {
    await store.probe();
    return undefined;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    return code;
  }
}
