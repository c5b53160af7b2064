/** Published files that are broken, or lie about what they are. */

const many = (count: number, text: string): string => text.repeat(count);
const head = 'name: Eva\ndate: 2024-01-01T10:00:00+01:00\n';
const bytesOf = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

function joined(...parts: readonly (string | Uint8Array)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}

const yamlTexts: readonly (readonly [string, string])[] = [
  ['empty', ''],
  ['a comment of YAML alone', '# nichts\n'],
  ['one word', 'Hallo'],
  ['a list', '- a\n- b\n'],
  ['no text', head],
  ['an empty text', `${head}text: ""\n`],
  ['a text that is a list', `${head}text: [a, b]\n`],
  ['a text that is a mapping', `${head}text: {a: b}\n`],
  ['a name that is a list', 'name: [a]\ndate: 2024-01-01\ntext: b\n'],
  ['a name that is a mapping', 'name: {a: b}\ndate: 2024-01-01\ntext: b\n'],
  ['an address that is a list', `${head}url: [https://a.example/]\ntext: b\n`],
  ['no date', 'name: Eva\ntext: b\n'],
  ['a date that is none', 'name: Eva\ndate: gestern\ntext: b\n'],
  ['a day that no calendar has', 'name: Eva\ndate: 2024-02-30\ntext: b\n'],
  ['a date beyond all calendars', 'name: Eva\ndate: 99999999999999999999\ntext: b\n'],
  ['a negative date', 'name: Eva\ndate: -1\ntext: b\n'],
  ['a date in the year 0', 'name: Eva\ndate: 0000-01-01\ntext: b\n'],
  ['a date that is a list', 'name: Eva\ndate: [2024]\ntext: b\n'],
  ['billions of laughs', `a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n${head}text: b\n`],
  ['an anchor', `${head}text: &a b\n`],
  ['a merge key', `${head}<<: {text: b}\n`],
  ['a function', `${head}text: !!js/function "function(){}"\n`],
  ['binary data', `${head}text: !!binary aGFsbG8=\n`],
  ['a key twice', `${head}text: a\ntext: b\n`],
  ['the prototype', `${head}text: a\n__proto__: {name: b}\n`],
  ['the constructor', `${head}text: a\nconstructor: b\n`],
  ['a second document', `${head}text: a\n---\nname: b\n`],
  ['a tabulator', `name: Eva\n\ttext: a\n`],
  ['a quote that is never closed', `${head}text: "a\n`],
  ['a bracket that is never closed', `${head}text: [a\n`],
  ['brackets in brackets', `${head}text: ${many(20_000, '[')}\n`],
  ['mappings in mappings', `${head}x: ${many(9000, '{a: ')}\ntext: b\n`],
  ['a colon too many', `${head}text: a: b\n`],
  ['an id that leaves its folder', `id: ../../x\n${head}text: a\n`],
  ['an id of markup', `id: '"><script>alert(1)</script>'\n${head}text: a\n`],
  ['an id of 5,000 letters', `id: ${many(5000, 'a')}\n${head}text: a\n`],
  ['an id that is a list', `id: [a]\n${head}text: a\n`],
  ['itself as parent', `id: selbst\nparent: selbst\n${head}text: a\n`],
  ['the first of a circle', `id: kreis-a\nparent: kreis-b\n${head}text: a\n`],
  ['the second of a circle', `id: kreis-b\nparent: kreis-a\n${head}text: a\n`],
  ['a parent that nobody knows', `parent: niemand\n${head}text: a\n`],
  ['a parent that leaves its folder', `parent: ../../../x\n${head}text: a\n`],
  ['a parent that is a mapping', `parent: {a: b}\n${head}text: a\n`],
  ['an e-mail address', `email: geheim@example.org\n${head}text: a\n`],
  ['Windows line ends', `name: Eva\r\ndate: 2024-01-01\r\ntext: |-\r\n  a\r\n  b\r\n`],
  ['more than 64 KB', `${head}text: ${many(70_000, 'a')}\n`],
  ['more than 64 KB of keys', `${head}text: a\n${many(9000, 'k: v\n')}`],
];

