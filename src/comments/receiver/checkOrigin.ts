import { receiverTexts } from '../receiverTexts.ts';
import { type Finding, nothingFound } from './refusal.ts';

/** What a browser says of the page that a request comes from, in headers. */
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
export function checkOrigin({ origin, referrer, fetchSite }: RequestOrigin, own: string): Finding {
  const given = origin === undefined || origin === 'null' ? referrer && originOf(referrer) : origin;
  if (given === own) return nothingFound;
  const isSilent = given === undefined || given === '';
  return isSilent && fetchSite !== 'cross-site'
    ? { remark: receiverTexts.remarks.noOrigin }
    : { refusal: { code: 'foreign-origin' } };
}

/** `null`, which is no origin of a site, for what is no address. */
function originOf(address: string): string {
  return URL.parse(address)?.origin ?? 'null';
}
