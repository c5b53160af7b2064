/** What the law asks for, as far as a program can see it. */
import { describe, expect, test } from 'vitest';
import { minimalSettings, type SiteText } from '../support/testSite.ts';
import { told } from './checkSupport.ts';

const page = (title: string, text: string) => `---\ntitle: ${title}\n---\n\n${text}\n`;
const strictSettings = minimalSettings
  .replace(/^(?:check|comments):.*\n/gm, '')
  .replace('https://example.org/', 'https://der-bote.example/');
const imprint = `## Angaben gemäß § 5 DDG

Anna Beispiel\\
Lindenweg 7\\
04109 Leipzig

E-Mail: anna@der-bote.de\\
Telefon: 0341 123456

Verantwortlich nach § 18 Abs. 2 MStV: Anna Beispiel`;
const privacy = `Verantwortlich ist Anna Beispiel. Der Server speichert IP-Adressen. Du hast ein Recht auf
Auskunft und auf Beschwerde bei der Aufsichtsbehörde.`;
const whole: SiteText = {
  'site.yaml': strictSettings,
  'content/pages/impressum.md': page('Impressum', imprint),
  'content/pages/datenschutz.md': page('Datenschutz', privacy),
  'content/pages/barrierefreiheit.md': page('Barrierefreiheit', 'Alles ist lesbar.'),
};
const lines = (files: SiteText) => told({ ...whole, ...files }, 'legal/');

describe('Legal pages', () => {
  test('that have all are fine', async () => {
    expect(await lines({})).toEqual([]);
  });

  test('are missed', async () => {
    const found = await told({ 'site.yaml': strictSettings }, 'legal/');
    expect(found).toEqual([
      'site.yaml: Hinweis: Der Blog hat keine Erklärung zur Barrierefreiheit.',
      'site.yaml: Warnung: Der Blog hat keine Seite „Datenschutz“.',
      'site.yaml: Warnung: Der Blog hat keine Seite „Impressum“.',
    ]);
  });

  test.each(['https://example.org/', 'https://www.example.com/blog/'])(
    'and the address of the blog are not those of a sample: %s',
    async (url) => {
      expect(await lines({ 'site.yaml': strictSettings.replace('https://der-bote.example/', url) })).toEqual([
        `site.yaml:2:6: Warnung: Unter „url“ steht noch die Adresse aus dem Muster: ${url}`,
      ]);
    },
  );

  test('may stand elsewhere, if the settings link them', async () => {
    const settings = `${strictSettings}footer: [{ name: Impressum, url: 'https://verlag.example/impressum' }, { name: Datenschutz, url: 'https://verlag.example/datenschutz' }]\n`;
    const found = await told({ 'site.yaml': settings }, 'legal/');
    expect(found.filter((line) => line.includes('keine Seite'))).toEqual([]);
  });

  test('are linked from every page: a template without a foot is told', async () => {
    const [line] = await lines({ 'templates/parts/footer.eta': '<footer></footer>' });
    expect(line).toMatch(
      /^content\/pages\/datenschutz\.md: Warnung: Die Seite „Datenschutz“ ist nicht verlinkt auf \d+ Seiten/,
    );
  });

  test.each([
    [imprint.replace('Lindenweg 7\\\n04109 Leipzig', ''), 'keine Postanschrift'],
    [imprint.replace('Lindenweg 7', 'Postfach 12'), 'steht ein Postfach'],
    [imprint.replace('anna@der-bote.de', ''), 'keine E-Mail-Adresse'],
    [imprint.replace('Telefon: 0341 123456', ''), 'keinen zweiten schnellen Weg'],
    [imprint.replace('Verantwortlich', 'Zuständig'), 'wer für den Inhalt verantwortlich ist'],
    [
      imprint.replace('Anna Beispiel', 'Max Mustermann'),
      'content/pages/impressum.md:7:1: Warnung: „Max Mustermann“',
    ],
    [
      imprint.replace('§ 5 DDG', '§ 5 TMG'),
      'content/pages/impressum.md:5:18: Warnung: „§ 5 TMG“ gilt seit dem 14. Mai 2024 nicht mehr',
    ],
    [imprint.replace('§ 18 Abs. 2 MStV', '§ 55 Abs. 2 RStV'), '„§ 55 Abs. 2 RStV“ gilt seit'],
    [`${imprint}\n\nhttps://ec.europa.eu/consumers/odr/`, 'gibt es seit dem 20. Juli 2025 nicht mehr'],
    [
      `${imprint}\n\n[Bitte ergänzen: Umsatzsteuer-ID]`,
      'Hier fehlt noch etwas: „[Bitte ergänzen: Umsatzsteuer-ID]“',
    ],
  ])('of which something is missing or wrong are told so (%#)', async (text, expected) => {
    const found = await lines({ 'content/pages/impressum.md': page('Impressum', text) });
    expect(found.join('\n')).toContain(expected);
  });

  test('gaps are told wherever readers see them, with their line', async () => {
    const found = await lines({
      'content/articles/kim.md':
        '---\ntitle: Kim\ndate: 2023-09-13\nauthor: Anna\n---\n\nEin Text.\n\n[Bitte ergänzen: ein Ende]\n',
    });
    expect(found).toEqual([
      'content/articles/kim.md:9:1: Warnung: Hier fehlt noch etwas: „[Bitte ergänzen: ein Ende]“.',
    ]);
  });

  test('of Datenschutz tell what the blog does', async () => {
    const settings = `${strictSettings}comments: { endpoint: /kommentare }\nvgwort: vg05.met.vgwort.de\nads: ['anzeigen.example, 1234, DIRECT']\npolicy: { form: https://newsletter.example.com }\n`;
    const text = `${privacy}\n\nBei uns gibt es keine Werbung.`;
    const found = await lines({
      'site.yaml': settings,
      'content/pages/datenschutz.md': page('Datenschutz', text),
      'templates/parts/before-footer.eta':
        '<form action="https://newsletter.example.com/an"><button>An</button></form>',
    });
    const all = found.join('\n');
    for (const expected of [
      'nichts über Kommentare',
      'VG Wort',
      'newsletter.example.com (Formulare)',
      'steht „keine Werbung“',
    ])
      expect(all).toContain(expected);
  });
});
