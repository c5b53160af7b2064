/** Exports of WordPress, as they should be and as they are. */
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/core/model.ts';
import { readExport } from '../../../src/import/wordpress/readWxr.ts';
import type { WxrEvent, WxrItem } from '../../../src/import/wordpress/wxr.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import {
  cdata,
  inCategory,
  wxrCategory,
  wxrComment,
  wxrFile,
  wxrHead,
  wxrItem,
  wxrMeta,
  wxrNamespaces,
} from '../../support/wordpressExport.ts';

/** What comes of files with these contents. */
async function read(...contents: readonly (string | Uint8Array)[]) {
  const folder = temporaryFolder();
  const paths = contents.map((content, index) => {
    const path = join(folder, `export-${index + 1}.xml`);
    writeFileSync(path, content);
    return path;
  });
  const events: WxrEvent[] = [];
  const { diagnostics, isWhole } = await readExport(paths, (event) => void events.push(event));
  const items = events.flatMap((event) => (event.kind === 'item' ? [event.item] : []));
  return { events, items, diagnostics, isWhole, told: diagnostics.map(tell) };
}

function tell({ code, file, position }: Diagnostic): string {
  return position ? `${code} ${file}:${position.line}:${position.column}` : code;
}

/** Of the only item. */
async function readItem(content: string): Promise<WxrItem> {
  const { items } = await read(content);
  const [item] = items;
  if (!item || items.length !== 1) throw new Error(`${items.length} items`);
  return item;
}

