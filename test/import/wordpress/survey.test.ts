/** The first pass over an export: all that the second needs. */
import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readExport } from '../../../src/import/wordpress/readWxr.ts';
import { surveyWordPress } from '../../../src/import/wordpress/survey.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import {
  inCategory,
  wxrCategory,
  wxrComment,
  wxrFile,
  wxrItem,
  wxrMeta,
} from '../../support/wordpressExport.ts';

function write(...contents: readonly string[]): readonly string[] {
  const folder = temporaryFolder();
  return contents.map((content, index) => {
    const path = join(folder, `export-${index + 1}.xml`);
    writeFileSync(path, content);
    return path;
  });
}

const survey = (...contents: readonly string[]) => surveyWordPress(write(...contents));

function attachment(fields: Readonly<Record<string, string>>, more = ''): string {
  return wxrItem({ 'wp:post_type': 'attachment', 'wp:status': 'inherit', ...fields }, more);
}

describe('Items that stand in several files', () => {
  const older = wxrItem(
    { title: 'Alt', 'wp:post_modified_gmt': '2019-05-04 10:30:00' },
    wxrComment({ 'wp:comment_id': '1' }),
  );
  const newer = wxrItem(
    { title: 'Neu', 'wp:post_modified_gmt': '2020-01-01 00:00:00' },
    wxrComment({ 'wp:comment_id': '1' }),
  );

  test.each([
    ['before', [wxrFile(newer), wxrFile(older)], [false, true]],
    ['behind', [wxrFile(older), wxrFile(newer)], [true, false]],
    ['in one file', [wxrFile(older + newer)], [true, false]],
  ])('are one, as the later change has left it: %s', async (_, contents, doubles) => {
    const found = await survey(...contents);
    expect([...found.items.values()].map(({ title }) => title)).toEqual(['Neu']);
    expect(found.counts).toEqual(new Map([['post', new Map([['publish', 1]])]]));
    expect(found.commentCounts).toEqual(new Map([['1', 1]]));
    const second: boolean[] = [];
    await readExport(found.paths, (event) => {
      if (event.kind === 'item') second.push(found.isDouble(event.item));
    });
    expect(second).toEqual(doubles);
    expect([...found.doubles.values()]).toEqual([found.items.get('7')?.place]);
  });

  test('that changed at one moment are as the later file has them', async () => {
    const found = await survey(wxrFile(wxrItem({ title: 'Alt' })), wxrFile(wxrItem({ title: 'Neu' })));
    expect(found.items.get('7')).toMatchObject({ title: 'Neu', place: { line: 11 } });
    expect(basename(found.items.get('7')?.place.file ?? '')).toBe('export-2.xml');
  });
});

test('an item is known by id: its address, state, dates, categories, former names', async () => {
  const categories = wxrCategory('wasser', 'Wasser', '', '3') + wxrCategory('haefen', 'Häfen', 'wasser', '4');
  const more =
    inCategory('wasser') +
    inCategory('haefen') +
    wxrMeta('_yoast_wpseo_primary_category', '4') +
    wxrMeta('_wp_old_slug', 'h%c3%a4fen');
  const { items } = await survey(
    wxrFile(categories + wxrItem({ 'wp:post_password': 'geheim', 'wp:post_parent': '12' }, more)),
  );
  expect(items.get('7')).toEqual({
    id: '7',
    type: 'post',
    status: 'publish',
    slug: 'hafen',
    link: 'https://blog.example/2019/05/hafen/',
    title: 'Der Hafen',
    date: '2019-05-04 12:30:00',
    dateGmt: '2019-05-04 10:30:00',
    modified: '2019-05-04 12:30:00',
    creator: 'kim',
    parent: '12',
    hasPassword: true,
    category: 'haefen',
    categories: ['wasser', 'haefen'],
    tags: [],
    authors: [],
    oldSlugs: ['häfen'],
    place: expect.objectContaining({ line: 21, column: 1 }),
  });
});

test('no text of a post and no password is kept, but those of reusable blocks', async () => {
  const block = wxrItem({
    'wp:post_id': '9',
    'wp:post_type': 'wp_block',
    'content:encoded': 'Immer wieder.',
  });
  const found = await survey(
    wxrFile(wxrItem({ 'content:encoded': 'Sehr lang.', 'wp:post_password': 'geheim' }) + block),
  );
  expect(found.reusableBlocks).toEqual(new Map([['9', 'Immer wieder.']]));
  expect(JSON.stringify([...found.items])).not.toMatch(/Sehr lang|geheim/);
});

