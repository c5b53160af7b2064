/** The kinds of value that YAML of ours has, as valibot schemas over texts. Messages are codes of `core/diagnostics/messages/frontMatterMessages.ts`. */
import * as v from 'valibot';

/** Any text. */
export const text = v.pipe(
  v.string('schema/text'),
  v.trim(),
  v.check((value) => !/[\p{Cc}--[\n\t]]/v.test(value), 'schema/control-character'),
);

/** Any text; other programs write it as a list of one, too. */
export const textOrOne = v.union(
  [
    text,
    v.pipe(
      v.strictTuple([text]),
      v.transform(([only]) => only),
    ),
  ],
  'schema/text',
);

/** One of a few words, any case. */
export function choice<const Words extends readonly string[]>(words: Words) {
  return v.pipe(v.string('schema/text'), v.toLowerCase(), v.picklist(words, 'schema/choice'));
}

/** Further words for yes and no, with the usual ones. */
const flagWords: ReadonlyMap<string, string> = new Map([
  ...['yes', 'on', 'wahr'].map((word) => [word, 'ja'] as const),
  ...['no', 'off', 'falsch'].map((word) => [word, 'nein'] as const),
]);

/** `true` or `ja`, `false` or `nein`. */
export const flag = v.pipe(
  v.string('schema/text'),
  v.transform((word) => flagWords.get(word.trim().toLowerCase()) ?? word.trim()),
  choice(['true', 'false', 'ja', 'nein']),
  v.transform((word) => word === 'true' || word === 'ja'),
);

/** A whole number between two bounds, both included. */
export function count(minimum: number, maximum: number) {
  return v.pipe(
    v.string('schema/number'),
    v.regex(/^\d{1,9}$/, 'schema/number'),
    v.transform(Number),
    v.minValue(minimum, 'schema/number-range'),
    v.maxValue(maximum, 'schema/number-range'),
  );
}

/** A list of texts; one text alone is a list as well, and `a, b` are two. */
export const texts = v.union(
  [v.array(text, 'schema/list'), v.pipe(v.string(), v.transform(splitAtCommas))],
  'schema/list',
);

/** A list of texts in which commas mean nothing: `aliases`, or one text. */
export const wholeTexts = v.union(
  [
    v.array(text, 'schema/list'),
    v.pipe(
      v.string(),
      v.transform((value) => [value.trim()]),
    ),
  ],
  'schema/list',
);

function splitAtCommas(value: string): string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** An absolute http(s) address. */
export const webAddress = v.pipe(text, v.check(isWebAddress, 'schema/web-address'));

/** Characters that browsers drop from an address, and those that would end a line in a file. */
const isHidden = /[\p{Cc}\u2028\u2029]/u;

function isWebAddress(value: string): boolean {
  const url = isHidden.test(value) ? null : URL.parse(value);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '';
}

/** An address inside the site: `/impressum/`. Browsers read `//` and `/\\` as the beginning of a foreign host. */
export const ownPath = v.pipe(text, v.regex(/^\/(?![/\\])[^\s\\]*$/, 'schema/address'));

/** Inside the site or a whole web address. */
export const linkAddress = v.pipe(
  text,
  v.check((address) => /^\/(?![/\\])[^\p{Cc}]*$/u.test(address) || v.is(webAddress, address), 'schema/link'),
);

/** A list of mappings. */
export function mappings<Entries extends v.ObjectEntries>(entries: Entries) {
  return v.array(mapping(entries), 'schema/list');
}

/** A mapping with keys of its own. */
export function mapping<Entries extends v.ObjectEntries>(entries: Entries) {
  return v.object(entries, 'schema/mapping');
}

/** `false` or `true` alone, or a mapping; a wrong value is reported as what it was meant for. */
export function flagOrMapping<Entries extends v.ObjectEntries>(entries: Entries) {
  const whole = mapping(entries);
  return v.lazy((input) => (typeof input === 'string' ? flag : whole));
}

/** A mapping, or a text alone that stands for its first key; a wrong mapping is reported as what it was meant for. */
export function mappingOrText<Entries extends v.ObjectEntries, Value>(
  entries: Entries,
  fromText: (text: string) => Value,
) {
  const whole = mapping(entries);
  const alone = v.pipe(text, v.transform(fromText));
  return v.lazy((input) => (typeof input === 'string' ? alone : whole));
}
