import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looksLikeEmbed, parseEmbedUrl } from '../../src/markdown/embeds.ts';

const youtube = 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ';

describe('An address that can be embedded', () => {
  test.each([
    ['https://www.youtube.com/watch?v=dQw4w9WgXcQ', youtube],
    ['https://m.youtube.com/watch?v=dQw4w9WgXcQ&list=x&t=1m30s', `${youtube}?start=90`],
    ['https://youtu.be/dQw4w9WgXcQ?t=42', `${youtube}?start=42`],
    ['https://www.youtube.com/shorts/dQw4w9WgXcQ', youtube],
    ['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871?dnt=1'],
    ['https://vimeo.com/76979871/8272103f6e', 'https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e'],
    [
      'https://mastodon.social/@Gargron/113789643022468290',
      'https://mastodon.social/@Gargron/113789643022468290/embed',
    ],
    [
      'https://bsky.app/profile/bsky.app/post/3l6oveex3ii2l',
      'https://embed.bsky.app/embed/bsky.app/app.bsky.feed.post/3l6oveex3ii2l',
    ],
    [
      'https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur/post/3l6oveex3ii2l',
      'https://embed.bsky.app/embed/did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3l6oveex3ii2l',
    ],
    [
      'https://twitter.com/jack/status/20000',
      'https://platform.twitter.com/embed/Tweet.html?id=20000&dnt=true&lang=de',
    ],
    [
      'https://www.openstreetmap.org/?mlat=48.85&mlon=2.35#map=16/48.85/2.35',
      'https://www.openstreetmap.org/export/embed.html?bbox=2.34313%2C48.84746%2C2.35687%2C48.85254&layer=mapnik&marker=48.85%2C2.35',
    ],
  ])('%s', (address, frame) => {
    expect(parseEmbedUrl(address)?.frame).toBe(frame);
    expect(looksLikeEmbed(address)).toBe(true);
  });
});

describe('No frame is made of', () => {
  test.each([
    'http://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com:8443/watch?v=dQw4w9WgXcQ',
    'https://user:secret@www.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ',
    'https://evilyoutube.com/watch?v=dQw4w9WgXcQ',
    'https://www.y\u043eutube.com/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ"onload=x',
    'https://www.youtube.com/watch?v=../../redirect',
    'https://www.youtube.com/redirect?q=https://evil.example',
    'https://www.youtube.com/channel/UC123',
    '//www.youtube.com/watch?v=dQw4w9WgXcQ',
    'javascript:alert(1)//youtube.com/watch?v=dQw4w9WgXcQ',
    'data:text/html,youtube.com',
    'https://vimeo.com/76979871/../../x',
    'https://x.com/jack/status/20/../../i/flow',
    'https://mastodon.social/@Gargron@other.example/113789643022468290',
    'https://mastodon.social/@Gargron/113789643022468290/embed?x',
    'https://127.0.0.1/@Gargron/113789643022468290',
    'https://localhost/@Gargron/113789643022468290',
    'https://bsky.app/profile/a..%2f/post/3l6oveex3ii2l',
    'https://www.openstreetmap.org/#map=99/48.85/2.35',
    'https://www.openstreetmap.org/#map=16/95.85/2.35',
    'https://www.openstreetmap.org/user/x',
  ])('%s', (address) => {
    expect(parseEmbedUrl(address)).toBeUndefined();
  });

  test('anything but known pieces', () => {
    const hosts = fc.constantFrom(
      'www.youtube.com',
      'youtu.be',
      'vimeo.com',
      'bsky.app',
      'x.com',
      'a.example',
    );
    const path = fc.string({
      unit: fc.constantFrom(...`/@?#&=:.%"<> ';\\watchvidprofilepost0123456789`),
      maxLength: 60,
    });
    fc.assert(
      fc.property(hosts, path, (host, rest) => {
        const frame = parseEmbedUrl(`https://${host}/${rest}`)?.frame ?? '';
        expect(frame).toMatch(/^(?:$|https:\/\/[a-z.-]+\/[\w/@.:?&=%-]*$)/);
      }),
    );
  });
});