const jsonTexts: readonly (readonly [string, string])[] = [
  ['no JSON', '{'],
  ['a number', '1'],
  ['a list', '[1, 2]'],
  ['nothing', 'null'],
  ['a key twice', '{"text": "a", "text": "b", "date": 1700000000, "name": "Eva"}'],
  ['the prototype', '{"__proto__": {"text": "a"}, "date": 1700000000, "name": "Eva"}'],
  ['a number as text', '{"text": 1, "date": 1700000000, "name": 2}'],
  ['null as text', '{"text": null, "date": 1700000000, "name": null}'],
  ['a comma too many', '{"text": "a", "date": 1700000000,}'],
  ['half a character', '{"text": "\\ud800", "date": 1700000000, "name": "\\udfff"}'],
  ['a NUL', '{"text": "a\\u0000b", "date": 1700000000, "name": "E\\u0000va"}'],
  ['lists in lists', many(30_000, '[')],
  ['a huge number', '{"text": "a", "date": 1e400, "name": "Eva"}'],
];

const markdownTexts: readonly (readonly [string, string])[] = [
  ['no head', 'Hallo'],
  ['a head that never ends', `---\n${head}`],
  ['a head of JavaScript', '---js\n{ name: process.exit(1) }\n---\na'],
  ['a head of JSON', '---json\n{"name": "Eva"}\n---\na'],
  ['a head of CoffeeScript', '---coffee\nname: process.exit 1\n---\na'],
  ['a head of nothing', '---\n---\na'],
  ['a text in the head and below', `---\n${head}text: a\n---\nb`],
  ['a body of HTML', `---\n${head}---\n<script>alert(1)</script>`],
  ['a body that begins with a head', `---\n${head}---\n---js\nalert(1)\n---\n`],
];

const binaries: readonly (readonly [string, Uint8Array])[] = [
  ['a byte that UTF-8 does not have', joined(head, 'text: a', bytesOf(0xff), '\n')],
  ['half a character', joined(head, 'text: a', bytesOf(0xe2, 0x82), '\n')],
  ['an overlong slash', joined(head, 'text: ', bytesOf(0xc0, 0xaf), '\n')],
  ['an overlong bracket', joined(head, 'text: ', bytesOf(0xe0, 0x80, 0xbc), 'script>\n')],
  ['a surrogate in UTF-8', joined(head, 'text: ', bytesOf(0xed, 0xa0, 0x80), '\n')],
  ['a character beyond Unicode', joined(head, 'text: ', bytesOf(0xf4, 0x90, 0x80, 0x80), '\n')],
  ['Latin-1', joined('name: M', bytesOf(0xfc), 'ller\ndate: 2024-01-01\ntext: a\n')],
  ['UTF-16', Buffer.from(`\ufeff${head}text: a\n`, 'utf16le')],
  ['a byte-order mark', joined(bytesOf(0xef, 0xbb, 0xbf), head, 'text: a\n')],
  ['two byte-order marks', joined(bytesOf(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf), head, 'text: a\n')],
  ['NULs', joined(head, 'text: a', new Uint8Array(100), '\n')],
  ['nothing but NULs', new Uint8Array(1000)],
  ['a picture', bytesOf(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)],
  ['a packed file', bytesOf(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3)],
];

const folders: readonly string[] = [
  '..kim',
  '...',
  '%2e%2e',
  '..%2f..%2f',
  'C:',
  'con',
  'KIM',
  'niemand',
  'kim.md',
  "kim'; reboot",
  '<script>alert(1)<',
  '__proto__',
  'constructor',
  'kim/tief/unten',
  '\u202emik',
  'a'.repeat(200),
];

const names: readonly string[] = [
  '..a.yaml',
  'A B C.yaml',
  'ä.yaml',
  '\'"><img src=x onerror=alert(1)>.yaml',
  '%2e%2e%2fx.yaml',
  'a\nb.yaml',
  '-rf.yaml',
  '__proto__.yaml',
  `${'n'.repeat(240)}.yaml`,
  'groß.YAML',
];

/** What a file is about, its place below `content/comments/`, and its bytes; some belong to no article. */
export function hostileFilesOf(key: string): readonly (readonly [string, string, Uint8Array])[] {
  const ofKind = (texts: readonly (readonly [string, string])[], kind: string) =>
    texts.map(
      ([name, text], index) => [`${kind}: ${name}`, `${key}/${index}.${kind}`, Buffer.from(text)] as const,
    );
  const fine = Buffer.from(`${head}text: Ein Satz.\n`);
  return [
    ...ofKind(yamlTexts, 'yaml'),
    ...ofKind(jsonTexts, 'json'),
    ...ofKind(markdownTexts, 'md'),
    ...binaries.map(([name, bytes], index) => [`bytes: ${name}`, `${key}/b${index}.yml`, bytes] as const),
    ...folders.map((folder) => [`folder: ${folder}`, `${folder}/a.yaml`, fine] as const),
    ...names.map((name) => [`name: ${name}`, `${key}/${name}`, fine] as const),
    ['no folder', 'einsam.yaml', fine],
  ];
}
