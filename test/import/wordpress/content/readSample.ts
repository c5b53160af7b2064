/** A small library of media around a text of the „Hafenpost“, for the tests of the reader of WordPress texts. */
import { toHtml } from 'hast-util-to-html';
import type { ReadText } from '../../../../src/import/model.ts';
import { createContentReader } from '../../../../src/import/wordpress/content/contentReader.ts';
import { mediaKey } from '../../../../src/import/wordpress/content/pictures.ts';
import type { KnownAttachment } from '../../../../src/import/wordpress/content/reading.ts';

/** Where the library's files are; written as `U/` in what `shown` returns. */
export const uploads = 'https://hafenpost.de/wp-content/uploads/2019/05/';

const library: readonly KnownAttachment[] = [
  {
    id: '7',
    url: `${uploads}hafen-scaled.jpg`,
    alt: 'Der Hafen',
    caption: 'Am <em>Kai</em>',
    title: 'hafen',
  },
  { id: '8', url: `${uploads}kran.jpg`, title: 'kran' },
  { id: '9', url: `${uploads}ton.mp3`, mime: 'audio/mpeg', title: 'Ein Ton' },
];

const reusable: ReadonlyMap<string, string> = new Map([
  ['5', '<!-- wp:paragraph --><p>Immer wieder.</p><!-- /wp:paragraph -->'],
  ['6', '<p>Kreis</p><!-- wp:block {"ref":6} /-->'],
  ['30', '<!-- wp:block {"ref":31} /--><!-- wp:block {"ref":31} /-->'],
  ['31', '<!-- wp:block {"ref":32} /--><!-- wp:block {"ref":32} /-->'],
  ['32', `<p>${'x'.repeat(600_000)}</p>`],
]);

const read = createContentReader({
  hosts: new Set(['hafenpost.de', 'www.hafenpost.de']),
  attachment: (id) => library.find((file) => file.id === id),
  attachmentAt: (key) => library.find((file) => mediaKey(file.url) === key),
  attachmentsOf: (postId) => (postId === '1' ? library : []),
  reusableBlock: (id) => reusable.get(id),
});

export function readText(content: string, footnotes?: string): ReadText {
  const post = { id: '1', url: 'https://hafenpost.de/2019/05/beitrag/' };
  return read(content, footnotes === undefined ? post : { ...post, footnotes });
}

export function shown(content: string, footnotes?: string): string {
  return toHtml(readText(content, footnotes).tree, {
    characterReferences: { useNamedReferences: true },
  }).replaceAll(uploads, 'U/');
}

/** `kind: what stood there` */
export function remarked(content: string): readonly string[] {
  return readText(content).remarks.map(({ kind, before }) => `${kind}: ${before.replaceAll(uploads, 'U/')}`);
}
