/** What of a picture cannot be published, and the true reason. */
import { describe, expect, test } from 'vitest';
import type { SourcePath } from '../../src/core/model.ts';
import { parseMedia } from '../../src/content/media.ts';
import { drawn, moving } from '../images/testPictures.ts';

const parse = (bytes: Uint8Array, name: string) => parseMedia(bytes, `content/media/${name}` as SourcePath);

/**
 * The header of a PNG says another size than its pixels have; pixels are not read before the header is valid.
 */
async function pngOf(width: number, height: number): Promise<Buffer> {
  const bytes = await drawn(4, 4).png().toBuffer();
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

/** The second frame of a moving GIF, again and again. */
async function gifOf(frames: number, width: number, height: number): Promise<Buffer> {
  const bytes = await moving(8, 8, 'gif');
  const frame = bytes.lastIndexOf(Buffer.from([0x21, 0xf9, 4]));
  const end = bytes.length - 1;
  const more = Array.from({ length: frames - 2 }, () => bytes.subarray(frame, end));
  const long = Buffer.concat([bytes.subarray(0, end), ...more, bytes.subarray(end)]);
  long.writeUInt16LE(width, 6);
  long.writeUInt16LE(height, 8);
  return long;
}

describe('A picture', () => {
  test('of 65,500 pixels of height is published, and a higher one is an error that names the limit', async () => {
    expect(parse(await pngOf(800, 65_500), 'a.png').diagnostics).toEqual([]);
    const { value, diagnostics } = parse(await pngOf(800, 65_501), 'a.png');
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'pictures/too-high', severity: 'error' }]);
    expect(diagnostics[0]?.message).toContain('65500');
  });

  test('of very many pixels is an error, however wide it is', async () => {
    for (const [width, height] of [
      [15_000, 10_001],
      [200_000, 65_500],
    ] as const)
      expect(parse(await pngOf(width, height), 'a.png').diagnostics).toMatchObject([
        { code: 'pictures/too-large' },
      ]);
  });

  test('that moves may have as many frames as all of them together are no larger', async () => {
    expect(parse(await gifOf(300, 800, 600), 'a.gif').value?.raster?.isAnimated).toBe(true);
    const { diagnostics } = parse(await gifOf(313, 800, 600), 'a.gif');
    expect(diagnostics).toMatchObject([{ code: 'pictures/too-many-frames', severity: 'error' }]);
    expect(diagnostics[0]?.message).toMatch(/313 von 800 × 600 .* 312\./);
  });

  test('is what its bytes are: a JPEG may be called PNG, a photograph no drawing', async () => {
    expect(parse(await drawn(9, 6).jpeg().toBuffer(), 'a.png').value).toMatchObject({ width: 9, height: 6 });
    expect(parse(await drawn(9, 6).png().toBuffer(), 'a.svg').diagnostics).toMatchObject([
      { severity: 'error' },
    ]);
    expect(
      parse(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.png').diagnostics,
    ).toMatchObject([{ code: 'pictures/other-format' }]);
  });
});

test('A drawing tells whether it has colours for dark pages', () => {
  const svg = (style: string) =>
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><style>${style}</style></svg>`);
  expect(parse(svg('path { fill: red }'), 'a.svg').value?.isAdaptive).toBeUndefined();
  const adaptive = svg('@media (prefers-color-scheme: dark) { path { fill: white } }');
  expect(parse(adaptive, 'a.svg').value?.isAdaptive).toBe(true);
});
