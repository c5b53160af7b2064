/** The measures of a social picture, in pixels; 1200 × 630 is what all networks ask for (ogp.me knows no sizes). */
export const socialLayout = {
  width: 1200,
  height: 630,
  margin: 64,
  /** Across the top, as over the masthead. */
  bar: 12,
  /** At the right edge, from top to bottom. */
  photo: { width: 480, height: 630 },
  mostEnlarged: 1.5,
  /** A name that is too long for one line is smaller, on one or two. */
  masthead: {
    size: 40,
    baseline: 96,
    small: { size: 31, lines: 2, leading: 36 },
    logoHeight: 56,
    logoWidth: 480,
  },
  rule: { y: 126, height: 2 },
  kicker: { size: 33, weight: 600, space: 30, label: 12 },
  /** Headlines are as large as they can be; words are broken only where even `smallestWhole` is too large. */
  headline: {
    sizes: [112, 102, 92, 84, 76, 68, 62, 56, 50, 45, 40, 36],
    smallestWhole: 40,
    /** More lines only where the letters are smaller than that. */
    fewLines: { most: 4, from: 56 },
    mostLetters: 400,
    weight: 650,
    leading: 1.13,
    /** Extent of a letter above and below the base line, in units of its size. */
    rise: 0.7,
    fall: 0.22,
  },
  footer: { size: 27, weight: 400, leading: 37, bottom: 50 },
  /** Between the parts. */
  gap: 32,
  jpg: { quality: 84, chromaSubsampling: '4:4:4' },
} as const;
