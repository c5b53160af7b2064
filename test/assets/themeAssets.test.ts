import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type ThemeAssets, themeAssets } from '../../src/assets/themeAssets.ts';
import type { BundleOnce } from '../../src/content/load/sourceCache.ts';
import type { DesignSettings } from '../../src/config/designSettings.ts';
import type { ThemeFiles } from '../../src/render/templates/compileTemplates.ts';
import { bareTheme, theme } from '../render/builtInTheme.ts';

const always: BundleOnce = (_, bundle) => bundle();

type Made = Pick<ThemeAssets, 'files'> & Omit<ThemeAssets['urls'], 'logo' | 'logoDark'>;

/** The files, and where they stand in the output folder. */
async function made(files: ThemeFiles): Promise<Made> {
  const { value, diagnostics } = await themeAssets(files, always);
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  // An address begins with the stroke that a path does not have.
  const urls = JSON.parse(JSON.stringify(value.urls), (_, url) =>
    typeof url === 'string' ? url.slice(1) : url,
  );
  return { files: value.files, ...urls };
}

/** The text of a file of the output; empty without it. */
function textOf({ files }: Pick<ThemeAssets, 'files'>, path: string): string {
  return new TextDecoder().decode(files.find(({ outputPath }) => outputPath === path)?.bytes);
}

async function fault(files: Readonly<Record<string, string>>): Promise<string> {
  const { value, diagnostics } = await themeAssets(bareTheme(files), always);
  expect(value).toBeUndefined();
  return diagnostics.map(({ code, file, position }) => `${file}:${position?.line} ${code}`).join();
}

