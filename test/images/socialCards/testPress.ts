/** Social pictures in the fonts of the built-in theme, and their pixels. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { toDesignSettings } from '../../../src/config/designSettings.ts';
import { socialLook } from '../../../src/assets/logoFile.ts';
import type { SocialLook, SocialPicture } from '../../../src/images/socialCards/socialPicture.ts';
import { openSocialRenderer, type SocialRenderer } from '../../../src/images/socialCards/socialRenderer.ts';
import type { SourcePath } from '../../../src/core/model.ts';
import { builtInTemplates } from '../../support/usualBuild.ts';

const fontNames = ['serif', 'serif-names', 'sans', 'sans-names'].map((name) => `fonts/${name}.woff2`);

export const usualLook = socialLook(
  new Map(
    fontNames.map((name) => [
      name,
      { file: `templates/${name}` as SourcePath, bytes: readFileSync(join(builtInTemplates, name)) },
    ]),
  ),
  toDesignSettings(),
);

export async function rendererOf(look: Partial<SocialLook> = {}): Promise<SocialRenderer> {
  const { value, diagnostics } = await openSocialRenderer({ ...usualLook, ...look });
  if (!value) throw new Error(JSON.stringify(diagnostics));
  return value;
}

export const usualPicture: SocialPicture = {
  masthead: 'Der Bote',
  label: '',
  kicker: 'Nordkorea',
  headline: 'Kim besucht ein Flugzeugwerk',
  footer: ['Von Anna Müller · 13. September 2023'],
};

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** `rrggbb` at a place. */
  readonly at: (x: number, y: number) => string;
  /** Where something else than `ground` is inside a box: the smallest box around it; undefined where nothing is. */
  readonly inked: (ground: string, box: Edges) => Edges | undefined;
}

/** All included. */
export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export async function pixelsOf(file: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): string => {
    const start = (y * info.width + x) * 3;
    return data.toString('hex', start, start + 3);
  };
  const inked = (ground: string, { left, top, right, bottom }: Edges): Edges | undefined => {
    const places: [number, number][] = [];
    for (let y = top; y <= bottom; y++)
      for (let x = left; x <= right; x++) if (at(x, y) !== ground) places.push([x, y]);
    if (places.length === 0) return undefined;
    const columns = places.map(([x]) => x).toSorted((a, b) => a - b);
    const lines = places.map(([, y]) => y);
    return {
      left: columns[0] ?? 0,
      top: lines[0] ?? 0,
      right: columns.at(-1) ?? 0,
      bottom: lines.at(-1) ?? 0,
    };
  };
  return { width: info.width, height: info.height, at, inked };
}
