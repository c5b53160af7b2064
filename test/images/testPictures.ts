/** Real pictures, drawn by sharp when a test wants one. */
import sharp, { type Sharp } from 'sharp';

/** Red above, blue below, so that one sees which side is up. */
export function drawn(width: number, height: number): Sharp {
  const blue = {
    create: { width, height: Math.floor(height / 2), channels: 3, background: '#0000ff' },
  } as const;
  return sharp({ create: { width, height, channels: 3, background: '#ff0000' } })
    .composite([{ input: blue, gravity: 'south' }])
    .removeAlpha();
}

/** As a camera leaves it: lying on its side, with place, name and a note. */
export function photograph(width: number, height: number): Promise<Buffer> {
  return drawn(width, height)
    .withExif({
      IFD0: { Artist: 'Informant Meier', ImageDescription: 'geheim' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '52/1 31/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '13/1 24/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><geheim/></x:xmpmeta>')
    .withIccProfile('p3')
    .jpeg({ quality: 90 })
    .toBuffer();
}

export function halfTransparent(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 4, background: { r: 0, g: 128, b: 0, alpha: 0.5 } } })
    .png()
    .toBuffer();
}

/** Two frames. */
export async function moving(width: number, height: number, format: 'gif' | 'webp'): Promise<Buffer> {
  const frames = await Promise.all(
    ['#ff0000', '#0000ff'].map((background) =>
      sharp({ create: { width, height, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  );
  return sharp(frames, { join: { animated: true } })
    .toFormat(format)
    .toBuffer();
}
