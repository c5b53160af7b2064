/** Small files that are more than a browser can draw, and large ones that are not. */
import fc from 'fast-check';
import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { describe, expect, test } from 'vitest';
import type { SourcePath } from '../../src/core/model.ts';
import { repeatedElements } from '../../src/images/repeatedElements.ts';
import { sanitizeSvg } from '../../src/images/svg.ts';

const svg = (inside: string): string => `<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;

const levels = (count: number, level: (number: number) => string): string =>
  Array.from({ length: count }, (_, index) => level(count - index)).join('');

const ten = (inside: string): string => inside.repeat(10);

const faultOf = (inside: string) =>
  sanitizeSvg(Buffer.from(svg(inside)), 'content/media/a.svg' as SourcePath).diagnostics[0]?.code;

function addedTo(inside: string): number {
  const { root } = parseXml(svg(inside));
  if (!root) throw new Error('No drawing');
  return repeatedElements(root, ({ name }) => name);
}

const rect = '<rect width="1" height="1"/>';

describe('A drawing of a few lines is refused when it multiplies itself', () => {
  test.each([
    [
      'by <use>',
      `<rect id="a0"/>${levels(9, (n) => `<g id="a${n}">${ten(`<use href="#a${n - 1}"/>`)}</g>`)}`,
    ],
    [
      'by <use> of the old kind, where nothing of it is shown',
      `<defs><g id="a0">${rect}</g>${levels(9, (n) => `<symbol id="a${n}">${ten(`<use xlink:href="#a${n - 1}"/>`)}</symbol>`)}</defs>`,
    ],
    [
      'by patterns',
      `<pattern id="a0">${rect}</pattern>${levels(9, (n) => `<pattern id="a${n}">${ten(`<rect fill="url(#a${n - 1})"/>`)}</pattern>`)}<rect fill="url(#a9)"/>`,
    ],
    [
      'by masks',
      `<mask id="a0">${rect}</mask>${levels(9, (n) => `<mask id="a${n}">${ten(`<rect mask="url(#a${n - 1})"/>`)}</mask>`)}<g mask="url(#a9)"/>`,
    ],
    [
      'by clips in styles',
      `<clipPath id="a0">${rect}</clipPath>${levels(9, (n) => `<clipPath id="a${n}">${ten(`<rect style="x: 1; clip-path: url('#a${n - 1}')"/>`)}</clipPath>`)}<g clip-path="url(#a9)"/>`,
    ],
    [
      'by arrowheads at every corner',
      `<marker id="a">${rect.repeat(200)}</marker><path marker-mid="url(#a)" d="M0 0${'h1'.repeat(3000)}"/>`,
    ],
    [
      'by arrowheads that are inherited',
      `<marker id="a">${rect.repeat(200)}</marker><g marker-mid="url(#a)">${`<path d="M0 0${'h1'.repeat(100)}"/>`.repeat(30)}</g>`,
    ],
    [
      'by filters',
      `<filter id="a">${'<feGaussianBlur stdDeviation="9"/>'.repeat(60)}</filter>${'<rect filter="url(#a)"/>'.repeat(60)}`,
    ],
    [
      'by a stylesheet',
      `<style>.k { fill: url(#p) }</style><pattern id="p">${rect.repeat(600)}</pattern>${'<rect class="x k"/>'.repeat(600)}`,
    ],
    [
      'by a stylesheet for all',
      `<style>rect { fill: url(#p) }</style><pattern id="p">${'<circle/>'.repeat(600)}</pattern>${rect.repeat(600)}`,
    ],
    [
      'by gradients that refer to each other',
      `<linearGradient id="g0"/>${levels(600, (n) => `<linearGradient id="g${n}" href="#g${n - 1}"/>`)}${'<rect fill="url(#g600)"/>'.repeat(600)}`,
    ],
  ])('%s', (_, inside) => {
    expect(faultOf(inside)).toBe('pictures/svg-too-large');
  });

  test('in a row of references without an end', () => {
    const row = Array.from({ length: 20_000 }, (_, n) => `<use id="u${n}" href="#u${n + 1}"/>`).join('');
    expect(faultOf(row)).toBe('pictures/svg-too-deep');
  });
});

describe('A large drawing is published', () => {
  test.each([
    ['of many paths', '<path d="M0 0h9v9z" fill="#123"/>'.repeat(20_000)],
    [
      'of letters that are used again',
      `<defs><path id="e" d="M0 0h9"/></defs>${'<use href="#e"/>'.repeat(10_000)}`,
    ],
    [
      'of shapes with shadows of their own',
      Array.from(
        { length: 150 },
        (_, n) =>
          `<g filter="url(#f${n})">${rect}</g><filter id="f${n}">${'<feOffset dy="4"/>'.repeat(6)}</filter>`,
      ).join(''),
    ],
    [
      'of shapes in one gradient',
      `<linearGradient id="g">${'<stop/>'.repeat(6)}</linearGradient>${'<rect fill="url(#g)"/>'.repeat(5000)}`,
    ],
    ['that refers to itself', '<g id="a"><use href="#a"/><use href="#b"/></g><g id="b"><use href="#a"/></g>'],
  ])('%s', (_, inside) => {
    expect(faultOf(inside)).toBeUndefined();
  });
});

test('What references add is the number of elements that stand there when every <use> is its goal', () => {
  // Groups refer to earlier ones alone, so that nothing leads back to itself.
  const groups = fc.array(fc.array(fc.nat(9), { maxLength: 4 }), { minLength: 1, maxLength: 7 });
  fc.assert(
    fc.property(groups, (plan) => {
      const inside = plan
        .map((goals, number) => {
          const uses = goals.filter((goal) => goal < number).map((goal) => `<use href="#g${goal}"/>`);
          return `<g id="g${number}">${rect}${uses.join('')}</g>`;
        })
        .join('');
      const { root } = parseXml(svg(inside));
      const standing = (element: XmlElement): number => {
        const children = element.children.filter((child) => child instanceof XmlElement);
        const goal = root?.children.find(
          (child) =>
            child instanceof XmlElement && `#${child.attributes['id']}` === element.attributes['href'],
        );
        const all = goal instanceof XmlElement ? [...children, goal] : children;
        return all.reduce((sum, child) => sum + standing(child), 1);
      };
      const all = 1 + inside.split('<').filter((part) => /^[a-z]/.test(part)).length;
      expect(addedTo(inside) + all).toBe(root && standing(root));
    }),
  );
});
