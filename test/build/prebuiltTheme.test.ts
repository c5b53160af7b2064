import { beforeAll, describe, expect, test } from 'vitest';
import { prebuildTheme, type PrebuiltTheme } from '../../scripts/prebuildTheme.ts';
import { themeAssets } from '../../src/assets/themeAssets.ts';
import { toDesignSettings } from '../../src/config/designSettings.ts';
import type { Checked } from '../../src/core/model.ts';
import {
  compileTemplates,
  type ThemeFiles,
  templateSources,
} from '../../src/render/templates/compileTemplates.ts';
import { theme } from '../render/builtInTheme.ts';
import { article, home } from '../render/sampleViews.ts';
import { builtInTemplates } from '../support/usualBuild.ts';

let prebuilt: PrebuiltTheme;

beforeAll(async () => {
  prebuilt = await prebuildTheme(builtInTemplates);
});

/** The bundles that a theme asks for, as they are made anew. */
async function bundlesOf(
  files: ThemeFiles,
  design = toDesignSettings(),
): Promise<ReadonlyMap<string, Checked<Uint8Array>>> {
  const made = new Map<string, Checked<Uint8Array>>();
  await themeAssets(
    files,
    async (id, bundle) => {
      const result = await bundle();
      made.set(id, result);
      return result;
    },
    design,
  );
  return made;
}

/** How many bundles are made anew for such a site. */
async function anewFor(files: ThemeFiles, design = toDesignSettings()): Promise<number> {
  const ids = [...(await bundlesOf(files, design)).keys()];
  return ids.filter((id) => !prebuilt.bundles.has(id)).length;
}

describe('The bundles that the program brings along', () => {
  test('are byte for byte what bundling the built-in theme gives', async () => {
    const anew = await bundlesOf(theme());
    const texts = [...anew].map(([id, { value }]) => [id, Buffer.from(value ?? []).toString('latin1')]);
    const brought = [...prebuilt.bundles].map(([id, text]) => [id, Buffer.from(text).toString('latin1')]);
    expect(Object.fromEntries(brought)).toEqual(Object.fromEntries(texts));
    expect(brought.length).toBeGreaterThan(1);
  });

  test('serve a site whose own files are no part of them', async () => {
    expect(await anewFor(theme({ 'parts/own.eta': 'x', 'static/robots.txt': 'y' }))).toBe(0);
  });

  test('serve no site that changes what they are made of', async () => {
    expect(await anewFor(theme({ 'styles/tokens.css': ':root { --paper: #abcdef }' }))).toBe(1);
    expect(await anewFor(theme({ 'search.js': 'search();' }))).toBe(prebuilt.bundles.size - 1);
    expect(await anewFor(theme(), toDesignSettings({ accent: '#123456' }))).toBe(1);
  });
});

describe('The templates that the program brings along', () => {
  const sources = templateSources(theme());

  function both(own: Readonly<Record<string, string>> = {}) {
    const files = own['article.eta'] === undefined ? sources : templateSources(theme(own));
    return [compileTemplates(files, prebuilt.templates), compileTemplates(files, new Map())].map(
      ({ value, diagnostics }) => {
        if (!value) throw new Error(JSON.stringify(diagnostics));
        return value;
      },
    );
  }

  test('are all of the built-in theme', () => {
    expect(prebuilt.templates.size).toBe(new Set([...sources.values()].map(({ text }) => text)).size);
  });

  test('print, depend and fail like those that are compiled from their text', () => {
    const [brought, anew] = both();
    for (const name of ['article', 'home'] as const) {
      expect(brought?.digest(name)).toBe(anew?.digest(name));
      expect(brought?.dependencies(name)).toEqual(anew?.dependencies(name));
    }
    expect(brought?.render('article', article)).toEqual(anew?.render('article', article));
    expect(brought?.render('article', article).value).toContain('<h1');
    expect(brought?.render('home', home)).toEqual(anew?.render('home', home));
    const broken = { ...article, title: undefined as never, body: undefined as never };
    expect(anew?.render('article', broken).diagnostics[0]?.position).toBeDefined();
    expect(brought?.render('article', broken)).toEqual(anew?.render('article', broken));
  });

  test('stand beside those of the site, with the line ends of any editor', () => {
    const windows = (sources.get('article')?.text ?? '').replaceAll('\n', '\r\n');
    const [brought, anew] = both({ 'article.eta': windows });
    expect(brought?.render('article', article)).toEqual(anew?.render('article', article));
    const [own] = both({ 'article.eta': 'Eigen: <%= it.site.title %>' });
    expect(own?.render('article', article).value).toMatch(/^Eigen: /);
  });
});
