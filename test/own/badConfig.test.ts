/** A configuration that does wrong is told where, with the cure, and the site stays as it was. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkSite } from '../../src/build/build.ts';
import { usualBuild } from '../support/usualBuild.ts';
import { article, createSite, reported, type SiteText } from '../support/testSite.ts';

const sound = {
  'content/articles/a.md': article('title: A\ndate: 2026-01-01'),
  'content/feste/markt.md': article('title: Markt\npreis: 12', 'Ein Fest.'),
  'content/feste/wein.md': article('title: Wein\npreis: 3', 'Noch ein Fest.'),
};

const file = 'blattmacher.config.ts';

/** Seconds; a machine that has other things to do gets more of them. */
const configLimit = 0.2;

/** The first line of all that the author is told. */
async function toldOf(files: SiteText): Promise<readonly string[]> {
  const site = createSite({ ...sound, ...files });
  symlinkSync(join(import.meta.dirname, '..', '..', 'node_modules'), join(site.folder, 'node_modules'));
  const isEndless = Object.values(files).some((text) => String(text).includes('for (;;)'));
  const diagnostics = await checkSite({
    ...usualBuild(site.folder, site.out),
    ...(isEndless && { configLimit }),
  });
  return reported({ diagnostics }).map((text) => text.split('\n')[0] ?? '');
}

const withList = (option: string): string =>
  `export default { collections: { feste: { lists: [\n{ url: '/feste/', ${option} }] } } };\n`;
const withPage = (answer: string): string =>
  `export default { collections: { feste: {} },\n  pages: [${answer}] };\n`;
const withSchema = (validate: string): string =>
  `const schema = { '~standard': { version: 1, vendor: 'x', validate: ${validate} } };\nexport default { collections: { feste: { schema } } };\n`;
const ofFeste = (options: string): string => `export default { collections: { feste: { ${options} } } };\n`;

const clockless =
  'Uhr, Zufall und Zeitzone dieses Rechners kennt die Konfiguration nicht. Für heute gibt es „today“, für Daten „instant“ und die Funktionen mit „UTC“.';
const promise = 'gibt ein Promise zurück. Darauf wartet hier niemand.';
const broken = 'Die Konfiguration bricht ab, in';
const endless = 'Die Konfiguration wird nicht fertig, in';

