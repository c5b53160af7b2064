/**
 * The whole loop of comments in the preview: the receiver that the site's form posts to, and the moderation
 * page. Both work on the files of the site, as the command line does.
 */
import { createArticleFinder } from '../comments/articles/articleFinder.ts';
import { openAddressHashes, createRateLimit } from '../comments/receiver/senderLimits.ts';
import { createPruner, openAllStores, openCommentStore } from '../comments/moderation/commentStore.ts';
import { createModeration } from '../comments/moderation/moderation.ts';
import { createProofOfWork } from '../comments/receiver/proofOfWork.ts';
import { createReceiver } from '../comments/receiver/createReceiver.ts';
import { usualProxies } from '../comments/receiver/senderOf.ts';
import type { ReceivingSite } from '../comments/receiver/receiverOptions.ts';
import { receivingSiteOf } from '../comments/articles/receivingSiteOf.ts';
import type { SiteSnapshot } from '../build/snapshot.ts';
import type { PreviewExtension } from './previewSite.ts';
import { createModerationApp, commentEndpoint, moderationPath } from './moderationApp.ts';

export interface PreviewCommentsOptions {
  /** The site folder. */
  readonly site: string;
  /** The last good snapshot. */
  readonly snapshot: () => SiteSnapshot | undefined;
  /** ms since 1970 */
  readonly clock: () => number;
  readonly random: (bytes: number) => Uint8Array;
  /** Hears, in German, what goes wrong. */
  readonly report: (line: string) => void;
}

/** Whoever tries the form out may send as often as they like. */
const burst = 1000;
const period = 60_000;
const mostPending = 20_000;

export function createPreviewComments(options: PreviewCommentsOptions): readonly PreviewExtension[] {
  const { site, snapshot, clock, random, report } = options;
  const store = openCommentStore(site);
  const caught = openCommentStore(site, 'caught');
  createPruner(caught, () => {})(clock());
  const hashes = openAddressHashes(site, random);
  const moderation = createModeration({ site, store: openAllStores(site), hashes });
  const articles = oncePerSnapshot(
    snapshot,
    (now) => now && createArticleFinder(now.collections.articles, now.settings.url),
  );
  const token = Buffer.from(random(16)).toString('hex');
  return [
    {
      posts: [commentEndpoint],
      app: () => {
        const usual = oncePerSnapshot(snapshot, (now) => (now ? receivingSiteOf(now) : nowhere));
        // The preview has looked at the name before; its pages may be open under any name of this machine.
        const current = (host = ''): ReceivingSite => {
          const known = usual();
          return { ...known, url: { ...known.url, origin: `http://${host}` } };
        };
        return createReceiver({
          paths: () => [commentEndpoint],
          site: { current, find: async (address) => current().articles.get(address) },
          store,
          caught,
          proxies: usualProxies,
          rateLimit: createRateLimit({ burst, period, key: random(32) }),
          proofOfWork: createProofOfWork({ clock, key: random(32) }),
          isOwnHost: () => true,
          clock,
          random,
          notify: () => {},
          report,
          mostPending,
        });
      },
    },
    {
      posts: [moderationPath],
      app: () => createModerationApp({ site, store, caught, moderation, snapshot, articles, token, report }),
    },
  ];
}

/** Value for a site that nobody can read. */
const nowhere: ReceivingSite = {
  url: { origin: '', base: '' },
  isFormOurs: true,
  email: 'off',
  asksConsent: false,
  proofOfWork: false,
  articles: new Map(),
};

/** Derives a value from the last good snapshot, anew only for another snapshot. */
function oncePerSnapshot<Value>(
  snapshotNow: () => SiteSnapshot | undefined,
  make: (snapshot: SiteSnapshot | undefined) => Value,
): () => Value {
  let made: { readonly snapshot: SiteSnapshot | undefined; readonly value: Value } | undefined;
  return () => {
    const snapshot = snapshotNow();
    if (!made || made.snapshot !== snapshot) made = { snapshot, value: make(snapshot) };
    return made.value;
  };
}