describe('An export', () => {
  const body = `<wp:author>${cdata('')}<wp:author_id>1</wp:author_id><wp:author_login>${cdata('kim')}</wp:author_login><wp:author_email>kim@blog.example</wp:author_email><wp:author_display_name>Kim Weber</wp:author_display_name></wp:author>
${wxrCategory('wasser', 'Wasser & Meer', '', '3')}<wp:tag><wp:term_id>9</wp:term_id><wp:tag_slug>kr%c3%a4ne</wp:tag_slug><wp:tag_name>Kräne</wp:tag_name></wp:tag>
<wp:term><wp:term_id>10</wp:term_id><wp:term_taxonomy>serie</wp:term_taxonomy><wp:term_slug>werften</wp:term_slug><wp:term_parent></wp:term_parent><wp:term_name>Werften</wp:term_name></wp:term>
`;
  const comment = wxrComment({
    'wp:comment_id': '45',
    'wp:comment_author': 'Änne',
    'wp:comment_author_email': 'aenne@example.org',
    'wp:comment_author_IP': '203.0.113.7',
    'wp:comment_date': '2019-05-05 08:00:00',
    'wp:comment_date_gmt': '2019-05-05 06:00:00',
    'wp:comment_content': 'Schön!\n<b>Wirklich</b>',
    'wp:comment_parent': '44',
    'wp:comment_user_id': '0',
  });
  const item = wxrItem(
    {
      'wp:post_name': 'gr%c3%b6%c3%9fe',
      'wp:is_sticky': '1',
      'wp:menu_order': '3',
      'excerpt:encoded': 'Kurz.',
    },
    inCategory('wasser', 'Wasser') +
      inCategory('kräne', 'Kräne', 'post_tag') +
      wxrMeta('_wp_old_slug', 'alt') +
      wxrMeta('_wp_old_slug', 'älter') +
      comment,
  );

  test('is read in order: blog, authors, terms, items', async () => {
    const { events, diagnostics, isWhole } = await read(wxrFile(body + item));
    expect(diagnostics).toEqual([]);
    expect(isWhole).toBe(true);
    expect(events.map(({ kind }) => kind)).toEqual(['channel', 'author', 'term', 'term', 'term', 'item']);
    expect(events[0]).toEqual({
      kind: 'channel',
      channel: {
        title: 'Hafenblatt',
        description: 'Nachrichten vom Wasser',
        url: 'https://blog.example',
        language: 'de-DE',
        version: '1.2',
      },
    });
    expect(events[1]).toEqual({
      kind: 'author',
      author: { login: 'kim', email: 'kim@blog.example', name: 'Kim Weber' },
    });
    expect(events.flatMap((event) => (event.kind === 'term' ? [event.term] : []))).toEqual([
      { taxonomy: 'category', id: '3', slug: 'wasser', parent: '', name: 'Wasser & Meer', description: '' },
      { taxonomy: 'post_tag', id: '9', slug: 'kräne', parent: '', name: 'Kräne', description: '' },
      { taxonomy: 'serie', id: '10', slug: 'werften', parent: '', name: 'Werften', description: '' },
    ]);
  });

  test('has items with all that is known of them, but no IP address', async () => {
    const found = await readItem(wxrFile(body + item));
    expect(found).toMatchObject({
      id: '7',
      slug: 'größe',
      isSticky: true,
      menuOrder: 3,
      creator: 'kim',
      content: 'Am Hafen.',
      excerpt: 'Kurz.',
      terms: [
        { taxonomy: 'category', slug: 'wasser', name: 'Wasser' },
        { taxonomy: 'post_tag', slug: 'kräne', name: 'Kräne' },
      ],
      meta: [
        ['_wp_old_slug', 'alt'],
        ['_wp_old_slug', 'älter'],
      ],
      comments: [
        { id: '45', author: 'Änne', content: 'Schön!\n<b>Wirklich</b>', approved: '1', parent: '44' },
      ],
      place: { line: 19, column: 1 },
    });
    expect(JSON.stringify(found)).not.toContain('203.0.113.7');
  });

  test('is delivered in pieces: nothing is read on before an event is dealt with', async () => {
    const path = join(temporaryFolder(), 'export.xml');
    writeFileSync(path, wxrFile(wxrItem({ 'content:encoded': 'Wasser. '.repeat(40_000) }).repeat(10)));
    const log: string[] = [];
    let bytesRead = 0;
    await readExport(
      [path],
      async ({ kind }) => {
        log.push(`${kind} ${bytesRead}`);
        await setTimeout(1);
        log.push(`${kind} ${bytesRead}`);
      },
      (bytes) => (bytesRead = bytes),
    );
    expect(log).toHaveLength(22);
    expect(log.filter((_, index) => index % 2 === 0)).toEqual(log.filter((_, index) => index % 2 === 1));
    expect(new Set(log).size).toBeGreaterThan(5);
  });

  test('of several files is told how far it is read', async () => {
    const folder = temporaryFolder();
    const paths = [join(folder, 'a.xml'), join(folder, 'b.xml')];
    for (const path of paths) writeFileSync(path, wxrFile(wxrItem()));
    const told: (readonly [number, number])[] = [];
    await readExport(
      paths,
      () => {},
      (bytes, whole) => told.push([bytes, whole]),
    );
    const size = Buffer.byteLength(wxrFile(wxrItem()));
    expect(told.at(-1)).toEqual([2 * size, 2 * size]);
    expect(told[0]).toEqual([size, 2 * size]);
  });

  test('lets an error of who takes its items through', async () => {
    const path = join(temporaryFolder(), 'export.xml');
    writeFileSync(path, wxrFile(wxrItem()));
    const failing = readExport([path], () => {
      throw new Error('Der Teller ist voll');
    });
    await expect(failing).rejects.toThrow('Der Teller ist voll');
  });
});