describe('A configuration stops the build where it', () => {
  test.each([
    [
      'throws',
      "const a = 1;\nthrow new Error('kaputt');\nexport default a;",
      `:2:7: Fehler: ${broken} „export default“: kaputt`,
    ],
    [
      'is no code',
      'export default {\n  collections: [',
      ':2:17: Fehler: Diese Stelle ist kein gültiger Code: Eine Klammer wird nicht geschlossen.',
    ],
    [
      'loops for ever',
      'export default {};\nlet i = 0;\nfor (;;) {\n  i++;\n}\n',
      `:3:10: Fehler: ${endless} „export default“: nach 0.2 Sekunden abgebrochen.`,
    ],
    [
      'calls itself for ever',
      'const f = () => f();\nexport default f();\n',
      `:1:17: Fehler: ${broken} „export default“: Eine Funktion ruft sich endlos selbst auf.`,
    ],
    [
      'waits',
      'await null;\nexport default {};\n',
      ':1:1: Fehler: Diese Stelle ist kein gültiger Code: „await“ gibt es hier nur in Funktionen.',
    ],
    [
      'is a promise that never ends',
      'export default new Promise(() => {});\n',
      `:1:1: Fehler: „export default“ ${promise}`,
    ],
    [
      'throws an error that throws when it is looked at',
      "throw Object.defineProperty(new Error('x'), 'stack', { get() { throw new Error('y'); } });\nexport default {};",
      `:1:1: Fehler: ${broken} „export default“: x`,
    ],
    [
      'throws an error whose message throws',
      "throw Object.assign(new Error('x'), { message: { toString() { throw 1; } } });\nexport default {};",
      `:1:1: Fehler: ${broken} „export default“: Was geworfen wurde, lässt sich nicht ausgeben.`,
    ],
    [
      'throws more than anyone reads',
      "throw new Error('x'.repeat(1e6));\nexport default {};",
      `:1:7: Fehler: ${broken} „export default“: ${'x'.repeat(1000)}…`,
    ],
    [
      'has a plugin that throws when it is looked at',
      "const get = () => { throw new Error('Name'); };\nexport default { remarkPlugins: [new Proxy(function () {}, { get })] };",
      `:1:27: Fehler: ${broken} „export default“: Name`,
    ],
    ['imports an alias', "import x from '#x';\nexport default { x };", ':1:15: Fehler: „#x“ gibt es nicht.'],
    [
      'imports code in an address',
      "import x from 'data:text/javascript,export default 5';\nexport default { x };",
      ':1:15: Fehler: „data:text/javascript,export default 5“ gibt es nicht.',
    ],
    ['exports nothing', 'module.exports = null;\n', ': Fehler: Die Konfiguration wird nicht exportiert.'],
    ['is nothing', 'export default null;\n', ':1:1: Fehler: „export default“ muss ein Objekt sein.'],
    ['is not exported', 'export const config = {};\n', ': Fehler: Die Konfiguration wird nicht exportiert.'],
    [
      'throws when it is looked at',
      ofFeste("get folder() { throw new Error('Nein'); }"),
      `:1:63: Fehler: ${broken} „export default“: Nein`,
    ],
    [
      'loops when it is looked at',
      'export default new Proxy({}, { ownKeys() { for (;;) {} } });\n',
      `:1:1: Fehler: ${endless} „export default“: nach 0.2 Sekunden abgebrochen.`,
    ],
    [
      'has an unknown option',
      'export default { colections: {} };\n',
      ':1:18: Fehler: Die Angabe „colections“ kenne ich nicht.',
    ],
    [
      'has an unknown option of a collection',
      ofFeste("tempate: 'x'"),
      ':1:42: Fehler: Die Angabe „collections.feste.tempate“ kenne ich nicht.',
    ],
    [
      'names an unknown template',
      ofFeste("template: 'faste'"),
      ':1:52: Fehler: Die Vorlage „faste“ gibt es nicht.',
    ],
    [
      'has a schema that is none',
      ofFeste('schema: 5'),
      ':1:42: Fehler: „collections.feste.schema“ muss ein Schema nach Standard Schema (Valibot, Zod, ArkType) sein.',
    ],
    [
      'has a permalink without a slug',
      ofFeste("permalink: '/x/'"),
      ':1:42: Fehler: „collections.feste.permalink“ muss eine Adresse mit „:slug“, zum Beispiel /veranstaltungen/:slug/ sein.',
    ],
    [
      'takes the folder of articles',
      ofFeste("folder: 'articles'"),
      ':1:33: Fehler: Der Ordner „content/articles“ gehört schon zu etwas anderem.',
    ],
    [
      'takes the folder of another collection',
      'export default { collections: { feste: {}, andere: { folder: "feste" } } };\n',
      ':1:44: Fehler: Der Ordner „content/feste“ gehört schon zu etwas anderem.',
    ],
    [
      'imports an unknown package',
      "import plugin from 'remark-nirgends';\nexport default { remarkPlugins: [plugin] };\n",
      ':1:20: Fehler: „remark-nirgends“ gibt es nicht.',
    ],
    [
      'imports an unknown file',
      "import { help } from './helfer.ts';\nexport default { x: help };\n",
      ':1:22: Fehler: „./helfer.ts“ gibt es nicht.',
    ],
    [
      'reads files by itself',
      "import { readFileSync } from 'node:fs';\nexport default { x: readFileSync };\n",
      ':1:30: Fehler: „node:fs“ lässt sich in der Konfiguration nicht benutzen. Die Konfiguration darf nur von den Dateien des Blogs abhängen.',
    ],
    [
      'has a plugin that is none',
      'export default { rehypePlugins: [5] };\n',
      ':1:18: Fehler: „rehypePlugins[0]“ muss ein Plugin oder [Plugin, Optionen] sein.',
    ],
    [
      'has a schema for no data',
      `export default { data: { preise: { '~standard': { validate: () => 1 } } }, collections: { feste: {} } };\n`,
      ':1:26: Fehler: Das Schema „preise“ gehört zu keiner Datei in data/.',
    ],
    [
      'loops in a filter',
      withList('filter: () => { for (;;) {} }'),
      `:2:19: Fehler: ${endless} „collections.feste.lists[0].filter“: nach 0.2 Sekunden abgebrochen.`,
    ],
    [
      'promises in a filter',
      withList('filter: async () => true'),
      `:2:19: Fehler: „collections.feste.lists[0].filter“ ${promise}`,
    ],
    [
      'sorts by nothing',
      withList('sort: () => undefined'),
      `:2:19: Fehler: ${broken} „collections.feste.lists[0].sort“: „sort“ muss eine Zahl zurückgeben.`,
    ],
    [
      'changes its input',
      withList('filter: (one) => { one.data.preis = 1; return true; }'),
      `:2:47: Fehler: ${broken} „collections.feste.lists[0].filter“: Was eine Funktion bekommt, darf sie nicht ändern; arbeite mit einer Kopie, etwa mit „toSorted“ oder „{ ...alt, neu }“ (Cannot assign to read only property 'preis' of object '#<Object>').`,
    ],
    [
      'makes data for machines without a type',
      ofFeste("jsonLd: () => ({ name: 'x' })"),
      `:1:42: Fehler: „collections.feste.jsonLd“ muss ein Objekt mit „@type“ zurückgeben.`,
    ],
    [
      'promises data for machines',
      ofFeste('jsonLd: async () => ({})'),
      `:1:42: Fehler: „collections.feste.jsonLd“ ${promise}`,
    ],
    ['promises pages', withPage('async () => []'), `:2:3: Fehler: „pages[0]“ ${promise}`],
    [
      'makes a page without a sound address',
      withPage("() => ({ url: '/../x.txt', text: 'x' })"),
      ':2:3: Fehler: „pages[0]“ muss eine Seite mit gültigem „url“ zurückgeben.',
    ],
    [
      'makes a page with an unknown key',
      withPage("() => ({ url: '/x.txt', txt: 'x' })"),
      ':2:3: Fehler: „pages[0]“ muss eine Seite ohne „txt“ zurückgeben.',
    ],
    [
      'makes a page without a known template',
      withPage("() => ({ url: '/x/', title: 'X', template: 'nix' })"),
      ':2:54: Fehler: Die Vorlage „nix“ gibt es nicht.',
    ],
    [
      'returns a Map',
      withPage("() => ({ url: '/x/', title: 'X', template: 'page', view: new Map() })"),
      ':2:3: Fehler: „pages[0]“ gibt etwas zurück, was keine einfachen Daten sind: das Ergebnis.view ist ein Objekt der Art Map.',
    ],
    [
      'returns a circle',
      withPage('() => { const a = {}; a.a = a; return a; }'),
      ':2:3: Fehler: „pages[0]“ gibt etwas zurück, was keine einfachen Daten sind: das Ergebnis.a.a.a.a.a.a.a.a.a.a.a.a.a.a… ist zu tief verschachtelt oder in sich selbst enthalten.',
    ],
    [
      'returns what is small in memory and without end in JSON',
      withPage(
        "() => { let a = ['x']; for (let i = 0; i < 40; i++) a = [a, a]; return { url: '/x/', title: 'X', template: 'page', view: a }; }",
      ),
      `:2:3: Fehler: „pages[0]“ gibt etwas zurück, was keine einfachen Daten sind: das Ergebnis.view${'[0]'.repeat(15)} ist zu groß.`,
    ],
    [
      'looks at the clock',
      withPage("() => ({ url: '/x.txt', text: String(Date.now()) })"),
      `:2:53: Fehler: ${broken} „pages[0]“: ${clockless}`,
    ],
    [
      'reads a date by the zone of the machine',
      withPage("() => ({ url: '/x.txt', text: String(Date.parse('2026-05-13T10:00')) })"),
      `:2:53: Fehler: ${broken} „pages[0]“: ${clockless}`,
    ],
    [
      'throws dice',
      withPage("() => ({ url: '/x.txt', text: String(Math.random()) })"),
      `:2:53: Fehler: ${broken} „pages[0]“: ${clockless}`,
    ],
    [
      'asks for the zone of the machine',
      withPage("() => ({ url: '/x.txt', text: new Date(0).toLocaleString() })"),
      `:2:53: Fehler: ${broken} „pages[0]“: ${clockless}`,
    ],
    [
      'asks the environment',
      withPage("() => ({ url: '/x.txt', text: process.env.HOME })"),
      `:2:49: Fehler: ${broken} „pages[0]“: Was vor „.env“ steht, gibt es hier nicht (undefined).`,
    ],
    [
      'has a schema that promises',
      withSchema('() => new Promise(() => {})'),
      `:2:42: Fehler: „collections.feste.schema“ ${promise}`,
    ],
    [
      'has a schema that answers nonsense',
      withSchema('() => 5'),
      ':2:42: Fehler: Das Schema von „collections.feste.schema“ antwortet nicht, wie es Standard Schema verlangt.',
    ],
    [
      'throws what cannot be said',
      withSchema("() => { throw { toString() { throw new Error('x'); } }; }"),
      `:2:42: Fehler: ${broken} „collections.feste.schema“: Was geworfen wurde, lässt sich nicht ausgeben.`,
    ],
  ])('%s', async (_, text, told) => {
    expect(await toldOf({ [file]: text })).toEqual([`${file}${told}`]);
  });

  test('wants the address of an entry', async () => {
    const { 'content/feste/wein.md': wein } = sound;
    const clash = withPage("() => ({ url: '/feste/markt/', title: 'M', template: 'page' })");
    expect(await toldOf({ [file]: clash })).toEqual([
      `${file}:2:26: Fehler: Zwei Quellen wollen dieselbe Adresse /feste/markt/: content/feste/markt.md und M (${file}).`,
    ]);
    const two = ofFeste("permalink: '/:slug/' }, weine: { permalink: '/:slug/'");
    expect(await toldOf({ [file]: two, 'content/weine/wein.md': wein })).toEqual([
      'content/weine/wein.md:2:1: Fehler: Zwei Quellen wollen dieselbe Adresse /wein/: content/feste/wein.md und content/weine/wein.md.',
    ]);
  });

  test('has a schema that an entry does not fit, at the place of the value', async () => {
    const text = `import * as v from 'valibot';
export default { collections: { feste: { dates: ['beginn'], schema: v.object({
  preis: v.pipe(v.number(), v.maxValue(10, 'Zu teuer')), ort: v.string(), beginn: v.string() }) } } };
`;
    const told = await toldOf({
      [file]: text,
      'content/feste/wein.md': article(
        'title: Wein\npreis: billig\nort: Hof\nbeginn: gestern\nORT: x\nentwurff: ja',
      ),
    });
    expect(told).toEqual([
      'content/feste/markt.md:2:1: Fehler: „beginn“ fehlt.',
      'content/feste/markt.md:2:1: Fehler: „ort“ fehlt.',
      'content/feste/markt.md:3:8: Fehler: „preis“ passt nicht: Zu teuer',
      'content/feste/wein.md:3:8: Fehler: „preis“ passt nicht: Invalid type: Expected number but received "billig"',
      'content/feste/wein.md:5:9: Fehler: „gestern“ ist kein Datum, das ich lesen kann.',
    ]);
  });

  test('is there twice', async () => {
    const told = await toldOf({
      [file]: 'export default {};\n',
      'blattmacher.config.js': 'export default {};\n',
    });
    expect(told).toEqual([
      `${file}: Fehler: Es gibt mehrere Konfigurationen: ${file}, blattmacher.config.js.`,
    ]);
  });
});

