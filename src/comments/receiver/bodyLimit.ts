import { networkOf } from './networkOf.ts';

/** How many bodies of one sender may be on their way at once. */
export interface BodyLimit {
  /** Lets one more in, and returns what is to be called at its end; undefined when there are too many. */
  readonly enter: (address: string) => (() => void) | undefined;
}

/** Nothing is kept of a sender who is not sending. */
export function createBodyLimit(most: number): BodyLimit {
  const counts = new Map<string, number>();
  const add = (network: string, change: number): void => {
    const count = (counts.get(network) ?? 0) + change;
    if (count > 0) counts.set(network, count);
    else counts.delete(network);
  };
  return {
    enter: (address) => {
      const network = networkOf(address);
      if ((counts.get(network) ?? 0) >= most) return undefined;
      add(network, 1);
      return () => add(network, -1);
    },
  };
}
