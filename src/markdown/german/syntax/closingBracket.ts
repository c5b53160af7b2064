/**
 * micromark extension: a `]` that closes nothing is text at once. For each `]` the construct of
 * micromark-core-commonmark looks back over everything before it, which makes 100 KB of `]` a matter of
 * minutes; here a label has to begin within the last `furthest` events, several hundred words.
 */
import type { Construct, Event, Extension } from 'micromark-util-types';

const closing = 93;
const furthest = 1000;

const construct: Construct = {
  name: 'closingBracket',
  tokenize(effects, ok, nok) {
    const { events } = this;
    return function start(code) {
      if (isInLabel(events)) return nok(code);
      effects.enter('data');
      effects.consume(code);
      effects.exit('data');
      return ok;
    };
  },
};

export const closingBracket: Extension = { text: { [closing]: construct } };

function isInLabel(events: readonly Event[]): boolean {
  const last = Math.max(0, events.length - furthest);
  for (let at = events.length - 1; at >= last; at--) {
    const token = events[at]?.[1];
    if ((token?.type === 'labelLink' || token?.type === 'labelImage') && !token._balanced) return true;
  }
  return false;
}
