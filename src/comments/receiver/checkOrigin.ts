import { receiverTexts } from '../receiverTexts.ts';
import { type Finding, nothingFound } from './refusal.ts';

/** Headers in which a browser names the page that a request comes from. */
export interface RequestOrigin {
  readonly origin: string | undefined;
  readonly referrer: string | undefined;
  readonly fetchSite: string | undefined;
}

/**
 * Whether a form of the site itself was sent. Browsers say `Origin` with every POST, but `null` where a page
 * keeps its address to itself; without it `Referer` tells. Who says nothing is taken with a remark, unless
 * `Sec-Fetch-Site` betrays another site: our own pages hide nothing.
 */
export function checkOrigin(sender: RequestOrigin, own: readonly string[]): Finding {
  const claimed = claimedOrigin(sender);
  if (claimed !== undefined && own.includes(claimed)) return nothingFound;
  const isSilent = claimed === undefined || claimed === '';
  return isSilent && sender.fetchSite !== 'cross-site'
    ? { remark: receiverTexts.remarks.noOrigin }
    : { refusal: { code: 'foreign-origin' } };
}

/** The origin that a request comes from, as it says. */
export function claimedOrigin({ origin, referrer }: Omit<RequestOrigin, 'fetchSite'>): string | undefined {
  return origin === undefined || origin === 'null' ? referrer && originOf(referrer) : origin;
}

/** `null`, which is no origin of a site, for what is no address. */
function originOf(address: string): string {
  return URL.parse(address)?.origin ?? 'null';
}
