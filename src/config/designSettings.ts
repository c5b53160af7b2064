/** Colours as a house style names them, and what can be computed of them. */
import * as v from 'valibot';
import { text, choice, count, mapping } from '../core/yaml/fields.ts';
import type { Diagnostic, Position, SourcePath } from '../core/model.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';

/** `#rrggbb`, small letters. */
export type Colour = `#${string}`;

/** `#8a1a12`, `#abc`, or without the `#`, which in YAML begins a comment unless it is quoted. */
const colour = v.pipe(
  text,
  v.regex(/^#?(?:[0-9a-f]{3}|[0-9a-f]{6})$/i, 'schema/colour'),
  v.transform((word): Colour => {
    const digits = word.replace('#', '').toLowerCase();
    return `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}`;
  }),
);

/** The contrast of two colours, from 1 to 21 (WCAG 2.2, „contrast ratio“). */
export function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** So much of `one` (0 to 1), the rest of `other`, channel by channel. */
export function mix(one: Colour, other: Colour, share: number): Colour {
  const others = channels(other);
  const mixed = channels(one).map((value, index) =>
    Math.round(value * share + (others[index] ?? 0) * (1 - share)),
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Returns the one of both that is easier to read on `ground`. */
export function readableOn(ground: Colour, one: Colour, other: Colour): Colour {
  return contrast(one, ground) >= contrast(other, ground) ? one : other;
}

function channels(value: Colour): readonly number[] {
  return [1, 3, 5].map((start) => Number.parseInt(value.slice(start, start + 2), 16));
}

/** WCAG 2.2, „relative luminance“. */
function luminance(value: Colour): number {
  const [red = 0, green = 0, blue = 0] = channels(value).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// The `design:` of `site.yaml`: what a house style changes without touching the theme.

/** The colours that all others are made of. */
export interface Palette {
  readonly paper: Colour;
  readonly ink: Colour;
  readonly accent: Colour;
}

type Mode = 'light' | 'dark';
type Typeface = 'serif' | 'sans';

const shareTargets = ['mail', 'mastodon', 'bluesky', 'whatsapp', 'link'] as const;
export type ShareTarget = (typeof shareTargets)[number];

/** For which articles a picture is drawn that stands for them where they are shared. */
const socialPictureChoices = ['immer', 'ohne-bild', 'nie'] as const;
type SocialPictureChoice = (typeof socialPictureChoices)[number];

export interface DesignSettings {
  /** Colours in which the site differs from the theme. */
  readonly colours: Readonly<Record<Mode, Partial<Palette>>>;
  readonly headlines?: Typeface;
  readonly text?: Typeface;
  /** Size of running text, in CSS pixels at the browser's usual size. */
  readonly textSize?: number;
  /** Paths inside `templates/`; the second one is for dark mode. */
  readonly logo?: string;
  readonly logoDark?: string;
  /** Below an article, in this order. */
  readonly share: readonly ShareTarget[];
  readonly socialPictures: SocialPictureChoice;
  /** As an article names a picture; where there is no other, it stands for what is shared. */
  readonly socialPicture?: string;
}

/** Those of `templates/styles/tokens.css`. */
export const themeColours: Readonly<Record<Mode, Palette>> = {
  light: { paper: '#fffdf9', ink: '#1c1a17', accent: '#8a1a12' },
  dark: { paper: '#171614', ink: '#ece8e1', accent: '#ffb3a5' },
};

const typeface = choice(['serif', 'sans']);

export const designSchema = mapping({
  paper: v.optional(colour),
  ink: v.optional(colour),
  accent: v.optional(colour),
  paperDark: v.optional(colour),
  inkDark: v.optional(colour),
  accentDark: v.optional(colour),
  headlines: v.optional(typeface),
  text: v.optional(typeface),
  textSize: v.optional(count(14, 28)),
  logo: v.optional(text),
  logoDark: v.optional(text),
  share: v.optional(v.array(choice(shareTargets), 'schema/list')),
  socialPictures: v.optional(choice(socialPictureChoices)),
  socialPicture: v.optional(text),
});

type GivenDesign = v.InferOutput<typeof designSchema>;

export function toDesignSettings(given: GivenDesign = {}): DesignSettings {
  const { paper, ink, accent, paperDark, inkDark, accentDark, share, socialPictures, ...rest } = given;
  return {
    ...rest,
    colours: {
      light: { ...(paper && { paper }), ...(ink && { ink }), ...(accent && { accent }) },
      dark: {
        ...(paperDark && { paper: paperDark }),
        ...(inkDark && { ink: inkDark }),
        ...(accentDark && { accent: accentDark }),
      },
    },
    share: share ?? ['mail', 'mastodon', 'whatsapp', 'link'],
    socialPictures: socialPictures ?? 'immer',
  };
}

/** The colours between the three: of secondary text, of boxes, of lines. */
export function shades({ paper, ink }: Palette): Readonly<Record<'muted' | 'tint' | 'rule', Colour>> {
  return { muted: mix(ink, paper, 0.8), tint: mix(ink, paper, 0.05), rule: mix(ink, paper, 0.2) };
}

/** Colours of a site in which text is hard to read (WCAG 2.2, criterion 1.4.6), each told where the site changes it. */
export function remarkOnDesign(
  given: GivenDesign = {},
  locate: (path: readonly string[]) => Position,
  file: SourcePath,
): readonly Diagnostic[] {
  const { colours } = toDesignSettings(given);
  return (['light', 'dark'] as const).flatMap((mode) => {
    const suffix = mode === 'dark' ? 'Dark' : '';
    return weakColours(colours[mode], themeColours[mode]).map(({ colour: name, changed, ratio }) =>
      diagnose(
        'settings/low-contrast',
        { colour: `${name}${suffix}`, ground: `paper${suffix}`, ratio: germanRatio(ratio) },
        { file, position: locate(['design', `${changed}${suffix}`]) },
      ),
    );
  });
}

/** With what the site has changed of each. */
function weakColours(own: Partial<Palette>, theme: Palette) {
  const palette = { ...theme, ...own };
  const { muted, tint } = shades(palette);
  const ratios = {
    ink: Math.min(contrast(palette.ink, tint), contrast(muted, tint)),
    accent: contrast(palette.accent, tint),
  };
  return (['ink', 'accent'] as const).flatMap((name) => {
    const changed = [name, 'paper' as const].find((key) => own[key] !== undefined);
    return changed === undefined || ratios[name] >= 7 ? [] : [{ colour: name, changed, ratio: ratios[name] }];
  });
}

/** Rounded down, so that it never reads as if it were enough. */
function germanRatio(value: number): string {
  return (Math.floor(value * 10) / 10).toFixed(1).replace('.', ',');
}
