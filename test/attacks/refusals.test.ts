/**
 * Input that is refused, or made harmless, before rendering: front matter, addresses, settings, names of
 * files, comments.
 */
import { describe, expect, test } from 'vitest';
import { publishedText } from '../../src/comments/moderation/publishedFiles.ts';
import { parseSettings } from '../../src/config/settings.ts';
import type { SourcePath } from '../../src/core/model.ts';
import { rootFiles } from '../../src/routes/host/rootFiles.ts';
import { createCommentParser } from '../../src/comments/parse/comment.ts';
import { readerAddress } from '../../src/comments/parse/readerLinks.ts';
import { parseVgwortTable } from '../../src/collections/vgwort.ts';
import { parseEmbedUrl } from '../../src/markdown/embeds.ts';
import { splitFrontMatter } from '../../src/content/frontMatter.ts';
import { parseUrlPath, resolveReference } from '../../src/core/paths.ts';
import { parseRedirectLines } from '../../src/routes/redirects/redirectLines.ts';
import { parseSlug, slugify } from '../../src/core/slug.ts';
import { createZone } from '../../src/core/time.ts';
import { parseYamlTree } from '../../src/core/yaml/yamlTree.ts';
import { setReceiverStage } from '../comments/receiver/receiverStage.ts';
import { goodFields } from '../comments/receiver/testReceiver.ts';
import { article, createSite } from '../support/testSite.ts';
import { families } from './corpus.ts';
import { addressFamilies } from './families/addresses.ts';
import { wordFamilies } from './families/words.ts';
import { findingsIn, seenIn } from './judge.ts';

const file = 'content/articles/2024/a.md' as SourcePath;
const all = families.flatMap(({ inputs }) => inputs);
const words = wordFamilies.flatMap(({ inputs }) => inputs);
const addresses = addressFamilies.flatMap(({ inputs }) => inputs);

