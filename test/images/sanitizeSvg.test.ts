import { parseXml, XmlElement } from '@rgrove/parse-xml';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourcePath } from '../../src/core/model.ts';
import { sanitizeSvg } from '../../src/images/svg.ts';
import { svgPicture } from '../support/testSite.ts';

const svg = (inside: string, attributes = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"${attributes}>${inside}</svg>`;

const file = 'content/media/zeichnung.svg' as SourcePath;

const check = (source: string | Uint8Array) =>
  sanitizeSvg(typeof source === 'string' ? Buffer.from(source) : source, file);

/** Published parts of it, and lost ones. */
function cleaned(source: string | Uint8Array) {
  const { value, diagnostics } = check(source);
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return { svg: value.svg, removed: value.removed };
}

const faultOf = (source: string | Uint8Array) => check(source).diagnostics[0];

describe('A drawing', () => {
  test('that only draws stays as it is', () => {
    expect(cleaned(svgPicture)).toEqual({ svg: svgPicture, removed: [] });
    const chart =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs><style>.a { fill: url(#g) }</style><g class="a" style="stroke: #333"><rect fill="url(#g)" width="9" height="9"/></g><use href="#g"/><text x="1" y="2">Müller &amp; Söhne</text></svg>';
    expect(cleaned(chart)).toEqual({ svg: chart, removed: [] });
  });

  test('keeps what a link held, and loses the link', () => {
    expect(cleaned(svg('<a href="https://evil.example"><path d="M0 0"/></a>')).svg).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    );
  });

  test('loses without a word what its program noted of the author', () => {
    const noted = svg(
      '<!-- Entwurf von Anna --><metadata>Anna</metadata><sodipodi:namedview xmlns:sodipodi="x"/><path d="M0 0" inkscape:label="Anna" data-name="Anna"/>',
      ' xmlns:inkscape="y" inkscape:export-filename="/home/anna/geheim.png"',
    );
    expect(cleaned(noted)).toEqual({
      svg: '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
      removed: [],
    });
  });

  test('whose elements have a prefix is drawn as one without', () => {
    expect(cleaned('<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:path d="M0 0"/></s:svg>').svg).toBe(
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
    const clean = cleaned(svg(inside));
    expect(clean.removed).toEqual([removed]);
    expect(clean.svg).not.toMatch(/evil|alert|javascript|data:/i);
  });

  test.each([
    ['kein Bild', 'pictures/svg-syntax'],
    ['', 'pictures/svg-syntax'],
    ['<html/>', 'pictures/svg-root'],
    ['<g xmlns="x"/>', 'pictures/svg-root'],
    ['<svg>\n<g>', 'pictures/svg-syntax'],
    [svg('<text>&auml;</text>'), 'pictures/svg-entity'],
  ])('that is none is refused: %s', (source, code) => {
    expect(faultOf(source)).toMatchObject({ code, severity: 'error', file });
  });

  test('that is no XML is refused where the fault is', () => {
    expect(faultOf('<svg>\n<g></svg>')?.position).toEqual({ line: 2, column: 4 });
  });

  test('as deep as a well is refused, and not by a crash', () => {
    const deep = '<g>'.repeat(20_000) + '</g>'.repeat(20_000);
    expect(faultOf(svg(deep))?.code).toBe('pictures/svg-too-deep');
  });
});

describe('Entities of a drawing', () => {
  const declared = (declarations: string, inside: string) =>
    `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [\n${declarations}\n]>\n<svg xmlns="http://www.w3.org/2000/svg">${inside}</svg>`;

  test('are put in, as older Illustrators declare them', () => {
    const source = `<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 16.0.0, SVG Export Plug-In -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
	<!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
	<!ENTITY ns_svg "http://www.w3.org/2000/svg">
	<!-- <!ENTITY ort "Falsch"> -->
	<!ENTITY ort 'K\u00f6ln'>
]>
<svg xmlns:x="&ns_extend;" xmlns="&ns_svg;" width="90" height="60"><text>&ort;</text></svg>`;
    expect(cleaned(source)).toEqual({
      svg: '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><text>K\u00f6ln</text></svg>',
      removed: [],
    });
  });

  test.each([
    ['<!ENTITY a SYSTEM "file:///etc/passwd">', '&a;'],
    ['<!ENTITY a PUBLIC "x" "https://evil.example/">', '&a;'],
    ['<!ENTITY % a "b">', '&a;'],
    ['<!ENTITY a "<script/>">', '&a;'],
    ['<!ENTITY b "x"><!ENTITY a "&b;&b;">', '&a;'],
    ['<!ENTITY a "&a;">', '&a;'],
    ['', '&a;'],
  ])('are refused by name where they are more than a short text: %s', (declaration, reference) => {
    const fault = faultOf(declared(declaration, `<text>${reference}</text>`));
    expect(fault).toMatchObject({ code: 'pictures/svg-entity', position: expect.anything() });
    expect(fault?.message).toContain(reference);
  });

  test('make no book of a few lines', () => {
    const bomb = declared(`<!ENTITY a "${'x'.repeat(10_000)}">`, `<text>${'&a;'.repeat(10_000)}</text>`);
    expect(faultOf(bomb)?.code).toBe('pictures/svg-entity');
  });
});

describe('The letters of a drawing', () => {
  const words = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?><svg xmlns="http://www.w3.org/2000/svg"><text>M\u00fcller</text></svg>`;
  const expected = '<svg xmlns="http://www.w3.org/2000/svg"><text>M\u00fcller</text></svg>';
  const utf16 = (text: string, isBig: boolean) => {
    const bytes = Buffer.from(text, 'utf16le');
    return isBig ? bytes.swap16() : bytes;
  };

  test.each([
    ['UTF-8', Buffer.from(words('UTF-8'))],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${words('utf-8')}`)],
    ['ISO-8859-1', Buffer.from(words('ISO-8859-1'), 'latin1')],
    ['Windows-1252', Buffer.from(words('windows-1252'), 'latin1')],
    ['UTF-16 with a mark', utf16(`\ufeff${words('UTF-16')}`, false)],
    ['UTF-16 the other way round', utf16(`\ufeff${words('UTF-16')}`, true)],
    ['UTF-16 without a mark', utf16(words('UTF-16'), false)],
    ['UTF-8 that calls itself UTF-16', Buffer.from(words('utf-16'))],
  ])('are read in %s', (_, bytes) => {
    expect(cleaned(bytes).svg).toBe(expected);
  });

  test.each([
    ['UTF-8', Buffer.from(words('UTF-8'), 'latin1')],
    ['utf-8', Buffer.from(expected, 'latin1')],
    ['x-eigene', Buffer.from(words('x-eigene'))],
  ])('that are not in %s are an error that names it', (encoding, bytes) => {
    const fault = faultOf(bytes);
    expect(fault?.code).toBe('pictures/svg-encoding');
    expect(fault?.message).toContain(encoding);
  });
});

