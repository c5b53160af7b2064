import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSlug, slugify } from '../../src/core/slug.ts';

describe('slugify', () => {
  it.each([
    [
      'Grüße aus Köln: 5 % mehr für Straßenbahner*innen',
      'gruesse-aus-koeln-5-prozent-mehr-fuer-strassenbahnerinnen',
    ],
    ['Leser:innen und Autor_innen', 'leserinnen-und-autorinnen'],
    ['Schüler*innenvertretung, jede*m', 'schuelerinnenvertretung-jedem'],
    ['Äpfel & Öl', 'aepfel-und-oel'],
    ['GROẞE STRAẞE', 'grosse-strasse'],
    ['Über 20 € für Café Zoë', 'ueber-20-euro-fuer-cafe-zoe'],
    ['CO₂-Preis steigt auf 15 m³ Proﬁl', 'co2-preis-steigt-auf-15-m3-profil'],
    ['10½ Wochen, Seite 12³', '10-1-2-wochen-seite-12-3'],
    ['Kämpfe um Gəncə und Bərdə', 'kaempfe-um-gence-und-berde'],
    ['Əliyev, Sámi ŧáhtta, Ɓoora, Ɔkomfo', 'eliyev-sami-tahtta-boora-okomfo'],
    ['Der Bundes\u200btag \u200etagt\u2060', 'der-bundestag-tagt'],
    ['Rom:nja', 'romnja'],
    ['x₁₂', 'x12'],
    ['C, C# und C++', 'c-c-sharp-und-c-plus-plus'],
    ['#MeToo und Platz #1', 'metoo-und-platz-1'],
    ["Rock 'n' Roll", 'rock-n-roll'],
    ['Su-35', 'su-35'],
    ['Łódź, Ærø, Tromsø', 'lodz-aeroe-tromsoe'],
    ['Sil\u00adben\u00adtrennung', 'silbentrennung'],
    ['  --- ', 'ohne-titel'],
    ['…!?', 'ohne-titel'],
    ['CON', 'con-seite'],
    ['..', 'ohne-titel'],
    ['北京', 'ohne-titel'],
  ])('makes %s to %s', (text, slug) => {
    expect(slugify(text)).toBe(slug);
  });

  it('makes the same slug of composed and decomposed letters', () => {
    expect(slugify('Ko\u0308ln')).toBe(slugify('Köln'));
  });

  it('cuts at a word border', () => {
    const slug = slugify('Bundesverfassungsgericht '.repeat(9));
    expect(slug.length).toBeLessThanOrEqual(80);
    expect(slug.endsWith('gericht')).toBe(true);
  });

  it('always makes a slug, and one that stays the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const slug = slugify(text);
        expect(slug).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(86);
        expect(slugify(slug)).toBe(slug);
        expect(parseSlug(slug)).toBe(slug);
      }),
    );
  });
});