describe('Terms', () => {
  test('have the way from the top, whatever the order', async () => {
    const { terms } = await survey(
      wxrFile(wxrCategory('c', 'C', 'b') + wxrCategory('b', 'B', 'a') + wxrCategory('a', 'A')),
    );
    expect([...(terms.get('category')?.values() ?? [])].map(({ path }) => path.join('/'))).toEqual([
      'a/b/c',
      'a/b',
      'a',
    ]);
  });

  test('in a circle are told, and each has a way all the same', async () => {
    const circle =
      wxrCategory('a', 'A', 'c') +
      wxrCategory('b', 'B', 'a') +
      wxrCategory('c', 'C', 'b') +
      wxrCategory('d', 'D', 'd') +
      wxrCategory('e', 'E', 'b');
    const { terms, diagnostics } = await survey(wxrFile(circle + wxrItem()));
    expect(diagnostics.map(({ code }) => code)).toEqual(['import/term-circle', 'import/term-circle']);
    expect([...(terms.get('category')?.values() ?? [])].map(({ path }) => path.join('/'))).toEqual([
      'b/c/a',
      'b',
      'b/c',
      'd',
      'b/e',
    ]);
  });

  test('and authors whom only items name are there too', async () => {
    const { terms, authors } = await survey(
      wxrFile(wxrItem({ 'dc:creator': 'jo' }, inCategory('kran', 'Kran', 'post_tag'))),
    );
    expect(terms.get('post_tag')?.get('kran')).toMatchObject({ name: 'Kran', path: ['kran'] });
    expect(authors.get('jo')).toEqual({ login: 'jo', email: '', name: 'jo' });
  });
});

