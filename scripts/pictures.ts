/**
 * Draws the sample blog's pictures, so that they are nobody's property but ours and can be made again:
 * `node scripts/pictures.ts` writes `content/media/<name>.webp`, 1600 × 900 pixels each.
 *
 * One style holds them together: flat shapes, few colours, and the halftone dots of newspaper print.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { cathedral } from './pictures/cathedral.ts';
import { chip } from './pictures/chip.ts';
import { city } from './pictures/city.ts';
import { coolingTower } from './pictures/coolingTower.ts';
import { dome } from './pictures/dome.ts';
import { hangar } from './pictures/hangar.ts';
import { launchPad } from './pictures/launchPad.ts';
import { microphone } from './pictures/microphone.ts';
import { mirrors } from './pictures/mirrors.ts';
import { moonLander } from './pictures/moonLander.ts';
import { rates } from './pictures/rates.ts';
import { stadium } from './pictures/stadium.ts';
import { train } from './pictures/train.ts';
import { windTurbines } from './pictures/windTurbines.ts';
import { height, width } from './pictures/shapes.ts';

const scenes: Readonly<Record<string, string>> = {
  chip,
  flugzeughalle: hangar,
  kathedrale: cathedral,
  kuehlturm: coolingTower,
  kuppel: dome,
  mikrofon: microphone,
  mondlandung: moonLander,
  spiegelteleskop: mirrors,
  stadion: stadium,
  stadt: city,
  startrampe: launchPad,
  windraeder: windTurbines,
  zinsen: rates,
  zug: train,
};

const folder = new URL('../content/media/', import.meta.url);
await mkdir(folder, { recursive: true });
await Promise.all(
  Object.entries(scenes).map(([name, scene]) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${scene}</svg>`;
    const file = fileURLToPath(new URL(`${name}.webp`, folder));
    return sharp(Buffer.from(svg)).webp({ quality: 76, effort: 6 }).toFile(file);
  }),
);