describe('the stylesheet', () => {
  test('holds its imports, minified, under a name that changes with them', async () => {
    const files = {
      'style.css': "@import 'styles/a.css';\nb { color: red }",
      'styles/a.css': 'a { color: blue }',
    };
    const assets = await made(bareTheme(files));
    expect(assets.stylesheet).toMatch(/^assets\/style\.[0-9a-f]{8}\.css$/);
    expect(textOf(assets, assets.stylesheet)).toBe('a{color:#00f}b{color:red}');
    const changed = await made(bareTheme({ ...files, 'styles/a.css': 'a { color: green }' }));
    expect(changed.stylesheet).not.toBe(assets.stylesheet);
  });

  test('of the built-in theme follows a single file that the site lays over it', async () => {
    const own = await made(theme({ 'styles/tokens.css': ':root { --paper: #abcdef }' }));
    const text = textOf(own, own.stylesheet);
    expect(text).toContain('--paper:#abcdef');
    expect(text).toContain('.masthead');
    expect(text).not.toContain('#8a1a12');
  });

  test('asks no other host', async () => {
    const assets = await made(theme());
    const text = textOf(assets, assets.stylesheet);
    const paths = new Set(assets.files.map(({ outputPath }) => outputPath));
    const named = [...text.matchAll(/url\("?([^")]*)"?\)/g)].map(([, address]) => `assets/${address}`);
    expect(text).not.toMatch(/https?:|@import/);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((path) => !paths.has(path))).toEqual([]);
  });

  test('may be missing', async () => {
    expect(await made(bareTheme({}))).toEqual({
      files: [],
      stylesheet: '',
      script: '',
      commentScript: '',
      embedScript: '',
      searchScript: '',
      favicon: '',
      fonts: {},
    });
  });

  test('finds what it names beside itself, under names that change with the content', async () => {
    const files = {
      'style.css': "@import 'styles/a.css';",
      'styles/a.css': "a { src: url('../fonts/a.woff2'); mask: url(#b); cursor: url('/c.png') }",
      'fonts/a.woff2': 'letters',
      'fonts/b.woff2': 'named by nobody',
    };
    const assets = await made(bareTheme(files));
    const font = assets.fonts['a.woff2'] ?? '';
    expect(font).toMatch(/^assets\/a\.[0-9a-f]{8}\.woff2$/);
    expect(textOf(assets, font)).toBe('letters');
    const stylesheet = textOf(assets, assets.stylesheet);
    expect(stylesheet).toContain(font.replace('assets/', ''));
    expect(stylesheet).toContain('#b');
    expect(stylesheet).toContain('/c.png');
    expect(Object.keys(assets.fonts)).toEqual(['a.woff2']);
    const changed = await made(bareTheme({ ...files, 'fonts/a.woff2': 'other letters' }));
    expect(changed.stylesheet).not.toBe(assets.stylesheet);
  });

  test('of the built-in theme brings fonts that weigh at most 40 KB on every page', async () => {
    const assets = await made(theme());
    const sizes = ['serif.woff2', 'sans.woff2'].map(
      (name) => assets.files.find(({ outputPath }) => outputPath === assets.fonts[name])?.bytes.length,
    );
    expect(sizes.reduce((sum: number, size) => sum + (size ?? Number.NaN), 0)).toBeLessThan(40_000);
  });

  test.each([
    [
      'a file that does not exist',
      { 'style.css': "\na { src: url('fonts/b.woff2') }" },
      'style.css:2 style/unknown-file',
    ],
    ['broken CSS', { 'style.css': 'a {\n  color: red;\n  colr red\n}' }, 'style.css:3 style/syntax'],
    [
      'broken CSS in an imported file',
      { 'style.css': "@import 'a.css';", 'a.css': '\n\nb { c d }' },
      'a.css:3 style/syntax',
    ],
    [
      'an import that does not exist',
      { 'style.css': "\n@import 'b.css';" },
      'style.css:2 style/unknown-import',
    ],
    [
      'an import from another host',
      { 'style.css': "@import 'https://x.example/a.css';" },
      'style.css:1 style/unknown-import',
    ],
    [
      'an import out of templates/',
      { 'style.css': "@import '../../secret.css';" },
      'style.css:1 style/unknown-import',
    ],
  ])('with %s is an error at its file and line', async (_, files, expected) => {
    expect(await fault({ ...files })).toBe(`templates/${expected}`);
  });

  test('with a doubtful place is made, with a warning', async () => {
    const { value, diagnostics } = await themeAssets(
      bareTheme({ 'style.css': 'a {}\nb:grren { color: red }' }),
      always,
    );
    expect(value?.urls.stylesheet).toMatch(/^\/assets\/style\./);
    expect(diagnostics.map(({ severity, position }) => `${severity} ${position?.line}`)).toEqual([
      'warning 2',
    ]);
  });
});

test('The script for what is embedded is tiny', async () => {
  const assets = await made(theme());
  expect(assets.embedScript).toMatch(/^assets\/embeds\.[0-9a-f]{8}\.js$/);
  expect(gzipSync(textOf(assets, assets.embedScript)).length).toBeLessThan(600);
});

test('The script of the search is small, without Pagefind', async () => {
  const assets = await made(theme());
  expect(assets.searchScript).toMatch(/^assets\/search\.[0-9a-f]{8}\.js$/);
  expect(gzipSync(textOf(assets, assets.searchScript)).length).toBeLessThan(2500);
});

