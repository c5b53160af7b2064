/** One run tells everything that is wrong, and publishes nothing of it. */
import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import {
  article,
  codesOf,
  createSite,
  minimalSettings,
  type SiteText,
  reported,
} from './support/testSite.ts';

const good = article('title: Kim\ndate: 2023-09-13');

describe('All faults', () => {
  const faulty: SiteText = {
    'site.yaml': `${minimalSettings}titel: x\n`,
    'content/articles/1.md': article('title: A: B\ndate: 2023-01-01'),
    'content/articles/2.md': article('titell: A\ndate: bald\nlabel: x', '[x](nix.md)'),
    'content/articles/3.md': article(
      'title: C\ndate: 2023-01-01\nimage: nix.jpg',
      '[x](nix.md)\n\n<blink>x</blink>',
    ),
    'content/articles/4.md': good,
    'content/articles/5.md': good,
    'content/articles/6.md': Buffer.from([0xff]),
    'content/authors/a.md': article('nam: A'),
    'content/pages/p.md': article('title: P', '![x](https://evil.example/x.png)'),
    'templates/article.eta': '<% if (it.title) { %>',
  };

  test('of all files are reported in one run', async () => {
    const site = createSite({ ...faulty, 'templates/article.eta': 'x' });
    const lines = reported(await site.build()).map((text) => text.split(/: (?=Fehler|Warnung)/)[0]);
    expect(lines).toEqual(
      expect.arrayContaining([
        'site.yaml:8:1',
        'content/articles/1.md:2:8',
        'content/articles/2.md:2:1',
        'content/articles/2.md:3:7',
        'content/articles/2.md:4:8',
        'content/articles/3.md:4:8',
        'content/articles/3.md:7:1',
        'content/articles/3.md:9:1',
        'content/articles/6.md:1:1',
        'content/authors/a.md:2:1',
        'content/pages/p.md:5:1',
      ]),
    );
    expect(reported(await site.build()).join()).toContain('content/articles/4.md und content/articles/5.md');
  });

  test('of a broken template are reported with those of the articles', async () => {
    const site = createSite(faulty);
    const lines = reported(await site.build()).join('\n');
    expect(lines).toContain('templates/article.eta:1:');
    expect(lines).toContain('content/articles/1.md:2:8');
  });

  test('of broken settings or a broken theme are reported with those of the texts', async () => {
    const dead = article('title: A\ndate: bald', '[x](nix.md)');
    const unset = createSite({ 'site.yaml': 'titel: x\n', 'content/articles/a.md': dead });
    expect(codesOf(await unset.build())).toEqual(['schema/date', 'schema/missing', 'schema/unknown-key']);
    const linked = article('title: A\ndate: 2023-01-01', '[x](nix.md)');
    const unthemed = createSite({
      'templates/article.eta': '<% if (x { %>',
      'content/articles/a.md': linked,
    });
    expect(codesOf(await unthemed.build())).toEqual(['template/unclosed-block', 'text/dead-link']);
  });

  test('of a scheduled article are told now, not at its hour', async () => {
    const site = createSite({
      'content/articles/a.md': article('title: A\ndate: 2031-01-01\nimage: { src: a.png, alt: A }'),
      'content/media/a.png': 'kein Bild',
    });
    expect(codesOf(await site.build())).toEqual(['text/picture-unreadable']);
  });

  test('are told again by the next build', async () => {
    const site = createSite(faulty);
    const first = reported(await site.build());
    expect(reported(await site.build())).toEqual(first);
  });

  test('leave the output as it was, byte for byte, and no stray file in it', async () => {
    const site = createSite({ 'content/articles/a.md': good });
    await site.build();
    const before = site.outputs();
    for (const [path, text] of Object.entries(faulty)) {
      site.write({
        'site.yaml': minimalSettings,
        'content/articles/a.md': article('title: Neu\ndate: 2024-01-01'),
        [path]: text,
      });
      if (path !== 'site.yaml' && path !== 'content/articles/4.md' && path !== 'content/articles/5.md') {
        expect((await site.build()).published).toBe(false);
        expect(site.outputs()).toEqual(before);
      }
    }
  });

  test('of a template that fails on one page of many leave the output as it was', async () => {
    const site = createSite({ 'content/articles/a.md': good, 'content/pages/p.md': article('title: P') });
    await site.build();
    const before = site.outputs();
    site.write({
      'content/articles/a.md': article('title: Neu\ndate: 2024-01-01'),
      'templates/page.eta': 'gut\n<% if (it.title === "P") { %>\n<%= it.gibt.es.nicht %>\n<% } %>\n',
    });
    const result = await site.build();
    expect(result.published).toBe(false);
    expect(reported(result)[0]).toMatch(/^templates\/page\.eta:3:\d+: Fehler: /);
    expect(site.outputs()).toEqual(before);
  });
});
