import arial from '@capsizecss/metrics/arial';
import georgia from '@capsizecss/metrics/georgia';
import notoSerif from '@capsizecss/metrics/notoSerif';
import roboto from '@capsizecss/metrics/roboto';
import timesNewRoman from '@capsizecss/metrics/timesNewRoman';

/** Of a font, in its own units. */
interface Metrics {
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
  readonly unitsPerEm: number;
  readonly xWidthAvg: number;
}

interface Fallback {
  /** As systems call it, and other fonts of the same widths. */
  readonly names: readonly string[];
  readonly metrics: Metrics;
}

/** What systems have: Windows and macOS, Linux, Android. */
export const fallbacks = {
  Serif: [
    { names: ['Georgia', 'Gelasio'], metrics: georgia },
    { names: ['Times New Roman', 'Liberation Serif', 'Tinos'], metrics: timesNewRoman },
    { names: ['Noto Serif'], metrics: notoSerif },
  ],
  Sans: [
    { names: ['Arial', 'Liberation Sans', 'Arimo', 'Helvetica'], metrics: arial },
    { names: ['Roboto'], metrics: roboto },
  ],
} satisfies Record<string, readonly Fallback[]>;

/**
 * The `@font-face`s, regular and bold, that make a local font as wide and as high as `own`, so that nothing moves when `own` arrives.
 * `size-adjust` is the ratio of the average widths; the heights are those of `own` on the new scale (CSS Fonts 5, § 5).
 */
export function fallbackFaces(family: string, { names, metrics }: Fallback, own: Metrics): string {
  const scale = own.xWidthAvg / own.unitsPerEm / (metrics.xWidthAvg / metrics.unitsPerEm);
  const height = (units: number): string => percent(units / own.unitsPerEm / scale);
  const face = (weight: string, nameOf: (name: string) => string): string => `@font-face {
  font-family: '${family}';
  font-weight: ${weight};
  src: ${names.map((name) => `local('${nameOf(name)}')`).join(', ')};
  size-adjust: ${percent(scale)};
  ascent-override: ${height(own.ascent)};
  descent-override: ${height(-own.descent)};
  line-gap-override: ${height(own.lineGap)};
}
`;
  return [face('400', (name) => name), face('600 700', (name) => `${name} Bold`)].join('\n');
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 10_000) / 100}%`;
}
