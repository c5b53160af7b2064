/** Colours as a house style names them, and what can be computed of them. */
import * as v from 'valibot';
import { text } from '../yaml/fields.ts';

/** `#rrggbb`, small letters. */
export type Colour = `#${string}`;

/** `#8a1a12`, `#abc`, or without the `#`, which in YAML begins a comment unless it is quoted. */
export const colour = v.pipe(
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
