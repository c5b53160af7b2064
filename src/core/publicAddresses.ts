/** Which addresses belong to the public net; names are judged by what is really connected to. */
import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';

/** Answers with all addresses of a name. */
export type NameLookup = (
  host: string,
  options: LookupOptions,
  answer: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

/**
 * For `lookup` of a connection: resolves a name when the connection is made, so that what was judged is what is connected
 * to. Node does not ask it of an address: the caller judges that. `refuse` makes the error for a name without an allowed
 * address.
 */
export function guardedLookup(
  isAllowed: (address: string) => boolean,
  refuse: (host: string) => Error,
  lookup: NameLookup = resolveName,
): LookupFunction {
  return (host, options, answer) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      const addresses = error ? [] : found.filter(({ address }) => isAllowed(address));
      const [first] = addresses;
      if (error) answer(error, '');
      else if (!first) answer(refuse(host), '');
      else if (options.all) answer(null, addresses);
      else answer(null, first.address, first.family);
    });
  };
}

function resolveName(...[host, options, answer]: Parameters<NameLookup>): void {
  systemLookup(host, { ...options, all: true }, answer);
}

/** Not for the public (IANA IPv4 Special-Purpose Address Registry), and groups. */
const specialAddresses = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  specialAddresses.addSubnet(network, prefix, 'ipv4');

/** What the public uses of IPv6, and in it what leads to IPv4 or to nobody. */
const publicAddresses = new BlockList();
publicAddresses.addSubnet('2000::', 3, 'ipv6');
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  specialAddresses.addSubnet(network, prefix, 'ipv6');

/** Whether an address (IPv4 or IPv6, as text) is one of the public net. */
export function isPublicAddress(address: string): boolean {
  if (isIPv6(address))
    return publicAddresses.check(address, 'ipv6') && !specialAddresses.check(address, 'ipv6');
  return isIP(address) === 4 && !specialAddresses.check(address, 'ipv4');
}
