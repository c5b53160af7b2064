import { describe, expect, test } from 'vitest';
import { type ThemeAssets, themeAssets } from '../../src/assets/themeAssets.ts';
import type { ThemeFiles } from '../../src/render/themeFiles.ts';
import { bareTheme, theme } from '../render/builtInTheme.ts';

async function made(files: ThemeFiles): Promise<ThemeAssets> {
  const { value, diagnostics } = await themeAssets(files);
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  return value;
}

/** The text of a file of the output; empty without it. */
function textOf({ files }: ThemeAssets, path: string): string {
  return new TextDecoder().decode(files.find(({ outputPath }) => outputPath === path)?.bytes);
}

async function fault(files: Readonly<Record<string, string>>): Promise<string> {
  const { value, diagnostics } = await themeAssets(bareTheme(files));
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
    expect(textOf(assets, assets.stylesheet)).not.toMatch(/https?:|@import|url\(/);
  });

  test('may be missing', async () => {
    expect(await made(bareTheme({}))).toEqual({ files: [], stylesheet: '', script: '', favicon: '' });
  });

  test.each([
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
    );
    expect(value?.stylesheet).toMatch(/^assets\/style\./);
    expect(diagnostics.map(({ severity, position }) => `${severity} ${position?.line}`)).toEqual([
      'warning 2',
    ]);
  });
});

test('script and icon go out unchanged under hashed names', async () => {
  const assets = await made(bareTheme({ 'script.js': 'let a = 1;\n', 'favicon.svg': '<svg/>' }));
  expect(assets.script).toMatch(/^assets\/script\.[0-9a-f]{8}\.js$/);
  expect(assets.favicon).toMatch(/^assets\/favicon\.[0-9a-f]{8}\.svg$/);
  expect(textOf(assets, assets.script)).toBe('let a = 1;\n');
});

test('static files go to the root of the site as they are', async () => {
  const { files } = await made(
    bareTheme({ 'static/robots.txt': 'x', 'static/a/b.bin': 'y', 'article.eta': '' }),
  );
  expect(files.map(({ outputPath }) => outputPath)).toEqual(['robots.txt', 'a/b.bin']);
});
