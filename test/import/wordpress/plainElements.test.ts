/** What most of an export consists of is read without the parser, and means the same. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readExport } from '../../../src/import/wordpress/readWxr.ts';
import type { WxrEvent } from '../../../src/import/wordpress/wxr.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { wxrFile, wxrItem } from '../../support/wordpressExport.ts';

describe('Elements in the form of WordPress, which go past the parser,', () => {
  /** The same with the names of all elements in capitals, which the parser reads sign by sign and takes for the same. */
  const inCapitals = (tag: string): string => tag.replace(/^<\/?[a-z]/, (start) => start.toUpperCase());
  const names = [
    'item',
    'title',
    'wp:post_id',
    'wp:comment_author_IP',
    'wp:comment',
    'category',
    'html',
    'b',
    'rss',
  ];
  const tag = fc
    .tuple(
      fc.constantFrom(...names),
      fc.constantFrom('<>', '</>', '< domain="tag" nicename="a-b">', '< />', '< x="1&2">'),
    )
    .map(([name, form]) => form.replace(/^<\/?/, (start) => start + name));
  const text = fc.constantFrom(
    '',
    'x',
    '\n\t',
    ' ',
    'ä&amp;b',
    '&',
    '>',
    '\u0001',
    ']]>',
    '<!-- a > b -->',
    '<?php >',
    '</',
    '\r\n',
  );
  const section = fc
    .array(
      fc.constantFrom(
        'x',
        '\n',
        '<b>',
        '&',
        '\u0001',
        ']] >',
        ']] ></title>',
        ']]>',
        '<![CDATA[',
        '</title>',
      ),
      { maxLength: 4 },
    )
    .map((parts) => `<![CDATA[${parts.join('')}]]>`);
  const value = fc.oneof(text, section);
  const field = fc
    .tuple(
      fc.constantFrom(...names),
      fc.constantFrom('', ' domain="post_tag" nicename="a"', ' isPermaLink="false"'),
      value,
      text,
    )
    .map(([name, attributes, inside, after]) => [`<${name}${attributes}>`, inside, `</${name}>`, after]);
  const parts = fc.array(fc.oneof({ weight: 4, arbitrary: field }, fc.tuple(tag), fc.tuple(value)), {
    maxLength: 25,
  });

  const outcome = async (path: string, file: string) => {
    writeFileSync(path, file);
    const events: WxrEvent[] = [];
    const reading = await readExport([path], (event) => void events.push(event));
    return { events, ...reading };
  };

  test('say what they say to the parser, at the same places', async () => {
    const path = join(temporaryFolder(), 'export.xml');
    // A piece of the file ends somewhere in the middle.
    const long = 'x'.repeat(64 * 1024 - 1500);
    await fc.assert(
      fc.asyncProperty(parts, fc.option(fc.nat(700)), async (chosen, distance) => {
        const all = chosen.flat();
        const body = (change: (tag: string) => string): string =>
          (distance === null ? '' : `<wp:x>${long.slice(distance)}</wp:x>`) +
          wxrItem({}, all.map((part) => (/^<\/?[a-z]/.test(part) ? change(part) : part)).join(''));
        // Of a broken tag the name becomes text, in capitals where it was one in capitals.
        const usual = await outcome(path, wxrFile(body((part) => part)));
        const parsed = await outcome(path, wxrFile(body(inCapitals)));
        expect(inSmallLetters(usual)).toEqual(inSmallLetters(parsed));
      }),
      { numRuns: 300 },
    );
  });
});

function inSmallLetters(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).toLowerCase());
}
