import type { ShareTarget } from '../config/designSettings.ts';
import { siteTexts } from '../siteTexts.ts';
import type { ShareView } from './views.ts';

type Service = Exclude<ShareTarget, 'link'>;

/** Addresses that open a draft with a text; nothing of theirs is loaded before a reader follows one. */
const addresses: Readonly<Record<Service, (title: string, url: string) => string>> = {
  mail: (title, url) => `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(url)}`,
  mastodon: (title, url) => `https://share.joinmastodon.org/#text=${encodeURIComponent(`${title} ${url}`)}`,
  bluesky: (title, url) => `https://bsky.app/intent/compose?text=${encodeURIComponent(`${title} ${url}`)}`,
  whatsapp: (title, url) => `https://wa.me/?text=${encodeURIComponent(`${title} ${url}`)}`,
};

/** The links that hand an article on, in the order of the settings. `title` is plain text, `url` absolute. */
export function shareView(targets: readonly ShareTarget[], title: string, url: string): ShareView {
  return {
    links: targets
      .filter((target) => target !== 'link')
      .map((target) => ({ name: siteTexts.shareBy[target], url: addresses[target](title, url) })),
    showsAddress: targets.includes('link'),
  };
}
