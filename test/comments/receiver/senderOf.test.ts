import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  parseProxies,
  senderOf,
  type TrustedProxies,
  usualProxies,
} from '../../../src/comments/receiver/senderOf.ts';

function proxies(text: string): TrustedProxies {
  const parsed = parseProxies(text);
  if (!parsed) throw new Error(`No proxies: ${text}`);
  return parsed;
}

describe('Behind one web server of this machine', () => {
  test.each([
    ['127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['127.0.0.1', '203.0.113.7:5678', '203.0.113.7'],
    ['::1', '198.51.100.1, 2001:db8::1', '2001:db8::1'],
    ['::1', '[2001:db8::1]:443', '2001:db8::1'],
    ['::1', '[2001:db8::1]', '2001:db8::1'],
    ['::1', '"[2001:db8::1]:443"', '2001:db8::1'],
    ['::1', 'fe80::1%eth0', 'fe80::1'],
    ['::ffff:127.0.0.1', ' 203.0.113.7 ', '203.0.113.7'],
    ['127.0.0.1', '::ffff:203.0.113.7', '203.0.113.7'],
    ['127.0.0.1', undefined, '127.0.0.1'],
    ['127.0.0.1', 'unknown', '127.0.0.1'],
    ['127.0.0.1', '_hidden:1', '127.0.0.1'],
    ['127.0.0.1', '203.0.113.7,', '127.0.0.1'],
    ['127.0.0.1', '203.0.113.7:x', '127.0.0.1'],
    ['203.0.113.9', '203.0.113.7', '203.0.113.9'],
    ['', '203.0.113.7', ''],
  ])('the sender, asked by %s for %s, is %s', (peer, forwarded, sender) => {
    expect(senderOf(peer, forwarded, usualProxies)).toBe(sender);
  });
});

describe('Behind several web servers', () => {
  test.each([
    ['2', '127.0.0.1', '6.6.6.6, 203.0.113.7, 173.245.48.5', '203.0.113.7'],
    ['2', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['2', '198.51.100.1', '203.0.113.7, 173.245.48.5', '198.51.100.1'],
    ['3', '::1', '203.0.113.7:99, 10.0.0.1:4, 173.245.48.5:2', '203.0.113.7'],
    ['173.245.48.0/20', '127.0.0.1', '6.6.6.6, 203.0.113.7, 173.245.48.5', '203.0.113.7'],
    ['173.245.48.0/20', '127.0.0.1', '6.6.6.6, 203.0.113.7', '203.0.113.7'],
    ['172.18.0.2, 2001:db8::/32', '172.18.0.2', '203.0.113.7, [2001:db8::9]:1', '203.0.113.7'],
    ['172.18.0.2', '172.18.0.3', '203.0.113.7', '172.18.0.3'],
  ])('known as %s the sender, asked by %s for %s, is %s', (text, peer, forwarded, sender) => {
    expect(senderOf(peer, forwarded, proxies(text))).toBe(sender);
  });

  test.each([
    '',
    '0',
    '100',
    '-1',
    '2,',
    'localhost',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/8/8',
    '1.2.3',
    '10.0.0.0/x',
    '10.0.0.1 10.0.0.2',
  ])('they cannot be given as „%s“', (text) => expect(parseProxies(text)).toBeUndefined());
});

const address = fc.oneof(fc.ipV4(), fc.ipV6());
/** As servers write it. */
const written = (text: string, port: number): string =>
  text.includes(':') ? `[${text}]:${port}` : `${text}:${port}`;

test('Whatever a sender claims, what the web servers of ours wrote behind it counts', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: 'binary' }), address, fc.array(address).map(String)),
      fc.ipV4().filter((text) => !text.startsWith('127.')),
      fc.array(fc.ipV4(), { maxLength: 5 }),
      fc.nat(65_535),
      (claim, sender, hops, port) => {
        const forwarded = [claim, sender, ...hops].map((text, place) =>
          place > 0 ? written(text, port) : text,
        );
        expect(senderOf('127.0.0.1', forwarded.join(', '), proxies(String(hops.length + 1)))).toBe(sender);
      },
    ),
  );
});

test('Nobody but a web server of ours can name another sender', () => {
  fc.assert(
    fc.property(
      address.filter((text) => !/^127\.|^[0:]*:0*1$|^::ffff:/i.test(text)),
      fc.string(),
      (peer, claim) => {
        expect(senderOf(peer, claim, usualProxies)).toBe(peer);
      },
    ),
  );
});
