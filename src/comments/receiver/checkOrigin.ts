import { receiverTexts } from '../receiverTexts.ts';
import { type Finding, nothingFound } from './refusal.ts';

/**
 * Whether a form of the site itself was sent. Browsers say `Origin` with every POST, but `null` where a page
 * keeps its address to itself; without it `Referer` tells, and who says nothing is taken with a remark.
 */
export function checkOrigin(origin: string | undefined, referrer: string | undefined, own: string): Finding {
  const given = origin === undefined || origin === 'null' ? referrer && originOf(referrer) : origin;
  if (given === undefined || given === '') return { remark: receiverTexts.remarks.noOrigin };
  return given === own ? nothingFound : { refusal: { code: 'foreign-origin' } };
}

/** `null`, which is no origin of a site, for what is no address. */
function originOf(address: string): string {
  return URL.parse(address)?.origin ?? 'null';
}
