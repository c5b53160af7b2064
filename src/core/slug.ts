/** Addresses from German words. */
import type { Slug } from './model.ts';

/** Endings after the sign of a gender form: `Leser*innen`, `jede:r`, `ein_e`. */
export const genderEndings: readonly string[] = 'in innen r n e x s m er en em es'.split(' ');

/** Words that stand for themselves beside the star: `der*die`, `zum*zur`. */
const wordsBesideStar =
  'der die das den dem des ein eine einer einen einem eines sie ihr ihm ihn ihre ihrer ihren ihrem sein seine zum zur vom keine keiner diese dieser dieses jede jeder jedes';

export const longestSlug = 80;

/** Letters whose ASCII form is not their NFKD base letter. */
const letters: ReadonlyMap<string, string> = new Map([
  ['ä', 'ae'],
  ['ö', 'oe'],
  ['ü', 'ue'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'oe'],
  ['þ', 'th'],
  ['ŋ', 'n'],
  // By the sound or, like those of Africa's languages, by the look.
  ...[
    ['aɑ', 'a'],
    ['bɓƀƃ', 'b'],
    ['cƈȼ', 'c'],
    ['dðđɖɗƌ', 'd'],
    ['eəǝɛɘɇ', 'e'],
    ['fƒ', 'f'],
    ['gɠǥɡɣ', 'g'],
    ['hħɦⱨ', 'h'],
    ['iıɨɩ', 'i'],
    ['jɉȷ', 'j'],
    ['kƙĸⱪ', 'k'],
    ['lłƚɫɬⱡ', 'l'],
    ['nɲƞɳ', 'n'],
    ['oɔɵ', 'o'],
    ['pƥᵽ', 'p'],
    ['qɋ', 'q'],
    ['rɍɽ', 'r'],
    ['sʂȿ', 's'],
    ['tŧƭʈⱦ', 't'],
    ['uʉʊ', 'u'],
    ['vʋ', 'v'],
    ['wⱳ', 'w'],
    ['yƴɏ', 'y'],
    ['zƶʒʐȥⱬ', 'z'],
  ].flatMap(([variants = '', letter = '']) =>
    Array.from(variants).map((variant): [string, string] => [variant, letter]),
  ),
]);
const special = new RegExp(`[${[...letters.keys()].join('')}]`, 'gu');

const words: Readonly<Record<string, string>> = {
  '&': ' und ',
  '%': ' prozent ',
  '€': ' euro ',
  '@': ' at ',
  '+': ' plus ',
};

/** A star between letters; a colon or underscore before an ending of gender, a colon before any small letter. */
const genderSign = new RegExp(
  String.raw`(?<=\p{L})\*(?=\p{L})(?!(?:${wordsBesideStar.replaceAll(' ', '|')})(?!\p{L}))|(?<=\p{L})_(?=innen|(?:${genderEndings.join('|')})(?!\p{L}))|(?<=\p{Ll}):(?=\p{Ll})`,
  'gu',
);

/** Names that Windows keeps for devices; a site must be able to live on its disks, too. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * `Grüße aus Köln: 5 % mehr` → `gruesse-aus-koeln-5-prozent-mehr`. Other scripts' letters vanish;
 * where nothing is left, `fallback` is the slug.
 */
export function slugify(text: string, fallback = 'ohne-titel'): Slug {
  const ascii = (isSimple.test(text) ? text.toLowerCase() : spellOut(text)).replace(/[^a-z0-9]+/g, '-');
  const trimmed = cutAtWord(ascii.replace(/^-+|-+$/g, ''));
  const name = trimmed === '' ? fallback : trimmed;
  return (deviceName.test(name) ? `${name}-seite` : name) as Slug;
}

/** Nothing in it has to be spelt in another way; most names are. */
const isSimple = /^(?:[A-Za-z0-9 ,.;!?()"/-]|:(?![a-z]))*$/;

function spellOut(text: string): string {
  return withoutInvisible(text)
    .replace(/(?<=\p{Nd})(?=\p{No})/gu, ' ')
    .normalize('NFKC')
    .replace(genderSign, '')
    .replace(/(?<=\p{L})#(?![\p{L}\p{N}])/gu, ' sharp ')
    .toLowerCase()
    .replace(special, (letter) => letters.get(letter) ?? '')
    .replace(/[&%€@+]/g, (sign) => words[sign] ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’‘ʼʻ]/g, '');
}

/** Without the signs that nobody sees: soft hyphens, spaces without width, marks of direction. */
function withoutInvisible(text: string): string {
  return text.replace(/\p{Cf}/gu, '');
}

/** A slug that somebody wrote: the text itself if it is one, else undefined. */
export function parseSlug(text: string): Slug | undefined {
  return text !== '' && slugify(text) === text ? (text as Slug) : undefined;
}

function cutAtWord(slug: string): string {
  if (slug.length <= longestSlug) return slug;
  const border = slug.lastIndexOf('-', longestSlug);
  return slug.slice(0, border > 0 ? border : longestSlug);
}
