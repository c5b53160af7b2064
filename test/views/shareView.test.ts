import { expect, test } from 'vitest';
import { shareView } from '../../src/views/layout.ts';

const title = 'Was kostet „Öl & Gas“ 2024?';
const url = 'https://example.org/2024/01/oel/';

test('Links that hand an article on carry its headline and its address, and nothing else', () => {
  const { links, showsAddress } = shareView(['mail', 'mastodon', 'bluesky', 'whatsapp', 'link'], title, url);
  expect(showsAddress).toBe(true);
  expect(links.map(({ name }) => name)).toEqual(['E-Mail', 'Mastodon', 'Bluesky', 'WhatsApp']);
  const [mail, mastodon, bluesky, whatsapp] = links.map((link) => new URL(link.url));
  expect(mail?.searchParams.get('subject')).toBe(title);
  expect(mail?.searchParams.get('body')).toBe(url);
  expect(decodeURIComponent(mastodon?.hash ?? '')).toBe(`#text=${title} ${url}`);
  expect(bluesky?.searchParams.get('text')).toBe(`${title} ${url}`);
  expect(whatsapp?.searchParams.get('text')).toBe(`${title} ${url}`);
});

test('A site may want none', () => {
  expect(shareView([], title, url)).toEqual({ links: [], showsAddress: false });
});