describe('The size of a drawing', () => {
  test.each([
    ['width="640" height="480"', 640, 480],
    ['width="10mm" height="1in"', 38, 96],
    ['width="640px" height="480px" viewBox="0 0 1 1"', 640, 480],
    ['viewBox="0 0 300 150"', 300, 150],
    ['viewBox="0,0,300.4,150"', 300, 150],
    ['width="100%" height="100%" viewBox="-10 -10 300 150"', 300, 150],
    ['width="600" viewBox="0 0 300 150"', 600, 300],
    ['height="600" viewBox="0 0 300 150"', 1200, 600],
    ['width="1e9" height="0.1"', 100_000, 1],
    ['width="600"', undefined, undefined],
    ['width="-5" height="10"', undefined, undefined],
    ['viewBox="0 0 0 0"', undefined, undefined],
    ['', undefined, undefined],
  ])('is that of a browser: %s', (attributes, width, height) => {
    const size = check(svg('', ` ${attributes}`)).value?.size;
    expect([size?.width, size?.height]).toEqual([width, height]);
  });

  test('is not that of a comment before it', () => {
    const source = `<!-- <svg width="1" height="1"> -->${svg('', ' width="90" height="60"')}`;
    expect(check(source).value?.size).toEqual({ width: 90, height: 60 });
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
      const { svg: clean } = cleaned(svg(inside));
      expect(clean).not.toMatch(/<(?:script|image|animate|a)\b|onload=|evil|x:/);
      expect(cleaned(clean)).toEqual({ svg: clean, removed: [] });
      const visit = (element: XmlElement): void => {
        for (const [attribute, text] of Object.entries(element.attributes)) {
          if (attribute.endsWith('href')) expect(text).toBe('#a');
        }
        for (const child of element.children) if (child instanceof XmlElement) visit(child);
      };
      const { root } = parseXml(clean);
      if (root) visit(root);
    }),
  );
});
