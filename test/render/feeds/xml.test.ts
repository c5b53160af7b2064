import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cdata, cleanText, emptyElement, textElement } from '../../../src/render/feeds/feedParts.ts';
import { expectedText, hostileText } from '../hostileText.ts';
import { readXml } from './readXml.ts';

describe('text in XML', () => {
  test('comes back from a parser as it went in, less what XML forbids', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const read = readXml(textElement('a', text), (document) => document.root.content);
        expect(read).toBe(expectedText(text));
        expect(cleanText(text)).toBe(expectedText(text));
      }),
    );
  });

  test('comes back from a CDATA section as well, end marks and all', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const read = readXml(`<a>${cdata(text)}</a>`, (document) => document.root.content);
        expect(read).toBe(expectedText(text));
      }),
    );
  });

  test('comes back from an attribute, white space included', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const read = readXml(emptyElement('a', { b: text }), (document) => document.root.attr('b')?.content);
        expect(read).toBe(expectedText(text));
      }),
    );
  });

  test('without anything to escape stays as it is', () => {
    expect(textElement('a', 'Grüße – „schön“')).toBe('<a>Grüße – „schön“</a>\n');
    expect(cdata('<p>Grüße &amp; mehr</p>')).toBe('<![CDATA[<p>Grüße &amp; mehr</p>]]>');
  });

  test('keeps an emoji and loses half of one', () => {
    expect(cleanText('a😀b')).toBe('a😀b');
    expect(cleanText('a\uD83Db\uDE00')).toBe('ab');
  });

  test('leaves out attributes without a value', () => {
    expect(emptyElement('a', { b: undefined, c: 1, d: '"x"' })).toBe('<a c="1" d="&quot;x&quot;"/>\n');
  });
});
