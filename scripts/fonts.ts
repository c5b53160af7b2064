/**
 * Makes the fonts of the theme: `npm run fonts` writes `templates/fonts/*.woff2` and `templates/styles/fonts.css`
 * from the makers' own packages (decision 50). To be run when glyphs, weights or fonts change.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromBuffer } from '@capsizecss/unpack';
import subsetFont from 'subset-font';
import { fallbackFaces, fallbacks } from './fonts/fallbackFaces.ts';
import { everyday, rare, unicodeRange } from './fonts/glyphSets.ts';
import { withoutReservedName } from './fonts/withoutReservedName.ts';

interface Face {
  /** In `templates/fonts/`; the letters of rarer names are in `<name>-names.woff2`. */
  readonly name: string;
  readonly family: 'Serif' | 'Sans';
  readonly style: 'normal' | 'italic';
  /** As in CSS. */
  readonly weight: string;
  /** URL of the maker's file. */
  readonly source: string;
  readonly axes: Readonly<Record<string, number | { readonly min: number; readonly max: number }>>;
  /** Kerning, and the figures that the stylesheet asks for. */
  readonly features: readonly string[];
}

const faces: readonly Face[] = [
  {
    name: 'serif',
    family: 'Serif',
    style: 'normal',
    weight: '400 700',
    source: import.meta.resolve('source-serif/VAR/SourceSerif4Variable-Roman.ttf'),
    axes: { wght: { min: 400, max: 700 }, opsz: 18 },
    features: ['kern', 'onum', 'pnum'],
  },
  {
    name: 'serif-italic',
    family: 'Serif',
    style: 'italic',
    weight: '400',
    source: import.meta.resolve('source-serif/VAR/SourceSerif4Variable-Italic.ttf'),
    axes: { wght: 400, opsz: 18 },
    features: ['onum', 'pnum'],
  },
  {
    name: 'sans',
    family: 'Sans',
    style: 'normal',
    weight: '400 600',
    source: import.meta.resolve('source-sans/VF/SourceSans3VF-Upright.ttf'),
    axes: { wght: { min: 400, max: 600 } },
    features: ['kern'],
  },
];

/**
 * What browsers do not need. Without GDEF kerning is that of the lightest weight, for a fifth of the bytes; the widths
 * of other weights are in the outlines, too, so HVAR can go.
 */
const dropTables = ['BASE', 'DSIG', 'GDEF', 'gasp', 'HVAR', 'meta', 'MVAR', 'STAT'];

const templates = join(import.meta.dirname, '..', 'templates');

const sheet = [
  '/* Written by scripts/fonts.ts: fonts of our own, and fonts of the system cut to their measure. */\n',
];
for (const face of faces) {
  const font = await readFile(fileURLToPath(face.source));
  const bytes = await cut(font, everyday, face);
  await save(`${face.name}.woff2`, bytes);
  await save(`${face.name}-names.woff2`, await cut(font, rare, face));
  sheet.push(ownFace(face, face.name), ownFace(face, `${face.name}-names`, rare));
  if (face.style === 'normal') {
    const own = await fromBuffer(bytes);
    fallbacks[face.family].forEach((fallback, index) => {
      sheet.push(fallbackFaces(`${face.family} ${index + 1}`, fallback, own));
    });
  }
}
await writeFile(join(templates, 'styles', 'fonts.css'), sheet.join('\n'));

async function cut(font: Buffer, letters: string, { axes, features }: Face): Promise<Buffer> {
  const small = await subsetFont(font, letters, {
    targetFormat: 'sfnt',
    variationAxes: axes,
    keepFeatures: features,
    dropTables,
    noHinting: true,
  });
  return subsetFont(withoutReservedName(small), undefined, {
    targetFormat: 'woff2',
    keepAllGlyphs: true,
    keepFeatures: features,
  });
}

async function save(name: string, bytes: Buffer): Promise<void> {
  await writeFile(join(templates, 'fonts', name), bytes);
  process.stdout.write(`${name}: ${bytes.length} bytes\n`);
}

/** `optional`: a font that comes too late waits for the next page instead of moving the text of this one. */
function ownFace({ family, style, weight }: Face, name: string, letters?: string): string {
  const range = letters === undefined ? '' : `\n  unicode-range: ${unicodeRange(letters)};`;
  return `@font-face {
  font-family: 'Blattmacher ${family}';
  font-style: ${style};
  font-weight: ${weight};
  font-display: optional;
  src: url('../fonts/${name}.woff2') format('woff2');${range}
}
`;
}
