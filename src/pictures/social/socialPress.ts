/** Renderer of social pictures in one look, opened once. */
import { type Colour, mix } from '../../config/colour.ts';
import type { Checked } from '../../model.ts';
import { diagnose } from '../../report/diagnostics.ts';
import { createComposer } from './composer.ts';
import { createPngEncoder } from './createPngEncoder.ts';
import { developPhoto } from './developPhoto.ts';
import { drawSocialPicture, type DrawingTools } from './drawSocialPicture.ts';
import { fullShade } from './rasterizeOutline.ts';
import { drawLogo, readLogo } from './readLogo.ts';
import { emptyCanvas, type Ink, shadesOf } from './sheet.ts';
import { socialLayout } from './socialLayout.ts';
import type { FontFile, PhotoPicture, SocialLook, SocialPicture } from './socialPicture.ts';
import { makeTypeface, type OpenedFont, openFont } from './typeface.ts';

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
    (await readLogo(look.logo, look.paper, { width: logoWidth, height: logoHeight }).catch(() => undefined));
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
