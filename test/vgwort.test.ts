/** VG Wort's tracking pixels, in a site that has them. */
import { describe, expect, test } from 'vitest';
import { elementsIn } from './support/html.ts';
import {
  article,
  codesOf,
  createSite,
  minimalSettings,
  type SiteText,
  reported,
} from './support/testSite.ts';

const [first, second] = ['c0063bcfb7234b35b145af20dccf5e2a', '4c47ec781b5b4a288b9a1ab8b2c5ab3c'];
const secret = '8018af9154bd4b60b0ee4a6891b85583';
const columns = 'Öffentlicher Identifikationscode;Privater Identifikationscode';
const server = 'vgwort: vg05.met.vgwort.de\n';

/** A text of so many characters. */
const textOf = (characters: number): string => 'Wörter und '.repeat(200).slice(0, characters - 1) + '.';
const long = (head = ''): string => article(`title: Lang\ndate: 2024-01-01\n${head}`, textOf(1800));

const files: SiteText = {
  'site.yaml': minimalSettings + server,
  'content/articles/tief/lang.md': long(),
  'content/articles/andere.md': article('title: Andere\ndate: 2024-01-02', textOf(2000)),
  'content/vgwort.csv': `${columns};Artikel\n${first};${secret};tief/lang.md\n${second};${secret};\n`,
};
const marked = '2024/01/lang/index.html';

describe('A text with a tracking pixel', () => {
  test('shows it at once, of VG Wort’s server, which its page alone may reach', async () => {
    const site = createSite(files);
    const result = await site.build();
    expect(reported(result)).toEqual([]);
    const page = site.read(marked);
    const [mark, ...others] = elementsIn(page, ({ properties: { src } }) => String(src).includes('vgwort'));
    expect(others).toEqual([]);
    expect(mark?.properties).toMatchObject({
      src: `https://vg05.met.vgwort.de/na/${first}`,
      width: 1,
      height: 1,
      alt: '',
      loading: 'eager',
    });
    expect(page).toContain('img-src &#39;self&#39; https://vg05.met.vgwort.de; font-src');
    const everywhere = Object.entries(site.outputs()).filter(([, text]) => /vgwort|c0063bcf/.test(text));
    expect(everywhere.map(([path]) => path)).toEqual([marked]);
  });

  test('never gives the private code away, nor that of a mark which nobody has', async () => {
    const site = createSite(files);
    await site.build();
    expect(JSON.stringify(site.outputs()) + site.read('.blattmacher.json')).not.toMatch(
      new RegExp(`${secret}|${second}`),
    );
  });

  test('shows none in a preview, in a site without the setting, or when its front matter says so', async () => {
    const site = createSite(files);
    await site.build({ preview: true });
    expect(JSON.stringify(site.outputs())).not.toContain('vgwort');
    site.write({ 'content/articles/tief/lang.md': long('vgwort: false') });
    expect(codesOf(await site.build())).toEqual(['counting-mark/unwanted']);
    expect(JSON.stringify(site.outputs())).not.toContain('vgwort');
    site.write({ 'site.yaml': minimalSettings, 'content/articles/tief/lang.md': long() });
    expect(codesOf(await site.build())).toEqual(['counting-mark/no-server']);
    expect(JSON.stringify(site.outputs())).not.toContain('vgwort');
  });

  test('gets it when nothing but the file of the marks has changed, and only its page is made anew', async () => {
    const site = createSite(files);
    await site.build();
    site.write({
      'content/vgwort.csv': `${columns};Artikel\n${first};x;tief/lang.md\n${second};x;andere.md\n`,
    });
    const { rendered } = await site.build();
    expect(rendered).toBe(1);
    expect(site.read('2024/01/andere/index.html')).toContain(second);
    site.remove('content/vgwort.csv');
    expect(codesOf(await site.build())).toEqual(['counting-mark/no-file']);
    expect(JSON.stringify(site.outputs())).not.toContain('vgwort');
  });

  test.each([
    [1799, '', ['counting-mark/short']],
    [1800, '', []],
    [300, 'vgwort: gedicht', []],
  ])('of %i characters, spaces included, with %j in its head: %j', async (characters, head, codes) => {
    const text = article(`title: Lang\ndate: 2024-01-01\n${head}`, textOf(characters));
    const site = createSite({ ...files, 'content/articles/tief/lang.md': text });
    const result = await site.build();
    expect(codesOf(result)).toEqual(codes);
    expect(result.published).toBe(true);
  });

  test('counts what readers read: no marks of Markdown, no addresses, one space for many', async () => {
    const text = textOf(1700).replace('Wörter und', '**Wörter**\n\n  [und](https://example.org/lang)');
    const site = createSite({
      ...files,
      'content/articles/tief/lang.md': article('title: Lang\ndate: 2024-01-01', text),
    });
    const [fault] = (await site.build()).diagnostics;
    expect(fault?.message).toContain('nur 1700 Zeichen');
  });
});

