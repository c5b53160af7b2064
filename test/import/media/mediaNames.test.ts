/** Names of media: which original an address means, and a name that is safe everywhere. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSourcePath } from '../../../src/core/paths.ts';
import { parseOutputPath } from '../../../src/emit/outputPath.ts';
import { mediaFile, originalsOf, parseMediaAddress } from '../../../src/import/media/mediaNames.ts';
import { expectLinearTime, fill } from '../../support/linearTime.ts';
import { tries } from '../../support/thorough.ts';

const blog = 'https://example.org/blog';

describe('An address', () => {
  test.each([
    ['https://example.org/wp-content/uploads/2019/05/hafen.jpg?w=300#a', 'example.org', '2019/05/hafen.jpg'],
    ['/blog/wp-content/uploads/2019/05/hafen.jpg', 'example.org', '2019/05/hafen.jpg'],
    ['wp-content/uploads/2019/05/hafen.jpg', 'example.org', '2019/05/hafen.jpg'],
    ['//Example.org/wp-content/uploads/a%20b.jpg', 'example.org', 'a b.jpg'],
    ['http://example.org:8080/wp-content/uploads/gr%C3%B6%C3%9Fe.jpg', 'example.org:8080', 'größe.jpg'],
    ['https://example.org/wp-content/uploads/gro%CC%88%C3%9Fe.jpg', 'example.org', 'größe.jpg'],
    ['https://i2.wp.com/example.org/wp-content/uploads/x.jpg?resize=1', 'example.org', 'x.jpg'],
    ['https://example.org/wp-content/uploads/sites/3/2019/x.jpg', 'example.org', '2019/x.jpg'],
    ['https://example.org/wp-content/blogs.dir/3/files/2019/x.jpg', 'example.org', '2019/x.jpg'],
    ['https://example.org/files/2019/05/x.jpg', 'example.org', '2019/05/x.jpg'],
    ['https://kim.files.wordpress.com/2019/05/x.jpg', 'kim.files.wordpress.com', '2019/05/x.jpg'],
  ])('%s names a file of the uploads', (src, host, path) => {
    expect(parseMediaAddress(src, blog)).toMatchObject({ host, path, isUpload: true });
  });

  test('of the proxy knows both places', () => {
    expect(parseMediaAddress('http://i0.wp.com/example.org/wp-content/uploads/a.jpg?w=3', blog)).toEqual({
      host: 'example.org',
      url: 'https://example.org/wp-content/uploads/a.jpg',
      proxied: 'http://i0.wp.com/example.org/wp-content/uploads/a.jpg',
      path: 'a.jpg',
      isUpload: true,
    });
  });

  test.each([
    'data:image/png;base64,AAAA',
    'file:///etc/passwd',
    'javascript:1',
    'https://',
    'https://example.org/',
  ])('%s names none', (src) => {
    expect(parseMediaAddress(src, blog)).toBeUndefined();
  });

  test('of any form leads out of nothing', () => {
    const part = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2F',
      '/',
      '\\',
      'wp-content/uploads',
      'a',
      '%00',
      ' ',
      '?',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const path = parseMediaAddress(`https://example.org/${parts.join('/')}`, blog)?.path ?? 'a';
        expect(
          path.split('/').filter((name) => ['', '.', '..'].includes(name) || name.includes('\\')),
        ).toEqual([]);
      }),
    );
  });
});

describe('The original', () => {
  test.each([
    ['2019/hafen.jpg', false, '2019/hafen.jpg'],
    ['2019/hafen-300x200.jpg', false, '2019/hafen.jpg'],
    ['2019/hafen-scaled.jpg', true, '2019/hafen.jpg'],
    ['2019/hafen-rotated-300x200.jpg', false, '2019/hafen.jpg'],
    ['2019/plakat-300x200.jpg', true, '2019/plakat-300x200.jpg'],
    ['2019/hafen-e1571234567890-300x200.jpg', false, '2019/hafen-e1571234567890.jpg'],
    ['2019/hafen.jpg.webp', false, '2019/hafen.jpg'],
    ['ohne-endung', false, 'ohne-endung'],
  ])('of %s (listed: %s) is %s', (path, isListed, original) => {
    const [best, ...others] = originalsOf(path, isListed);
    expect(best).toBe(original);
    expect([best, ...others]).toContain(path);
  });

  test('of what was cut is what was cut from only if nothing else is there', () => {
    expect(originalsOf('a-e1571234567890-300x200.jpg', false).slice(-2)).toEqual(['a.jpg', 'a-scaled.jpg']);
  });
});

describe('A name', () => {
  test.each([
    ['2019/05/hafen.jpg', undefined, '2019/05/hafen.jpg'],
    ['2019/05/Größe (1).JPG', undefined, '2019/05/Größe-1.JPG'],
    ['2019/05/foto.php', 'jpg', '2019/05/foto.jpg'],
    ['2019/05/foto', 'png', '2019/05/foto.png'],
    ['../../etc/passwd.jpg', undefined, 'datei/datei/etc/passwd.jpg'],
    ['.htaccess.jpg', undefined, 'htaccess.jpg'],
    ['a.b/c.jpg', undefined, 'a-b/c.jpg'],
  ])('of %s (%s) is %s', (path, ending, name) => {
    expect(mediaFile(path, ending)).toBe(`content/media/${name}`);
  });

  test('of anything is safe, has its ending, and is one of a source', () => {
    const character = fc.oneof(
      fc.constantFrom(
        '.',
        '/',
        '\\',
        ' ',
        '\0',
        ':',
        '"',
        '*',
        '\u202e',
        '\u0308',
        'ä',
        '~',
        '-',
        '%',
        '#',
        '[',
        '(',
        '\u{1f600}',
        'CON',
        'nul',
        '.git',
        '.tmp',
        '.bak',
        'sync-conflict-20190101-',
      ),
      fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
    );
    fc.assert(
      fc.property(
        fc.array(character, { maxLength: 40 }),
        fc.constantFrom(undefined, 'jpg'),
        fc.nat(12),
        (parts, ending, number) => {
          const file = mediaFile(
            `${parts.join('')}${ending === undefined ? '.png' : ''}`,
            ending,
            number + 1,
          );
          expect(file).toMatch(/^content\/media\/[^\\:*?"<>|#%()[\] ]+$/u);
          expect(file.endsWith(ending ?? 'png')).toBe(true);
          expect(parseOutputPath(file)).toBe(file);
          expect(parseSourcePath(file)).toBe(file);
          expect(Math.max(...file.split('/').map((name) => Buffer.byteLength(`${name}.yaml`)))).toBeLessThan(
            200,
          );
          expect(file.split('/').slice(0, -1).join('')).not.toContain('.');
        },
      ),
      { numRuns: tries(200) },
    );
  });

  test('of three hundred letters is shortened, and two such are not one', () => {
    const [one, other] = ['a', 'b'].map((end) => mediaFile(`2019/${'ä'.repeat(300)}${end}.jpg`, undefined));
    expect(one).not.toBe(other);
    expect(Buffer.byteLength(one ?? '')).toBeLessThan(160);
  });

  test('of any length is found in time that grows with it', () => {
    for (const part of ['a-1x1', '../', '-scaled', ' .', '/wp-content/', '%2e']) {
      expectLinearTime((length) => void parseMediaAddress(`/${fill(part, length)}`, blog));
      expectLinearTime((length) => void originalsOf(fill(part, length), false));
      expectLinearTime((length) => void mediaFile(fill(part, length), undefined));
    }
  });
});
