/** micromark extension: `<<Ja>>` is a quote, not an element in a `<` and a `>`. Within one line. */
import type { Code, Construct, Extension, State } from 'micromark-util-types';
import { isLineEndCode } from './characterCodes.ts';

const [less, greater] = [60, 62];
const furthest = 1000;

/** The rest of the line, up to the partner. */
const partner: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    let length = 0;
    return function start(code) {
      effects.enter('data');
      return read(code);
    };

    function read(code: Code): State | undefined {
      if (code === greater && length > 0) {
        effects.consume(code);
        return end;
      }
      if (isLineEndCode(code) || code === less || code === greater || length++ > furthest) return nok(code);
      effects.consume(code);
      return read;
    }

    function end(code: Code): State | undefined {
      if (code !== greater) return nok(code);
      effects.consume(code);
      effects.exit('data');
      return ok;
    }
  },
};

const construct: Construct = {
  name: 'angleQuotes',
  tokenize(effects, ok, nok) {
    return function start(code) {
      effects.enter('data');
      effects.consume(code);
      return second;
    };

    function second(code: Code): State | undefined {
      if (code !== less) return nok(code);
      effects.consume(code);
      effects.exit('data');
      return effects.check(partner, ok, nok);
    }
  },
};

export const angleQuotes: Extension = { text: { [less]: construct } };
