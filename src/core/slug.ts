/** Addresses from German words. */
import type { Slug } from './model.ts';

/** Endings after the sign of a gender form: `Leser*innen`, `jede:r`, `ein_e`. */
export const genderEndings: readonly string[] = 'in innen r n e x s m er en em es'.split(' ');

/** The one that compounds go on after: `Bürger*innenrat`. */
export const compoundEnding = 'innen';

export const longestSlug = 80;

/** Letters whose ASCII form is not their NFD base letter. */
const letters: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'oe',
  ð: 'd',
  þ: 'th',
  đ: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
};

const words: Readonly<Record<string, string>> = {
  '&': ' und ',
  '%': ' prozent ',
  '€': ' euro ',
  '@': ' at ',
  '+': ' plus ',
};

const genderSign = new RegExp(
  String.raw`(?<=\p{L})[*:_](?=${compoundEnding}|(?:${genderEndings.join('|')})(?!\p{L}))`,
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
const isSimple = /^[A-Za-z0-9 ,.;:!?()"/-]*$/;

function spellOut(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll('\u00ad', '')
    .replace(genderSign, '')
    .toLowerCase()
    .replace(/[äöüßæœøðþđłħıŋ]/g, (letter) => letters[letter] ?? '')
    .replace(/[&%€@+]/g, (sign) => words[sign] ?? '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’‘]/g, '');
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
