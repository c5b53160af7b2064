/** Social pictures as they are seen, pixel by pixel. */
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { SourcePath } from '../../../src/core/model.ts';
import type { SocialPicture } from '../../../src/images/socialCards/socialPicture.ts';
import { openSocialRenderer } from '../../../src/images/socialCards/socialRenderer.ts';
import { drawn, photograph } from '../testPictures.ts';
import { type Pixels, pixelsOf, rendererOf, usualLook, usualPicture } from './testPress.ts';

const renderer = await rendererOf();
const paper = usualLook.paper.slice(1);
const below = { left: 0, top: 140, right: 1199, bottom: 629 };

const printed = (picture: Partial<SocialPicture>): Promise<Pixels> =>
  pixelsOf(renderer.render({ ...usualPicture, ...picture }));
const bytesOf = (headline: string): string =>
  Buffer.from(renderer.render({ ...usualPicture, headline })).toString('base64');

describe('A social picture', () => {
  test('is 1200 by 630 pixels, small, and has words on paper', async () => {
    const bytes = renderer.render(usualPicture);
    const { width, height, at, inked } = await pixelsOf(bytes);
    expect([width, height]).toEqual([1200, 630]);
    expect(bytes.length).toBeLessThan(60_000);
    expect(at(5, 300)).toBe(paper);
    expect(inked(paper, below)).toMatchObject({ left: expect.closeTo(66, -1) });
  });

  test('keeps its words inside the margins, however long they are', async () => {
    const word = fc.string({ unit: fc.constantFrom(...'aemnrstuWÄÖß-'), minLength: 1, maxLength: 90 });
    const headlines = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(headlines, async (headline) => {
        const { inked } = await printed({
          headline,
          kicker: headline,
          masthead: headline,
          footer: [headline],
        });
        const { left = 64, right = 64, bottom = 0 } = inked(paper, { ...below, top: 20 }) ?? {};
        expect(left).toBeGreaterThan(55);
        expect(right).toBeLessThan(1145);
        expect(bottom).toBeLessThan(600);
      }),
      { numRuns: 25 },
    );
  });

  test('sets a long name of the blog on two lines instead of cutting it', async () => {
    const name = 'Der Neue Nachbarschaftsbote für Altstadt, Neustadt und';
    const header = { ...below, top: 20, bottom: 124 };
    const { inked } = await printed({ masthead: `${name} die ganze Umgebung` });
    const { top = 0, bottom = 0 } = inked(paper, header) ?? {};
    expect(bottom - top).toBeGreaterThan(55);
    const masthead = (ending: string): string =>
      Buffer.from(renderer.render({ ...usualPicture, masthead: `${name} ${ending}` })).toString('base64');
    expect(masthead('die ganze Umgebung')).not.toBe(masthead('die ganze Umgegend'));
  });

  test('breaks a word that no line can hold', async () => {
    const long = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz';
    const { inked } = await printed({ headline: long, kicker: '' });
    const { top = 0, bottom = 0 } = inked(paper, { ...below, bottom: 520 }) ?? {};
    expect(bottom - top).toBeGreaterThan(90);
  });

  test('is the same for the same words, and for composed and decomposed umlauts', () => {
    expect(bytesOf('Größe')).toBe(bytesOf('Größe'));
    expect(bytesOf('Größe')).toBe(bytesOf('Größe'.normalize('NFD')));
    expect(bytesOf('Größe')).not.toBe(bytesOf('Grosse'));
  });

  test('leaves out what is no word and no font has', () => {
    expect(bytesOf('🚀 Rakete gestartet 🎉')).toBe(bytesOf('Rakete gestartet'));
    expect(bytesOf('Nguyễn kommt')).toBe(bytesOf('Nguyen kommt'));
  });

  test('shows the name of the blog when letters of the headline are missing', async () => {
    expect(bytesOf('Kims 김정은-Besuch')).toBe(
      Buffer.from(renderer.render({ ...usualPicture, kicker: '', headline: 'Der Bote' })).toString('base64'),
    );
    const { inked } = await printed({ masthead: '신문', headline: '신문', kicker: '', footer: [] });
    expect(inked(paper, below)).toBeUndefined();
  });

  test('marks what is an advertisement', async () => {
    const { at } = await printed({ label: 'Anzeige', headline: 'Kaufen', kicker: '' });
    const isInk = Array.from({ length: 490 }, (_, line) => at(66, line + 140) === usualLook.ink.slice(1));
    expect(isInk.filter(Boolean).length).toBeGreaterThan(35);
  });

  test('has the colours of the site and its logo', async () => {
    const logo = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><path fill="#00ff00" d="M0 0h200v100H0z"/></svg>',
    );
    const dark = await rendererOf({ paper: '#000020', ink: '#ffffff', logo });
    const { at } = await pixelsOf(dark.render(usualPicture));
    expect([at(5, 300), at(5, 5), at(80, 80)]).toEqual(['000020', 'ffffff', '00ff00']);
  });

  test('shows the name of the blog where the logo cannot be drawn', async () => {
    const other = await rendererOf({ logo: Buffer.from('<svg') });
    expect(other.render(usualPicture)).toEqual(renderer.render(usualPicture));
  });
});

