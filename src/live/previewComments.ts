/**
 * The whole loop of comments in the preview: the receiver that the site's form posts to, and the moderation
 * page. Both work on the files of the site, as the command line does.
 */
import { type ArticleFinder, createArticleFinder } from '../comments/articleFinder.ts';
import { openAddressHashes } from '../comments/addressHashes.ts';
import { openCommentStore } from '../comments/commentStore.ts';
import { createModeration } from '../comments/moderation/moderation.ts';
import { createProofOfWork } from '../comments/proofOfWork.ts';
import { createRateLimit } from '../comments/receiver/rateLimit.ts';
import { createReceiver } from '../comments/receiver/createReceiver.ts';
import type { ReceivingSite } from '../comments/receivingSite.ts';
import { receivingSiteOf } from '../comments/receivingSiteOf.ts';
import type { Edition } from '../edition/edition.ts';
import type { PreviewExtension } from '../serve/previewExtension.ts';
import { createModerationApp } from './moderationApp.ts';
import { commentEndpoint, moderationPath } from './moderationPaths.ts';

export interface PreviewCommentsOptions {
  /** The site folder. */
  readonly site: string;
  /** The last good edition. */
  readonly edition: () => Edition | undefined;
  /** ms since 1970 */
  readonly clock: () => number;
  readonly random: (bytes: number) => Uint8Array;
  /** Hears, in German, what goes wrong. */
  readonly report: (line: string) => void;
}

/** Whoever tries the form out may send as often as they like. */
const burst = 1000;
const period = 60_000;

export function createPreviewComments(options: PreviewCommentsOptions): readonly PreviewExtension[] {
  const { site, edition, clock, random, report } = options;
  const store = openCommentStore(site);
  const moderation = createModeration({ site, store, hashes: openAddressHashes(site, random) });
  const articles = createArticleMemory(edition);
  const token = Buffer.from(random(16)).toString('hex');
  return [
    {
      posts: [commentEndpoint],
      app: (origin) => {
        const current = createSiteMemory(edition, origin, clock);
        return createReceiver({
          path: commentEndpoint,
          site: { current, find: async (address) => current().articles.get(address) },
          store,
          rateLimit: createRateLimit({ burst, period, key: random(32) }),
          proofOfWork: createProofOfWork({ clock, key: random(32) }),
          // The preview has looked at the name before.
          isOwnHost: () => true,
          clock,
          random,
          notify: () => {},
          report,
        });
      },
    },
    {
      posts: [moderationPath],
      app: () => createModerationApp({ store, moderation, edition, articles, token, report }),
    },
  ];
}

/** What the receiver knows, with this machine for the host of the site. */
function createSiteMemory(
  edition: () => Edition | undefined,
  originOf: () => string,
  clock: () => number,
): () => ReceivingSite {
  let known: { readonly edition: Edition; readonly site: ReceivingSite } | undefined;
  return () => {
    const now = edition();
    const origin = originOf();
    if (!now) return { ...nowhere, url: { origin, base: '' } };
    if (known?.edition !== now) {
      const site = receivingSiteOf(now, clock());
      known = { edition: now, site: { ...site, url: { origin, base: site.url.base } } };
    }
    return known.site;
  };
}

/** Of a site that nobody can read. */
const nowhere = { email: 'off', asksConsent: false, proofOfWork: false, articles: new Map() } as const;

function createArticleMemory(edition: () => Edition | undefined): () => ArticleFinder | undefined {
  let known: { readonly edition: Edition; readonly finder: ArticleFinder } | undefined;
  return () => {
    const now = edition();
    if (now && known?.edition !== now) {
      known = { edition: now, finder: createArticleFinder(now.catalogue.articles, now.settings.url) };
    }
    return known?.finder;
  };
}
