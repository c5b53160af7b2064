/**
 * micromark extension: the star of `Leser*innen`, `jede*r`, `Student*in` is text. CommonMark alone lets
 * two of them make everything between them italic.
 *
 * A star is one of gender between a letter and one of the endings below, when no letter follows the
 * ending; after `innen` more may follow (`Bürger*innenrat`). Colon, underscore and inner I need no help.
 */
import type { Code, Construct, Effects, Extension, State, TokenizeContext } from 'micromark-util-types';
import { isLetterCode } from './characterCodes.ts';

const star = 42;

const endings: ReadonlySet<string> = new Set(
  'in innen r n m s e x er en em es der die den dem er sie ihr ihm ihn ihre ihrer ihren ihrem'.split(' '),
);
const longestEnding = 5;
const compound = 'innen';

const construct: Construct = {
  name: 'genderStar',
  tokenize(effects, ok, nok) {
    const { previous } = this;
    return function start(code) {
      if (!isLetterCode(previous)) return nok(code);
      effects.enter('data');
      effects.consume(code);
      effects.exit('data');
      return effects.check({ partial: true, tokenize: readEnding }, ok, nok);
    };
  },
};

export const genderStar: Extension = { text: { [star]: construct } };

function readEnding(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  let ending = '';
  return function start(code) {
    if (!isLetterCode(code)) return nok(code);
    effects.enter('data');
    return read(code);
  };

  function read(code: Code): State | undefined {
    if (isLetterCode(code) && code !== null && ending.length < longestEnding) {
      ending += String.fromCharCode(code);
      effects.consume(code);
      return read;
    }
    effects.exit('data');
    return ending === compound || (!isLetterCode(code) && endings.has(ending)) ? ok(code) : nok(code);
  }
}
