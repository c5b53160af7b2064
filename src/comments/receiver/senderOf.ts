/** Who asks, when web servers stand in between: what Express calls `trust proxy`. */
import { BlockList, isIP, isIPv6 } from 'node:net';

/** Whose word counts about whom they asked for: whether the one that stands `place` hops away (0: who is connected) is a web server of ours. */
export type TrustedProxies = (address: string, place: number) => boolean;

const loopback = ['127.0.0.0/8', '::1'];

/**
 * How many web servers stand in between, the first of them on this machine (`2`); or the addresses and networks of
 * all of them, to which this machine belongs in any case (`10.0.0.0/8, 2001:db8::7`). Undefined for what is neither.
 */
export function parseProxies(text: string): TrustedProxies | undefined {
  if (/^\d+$/.test(text)) return text.length < 3 && Number(text) > 0 ? proxiesOf(Number(text)) : undefined;
  return listOf([...loopback, ...text.split(',').map((part) => part.trim())]);
}

/** A web server on this machine, and nobody else. */
export const usualProxies = proxiesOf(1);

function proxiesOf(hops: number): TrustedProxies {
  const isOwn = listOf(loopback);
  return (address, place) => (place === 0 ? isOwn?.(address) === true : place < hops);
}

/** Tells whether an address is in one of the networks; undefined when one of them is none. */
function listOf(networks: readonly string[]): ((address: string) => boolean) | undefined {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits, surplus] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    const longest = family === 'ipv6' ? 128 : 32;
    const isSound = isIP(address) !== 0 && surplus === undefined && /^\d{1,3}$/.test(bits ?? '0');
    if (!isSound || Number(bits ?? longest) > longest) return undefined;
    list.addSubnet(address, Number(bits ?? longest), family);
  }
  return (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/**
 * The address of who asks. Every web server writes down at the end of `X-Forwarded-For` whom it was asked by; from
 * there one goes back as long as it is one of ours that says so. Anybody else could write anything.
 */
export function senderOf(peer: string, forwardedFor: string | undefined, proxies: TrustedProxies): string {
  const said = (forwardedFor ?? '').split(',').toReversed();
  let sender = addressIn(peer) ?? peer;
  for (const [place, entry] of said.entries()) {
    if (!proxies(sender, place)) break;
    const address = addressIn(entry);
    // Who cannot be understood hides behind the web server that says so.
    if (address === undefined) break;
    sender = address;
  }
  return sender;
}

/**
 * Address in an entry as servers write it: `203.0.113.7`, `203.0.113.7:5678`, `2001:db8::1`,
 * `[2001:db8::1]:443`, in quotes or not.
 */
function addressIn(entry: string): string | undefined {
  const text = entry.trim().replace(/^"([^"]*)"$/, '$1');
  const bracketed = /^\[([^[\]]*)\](?::\d{1,5})?$/.exec(text)?.[1];
  const address = bracketed ?? text.replace(/^([\d.]+):\d{1,5}$/, '$1');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address.replace(/%.*$/, '');
  return isIP(plain) === 0 ? undefined : plain;
}