describe('A social picture with a photograph', () => {
  const photo = { digest: 'x', width: 1600, height: 900 };
  const place = { left: 720, right: 1199 };

  test('shows it at the right edge, as one sees it, and keeps the words beside it', async () => {
    const lying = await photograph(900, 1600);
    const picture = { ...usualPicture, photo, headline: 'Bundesverfassungsgerichtsentscheidung' };
    const { width, height, at, inked } = await pixelsOf(await renderer.renderPhoto(picture, lying));
    expect([width, height]).toEqual([1200, 630]);
    // Red turned to sRGB is not quite the pure one.
    expect([at(730, 315), at(1190, 315)]).not.toEqual([paper, paper]);
    const { right = 0 } = inked(at(5, 300), { ...below, left: 10, right: 640, top: 200, bottom: 500 }) ?? {};
    expect(right).toBeGreaterThan(400);
    expect(inked(at(5, 300), { left: 672, right: 712, top: 140, bottom: 629 })).toBeUndefined();
  });

  test('shows what its focus asks for', async () => {
    const red = { create: { width: 800, height: 900, channels: 3, background: '#ff0000' } } as const;
    const wide = await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#0000ff' } })
      .composite([{ input: red, left: 0, top: 0 }])
      .png()
      .toBuffer();
    const colourWith = async (x: number): Promise<string> => {
      const picture = { ...usualPicture, photo: { ...photo, focus: { x, y: 5 } } };
      const { at } = await pixelsOf(await renderer.renderPhoto(picture, wide));
      return at(Math.round((place.left + place.right) / 2), 300).replace(/0[0-3]/g, '00');
    };
    expect((await colourWith(1)).slice(0, 4)).toMatch(/^f[c-f]00/);
    expect((await colourWith(9)).slice(2)).toMatch(/^00f[c-f]/);
  });

  test('is refused when the photograph is broken', async () => {
    const whole = await drawn(1600, 900).jpeg().toBuffer();
    const half = whole.subarray(0, whole.length / 2);
    await expect(renderer.renderPhoto({ ...usualPicture, photo }, half)).rejects.toThrow(
      /premature|VipsJpeg|unsupported/i,
    );
  });
});

test('A font that cannot be read is reported', async () => {
  const file = 'templates/fonts/serif.woff2' as SourcePath;
  const broken = { ...usualLook, headlineFonts: [{ file, bytes: Buffer.from('keine Schrift') }] };
  expect((await openSocialRenderer(broken)).diagnostics).toMatchObject([
    { code: 'design/unreadable-font', file },
  ]);
});
