/** Renderer of social pictures in one look, opened once. */
import { type Colour, mix } from '../../config/designSettings.ts';
import type { Checked } from '../../core/model.ts';
import { MissingPart } from '../../core/nativeParts.ts';
import { diagnose } from '../../core/diagnostics/diagnostics.ts';
import { createComposer, fullShade, emptyCanvas, type Ink, shadesOf, type Canvas } from './canvas.ts';
import { developPhoto, drawLogo, readLogo } from './readPhoto.ts';
import { drawSocialPicture, type DrawingTools } from './drawSocialPicture.ts';
import { socialLayout } from './socialLayout.ts';
import type { FontFile, PhotoPicture, SocialLook, SocialPicture } from './socialPicture.ts';
import { makeTypeface, type OpenedFont, openFont } from './typeface.ts';
import { constants, crc32, deflateSync } from 'node:zlib';

export interface SocialRenderer {
  /** PNG of a picture without a photograph. */
  readonly render: (picture: SocialPicture) => Uint8Array;
  /** JPEG of one with this photograph. Rejects for bytes that are no whole picture. */
  readonly renderPhoto: (picture: PhotoPicture, bytes: Uint8Array) => Promise<Uint8Array>;
}

/** Without a value when a font cannot be read. */
export async function openSocialRenderer(look: SocialLook): Promise<Checked<SocialRenderer>> {
  const headline = await openFonts(look.headlineFonts);
  const frame = await openFonts(look.frameFonts);
  if (!headline.value || !frame.value)
    return { diagnostics: [...headline.diagnostics, ...frame.diagnostics] };
  const own = coloursOf(look);
  const { logoWidth, logoHeight } = socialLayout.masthead;
  // A logo that cannot be drawn here may be fine in browsers; the blog's name takes its place.
  const logo =
    look.logo &&
    (await readLogo(look.logo, look.paper, { width: logoWidth, height: logoHeight }).catch(unlessMissing));
  const colours = [...own, ...(logo?.colours ?? [])];
  const { headline: large, kicker, footer } = socialLayout;
  const shop: DrawingTools = {
    headline: createComposer(await makeTypeface(headline.value, large.weight)),
    kicker: createComposer(await makeTypeface(frame.value, kicker.weight)),
    footer: createComposer(await makeTypeface(frame.value, footer.weight)),
    inks: socialInks,
    ...(logo && { drawLogo: (canvas, x, y) => drawLogo(canvas, logo, x, y, own.length) }),
  };
  // One for all that are printed one after the other: room for thousands would keep the collector of garbage busy.
  const canvas = emptyCanvas(socialLayout);
  const encode = createPngEncoder(canvas, colours);
  const renderer: SocialRenderer = {
    render: (picture) => {
      canvas.pixels.fill(0);
      return encode(drawSocialPicture(picture, shop, canvas));
    },
    renderPhoto: (picture, bytes) =>
      developPhoto(
        drawSocialPicture(picture, shop, emptyCanvas(socialLayout)),
        colours,
        picture.photo,
        bytes,
      ),
  };
  return { value: renderer, diagnostics: [] };
}

function unlessMissing(error: unknown): undefined {
  if (error instanceof MissingPart) throw error;
}

async function openFonts(files: readonly FontFile[]): Promise<Checked<readonly OpenedFont[]>> {
  const value: OpenedFont[] = [];
  // One after the other: all are unpacked into the same memory.
  for (const { file, bytes } of files) {
    const font = await openFont(bytes).catch(() => undefined);
    if (!font) return { diagnostics: [diagnose('design/unreadable-font', {}, { file })] };
    value.push(font);
  }
  return { value, diagnostics: [] };
}

const socialInks: DrawingTools['inks'] = {
  ink: inkAt(0),
  accent: inkAt(1),
  muted: inkAt(2),
  rule: inkAt(3),
  reversed: inkAt(4),
};

/** After the background, one ink after the other. */
function inkAt(index: number): Ink {
  return 1 + index * fullShade;
}

/** All colours by their numbers, without those of a logo: the background, and the inks in their order. */
function coloursOf({ paper, ink, accent }: SocialLook): readonly Colour[] {
  const muted = mix(ink, paper, 0.8);
  const rule = mix(ink, paper, 0.2);
  const onPaper = [ink, accent, muted, rule].map((colour) => ({ colour, ground: paper }));
  return [paper, ...shadesOf([...onPaper, { colour: paper, ground: ink }])];
}

// PNG of numbered colours (W3C PNG, third edition). Runs of one number are most of such a picture, so that looking
// for runs alone is three times as fast as sharp's encoder at the usual effort, and gives the same bytes on every
// machine: how zlib looks for longer repetitions depends on the processor.

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** In a piece as large as most files. */
const howToDeflate = { level: 1, strategy: constants.Z_RLE, chunkSize: 65_536 } as const;

/** Eight bits a pixel, numbers of colours. */
const kind = [8, 3, 0, 0, 0] as const;

/** Makes an encoder for canvases of one size in the same colours; it has buffers for one at a time. */
function createPngEncoder(
  { width, height }: Pick<Canvas, 'width' | 'height'>,
  colours: readonly Colour[],
): (canvas: Canvas) => Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(kind, 8);
  const palette = Buffer.from(colours.map((colour) => colour.slice(1)).join(''), 'hex');
  const start = Buffer.concat([signature, chunk('IHDR', header), chunk('PLTE', palette)]);
  const end = chunk('IEND', Buffer.alloc(0));
  // Before every line stays a zero: it is as it is.
  const lines = Buffer.alloc((width + 1) * height);
  return ({ pixels }) => {
    for (let line = 0; line < height; line++)
      lines.set(pixels.subarray(line * width, (line + 1) * width), line * (width + 1) + 1);
    return Buffer.concat([start, chunk('IDAT', deflateSync(lines, howToDeflate)), end]);
  };
}

function chunk(name: string, data: Uint8Array): Buffer {
  const whole = Buffer.alloc(data.length + 12);
  whole.writeUInt32BE(data.length, 0);
  whole.write(name, 4, 'latin1');
  whole.set(data, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, data.length + 8)), data.length + 8);
  return whole;
}