describe('The forms of exports', () => {
  test.each(['1.0', '1.1', '1.2', ''])('version „%s“ is read', async (version) => {
    const head = wxrHead.replace(
      '<wp:wxr_version>1.2</wp:wxr_version>',
      version && `<wp:wxr_version>${version}</wp:wxr_version>`,
    );
    const { items, diagnostics } = await read(wxrFile(wxrItem(), { head }));
    expect(items).toHaveLength(1);
    expect(diagnostics).toEqual([]);
  });

  test('an unknown version is told, and read all the same', async () => {
    const { items, told } = await read(wxrFile(wxrItem(), { head: wxrHead.replace('>1.2<', '>9.0<') }));
    expect(items).toHaveLength(1);
    expect(told).toEqual(['import/version export-1.xml:3:1']);
  });

  test('texts without CDATA are read, with the references in them', async () => {
    const text =
      '<item><title>Gr&#246;&#xDF;e &amp; Ma&szlig;&nbsp;&lt;b&gt;</title><wp:post_id>3</wp:post_id></item>';
    expect((await readItem(wxrFile(text))).title).toBe('Größe & Maß\u00a0<b>');
  });

  test.each([
    [
      'another prefix',
      wxrNamespaces
        .replace('xmlns:wp', 'xmlns:x')
        .replace('xmlns:content', 'xmlns:c')
        .replace('xmlns:excerpt', 'xmlns:e'),
      /wp:|content:|excerpt:/g,
      (name: string) => `${name.replace('wp', 'x').charAt(0)}:`,
    ],
    ['a prefix that nobody declared', '', /wp:/g, () => 'x:'],
    ['no declarations', '', /^$/g, () => ''],
    ['no prefixes', '', /(?<=<\/?)(?:wp|content|excerpt|dc):/g, () => ''],
    [
      'the namespace as default',
      'xmlns="http://wordpress.org/export/1.2/"',
      /(?<=<\/?)(?:wp|content|excerpt|dc):/g,
      () => '',
    ],
  ])('%s is understood', async (_, namespaces, prefix, other) => {
    const body =
      wxrCategory('wasser', 'Wasser') +
      wxrItem(
        { 'excerpt:encoded': 'Kurz.' },
        inCategory('wasser') +
          wxrMeta('a', 'b') +
          wxrComment({ 'wp:comment_id': '3', 'wp:comment_content': 'Ja.' }),
      );
    const text = wxrFile(body, { namespaces: '§' }).replace(prefix, other).replace('§', namespaces);
    const { items, events } = await read(text);
    const known = await read(wxrFile(body));
    const { place: mine, ...item } = items[0] ?? {};
    const { place: theirs, ...expected } = known.items[0] ?? {};
    expect(item).toEqual(expected);
    expect(mine).toMatchObject({ line: theirs?.line });
    expect(events.filter(({ kind }) => kind !== 'item')).toEqual(
      known.events.filter(({ kind }) => kind !== 'item'),
    );
  });

  test('elements of other programs are left out, whatever they are called', async () => {
    const foreign =
      'xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"';
    const more =
      '<media:title>Falsch</media:title><media:content><media:description>Falsch</media:description></media:content><itunes:author>Falsch</itunes:author><wp:unbekannt><title>Falsch</title></wp:unbekannt><georss:title>Falsch</georss:title>';
    const head = `<image><title>Falsch</title><url>https://falsch.example</url><link>https://falsch.example</link></image>${wxrHead}`;
    const { events, items } = await read(
      wxrFile(`<item>${more}${wxrItem().slice('<item>'.length)}`, {
        head,
        namespaces: `${wxrNamespaces} ${foreign}`,
      }),
    );
    expect(items[0]?.title).toBe('Der Hafen');
    expect(events[0]).toMatchObject({ channel: { title: 'Hafenblatt' } });
    expect(JSON.stringify(events)).not.toContain('Falsch');
  });

  test('terms that old exports name twice are one, and `tag` is `post_tag`', async () => {
    const terms = `<category>${cdata('Wasser')}</category>${inCategory('wasser', 'Wasser')}<category domain="tag">${cdata('Kran')}</category><category domain="tag" nicename="kran">${cdata('Kran')}</category>`;
    const loose = `<category>${cdata('Neues vom Kai')}</category>`;
    expect((await readItem(wxrFile(wxrItem({}, terms + loose)))).terms).toEqual([
      { taxonomy: 'category', slug: 'wasser', name: 'Wasser' },
      { taxonomy: 'post_tag', slug: 'kran', name: 'Kran' },
      { taxonomy: 'category', slug: 'neues-vom-kai', name: 'Neues vom Kai' },
    ]);
  });

  test('line ends of Windows and a byte order mark change nothing but the place', async () => {
    const text = wxrFile(wxrItem({ 'content:encoded': 'eins\n\nzwei' }));
    const windows = await readItem(`\uFEFF${text.replaceAll('\n', '\r\n')}`);
    expect({ ...windows, place: {} }).toEqual({ ...(await readItem(text)), place: {} });
    expect(windows.place).toMatchObject({ line: 11, column: 1 });
  });

  test('blank lines and warnings of PHP before the export are passed over', async () => {
    const { items, diagnostics } = await read(
      `\n<br />\n<b>Warning</b>: Undefined index in export.php\n${wxrFile(wxrItem())}`,
    );
    expect(items).toHaveLength(1);
    expect(diagnostics).toEqual([]);
  });

  test('two documents in one file are both read', async () => {
    const { items, events, isWhole } = await read(
      wxrFile(wxrItem()) + wxrFile(wxrItem({ 'wp:post_id': '8' })),
    );
    expect(items.map(({ id }) => id)).toEqual(['7', '8']);
    expect(events.filter(({ kind }) => kind === 'channel')).toHaveLength(2);
    expect(isWhole).toBe(true);
  });

  test.each([
    ['windows-1252', 'latin1'],
    ['ISO-8859-1', 'latin1'],
    ['utf-16', 'utf16le'],
  ] as const)('%s is decoded', async (name, encoding) => {
    const text = wxrFile(wxrItem({ title: 'Größe' })).replace('UTF-8', name);
    const mark = encoding === 'utf16le' ? '\uFEFF' : '';
    const { items, diagnostics } = await read(Buffer.from(mark + text, encoding));
    expect(items[0]?.title).toBe('Größe');
    expect(diagnostics).toEqual([]);
  });
});