describe('The file of the marks', () => {
  const faultsOf = async (csv: string) => {
    const { diagnostics } = await createSite({ ...files, 'content/vgwort.csv': csv }).build();
    return diagnostics.map(({ code, severity, position }) => [code, severity, position]);
  };

  test.each([
    ['one mark in two rows', `${first};x;tief/lang.md\n${first};x;andere.md`, 'counting-mark/twice', 3, 1],
    ['two marks for a text', `${first};x;andere.md\n${second};x;andere.md`, 'counting-mark/second', 3, 1],
    ['what is no mark', `abc;x;`, 'counting-mark/no-code', 2, 1],
  ])('with %s is an error at its place', async (_, rows, code, line, column) => {
    expect(await faultsOf(`${columns};Artikel\n${rows}\n`)).toEqual([[code, 'error', { line, column }]]);
  });

  test('without its columns is an error', async () => {
    expect(await faultsOf('a;b\n1;2\n')).toEqual([
      ['counting-mark/no-column', 'error', { line: 1, column: 1 }],
    ]);
  });

  test('keeps the mark of a text that is gone, with a note and the likely new name', async () => {
    const { diagnostics } = await createSite({
      ...files,
      'content/vgwort.csv': `${columns};Artikel\n${first};x;tief/lamg.md\n`,
    }).build();
    expect(diagnostics).toMatchObject([
      { code: 'counting-mark/no-article', severity: 'note', hint: expect.stringContaining('tief/lang.md') },
    ]);
  });

  test('never suggests as the new name a text that has a mark', async () => {
    const { diagnostics } = await createSite({
      ...files,
      'content/vgwort.csv': `${columns};Artikel\n${first};x;tief/lamg.md\n${second};x;tief/lang.md\n`,
    }).build();
    expect(diagnostics).toMatchObject([{ code: 'counting-mark/no-article' }]);
    expect(diagnostics[0]?.hint).not.toContain('tief/lang.md');
  });

  test('may name a text with its folder', async () => {
    expect(await faultsOf(`${columns};Artikel\n${first};x;content/articles/tief/lang.md\n`)).toEqual([]);
  });

  test('as T.O.M. exports it, without our column, is fine', async () => {
    expect(await faultsOf(`\ufeff${columns}\r\n${first};${secret}\r\n`)).toEqual([]);
  });
});

test.each([
  ['vg05.met.vgwort.de', true],
  ['https://vg05.met.vgwort.de/na/', true],
  ['ssl-vg03.met.vgwort.de', true],
  ['vg05.met.vgwort.de.example.org', false],
  ['https://example.org/', false],
])('The server of VG Wort may be written as %s: %s', async (written, isGood) => {
  const site = createSite({ ...files, 'site.yaml': `${minimalSettings}vgwort: ${written}\n` });
  expect((await site.build()).published).toBe(isGood);
});
