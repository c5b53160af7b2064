/** Options of German typesetting: to which texts it applies, by which rules, and the style of its quotes. */

export type QuoteStyle = '„“' | '»«' | '«»';

/** Source of a pattern for the tag of a language as BCP 47 has it: `en`, `de-CH`. */
export const languageTag = '[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}';

/** Whether the rules for German text apply to a text in the language. */
export function isGerman(language: string): boolean {
  return /^de(?:-|$)/i.test(language);
}

/** Each can be turned off by its name, in `site.yaml` under `typography`. */
export const germanRules = [
  'quotes',
  'apostrophes',
  'dashes',
  'ranges',
  'ellipsis',
  'abbreviations',
  'references',
  'units',
  'multiplication',
  'ordinals',
  'names',
  'genderForms',
  'dateParagraphs',
  'emphasisFlanking',
] as const;

export type GermanRule = (typeof germanRules)[number];

export interface GermanOptions {
  readonly quotes: QuoteStyle;
  /** U+202F in „z. B.“ and before %; U+00A0 where it is false, for fonts without the narrow one. */
  readonly narrowSpaces: boolean;
  readonly rules: Readonly<Record<GermanRule, boolean>>;
}

/** The mapping `typography` of `site.yaml`; what is missing stays as it is by default. */
type TypographySettings = Readonly<
  Partial<Record<Exclude<GermanRule, 'quotes'> | 'narrowSpaces', boolean>>
> & {
  readonly quotes?: QuoteStyle | boolean;
};

/** The options of a site; `typography: false` (of a site or an article) turns every rule off. */
export function germanOptions(
  language: string,
  typography: TypographySettings | boolean = true,
): GermanOptions {
  const all = typography !== false;
  const given = typeof typography === 'boolean' ? {} : typography;
  const isOn = (rule: GermanRule): boolean => all && given[rule] !== false;
  const usual = language === 'de-CH' ? '«»' : '„“';
  return {
    quotes: typeof given.quotes === 'string' ? given.quotes : usual,
    narrowSpaces: given.narrowSpaces ?? true,
    rules: {
      quotes: isOn('quotes'),
      apostrophes: isOn('apostrophes'),
      dashes: isOn('dashes'),
      ranges: isOn('ranges'),
      ellipsis: isOn('ellipsis'),
      abbreviations: isOn('abbreviations'),
      references: isOn('references'),
      units: isOn('units'),
      multiplication: isOn('multiplication'),
      ordinals: isOn('ordinals'),
      names: isOn('names'),
      genderForms: isOn('genderForms'),
      dateParagraphs: isOn('dateParagraphs'),
      emphasisFlanking: isOn('emphasisFlanking'),
    },
  };
}
