/** Who made a picture, found at the end of its caption. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitCredit } from '../../src/markdown/pictures.ts';
import { expectLinearTime, fill } from '../support/linearTime.ts';

describe('A caption', () => {
  test.each([
    ['Kim am Freitag. Foto: Anna Müller', 'Kim am Freitag.', 'Anna Müller'],
    ['Kim am Freitag (Foto: Anna Müller)', 'Kim am Freitag', 'Anna Müller'],
    ['Kim am Freitag. (Foto: Anna Müller/dpa)', 'Kim am Freitag.', 'Anna Müller/dpa'],
    [
      'Kim am Freitag (Foto: Anna Müller). Links der Hafen.',
      'Kim am Freitag. Links der Hafen.',
      'Anna Müller',
    ],
    ['(Foto: Anna Müller) Kim am Freitag', 'Kim am Freitag', 'Anna Müller'],
    ['Kim am Freitag [Bild: Anna (dpa)]', 'Kim am Freitag', 'Anna (dpa)'],
    ['Foto: Anna Müller', undefined, 'Anna Müller'],
    ['Kim – Bild: dpa', 'Kim', 'dpa'],
    ['Kim | Fotos: A. Müller, B. Meier', 'Kim', 'A. Müller, B. Meier'],
    ['Kim am Freitag © Anna Müller', 'Kim am Freitag', 'Anna Müller'],
    ['© Anna Müller', undefined, 'Anna Müller'],
    ['Kim (c) Anna Müller', 'Kim', 'Anna Müller'],
    ['Kim am Freitag. Copyright: Anna Müller', 'Kim am Freitag.', 'Anna Müller'],
    ['Foto: © Anna Müller', undefined, '© Anna Müller'],
    ['Umsätze seit 2010. Quelle: Statistisches Bundesamt', 'Umsätze seit 2010.', 'Statistisches Bundesamt'],
    ['Der Hafen. Foto/Grafik: Anna', 'Der Hafen.', 'Anna'],
    ['Der Hafen. Archivfoto: Anna', 'Der Hafen.', 'Anna'],
    ['Der Hafen. Foto von Anna auf Unsplash', 'Der Hafen.', 'Anna auf Unsplash'],
    ['Photo by Anna on Unsplash', undefined, 'Anna on Unsplash'],
    ['Anna Müller / CC BY-SA 4.0', undefined, 'Anna Müller / CC BY-SA 4.0'],
    ['Der Hafen. A. Müller / CC BY-SA 4.0', 'Der Hafen.', 'A. Müller / CC BY-SA 4.0'],
    ['Der Hafen (Anna Müller, CC-BY 2.0)', 'Der Hafen', 'Anna Müller, CC-BY 2.0'],
    ['Der Hafen (Foto: Anna Müller, CC BY 2.0)', 'Der Hafen', 'Anna Müller, CC BY 2.0'],
    ['Ein langer Blick auf den Hafen von oben CC0', 'Ein langer Blick auf den Hafen von oben', 'CC0'],
    ['Ein Foto von Kim am Hafen', 'Ein Foto von Kim am Hafen', undefined],
    ['Das Bild der Woche', 'Das Bild der Woche', undefined],
    ['Der Weg in die ACC BYTE AG', 'Der Weg in die ACC BYTE AG', undefined],
    ['Foto:', undefined, undefined],
    ['', undefined, undefined],
  ])('%j', (title, caption, credit) => {
    expect(splitCredit(title)).toEqual({
      ...(caption !== undefined && { caption }),
      ...(credit !== undefined && { credit }),
    });
  });

  test('loses no word but those that announce a credit', () => {
    const part = fc.constantFrom(
      'Kim ',
      'A.',
      '(',
      ')',
      ' Foto: ',
      '©',
      ' CC BY 4 ',
      '/',
      '. ',
      ' dpa ',
      ' ',
      '–',
      '[',
      ']',
    );
    const words = (text: string): readonly string[] =>
      text.match(/(?<!\p{L})(?!Foto)[\p{L}\p{N}]{2,}/gu) ?? [];
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const { caption = '', credit = '' } = splitCredit(parts.join(''));
        expect(words(`${caption} ${credit}`).toSorted()).toEqual(words(parts.join('')).toSorted());
      }),
    );
  });

  test('of any length is split in time that grows with it', () => {
    for (const part of ['Foto ', '(', '. ', '© (', 'CC BY', 'A. ', '– '])
      expectLinearTime((length) => void splitCredit(fill(part, length)));
  });
});
