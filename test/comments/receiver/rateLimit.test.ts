import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRateLimit } from '../../../src/comments/receiver/senderLimits.ts';

const key = Buffer.alloc(32, 7);

test('A household with many IPv6 addresses is one sender', () => {
  const limit = createRateLimit({ burst: 2, period: 10_000, key });
  const waits = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:db8:1:2::3', '2001:db8:1:3::1'].map(
    (address) => limit.take(address, 0),
  );
  expect(waits).toEqual([0, 0, 5, 0]);
});

test('Whoever waits as long as told may send again', () => {
  const limit = createRateLimit({ burst: 3, period: 9000, key });
  fc.assert(
    fc.property(fc.array(fc.nat(4000), { maxLength: 40 }), fc.ipV4(), (pauses, address) => {
      let now = 0;
      for (const pause of pauses) {
        now += pause;
        const wait = limit.take(address, now);
        if (wait > 0) expect(limit.take(address, (now += wait * 1000))).toBe(0);
      }
      now += 100_000;
      expect([1, 2, 3, 4].map(() => limit.take(address, now) > 0)).toEqual([false, false, false, true]);
    }),
  );
});

test('In no span of time anybody sends more than a burst and what has grown since', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3000), { minLength: 1, maxLength: 80 }), (pauses) => {
      const limit = createRateLimit({ burst: 4, period: 8000, key });
      let now = 0;
      const allowed = pauses.filter((pause) => limit.take('203.0.113.7', (now += pause)) === 0).length;
      expect(allowed).toBeLessThanOrEqual(4 + now / 2000);
    }),
  );
});

test('A hundred thousand senders are no trouble, and a clock that goes back is none', () => {
  const limit = createRateLimit({ burst: 1, period: 1000, key });
  const addresses = Array.from({ length: 100_000 }, (_, count) =>
    [10, count >> 16, (count >> 8) & 255, count & 255].join('.'),
  );
  expect(addresses.filter((address) => limit.take(address, 5000) > 0)).toEqual([]);
  expect(limit.take('192.0.2.1', 5000)).toBe(0);
  expect(limit.take('192.0.2.1', 0)).toBe(1);
});
