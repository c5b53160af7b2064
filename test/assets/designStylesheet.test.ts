import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { designStylesheet } from '../../src/assets/bundleStylesheet.ts';
import { type Colour, contrast, themeColours, toDesignSettings } from '../../src/config/designSettings.ts';

const tokens = readFileSync(join(import.meta.dirname, '../../templates/styles/tokens.css'), 'utf8');
const [lightRules = '', darkRules = ''] = tokens.split('prefers-color-scheme: dark');

/** The colours that a piece of CSS gives to custom properties. */
function coloursIn(css: string): Readonly<Record<string, Colour>> {
  const found = [...css.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)];
  const whole = (digits: string): string =>
    digits.length === 4 ? digits.replaceAll(/[^#]/g, '$&$&') : digits;
  return Object.fromEntries(found.map(([, name, value = '']) => [name, whole(value) as Colour]));
}

describe.each([
  ['light', coloursIn(lightRules)],
  ['dark', coloursIn(darkRules)],
] as const)('The theme in %s', (mode, colours) => {
  const of = (name: string): Colour => {
    const found = colours[name];
    if (found === undefined) throw new Error(`no colour „${name}“`);
    return found;
  };

  test.each(['ink', 'muted', 'accent'])('shows text in %s with a contrast of 7:1 at least', (name) => {
    expect(contrast(of(name), of('paper'))).toBeGreaterThanOrEqual(7);
    expect(contrast(of(name), of('tint'))).toBeGreaterThanOrEqual(7);
  });

  test('shows text on buttons and marks with a contrast of 7:1 at least', () => {
    expect(contrast(of('on-accent'), of('accent'))).toBeGreaterThanOrEqual(7);
    // A button under the pointer, an advertisement's label, a button at rest.
    expect(contrast(of('paper'), of('ink'))).toBeGreaterThanOrEqual(7);
    expect(contrast(of('paper'), of('muted'))).toBeGreaterThanOrEqual(7);
  });

  test('has the colours that the settings are held against', () => {
    const { paper, ink, accent } = themeColours[mode];
    expect(colours).toMatchObject({ paper, ink, accent });
  });
});

describe('The settings', () => {
  test('say nothing while all is as in the theme', () => {
    expect(designStylesheet(toDesignSettings())).toBe('');
  });

  test('become custom properties, each colour for its own mode alone', () => {
    const css = designStylesheet(
      toDesignSettings({ accent: '#003366', accentDark: '#99ccff', headlines: 'sans', textSize: 20 }),
    );
    const [both = '', light, dark] = css.split(/@media (?:not|screen and) \(prefers-color-scheme: dark\)/);
    expect(both).toContain('--headline-font: var(--sans);');
    expect(both).toContain('--text: 1.25rem;');
    expect(coloursIn(both)).toEqual({});
    expect(light).toContain('--accent: #003366;');
    expect(light).toContain('--on-accent: #ffffff;');
    expect(dark).toContain('--accent: #99ccff;');
    expect(dark).not.toContain('--on-accent: #ffffff;');
  });

  test('mix the colours of secondary text, boxes and lines from another ground', () => {
    const colours = coloursIn(designStylesheet(toDesignSettings({ paper: '#ffffff', ink: '#000000' })));
    expect(colours).toEqual({
      paper: '#ffffff',
      ink: '#000000',
      muted: '#333333',
      tint: '#f2f2f2',
      rule: '#cccccc',
    });
  });
});
