/**
 * How much one sender may send (token bucket). Addresses are not kept: only a hash with a key that lives as
 * long as the process, and that only for as long as it matters.
 */
import { createHmac } from 'node:crypto';
import { createExpiringMap } from '../shortMemory.ts';
import { networkOf } from './networkOf.ts';

export interface RateLimit {
  /** Takes one comment from the sender's account; returns after how many seconds there is another one, 0 when there was one. `now` in ms. */
  readonly take: (address: string, now: number) => number;
}

export interface RateLimitOptions {
  /** So many comments at once … */
  readonly burst: number;
  /** … and again as many in so many milliseconds. */
  readonly period: number;
  /** At least 16 random bytes. */
  readonly key: Uint8Array;
}

interface Account {
  readonly tokens: number;
  readonly moment: number;
}

const mostAccounts = 50_000;

export function createRateLimit({ burst, period, key }: RateLimitOptions): RateLimit {
  const accounts = createExpiringMap<Account>({ lifetime: period, most: mostAccounts });
  return {
    take: (address, now) => {
      const sender = createHmac('sha256', key).update(networkOf(address)).digest('base64url');
      const { tokens, moment } = accounts.get(sender) ?? { tokens: burst, moment: now };
      const elapsed = Math.max(now - moment, 0);
      const filled = Math.min(burst, tokens + (elapsed * burst) / period);
      const isAllowed = filled >= 1;
      accounts.set(sender, { tokens: isAllowed ? filled - 1 : filled, moment: now }, now);
      return isAllowed ? 0 : Math.max(1, Math.ceil(((1 - filled) * period) / burst / 1000));
    },
  };
}
