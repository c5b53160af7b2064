/** Comments of a WordPress export: threads, states, names, limits; every one is in the account. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCommentParser } from '../../src/comments/parse/comment.ts';
import type { UrlPath } from '../../src/core/model.ts';
import { createZone } from '../../src/core/time.ts';
import { convertWordPressComments } from '../../src/import/comments/wordpressComments.ts';
import type { WxrComment } from '../../src/import/wordpress/wxr.ts';
import { article, createSite } from '../support/testSite.ts';

const zone = createZone('Europe/Berlin');
const hafen = { url: '/2019/05/hafen/' as UrlPath, key: 'hafen' };

function comment(id: string, more: Partial<WxrComment> = {}): WxrComment {
  return {
    id,
    author: `Leser ${id}`,
    email: 'leser@example.org',
    url: '',
    date: '2019-05-13 14:30:46',
    dateGmt: '2019-05-13 12:30:46',
    content: 'Guter Text.',
    approved: '1',
    type: 'comment',
    parent: '0',
    userId: '0',
    ...more,
  };
}

const convert = (comments: readonly WxrComment[], takesWaiting = false) =>
  convertWordPressComments(comments, hafen, { zone, takesWaiting });

describe('Comments of WordPress', () => {
  test('are files of ours, the same ones at every run', () => {
    const { files, account } = convert([comment('17', { url: 'https://leser.example' })]);
    expect(files).toEqual([
      {
        id: expect.stringMatching(/^20190513-123046-[a-z2-7]{8}$/),
        file: `content/comments/hafen/${files[0]?.id}.yaml`,
        email: 'leser@example.org',
        text: `id: ${files[0]?.id}\nname: Leser 17\nurl: https://leser.example/\ndate: 2019-05-13T14:30:46+02:00\ntext: Guter Text.\n`,
      },
    ]);
    expect(account).toEqual([
      {
        id: '17',
        type: 'comment',
        status: '1',
        result: 'imported',
        title: 'Leser 17',
        file: files[0]?.file,
        url: hafen.url,
      },
    ]);
    expect(convert([comment('17')]).files[0]?.id).toBe(files[0]?.id);
  });

  test('that are none for readers are left out, each with its reason', () => {
    const sources = [
      comment('1', { type: 'pingback' }),
      comment('2', { type: 'trackback' }),
      comment('3', { approved: 'spam' }),
      comment('4', { approved: 'trash' }),
      comment('5', { approved: 'post-trashed' }),
      comment('6', { approved: '0' }),
      comment('7', { type: 'order_note' }),
      comment('8', { content: '<script>alert(1)</script>' }),
      comment('9', { date: '0000-00-00 00:00:00', dateGmt: '0000-00-00 00:00:00' }),
      comment('10', { approved: 'seltsam' }),
      comment('11'),
      comment('11'),
    ];
    const { files, waiting, account } = convert(sources);
    expect([files.length, waiting.length]).toEqual([1, 0]);
    expect(account.map(({ result, reason }) => `${result}: ${reason ?? ''}`)).toEqual([
      'left-out: Verweis eines anderen Blogs, kein Kommentar.',
      'left-out: Verweis eines anderen Blogs, kein Kommentar.',
      'left-out: Spam.',
      'left-out: Gelöscht.',
      'left-out: Gelöscht.',
      'left-out: Nicht freigegeben.',
      'left-out: Kein Kommentar, sondern „order_note“ eines Plug-ins.',
      'left-out: Darin steht kein Text.',
      'left-out: Ohne lesbares Datum.',
      'left-out: Den Stand „seltsam“ kenne ich nicht.',
      'imported: ',
      'left-out: Die Nummer hat schon ein anderer Kommentar.',
    ]);
    const { waiting: taken, account: told } = convert(sources, true);
    expect(taken).toMatchObject([{ name: 'Leser 6', article: hafen.url }]);
    expect(told[5]).toMatchObject({ result: 'imported', reason: 'Wartet auf Freigabe.' });
    expect(told[5]).not.toHaveProperty('file');
    const without = convertWordPressComments(sources, 'Der Text fehlt.', { zone, takesWaiting: true });
    expect(without.account.every(({ result }) => result === 'left-out')).toBe(true);
  });

  test('keep their threads past those that are left out, and break circles', () => {
    const { files, account } = convert([
      comment('1'),
      comment('2', { parent: '1', approved: 'spam' }),
      comment('3', { parent: '2' }),
      comment('4', { parent: '99' }),
      comment('5', { parent: '6' }),
      comment('6', { parent: '5' }),
      comment('7', { parent: '7' }),
      comment('8', { parent: '5' }),
    ]);
    const parents = files.map(({ text }) => /^parent: (.*)$/m.exec(text)?.[1]);
    const [first, , , fifth] = files;
    expect(parents).toEqual([undefined, first?.id, undefined, undefined, undefined, undefined, fifth?.id]);
    expect(account.map(({ reason = '' }) => reason.replace(/^.*; /, ''))).toEqual([
      '',
      'Spam.',
      'steht jetzt eine Stufe höher.',
      'steht jetzt für sich.',
      'steht jetzt für sich.',
      'steht jetzt für sich.',
      'steht jetzt für sich.',
      '',
    ]);
  });

  test('of people of the blog, without a name, and of any length come in and are told', () => {
    const { files, account } = convert([
      comment('1', { author: '\u200b', userId: '3', email: 'kaputt' }),
      comment('2', { author: 'N'.repeat(1_000_000), content: 'Wort ür '.repeat(40_000) }),
    ]);
    const [first, second] = files;
    expect(first?.text).toContain('name: Anonym\n');
    expect(first).not.toHaveProperty('email');
    expect(account[0]?.reason).toContain('Von einem Menschen des Blogs');
    expect(Buffer.byteLength(second?.text ?? '')).toBeLessThan(62_000);
    expect(account[1]?.reason).toBe('Der Text war zu lang und ist gekürzt.');
  });

  test('thirty thousand answers in a row take their time and no more', () => {
    const chain = Array.from({ length: 30_000 }, (_, index) =>
      comment(String(index + 1), { parent: String(index), approved: index % 2 === 0 ? '1' : 'spam' }),
    );
    expect(convert(chain).files).toHaveLength(15_000);
  });

  const any = fc.record({
    id: fc.oneof(fc.nat(9).map(String), fc.string({ maxLength: 3 })),
    author: fc.string(),
    email: fc.string(),
    url: fc.oneof(fc.string(), fc.webUrl(), fc.constant('javascript:alert(1)')),
    date: fc.constantFrom('2019-05-13 14:30:46', '2019-02-31 25:00:00', '0000-00-00 00:00:00', ''),
    dateGmt: fc.constantFrom('2019-05-13 12:30:46', '9999-12-31 23:59:59', '0000-00-00 00:00:00', 'Z'),
    content: fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('<ul><li>a<li>---\n- b: c', '\u0000\u0085\u2028x', '| > & * #'),
    ),
    approved: fc.constantFrom('1', '0', 'spam', ''),
    type: fc.constantFrom('', 'comment', 'pingback', 'x'),
    parent: fc.nat(9).map(String),
    userId: fc.constantFrom('', '0', '1'),
  });

  test('of any kind are files that can be read again, and one entry each in the account', () => {
    const parse = createCommentParser('Europe/Berlin');
    fc.assert(
      fc.property(fc.array(any), fc.boolean(), (sources, takesWaiting) => {
        const { files, waiting, account } = convert(sources, takesWaiting);
        expect(account).toHaveLength(sources.length);
        expect(account.filter(({ result }) => result === 'imported')).toHaveLength(
          files.length + waiting.length,
        );
        for (const { id, file, text } of files) {
          const { value, diagnostics } = parse(text, file);
          expect(diagnostics).toEqual([]);
          expect(value?.id).toBe(id);
          expect(value?.html).not.toMatch(/<script|javascript:/i);
        }
      }),
    );
  });

  test('build without a word', async () => {
    const sources = fc
      .sample(any, 60)
      .map((one, index) => ({ ...one, id: String(index), approved: '1', type: '' }));
    const { files } = convert(sources);
    const site = createSite({
      'content/articles/hafen.md': article('title: Hafen\ndate: 2019-05-13\nslug: hafen'),
      ...Object.fromEntries(files.map(({ file, text }) => [file, text])),
    });
    expect((await site.build()).diagnostics).toEqual([]);
    expect(site.read('2019/05/hafen/index.html').split('class="comment"').length - 1).toBeLessThanOrEqual(
      files.length,
    );
  });
});