describe('CDATA', () => {
  const value = async (written: string): Promise<string> =>
    (
      await readItem(
        wxrFile(`<item><wp:post_id>3</wp:post_id><content:encoded>${written}</content:encoded></item>`),
      )
    ).content;

  test.each([
    ['split', '<![CDATA[a[b[0]]]]><![CDATA[> c]]>', 'a[b[0]]> c'],
    ['in several sections', '<![CDATA[eins]]><![CDATA[ zwei]]> drei<![CDATA[ vier]]>', 'eins zwei drei vier'],
    ['nested', '<![CDATA[vorn <![CDATA[mitten]]> hinten]]>', 'vorn <![CDATA[mitten]]> hinten'],
    ['with its end in it', '<![CDATA[]]>]]>', ']]>'],
    ['with blanks around it', '\n  <![CDATA[ Text ]]>\n', ' Text '],
    ['with a reference in it', '<![CDATA[&amp; &nbsp; &]]>', '&amp; &nbsp; &'],
    ['empty', '<![CDATA[]]>', ''],
    [
      'with tags of an export in it',
      '<![CDATA[</content:encoded></item><item>]]>',
      '</content:encoded></item><item>',
    ],
  ])('%s is read', async (_, written, text) => {
    expect(await value(written)).toBe(text);
  });

  test('with a blank in its end ends there, which is told', async () => {
    const { items, told } = await read(wxrFile(wxrItem().replace('Am Hafen.]]>', 'Am Hafen.]] >')));
    expect(items[0]).toMatchObject({ content: 'Am Hafen.', id: '7', status: 'publish' });
    expect(told).toEqual(['import/unclosed-cdata export-1.xml:16:36']);
  });

  test('with such an end in the middle of a text does not end there', async () => {
    expect(await value('<![CDATA[a ]] > b]]>')).toBe('a ]] > b');
  });

  test('any text in it comes out as it went in, over the border of pieces too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.constantFrom(
            ']',
            ']]>',
            '<',
            '<![CDATA[',
            '&',
            '&amp;',
            '&#10;',
            'ü',
            '𝔊',
            ' ',
            '\n',
            'x'.repeat(997),
            '</title>',
          ),
          { maxLength: 200 },
        ),
        async (parts) => {
          const text = `|${parts.join('')}|`;
          expect(await value(cdata(text))).toBe(text);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('Faults', () => {
  test('`&` that begins nothing is a sign like others, before a tag and in an attribute too', async () => {
    const text =
      '<item><title>Kaffee & Kuchen, R&D, A&</title><category domain="category" nicename="a&">A&amp;O</category><wp:post_id>3</wp:post_id></item>';
    const item = await readItem(wxrFile(text));
    expect(item.title).toBe('Kaffee & Kuchen, R&D, A&');
    expect(item.terms).toEqual([{ taxonomy: 'category', slug: 'a&', name: 'A&O' }]);
    expect(item.id).toBe('3');
  });

  test('control characters are left out and told, and places stay right', async () => {
    const { items, told, diagnostics } = await read(
      wxrFile(wxrItem({ title: 'Der\u0000 Ha\u0008fen' }).replace('<item>', '\u0001\u0001<item>')),
    );
    expect(items[0]?.title).toBe('Der Hafen');
    expect(items[0]?.place).toMatchObject({ line: 11, column: 3 });
    expect(told).toEqual(['import/control-characters export-1.xml:11:1']);
    expect(diagnostics[0]?.message).toContain('4');
  });

  test('characters that nobody sees stay in texts, not in names for machines', async () => {
    const item = await readItem(
      wxrFile(
        wxrItem({
          title: 'Ha\u202Efen\u200B',
          'wp:post_name': 'ha\u202Efen%e2%80%8b',
          'dc:creator': 'kim\u200D',
          'wp:post_id': '\u200F7',
        }),
      ),
    );
    expect(item).toMatchObject({ title: 'Ha\u202Efen\u200B', slug: 'hafen', creator: 'kim', id: '7' });
  });

  test('a text that was not put into CDATA keeps its elements', async () => {
    const text = wxrItem().replace(cdata('Am Hafen.'), '<p class="x">Am <b>Hafen</b><br>heute</p>');
    expect((await readItem(wxrFile(text))).content).toBe('<p class="x">Am <b>Hafen</b><br>heute</p>');
  });

  test('a field without an end ends where the next begins', async () => {
    const { items } = await read(
      wxrFile(wxrItem().replace('</content:encoded>', '') + wxrItem({ 'wp:post_id': '8' })),
    );
    expect(items.map(({ id }) => id)).toEqual(['7', '8']);
    expect(items[0]).toMatchObject({ content: 'Am Hafen.', status: 'publish' });
  });

  test('an item without an end ends where the next begins, which is told', async () => {
    const { items, told } = await read(
      wxrFile(wxrItem().replace('</item>', '') + wxrItem({ 'wp:post_id': '8' })),
    );
    expect(items.map(({ id }) => id)).toEqual(['7', '8']);
    expect(told).toEqual(['import/unclosed-item export-1.xml:11:1']);
  });

  test('a channel of another name is read, which is told', async () => {
    const { items, told } = await read(
      wxrFile(wxrItem()).replace('<channel>', '<kanal>').replace('</channel>', '</kanal>'),
    );
    expect(items).toHaveLength(1);
    expect(told).toEqual(['import/no-channel export-1.xml:3:1']);
  });

  test('the first of two equal fields counts', async () => {
    expect((await readItem(wxrFile(wxrItem({}, '<wp:status>draft</wp:status>')))).status).toBe('publish');
  });

  test('a file that is cut off says so, keeps what was whole and names what was not', async () => {
    const text = wxrFile(wxrItem() + wxrItem({ 'wp:post_id': '8', title: 'Die Werft' }));
    const { items, diagnostics, told, isWhole } = await read(
      text.slice(0, text.lastIndexOf('<wp:post_date>')),
    );
    expect(items.map(({ id }) => id)).toEqual(['7']);
    expect(isWhole).toBe(false);
    expect(told).toEqual(['import/truncated export-1.xml:32:1']);
    expect(diagnostics[0]?.message).toContain('„Die Werft“ (8)');
  });

  test('a file cut off anywhere gives the items before, and says that it is cut off', async () => {
    const text = wxrFile(wxrItem() + wxrItem({ 'wp:post_id': '8' }));
    const ends = [...text.matchAll(/<\/item>/g)].map(({ index }) => index + '</item>'.length);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: text.indexOf('<link>'), max: text.length - '</rss>\n'.length }),
        async (length) => {
          const { items, isWhole } = await read(text.slice(0, length));
          expect(items).toHaveLength(ends.filter((end) => end <= length).length);
          expect(isWhole).toBe(false);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a file cut off before another in the same file is told', async () => {
    const first = wxrFile(wxrItem() + wxrItem({ 'wp:post_id': '8' }));
    const { items, told } = await read(
      first.slice(0, first.lastIndexOf('<wp:post_date>')) + wxrFile(wxrItem({ 'wp:post_id': '9' })),
    );
    expect(items.map(({ id }) => id)).toEqual(['7', '9']);
    expect(told).toEqual(['import/truncated export-1.xml:32:1']);
  });
});

describe('Ids', () => {
  test('an item without one gets one that stays the same', async () => {
    const text = wxrFile(
      wxrItem({ 'wp:post_id': '', guid: '' }) + wxrItem({ 'wp:post_id': '0', title: 'Die Werft', guid: '' }),
    );
    const [first, second] = (await read(text)).items;
    expect(first?.id).toMatch(/^ohne-[\da-f]{12}$/);
    expect(second?.id).not.toBe(first?.id);
    expect((await read(text)).items.map(({ id }) => id)).toEqual([first?.id, second?.id]);
  });

  test('two items with one id get two, in one file and in several', async () => {
    const other = wxrItem({ guid: 'https://blog.example/?p=99', title: 'Die Werft' });
    const together = (await read(wxrFile(wxrItem() + other))).items.map(({ id }) => id);
    expect(together).toEqual(['7', expect.stringMatching(/^7-[\da-f]{12}$/)]);
    expect((await read(wxrFile(wxrItem()), wxrFile(other))).items.map(({ id }) => id)).toEqual(together);
  });

  test('one item in two files has one, when the blog has moved to https in between too', async () => {
    const later = wxrItem({ guid: 'http://www.blog.example/?p=7', title: 'Der neue Hafen' });
    expect((await read(wxrFile(wxrItem()), wxrFile(later))).items.map(({ id }) => id)).toEqual(['7', '7']);
  });

  test('comments without one, or with one that another of the item has, get their own', async () => {
    const comments = ['3', '3', '', ''].map((id) =>
      wxrComment({ 'wp:comment_id': id, 'wp:comment_content': 'Ja.' }),
    );
    const { comments: found } = await readItem(wxrFile(wxrItem({}, comments.join(''))));
    expect(new Set(found.map(({ id }) => id)).size).toBe(4);
    expect(found[0]?.id).toBe('3');
  });

  test('that are no names are made up', async () => {
    expect((await readItem(wxrFile(wxrItem({ 'wp:post_id': '../../x' })))).id).toMatch(/^ohne-/);
  });
});

describe('What is refused', () => {
  test.each([
    [
      'a DOCTYPE',
      `<!DOCTYPE rss SYSTEM "https://boese.example/x.dtd">${wxrFile(wxrItem())}`,
      'import/doctype',
    ],
    [
      'entities',
      wxrFile(wxrItem({ title: 'x' }).replace(cdata('x'), '&geheim;')).replace(
        '<rss',
        '<!DOCTYPE rss [<!ENTITY geheim SYSTEM "file:///etc/passwd">]>\n<rss',
      ),
      'import/doctype',
    ],
    ['a DOCTYPE without an end', `<!DOCTYPE rss [${'<!ENTITY a "b">'.repeat(20_000)}`, 'import/doctype'],
    ['a web page', '<!DOCTYPE html><html><body>Anmelden</body></html>', 'import/web-page'],
    ['a web page of old', '<html><body>Anmelden</body></html>', 'import/web-page'],
    [
      'a feed',
      '<rss version="2.0"><channel><title>x</title><item><title>y</title><description>z</description></item></channel></rss>',
      'import/no-wxr',
    ],
    ['an empty feed', '<rss version="2.0"><channel><title>x</title></channel></rss>', 'import/no-wxr'],
    [
      'an Atom feed',
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><entry/></feed>',
      'import/no-wxr',
    ],
    ['a text', 'Hallo', 'import/no-wxr'],
    ['nothing', '', 'import/empty'],
    ['a ZIP archive', 'PK\u0003\u0004…', 'import/zip'],
    ['a file packed by gzip', gzipSync(wxrFile(wxrItem())), 'import/gzip'],
    [
      'Latin 1 that does not say so',
      Buffer.from(wxrFile(wxrItem({ title: 'Größe' })), 'latin1'),
      'import/not-utf-8',
    ],
    [
      'an encoding that nobody knows',
      wxrFile(wxrItem()).replace('UTF-8', 'KLINGON'),
      'import/encoding-unknown',
    ],
  ])('%s: with a cure, and without an item', async (_, content, code) => {
    const { items, diagnostics, isWhole } = await read(content);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(diagnostics[0]?.hint).not.toBe('');
    expect(items).toEqual([]);
    expect(isWhole).toBe(false);
  });

  test('a DOCTYPE in the second document of a file: what was before is kept', async () => {
    const { items, told } = await read(
      `${wxrFile(wxrItem())}<!DOCTYPE rss []>${wxrFile(wxrItem({ 'wp:post_id': '8' }))}`,
    );
    expect(items.map(({ id }) => id)).toEqual(['7']);
    expect(told).toEqual([expect.stringContaining('import/doctype export-1.xml:34:')]);
  });

  test('a bad file among good ones: the others are read', async () => {
    const { items, told } = await read(wxrFile(wxrItem()), 'PK', wxrFile(wxrItem({ 'wp:post_id': '8' })));
    expect(items.map(({ id }) => id)).toEqual(['7', '8']);
    expect(told).toEqual(['import/zip']);
  });

  test('a file that is not there, and a folder', async () => {
    const folder = temporaryFolder();
    const { diagnostics } = await readExport([join(folder, 'fehlt.xml'), folder], () => {});
    expect(diagnostics.map(({ code }) => code)).toEqual(['import/unreadable', 'import/no-file']);
  });

  test.each([
    ['elements without an end', '<a>'.repeat(100_000), 'import/too-deep'],
    ['a comment without an end', `<!-- ${'x'.repeat(300_000)}`, 'import/endless'],
    [
      'a tag with no end of attributes',
      `<a ${Array.from({ length: 50_000 }, (_, index) => `a${index}="" `).join('')}`,
      'import/endless',
    ],
    ['a name without an end', `<a${'a'.repeat(300_000)}`, 'import/endless'],
  ])('%s: reading stops there, with its place', async (_, text, code) => {
    const { items, told } = await read(wxrFile(wxrItem() + text));
    expect(items).toHaveLength(1);
    expect(told).toEqual([expect.stringMatching(new RegExp(`^${code} export-1\\.xml:\\d+:\\d+$`))]);
  });

  test('single broken characters are told, the text is read', async () => {
    const text = Buffer.from(wxrFile(wxrItem({ title: 'Größe, Maß, Übung und ein � von früher: §' })));
    text[text.indexOf('§')] = 0xff;
    const { items, told } = await read(text);
    expect(items[0]?.title).toMatch(/^Größe, Maß, Übung und ein � von früher: �+$/);
    expect(told).toEqual(['import/broken-characters export-1.xml:12:43']);
  });
});

test('whatever happens to a file, reading it ends, and says something if it is not whole', async () => {
  const text = wxrFile(
    wxrCategory('a', 'A') +
      wxrItem({}, inCategory('a') + wxrMeta('k', 'v') + wxrComment({ 'wp:comment_id': '3' })),
  );
  const parts = fc.constantFrom(
    '<',
    '>',
    '</',
    ']]>',
    '<![CDATA[',
    '&',
    '"',
    '<!--',
    '<?',
    '\u0000',
    '<item>',
    '</item>',
    '<rss>',
    '</rss>',
    '<wp:comment>',
    '<wp:postmeta>',
    '\uFEFF',
    'xmlns:wp=""',
  );
  const change = fc.record({
    at: fc.nat(text.length),
    cut: fc.nat(30),
    put: fc.array(parts, { maxLength: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 4 }), async (changes) => {
      let changed = text;
      for (const { at, cut, put } of changes)
        changed = changed.slice(0, at) + put.join('') + changed.slice(at + cut);
      const { items, diagnostics, isWhole } = await read(changed);
      expect(isWhole || diagnostics.length > 0).toBe(true);
      for (const item of items) expect(item.id).toMatch(/^[\w-]+$/);
    }),
    { numRuns: 60 },
  );
});
