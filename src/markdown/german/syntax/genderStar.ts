/**
 * micromark extension: the star of `Leser*innen`, `jede*r`, `Student*in` is text. CommonMark alone lets
 * two of them make everything between them italic.
 *
 * A star is one of gender between a letter and one of the endings, when no letter follows the ending;
 * after `innen` more may follow (`Bürger*innenrat`). Endings that words have without gender, too, leave
 * it to close emphasis: `des *Spiegel*s`. Colon, underscore and inner I need no help.
 */
import type { Code, Construct, Effects, Extension, State, TokenizeContext } from 'micromark-util-types';
import { compoundEnding, genderEndings } from '../../../core/slug.ts';
import { isLetterCode } from './characterCodes.ts';

const star = 42;

const endings: ReadonlySet<string> = new Set([
  ...genderEndings,
  ...'der die den dem sie ihr ihm ihn ihre ihrer ihren ihrem'.split(' '),
]);
const longestEnding = 5;

/** Source of a pattern (flag `u`) for what follows the star. */
export const genderEndingsPattern = String.raw`(?:${compoundEnding}|(?:${[...endings].join('|')})(?!\p{L}))`;
const usualEndings: ReadonlySet<string> = new Set('s es m em en er'.split(' '));

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
  const mayClose = isEmphasized(this);
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
    const isGender = ending === compoundEnding || (!isLetterCode(code) && endings.has(ending));
    const closes = mayClose && usualEndings.has(ending) && code !== star;
    return isGender && !closes ? ok(code) : nok(code);
  }
}

/** Whether an opening star stands directly before the word that the gender star, the last token, follows. */
function isEmphasized({ events, sliceSerialize }: TokenizeContext): boolean {
  const [opening, , word] = events.slice(-5).map(([, token]) => token);
  return (
    opening?._open === true &&
    sliceSerialize(opening) === '*' &&
    word !== undefined &&
    !/\s/.test(sliceSerialize(word))
  );
}