describe('An attachment', () => {
  const metadata =
    'a:5:{s:5:"width";i:2560;s:6:"height";i:1707;s:4:"file";s:24:"2019/05/hafen-scaled.jpg";s:5:"sizes";a:2:{s:6:"medium";a:1:{s:4:"file";s:17:"hafen-300x200.jpg";}s:4:"crop";a:1:{s:4:"file";s:17:"hafen-quadrat.jpg";}}s:10:"image_meta";a:1:{s:6:"credit";s:9:"Kim Weber";}s:14:"original_image";s:9:"hafen.jpg";}';
  const picture = attachment(
    {
      'wp:post_id': '21',
      title: 'Hafen',
      'wp:attachment_url': 'https://blog.example/wp-content/uploads/2019/05/hafen-scaled.jpg',
      'content:encoded': 'Beschreibung',
      'excerpt:encoded': 'Unterschrift',
      'wp:post_parent': '7',
    },
    wxrMeta('_wp_attached_file', '2019/05/hafen-scaled.jpg') +
      wxrMeta('_wp_attachment_image_alt', 'Kräne') +
      wxrMeta('_wp_attachment_metadata', metadata.replace('a:5', 'a:6')),
  );

  test('is known with its file, original, size, words', async () => {
    const { attachments, diagnostics } = await survey(wxrFile(picture));
    expect(diagnostics).toEqual([]);
    expect(attachments.get('21')).toMatchObject({
      url: 'https://blog.example/wp-content/uploads/2019/05/hafen-scaled.jpg',
      file: '2019/05/hafen-scaled.jpg',
      original: 'hafen.jpg',
      variants: ['hafen-quadrat.jpg'],
      width: 2560,
      height: 1707,
      alt: 'Kräne',
      caption: 'Unterschrift',
      description: 'Beschreibung',
      credit: 'Kim Weber',
      title: 'Hafen',
      parent: '7',
    });
  });

  test.each([
    'https://blog.example/wp-content/uploads/2019/05/hafen-scaled.jpg',
    'http://www.blog.example/wp-content/uploads/2019/05/hafen-scaled.jpg',
    '//blog.example/wp-content/uploads/2019/05/hafen-300x200.jpg',
    '/wp-content/uploads/2019/05/hafen.jpg',
    'https://blog.example/wp-content/uploads/2019/05/hafen-quadrat.jpg?w=300#x',
    'https://i2.wp.com/blog.example/wp-content/uploads/2019/05/hafen-1024x683.jpg?ssl=1',
    'https://i0.wp.com/www.blog.example/wp-content/uploads/2019/05/hafen.jpg',
    'https://blog.example/wp-content/uploads/2019/05/hafen-e1557000000000-300x200.jpg',
    'https://blog.example/wp-content/uploads/2019/05/hafen-300x200.jpg.webp',
    'https://blog.example/?attachment_id=21',
  ])('is found by %s', async (address) => {
    const found = await survey(wxrFile(picture));
    expect(found.attachmentAt(address)?.id).toBe('21');
  });

  test.each([
    'https://anderswo.example/wp-content/uploads/2019/05/hafen.jpg',
    'https://blog.example/wp-content/uploads/2019/06/hafen.jpg',
    'https://i0.wp.com/anderswo.example/wp-content/uploads/2019/05/hafen.jpg',
    'hafen.jpg',
    'data:image/png;base64,AAAA',
    '',
  ])('is not found by „%s“', async (address) => {
    const found = await survey(wxrFile(picture));
    expect(found.attachmentAt(address)).toBeUndefined();
  });

  test('that is really called like a smaller version of another is found by its own name', async () => {
    const small = attachment({
      'wp:post_id': '22',
      'wp:attachment_url': 'https://blog.example/wp-content/uploads/2019/05/hafen-300x200.jpg',
    });
    const found = await survey(wxrFile(picture + small));
    expect(found.attachmentAt('/wp-content/uploads/2019/05/hafen-300x200.jpg')?.id).toBe('22');
    expect(found.attachmentAt('/wp-content/uploads/2019/05/hafen-600x400.jpg')?.id).toBe('21');
  });

  test('with a name in German letters is found encoded and not', async () => {
    const found = await survey(
      wxrFile(
        attachment({ 'wp:attachment_url': 'https://blog.example/wp-content/uploads/2019/05/Größe.jpg' }),
      ),
    );
    expect(
      found.attachmentAt('https://blog.example/wp-content/uploads/2019/05/Gr%C3%B6%C3%9Fe-300x200.jpg')?.file,
    ).toBe('2019/05/Größe.jpg');
    expect(found.attachmentAt('/wp-content/uploads/2019/05/Gro\u0308ße.jpg')?.file).toBe('2019/05/Größe.jpg');
  });

  test.each([
    ['/var/www/wp-content/uploads/2009/01/kai.jpg', '2009/01/kai.jpg'],
    ['../../wp-config.php', ''],
    ['C:\\inetpub\\kai.jpg', ''],
    ['', '2019/05/kai.jpg'],
  ])('whose file is said to be „%s“ is at „%s“ in the uploads', async (written, file) => {
    const url = 'https://blog.example/wp-content/uploads/sites/3/2019/05/kai.jpg';
    const { attachments } = await survey(
      wxrFile(attachment({ 'wp:attachment_url': url }, wxrMeta('_wp_attached_file', written))),
    );
    expect(attachments.get('7')?.file).toBe(file);
  });

  test('with broken metadata is told, and known otherwise', async () => {
    const broken = attachment(
      { 'wp:post_id': '21', title: 'Kai' },
      wxrMeta('_wp_attachment_metadata', 'a:1:{s:5:"width'),
    );
    const { attachments, diagnostics } = await survey(wxrFile(broken));
    expect(attachments.get('21')).toMatchObject({ title: 'Kai', width: 0 });
    expect(diagnostics).toMatchObject([
      { code: 'import/metadata', file: 'export-1.xml', position: { line: 11, column: 1 } },
    ]);
  });

  test('stands among those of its post, by menu order, then by number', async () => {
    const all = (
      [
        ['9', '0'],
        ['10', '0'],
        ['4', '2'],
        ['8', '0'],
      ] as const
    ).map(([id, order]) => attachment({ 'wp:post_id': id, 'wp:post_parent': '7', 'wp:menu_order': order }));
    const { attachmentsOf } = await survey(
      wxrFile(all.join('') + attachment({ 'wp:post_id': '5', 'wp:post_parent': '6' })),
    );
    expect(attachmentsOf('7').map(({ id }) => id)).toEqual(['8', '9', '10', '4']);
    expect(attachmentsOf('70')).toEqual([]);
  });
});

test('files that cannot be read are told, the others surveyed', async () => {
  const paths = write(wxrFile(wxrItem()), 'PK');
  const found = await surveyWordPress([...paths, join(paths[0] ?? '', 'fehlt')]);
  expect(found.items.size).toBe(1);
  expect(found.diagnostics.map(({ code }) => code)).toEqual(['import/zip', 'import/unreadable']);
});
