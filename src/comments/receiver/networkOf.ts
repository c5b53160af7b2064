import { isIPv4, isIPv6 } from 'node:net';

/** Whom a rate limit holds together: an IPv4 address itself, of an IPv6 address the network (/64), which is one household. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array.from({ length: Math.max(missing, 0) }, () => '0'), ...last];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/**
 * The address of who asks. A proxy on this machine names it last in `X-Forwarded-For`; anybody else could
 * write anything there.
 */
export function senderOf(peer: string, forwardedFor: string | undefined): string {
  const last = forwardedFor?.split(',').at(-1)?.trim() ?? '';
  const isOwnProxy = /^(?:127\.|::1$|::ffff:127\.)/i.test(peer);
  return isOwnProxy && (isIPv4(last) || isIPv6(last)) ? last : peer;
}