test('A first line for the shell and a plugin that calls itself something odd do no harm', async () => {
  const plugin = "Object.defineProperty(() => undefined, 'name', { value: Symbol('x') })";
  const text = `#!/usr/bin/env node\nexport default { collections: { feste: {} }, remarkPlugins: [${plugin}] };\n`;
  expect(await toldOf({ [file]: text })).toEqual([]);
});

test('Messages of a plugin that are none are left out, and odd places are the beginning', async () => {
  const plugin =
    "() => (_, doc) => { doc.messages.push(null, { reason: 5 }, { reason: 'Hm', line: -3, column: 'x' }); }";
  const told = await toldOf({
    [file]: `export default { collections: { feste: {} }, remarkPlugins: [${plugin}] };\n`,
  });
  const place = 'content/articles/a.md:5:1';
  expect(told.filter((text) => text.startsWith('content/articles/'))).toEqual([
    `${place}: Warnung: Das Plugin „remarkPlugins[0]“ meldet: Hm`,
  ]);
});

describe('A plugin stops the build where it', () => {
  const place = 'content/articles/a.md:5:1: Fehler: Das Plugin';
  test.each([
    [
      'throws',
      'remarkPlugins: [() => () => { throw new Error("Baum"); }]',
      `${place} „remarkPlugins[0]“ bricht ab: Baum`,
    ],
    [
      'promises',
      'rehypePlugins: [function warte() { return async () => {}; }]',
      `${place} „warte“ arbeitet asynchron. Das geht hier nicht.`,
    ],
    [
      'puts the tree into itself',
      'remarkPlugins: [() => (tree) => { tree.children.push(tree); }]',
      `${place} „remarkPlugins[0]“ bricht ab: Der Baum, den es hinterlässt, hat kein Ende.`,
    ],
    [
      'leaves what is no node',
      "rehypePlugins: [() => () => ({ type: 'root', children: [null] })]",
      `${place} „rehypePlugins[0]“ bricht ab: Im Baum, den es hinterlässt, steht etwas, das kein Knoten ist.`,
    ],
    [
      'leaves an element without a name',
      "rehypePlugins: [() => () => ({ type: 'root', children: [{ type: 'element', children: [] }] })]",
      `${place} „rehypePlugins[0]“ bricht ab: Im Baum, den es hinterlässt, fehlt einem Knoten „element“ etwas.`,
    ],
    [
      'loops for ever',
      'rehypePlugins: [() => () => { for (;;) {} }]',
      `${file}:1:46: Fehler: ${endless} „rehypePlugins[0]“ beim Text „content/articles/a.md“: nach 0.2 Sekunden abgebrochen.`,
    ],
  ])('%s', async (_, options, told) => {
    const texts = await toldOf({ [file]: `export default { collections: { feste: {} }, ${options} };\n` });
    expect(texts).toContain(told);
    const others = texts.filter((text) => text.includes('Fehler') && text !== told);
    expect(others.every((text) => text.startsWith('content/feste/'))).toBe(true);
  });
});

test.each([
  ['fault', "throw new Error('kaputt');\nexport default {};\n"],
  ['loop', withList('filter: () => { for (;;) {} }')],
  ['answer', withPage('() => 5')],
])('With a %s in the configuration the site stays as it was', async (_, text) => {
  const site = createSite(sound);
  await site.build();
  const before = site.outputs();
  site.write({ [file]: text, 'content/articles/a.md': article('title: B\ndate: 2026-01-01') });
  const { published } = await site.build({ configLimit });
  expect(published).toBe(false);
  expect(site.outputs()).toEqual(before);
});

test('What took too long once is tried again by the next build', async () => {
  const slow = withSchema(
    '(value) => { let n = 0; for (let i = 0; i < 3e8; i++) n ^= i; return { value }; }',
  );
  const site = createSite({ ...sound, [file]: slow });
  expect(reported(await site.build({ configLimit: 0.05 })).join()).toContain(endless);
  expect(reported(await site.build())).toEqual([]);
});
