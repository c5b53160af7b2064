import type { Page } from 'playwright-core';

/**
 * Text in drawings whose contrast to what is behind it, its own halo or else the page, is below 7:1: axe cannot see
 * what it stands on. Relative luminance and contrast as WCAG 2.2 defines them.
 */
const script = `(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = (colour) => {
    const [red, green, blue] = channels(colour).map(linear);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  return [...document.querySelectorAll('svg text')].filter((text) => text.checkVisibility()).flatMap((text) => {
    const { fill, stroke } = getComputedStyle(text);
    const behind = stroke === 'none' ? getComputedStyle(document.body).backgroundColor : stroke;
    const ratio = contrast(fill, behind);
    return ratio >= 7 ? [] : [text.textContent + ': ' + fill + ' on ' + behind + ', ' + ratio.toFixed(1) + ':1'];
  });
})()`;

export function drawnTextFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(script);
}
