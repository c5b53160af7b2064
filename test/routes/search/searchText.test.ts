import { expect, test } from 'vitest';
import { searchText } from '../../../src/routes/search/searchPage.ts';

test.each([
  ['words of a paragraph stay together across emphasis', '<p>Flug<em>zeug</em>werk</p>', 'Flugzeugwerk'],
  ['blocks are apart', '<h2>Eins</h2><p>Zwei<br>Drei</p><ul><li>Vier</li></ul>', 'Eins Zwei Drei Vier'],
  [
    'soft hyphens and protected spaces go',
    '<p>Auf\u00adklärung am 5.\u00a0Juni</p>',
    'Aufklärung am 5. Juni',
  ],
  ['references are read', '<p>A &#x26; B &lt;C> &quot;D&quot; &#39;E&#39;</p>', 'A & B <C> "D" \'E\''],
  ['a reference is read once', '<p>&#x26;lt;</p>', '&lt;'],
  ['a > in an attribute ends no tag', '<img alt="a > b" src="x"><p>Text</p>', 'Text'],
  ['a gender star stays', '<p>Leser*innen</p>', 'Leser*innen'],
  [
    'the number of a footnote is no part of a word',
    '<p>Gesetz<sup><a href="#fn-1" id="fnref-1" data-footnote-ref aria-describedby="x">1</a></sup>.</p>',
    'Gesetz.',
  ],
  ['a formula is one word', '<p>CO<sub>2</sub></p>', 'CO2'],
])('In the search %s', (_, html, text) => {
  expect(searchText(html)).toBe(text);
});