describe('the script of the comment form', () => {
  test('holds its imports, minified, under a name that changes with them', async () => {
    const files = {
      'comments.js': "import { a } from './scripts/a.js';\nconsole.log(a);",
      'scripts/a.js': 'export const a = 1;',
    };
    const assets = await made(bareTheme(files));
    expect(assets.commentScript).toMatch(/^assets\/comments\.[0-9a-f]{8}\.js$/);
    expect(textOf(assets, assets.commentScript)).toBe('console.log(1);\n');
    const changed = await made(bareTheme({ ...files, 'scripts/a.js': 'export const a = 2;' }));
    expect(changed.commentScript).not.toBe(assets.commentScript);
  });

  test('of the built-in theme is small, runs no text as code and asks no other host', async () => {
    const assets = await made(theme());
    const text = textOf(assets, assets.commentScript);
    expect(gzipSync(text).length).toBeLessThan(4000);
    expect(text).not.toMatch(/\beval\b|new Function|innerHTML|https?:\/\/(?!example\.org|\$)/);
  });

  test.each([
    ['broken code', { 'comments.js': 'let a = 1;\nlet b = {;' }, 'comments.js:2 script/syntax'],
    ['a broken import', { 'comments.js': "import './a.js';", 'a.js': "\n'x" }, 'a.js:2 script/syntax'],
    [
      'an import that does not exist',
      { 'comments.js': "\nimport './b.js';" },
      'comments.js:2 script/unknown-import',
    ],
    ['an import by name', { 'comments.js': "import 'node:fs';" }, 'comments.js:1 script/unknown-import'],
    [
      'an import from another host',
      { 'comments.js': "import 'https://x.example/a.js';" },
      'comments.js:1 script/unknown-import',
    ],
    [
      'an import out of templates/',
      { 'comments.js': "import '../../secret.js';" },
      'comments.js:1 script/unknown-import',
    ],
  ])('with %s is an error at its file and line', async (_, files, expected) => {
    expect(await fault({ ...files })).toBe(`templates/${expected}`);
  });
});

test('The own script, minified, and the icon go out under hashed names', async () => {
  const assets = await made(bareTheme({ 'own.js': 'console.log( 1 );\n', 'favicon.svg': '<svg/>' }));
  expect(assets.script).toMatch(/^assets\/own\.[0-9a-f]{8}\.js$/);
  expect(assets.favicon).toMatch(/^assets\/favicon\.[0-9a-f]{8}\.svg$/);
  expect(textOf(assets, assets.script)).toBe('console.log(1);\n');
});

test('static files go to the root of the site as they are', async () => {
  const { files } = await made(
    bareTheme({ 'static/robots.txt': 'x', 'static/a/b.bin': 'y', 'article.eta': '' }),
  );
  expect(files.map(({ outputPath }) => outputPath)).toEqual(['robots.txt', 'a/b.bin']);
});

test('A bundle is known again by every file that it may be made of', async () => {
  const idsOf = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> => {
    const ids: string[] = [];
    await themeAssets(bareTheme(files), (id, bundle) => {
      ids.push(id);
      return bundle();
    });
    return ids;
  };
  const files = { 'style.css': '@import "a.css";', 'a.css': 'a { color: red }', 'comments.js': 'a();' };
  const [style, script] = await idsOf(files);
  expect(await idsOf({ ...files, 'page.eta': 'x' })).toEqual(await idsOf(files));
  const [otherStyle, sameScript] = await idsOf({ ...files, 'a.css': 'a { color: blue }' });
  expect(otherStyle).not.toBe(style);
  expect(sameScript).toBe(script);
  const [sameStyle, otherScript] = await idsOf({ ...files, 'b.js': '' });
  expect(otherScript).not.toBe(script);
  expect(sameStyle).toBe(style);
  const [withFont] = await idsOf({ ...files, 'fonts/a.woff2': 'letters' });
  expect(withFont).not.toBe(style);
});

describe('the logo', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60"/>';
  const design = (logo: string): DesignSettings => ({
    colours: { light: {}, dark: {} },
    share: [],
    socialPictures: 'nie' as const,
    logo,
  });

  test('goes out with its size', async () => {
    const { value } = await themeAssets(bareTheme({ 'logo.svg': svg }), always, design('logo.svg'));
    expect(value?.urls.logo).toMatchObject({ width: 300, height: 60 });
    expect(value?.files.map(({ outputPath }) => `/${outputPath}`)).toEqual([value?.urls.logo?.url]);
  });

  test.each([
    ['is missing', 'other.svg', svg, 'design/no-logo'],
    ['is no picture', 'logo.svg', 'Logo', 'design/unreadable-logo'],
  ])('that %s is an error', async (_, name, text, code) => {
    const { value, diagnostics } = await themeAssets(bareTheme({ 'logo.svg': text }), always, design(name));
    expect(value).toBeUndefined();
    expect(diagnostics.map((found) => found.code)).toEqual([code]);
  });
});
