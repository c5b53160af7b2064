/** Serialised PHP, read without making anything but values of it. */
import fc from 'fast-check';
import { serialize } from 'php-serialize';
import { expect, test } from 'vitest';
import { type PhpValue, readSerialised } from '../../../src/import/wordpress/php.ts';
import { expectLinearTime, fill } from '../../support/linearTime.ts';

/** As plain objects and arrays, to compare. */
function plain(value: PhpValue | undefined): unknown {
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]));
}

test('the metadata of a picture is read', () => {
  const text =
    'a:4:{s:5:"width";i:2560;s:6:"height";s:4:"1707";s:4:"file";s:24:"2019/05/größe-scaled.jpg";s:5:"sizes";a:1:{s:6:"medium";a:2:{s:4:"file";s:17:"größe-300x200.jpg";s:4:"crop";b:0;}}}';
  expect(plain(readSerialised(text.replace('s:24', 's:26').replace('s:17', 's:19')))).toEqual({
    width: 2560,
    height: '1707',
    file: '2019/05/größe-scaled.jpg',
    sizes: { medium: { file: 'größe-300x200.jpg', crop: false } },
  });
});

test('numbers, null and flags are read', () => {
  expect(readSerialised('i:-7;')).toBe(-7);
  expect(readSerialised('d:0.5;')).toBe(0.5);
  expect(readSerialised('d:1.0E+25;')).toBe(1e25);
  expect(readSerialised('N;')).toBeNull();
  expect(readSerialised('b:1;')).toBe(true);
});

test('a length that counts other line ends than there are is mended', () => {
  expect(plain(readSerialised('a:2:{s:7:"caption";s:10:"eins\nzwei";s:3:"alt";s:1:"x";}'))).toEqual({
    caption: 'eins\nzwei',
    alt: 'x',
  });
});

test('a length that counts characters in place of bytes is mended, quotes inside the text or not', () => {
  expect(plain(readSerialised('a:1:{s:3:"alt";s:11:"Größe "XL";";}'))).toEqual({ alt: 'Größe "XL";' });
});

test.each([
  ['an object', 'O:8:"stdClass":1:{s:1:"a";i:1;}'],
  ['an object with a reader of its own', 'C:3:"Foo":2:{xx}'],
  ['an object inside', 'a:1:{i:0;O:8:"stdClass":0:{}}'],
  ['a reference', 'a:2:{i:0;i:1;i:1;R:2;}'],
  ['no end', 'a:1:{i:0;s:5:"hallo'],
  ['too few values', 'a:3:{i:0;i:1;}'],
  ['too many values', 'a:1:{i:0;i:1;i:1;i:2;}'],
  ['something behind it', 'i:1;i:2;'],
  ['a value as key', 'a:1:{a:0:{}i:1;}'],
  ['no PHP', 'Hallo'],
  ['nothing', ''],
  ['arrays deeper than anybody writes', `${'a:1:{i:0;'.repeat(40)}i:1;${'}'.repeat(40)}`],
])('%s cannot be read', (_, text) => {
  expect(readSerialised(text)).toBeUndefined();
});

test('a key that is the name of a prototype is a key like others', () => {
  const value = readSerialised('a:1:{s:9:"__proto__";a:1:{s:1:"x";i:1;}}');
  expect(value).toEqual(new Map([['__proto__', new Map([['x', 1]])]]));
  expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
});

const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.dictionary(fc.stringMatching(/^[a-z][a-zäöü"; {}:]{0,8}$/), tie('value'), {
      minKeys: 1,
      noNullPrototype: true,
    }),
  ),
})).value;

test('whatever another program serialises is read as it was', () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(plain(readSerialised(serialize({ key: value })))).toEqual({ key: value });
    }),
  );
});

test('no text makes it throw', () => {
  const parts = fc.constantFrom(
    'a:',
    's:',
    'O:',
    '1',
    '9',
    ':{',
    '}',
    ':"',
    '";',
    'i:',
    'b:',
    ';',
    'ü',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(parts), (text) => {
      readSerialised(text.join(''));
    }),
  );
});

test.each(['a:1:{i:0;', 's:9999:"";', 's:0:"";i', '";', 'i:0;'])(
  '„%s“ again and again is read in linear time',
  (part) => {
    expectLinearTime((length) => {
      readSerialised(`a:99999:{${fill(part, length)}`);
    });
  },
);