describe('Front matter', () => {
  test.each(['js', 'javascript', 'JS', 'coffee', 'coffeescript', 'cson', 'toml', 'json', 'ts', 'node', '__proto__', '../x', 'js yaml'])(
    'of %j is not run, and refused',
    (language) => {
      const { value, diagnostics } = splitFrontMatter(`---${language}\nglobalThis.polluted = 1\n---\nx`, file);
      expect([value, diagnostics.map(({ severity }) => severity)]).toEqual([undefined, ['error']]);
      expect(Reflect.get(globalThis, 'polluted')).toBeUndefined();
    },
  );

  test.each([
    'a: !!js/function "function(){}"', 'a: !!js/regexp /x/', 'a: !<tag:yaml.org,2002:js/undefined> x', 'a: !x y', 'a: &b c',
    'a: *b', '<<: {a: b}\na: &x c', '__proto__: {polluted: 1}', 'constructor: {prototype: {polluted: 1}}', 'prototype: x', 'a: {__proto__: x}',
    'a: 1\na: 2', 'a: [[[[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]]]', 'a: b\n---\nc: d', '%TAG ! tag:x,2000:\n---\na: !y z', 'a: "\\',
  ])('with %j is refused', (text) => {
    const { value, diagnostics } = parseYamlTree(text, { file, firstLine: 1 });
    expect([value, diagnostics.some(({ severity }) => severity === 'error')]).toEqual([undefined, true]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
}); // prettier-ignore

describe('Of every input', () => {
  test('a slug is letters, digits and hyphens, and no device of Windows', () => {
    const slugs = all.flatMap((input) => [slugify(input), parseSlug(input) ?? []].flat());
    expect(slugs.filter((slug) => !/^(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9-]{1,80}$/.test(slug))).toEqual([]);
  });

  test('an address inside the site stays there, and so does a file', () => {
    const spellings = [...all, ...all.map((input) => `/${input}`), ...all.map((input) => `/alt/${encodeURIComponent(input.toWellFormed())}/`)];
    const taken = spellings.flatMap((input) => parseUrlPath(input) ?? []);
    expect(taken.length).toBeGreaterThan(50);
    // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
    const leaves = /^\/[/\\]|(?:^|\/)\.\.?(?:\/|$)|[\\?#\u0000-\u0020\u007f]/;
    expect(taken.filter((path) => leaves.test(path) || !path.startsWith('/'))).toEqual([]);
    const files = spellings.flatMap((input) => resolveReference(file, input) ?? []);
    expect(files.filter((path) => leaves.test(path.replaceAll(/[?# ]/g, '')) || path.startsWith('/'))).toEqual([]);
  });

  test('a line of redirects.txt is one redirect inside the site, or none', () => {
    const sources = all.flatMap((input) => [`/${input} /ziel/`, `/alt/ /${input}`, `/alt/${encodeURIComponent(input.toWellFormed())}/ 410`]);
    const lines = sources.flatMap((source) => parseRedirectLines(source, file).value ?? []);
    expect(lines.length).toBeGreaterThan(50);
    const paths = lines.flatMap(({ from, to }) => (to === 'gone' ? [from] : [from, to]));
    expect(paths.filter((path) => !/^\/(?![/\\])[^\s\\]*$/.test(path) || path.split('/').includes('..'))).toEqual([]);
  });

  test('a frame of what is embedded has the host of a provider, and a link of readers the web', () => {
    const frames = addresses.flatMap((address) => parseEmbedUrl(address) ?? []);
    expect(frames.filter(({ frame, url }) => !/^https:\/\/[a-z.-]+\/[^\s"'<>]*$/.test(frame) || /["<>\s]/.test(url))).toEqual([]);
    const links = all.flatMap((address) => readerAddress(address) ?? []);
    expect(links.filter((link) => !/^https?:\/\/[^\s"<>]+$/.test(link))).toEqual([]);
  });

  test('a code of vgwort.csv is a code', () => {
    for (const input of all) {
      const cell = `"${input.replaceAll('"', '""')}"`;
      const { value, diagnostics } = parseVgwortTable(`Öffentlicher Identifikationscode;Artikel\n${cell};${cell}\n`, file);
      const isWrong = (value?.pixels ?? []).some(({ code }) => !/^[0-9a-f]{32}$/.test(code));
      expect([input, isWrong && diagnostics.length === 0]).toEqual([input, false]);
    }
  });
}); // prettier-ignore

describe('A setting', () => {
  const fields: readonly ((value: string) => string)[] = [
    (value) => `ads: [${value}]`,
    (value) => `robots: { disallow: [${value}] }`,
    (value) => `security: { contact: ${value}, expires: 2027-01-01 }`,
    (value) => `security: { contact: a@b.example, expires: 2027-01-01, policy: ${value}, encryption: ${value} }`,
  ];
  const before = ['', 'https://example.net/', '/', 'a@b.example', 'x.example, 1, DIRECT', 'x.example\n, 1,\nDIRECT', 'CONTACT=x'];
  const known = /^(?:User-agent|Disallow|Sitemap|Contact|Expires|Encryption|Policy|Preferred-Languages|Canonical):.*$|^$|^[a-z0-9.-]+ *,|^(?:CONTACT|OWNERDOMAIN)=/;

  test('writes no line of its own into the files at the root', () => {
    const ends = [...words, ...addresses, '\nContact: mailto:x@y.example', '\tx', '\r\nDisallow: /'];
    // Every input after two of the beginnings, in turn.
    const values = ends.flatMap((end, index) => [index, index + 3].map((turn) => `${before[turn % before.length]}${end}`));
    const lines = values.flatMap((value) => fields.flatMap((write) => writtenLines(write(JSON.stringify(value)))));
    expect(lines.length).toBeGreaterThan(500);
    expect([...new Set(lines)].filter((line) => !known.test(line) || /^(?:Contact: mailto:x@|Disallow: \/$)/.test(line))).toEqual([]);
  });

  /** Empty where the settings are refused. */
  function writtenLines(line: string): readonly string[] {
    const { value } = parseSettings(`title: T\nurl: https://example.org/\n${line}\n`, 'site.yaml' as SourcePath);
    const pages = value ? rootFiles(value, false) : [];
    return pages.flatMap(({ content }) => (content.kind === 'plain-text' ? content.view(() => { throw new Error('no body'); }).text.split('\n') : []));
  }
}); // prettier-ignore

test('Sources may have any name that a disk takes: none leaves its place, and none is run', async () => {
  const names = [
    '"><script>__hit()<', '$(id)', '`id`', '; id', '-rf', '%2e%2e%2fx', '..x', 'a\nb', 'a\tb', "a'b", 'a\\b', 'con', '__proto__', 'ä%00', '{{7*7}}', '<%= 1 %>',
    '&amp;', '$1', 'index', '\u202exe', '\ufdd00', '=cmd', '*', '?', '#', ':',
  ]; // prettier-ignore
  const site = createSite(
    Object.fromEntries(
      names.flatMap((name, index) => [
        [`content/articles/${name}.md`, article(`title: Name ${index}\ndate: 2026-09-01`, `![x](bild-${index}.svg)`)],
        [`content/pages/${name}x.md`, article(`title: Seite ${index}`)],
        [`content/media/bild-${index}.svg`, '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'],
      ]),
    ),
  ); // prettier-ignore
  const result = await site.build();
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
  for (const { file: wrong } of errors) if (wrong !== undefined) site.remove(wrong);
  expect((await site.build()).published).toBe(true);
  const strange = site.paths().filter((path) => !/^[\w./-]+$/.test(path));
  expect(strange).toEqual([]);
});

test('Comments that are sent keep to what comments may hold, all the way to the page', async () => {
  const { postJson, store } = await setReceiverStage();
  for (const input of words) await postJson({ ...goodFields, name: `N ${input}`.slice(0, 200), text: `T ${input}` });
  const stored = await store.list();
  expect(stored.length).toBeGreaterThan(20);
  const parse = createCommentParser('Europe/Berlin');
  for (const pending of stored) {
    const { value } = parse(publishedText(pending, createZone('Europe/Berlin')), 'content/comments/a/b.yaml' as SourcePath);
    const elements = seenIn(value?.html ?? '', true);
    expect([pending.text, value !== undefined, findingsIn(elements), elements.filter(({ name, attributes }) => !commentElements.has(name) || attributes['id'])]).toEqual([pending.text, true, [], []]);
  }
}); // prettier-ignore

const commentElements = new Set('p br a em strong blockquote code pre ul ol li del'.split(' '));
