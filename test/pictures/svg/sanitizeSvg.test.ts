import { parseXml, XmlElement } from '@rgrove/parse-xml';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sanitizeSvg } from '../../../src/pictures/svg/sanitizeSvg.ts';
import { svgPicture } from '../../support/testSite.ts';

const svg = (inside: string, attributes = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"${attributes}>${inside}</svg>`;

describe('A drawing', () => {
  test('that only draws stays as it is', () => {
    expect(sanitizeSvg(svgPicture)).toEqual({ svg: svgPicture, removed: [] });
    const chart =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs><style>.a { fill: url(#g) }</style><g class="a" style="stroke: #333"><rect fill="url(#g)" width="9" height="9"/></g><use href="#g"/><text x="1" y="2">Müller &amp; Söhne</text></svg>';
    expect(sanitizeSvg(chart)).toEqual({ svg: chart, removed: [] });
  });

  test('keeps what a link held, and loses the link', () => {
    expect(sanitizeSvg(svg('<a href="https://evil.example"><path d="M0 0"/></a>')).svg).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    );
  });

  test('loses without a word what its program noted of the author', () => {
    const noted = svg(
      '<!-- Entwurf von Anna --><metadata>Anna</metadata><sodipodi:namedview xmlns:sodipodi="x"/><path d="M0 0" inkscape:label="Anna" data-name="Anna"/>',
      ' xmlns:inkscape="y" inkscape:export-filename="/home/anna/geheim.png"',
    );
    expect(sanitizeSvg(noted)).toEqual({
      svg: '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
      removed: [],
    });
  });

  test('whose elements have a prefix is drawn as one without', () => {
    expect(sanitizeSvg('<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:path d="M0 0"/></s:svg>').svg).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    );
  });

  test.each([
    ['<script>alert(1)</script>', '<script>'],
    ['<script href="https://evil.example/x.js"/>', '<script>'],
    ['<SCRIPT>alert(1)</SCRIPT>', '<SCRIPT>'],
    ['<foreignObject><iframe src="https://evil.example"/></foreignObject>', '<foreignObject>'],
    ['<image href="https://evil.example/a.png"/>', '<image>'],
    ['<image href="data:image/png;base64,AAAA"/>', '<image>'],
    ['<use href="https://evil.example/a.svg#x"/>', 'href'],
    ['<use xlink:href="data:image/svg+xml,x"/>', 'xlink:href'],
    ['<use href=" javascript:alert(1)"/>', 'href'],
    ['<path onload="alert(1)" d="M0 0"/>', 'onload'],
    ['<path ONCLICK="alert(1)" d="M0 0"/>', 'ONCLICK'],
    ['<set attributeName="href" to="javascript:alert(1)"/>', '<set>'],
    ['<animate attributeName="href" values="javascript:alert(1)"/>', '<animate>'],
    ['<handler>alert(1)</handler>', '<handler>'],
    ['<path fill="url(https://evil.example/#a)"/>', 'fill'],
    ['<path fill="u\\72l(https://evil.example/#a)"/>', 'fill'],
    ['<path filter=\'url( "//evil.example/#a")\'/>', 'filter'],
    ['<path style="fill: url(https://evil.example/#a)"/>', 'style'],
    ['<path style="--a: url(https://evil.example)"/>', 'style'],
    ['<path style="background: image-set(\'https://evil.example\' 1x)"/>', 'style'],
    ['<style>@import "https://evil.example/a.css";</style>', '<style>'],
    ['<style>@import url(//evil.example/a.css);</style>', '<style>'],
    ['<style>path { fill: url(https://evil.example/#a) }</style>', '<style>'],
    ['<style>@font-face { font-family: x; src: url(https://evil.example/x) }</style>', '<style>'],
    ['<style><![CDATA[a{b:url(https://evil.example)}]]></style>', '<style>'],
  ])('loses what runs or loads: %s', (inside, removed) => {
    const cleaned = sanitizeSvg(svg(inside));
    expect(cleaned.removed).toEqual([removed]);
    expect(cleaned.svg).not.toMatch(/evil|alert|javascript|data:/i);
  });

  test.each([
    'kein Bild',
    '<html/>',
    '<svg>',
    '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
    '<g xmlns="x"/>',
  ])('that is none is refused: %s', (source) => {
    expect(() => sanitizeSvg(source)).toThrow(Error);
  });

  test('as deep as a well is refused, and not by a crash', () => {
    const deep = '<g>'.repeat(20_000) + '</g>'.repeat(20_000);
    expect(() => sanitizeSvg(svg(deep))).toThrow(Error);
  });
});

test('Whatever is drawn, nothing but the list comes out, and it stays the same from then on', () => {
  const name = fc.constantFrom('path', 'script', 'g', 'a', 'style', 'x:y', 'image', 'text', 'animate');
  const key = fc.constantFrom('d', 'onload', 'href', 'xlink:href', 'style', 'fill', 'id', 'x:z');
  const value = fc.constantFrom(
    '#a',
    'javascript:alert(1)',
    'url(#a)',
    'url(//evil.example)',
    '"<&>',
    'color: red',
  );
  const escaped = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const { node } = fc.letrec<{ node: string }>((tie) => ({
    node: fc
      .tuple(
        name,
        fc.uniqueArray(key),
        value,
        fc.array(fc.oneof({ maxDepth: 4 }, fc.constant('Wort &lt;b&gt;'), tie('node')), { maxLength: 3 }),
      )
      .map(
        ([tag, keys, of, children]) =>
          `<${tag}${keys.map((each) => ` ${each}="${escaped(of)}"`).join('')}>${children.join('')}</${tag}>`,
      ),
  }));
  fc.assert(
    fc.property(node, (inside) => {
      const { svg: cleaned } = sanitizeSvg(svg(inside));
      expect(cleaned).not.toMatch(/<(?:script|image|animate|a)\b|onload=|evil|x:/);
      expect(sanitizeSvg(cleaned)).toEqual({ svg: cleaned, removed: [] });
      const visit = (element: XmlElement): void => {
        for (const [attribute, text] of Object.entries(element.attributes)) {
          if (attribute.endsWith('href')) expect(text).toBe('#a');
        }
        for (const child of element.children) if (child instanceof XmlElement) visit(child);
      };
      const { root } = parseXml(cleaned);
      if (root) visit(root);
    }),
  );
});
