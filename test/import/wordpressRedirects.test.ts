/** Old addresses of a WordPress become lines of content/redirects.txt. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourcePath, UrlPath } from '../../src/core/model.ts';
import { readRedirectionExport } from '../../src/import/wordpress/redirectionPlugin.ts';
import {
  type MovedText,
  type OldAddresses,
  wordpressRedirects,
} from '../../src/import/wordpress/redirects.ts';
import { parseRedirectLines } from '../../src/routes/redirects/redirectLines.ts';

const file = (path: string): SourcePath => path as SourcePath;
const url = (path: string): UrlPath => path as UrlPath;

const hafen: MovedText = {
  id: '123',
  type: 'post',
  link: 'https://alt.example/2019/05/hafen/',
  date: '2019-05-13 14:30:46',
  slug: 'hafen',
  oldSlugs: ['der-hafen', 'häfen'],
  file: file('content/articles/2019/hafen.md'),
  url: url('/2019/05/hafen/'),
  isPublished: true,
  aliases: [],
};

const nothing: OldAddresses = {
  url: 'https://alt.example',
  base: '',
  pattern: '/%year%/%monthnum%/%postname%/',
  hasCommentFeed: false,
  texts: [],
  terms: [],
  authors: [],
  attachments: [],
};
const usual = [...wordpressRedirects(nothing)];
const linesOf = (old: Partial<OldAddresses>): readonly string[] =>
  [...wordpressRedirects({ ...nothing, ...old })].filter((line) => !usual.includes(line));

describe('Old addresses of WordPress', () => {
  test('of feeds and pages of the front page always lead on', () => {
    expect(usual).toEqual([
      '/feed/atom/ /atom.xml',
      '/feed/* /feed.xml',
      '/rss/ /feed.xml',
      '/rss2/ /feed.xml',
      '/rdf/ /feed.xml',
      '/atom/ /atom.xml',
      '/?feed=rss /feed.xml',
      '/?feed=rss2 /feed.xml',
      '/?feed=rdf /feed.xml',
      '/?feed=feed /feed.xml',
      '/?feed=atom /atom.xml',
      '/page/* /',
      '/:page/feed/* /:page/',
      '/:page/comment-page-* /:page/',
    ]);
    expect(linesOf({ hasCommentFeed: true })).toContain('/comments/feed/* /kommentare.xml');
  });

  test('of a text that stays are its number, its former names and the archives of its date', () => {
    expect(linesOf({ texts: [hafen] })).toEqual([
      '/?p=123 content/articles/2019/hafen.md',
      '/2019/05/der-hafen/ content/articles/2019/hafen.md',
      '/2019/05/h%C3%A4fen/ content/articles/2019/hafen.md',
      '/2019/05/* /archiv/2019/05/',
      '/2019/* /archiv/2019/',
    ]);
  });

  test('of a text that moves lead to its file, unless its head says so', () => {
    const moved = { ...hafen, url: url('/neu/hafen/'), oldSlugs: [] };
    expect(linesOf({ texts: [moved] })).toContain('/2019/05/hafen/ content/articles/2019/hafen.md');
    const named = { ...moved, aliases: [url('/2019/05/hafen/')] };
    expect(linesOf({ texts: [named] })).not.toContain('/2019/05/hafen/ content/articles/2019/hafen.md');
    const hidden = { ...moved, isPublished: false };
    expect(linesOf({ texts: [hidden] }).join()).not.toContain('archiv');
  });

  test('of lists lead with their pages and feeds to the new list', () => {
    const terms = [
      { taxonomy: 'category', id: '4', slug: 'hafen', parents: ['stadt'], url: url('/ressort/hafen/') },
      { taxonomy: 'post_tag', id: '5', slug: 'kräne', parents: [], url: url('/thema/kraene/') },
      { taxonomy: 'post_tag', id: '6', slug: 'leer', parents: [], url: undefined },
      { taxonomy: 'nav_menu', id: '7', slug: 'menu', parents: [], url: url('/x/') },
    ];
    const authors = [
      { slug: 'anna', url: url('/autor/anna-mueller/') },
      { slug: 'weg', url: undefined },
    ];
    expect(linesOf({ terms, authors, categoryBase: 'rubrik/alle' })).toEqual([
      '/rubrik/alle/stadt/hafen/feed/* /ressort/hafen/feed.xml',
      '/rubrik/alle/stadt/hafen/* /ressort/hafen/',
      '/rubrik/alle/hafen/feed/* /ressort/hafen/feed.xml',
      '/rubrik/alle/hafen/* /ressort/hafen/',
      '/?cat=4 /ressort/hafen/',
      '/tag/kr%C3%A4ne/feed/* /thema/kraene/feed.xml',
      '/tag/kr%C3%A4ne/* /thema/kraene/',
      '/author/anna/feed/* /autor/anna-mueller/feed.xml',
      '/author/anna/* /autor/anna-mueller/',
    ]);
  });

  test('of pictures lead to the picture, and their pages to the text around them', () => {
    const attachments = [
      {
        id: '9',
        link: 'https://alt.example/2019/05/hafen/bild/',
        path: '2019/05/Mein-Bildä.jpg',
        media: file('content/media/2019/05/mein-bild.jpg'),
        parent: hafen.file,
      },
      {
        id: '10',
        link: 'https://alt.example/plan/',
        path: '2019/05/plan.pdf',
        media: file('content/media/plan.pdf'),
        parent: undefined,
      },
      {
        id: '11',
        link: 'https://alt.example/?attachment_id=11',
        path: 'weg.jpg',
        media: undefined,
        parent: undefined,
      },
    ];
    expect(linesOf({ texts: [{ ...hafen, oldSlugs: [], isPublished: false }], attachments })).toEqual([
      '/?p=123 content/articles/2019/hafen.md',
      '/2019/05/hafen/* content/articles/2019/hafen.md',
      '/?attachment_id=9 content/articles/2019/hafen.md',
      '/wp-content/uploads/2019/05/Mein-Bild%C3%A4.jpg content/media/2019/05/mein-bild.jpg',
      '/?attachment_id=10 content/media/plan.pdf',
      '/plan/ content/media/plan.pdf',
      '/wp-content/uploads/2019/05/plan.pdf content/media/plan.pdf',
    ]);
  });

  test('below a folder keep it, where the new blog does not stand in it as well', () => {
    const texts = [{ ...hafen, oldSlugs: [], link: 'https://alt.example/blog/2019/05/hafen/' }];
    const old = { url: 'https://alt.example/blog/', texts };
    expect(linesOf(old)).toContain('/blog/2019/05/hafen/ content/articles/2019/hafen.md');
    expect(linesOf({ ...old, base: '/blog' })).not.toContain(
      '/2019/05/hafen/ content/articles/2019/hafen.md',
    );
    expect(linesOf({ ...old, base: '/neu' })).toEqual([]);
  });

  test('without a pattern are numbers and nothing else', () => {
    const texts = [{ ...hafen, link: 'https://alt.example/?p=123' }];
    expect(linesOf({ texts, pattern: '' })).toEqual([
      '/?p=123 content/articles/2019/hafen.md',
      '/?m=201905 /archiv/2019/05/',
      '/?m=2019 /archiv/2019/',
    ]);
  });

  test('are lines that can be read, whatever they were', () => {
    const text = fc.record({
      id: fc.string({ maxLength: 5 }),
      type: fc.constantFrom('post', 'page'),
      link: fc.oneof(
        fc.webUrl(),
        fc.string(),
        fc.string().map((path) => `https://alt.example/${path}`),
      ),
      date: fc.constantFrom('2019-05-13 14:30:46', '0000-00-00 00:00:00', ''),
      slug: fc.string({ maxLength: 8 }),
      oldSlugs: fc.array(fc.string({ maxLength: 8 }), { maxLength: 2 }),
      file: fc.constant(hafen.file),
      url: fc.constant(hafen.url),
      isPublished: fc.boolean(),
      aliases: fc.constant([]),
    });
    const attachment = fc.record({
      id: fc.string({ maxLength: 5 }),
      link: fc.string(),
      path: fc.string(),
      media: fc.constant(file('content/media/a.jpg')),
      parent: fc.constantFrom(undefined, hafen.file),
    });
    fc.assert(
      fc.property(fc.array(text), fc.array(attachment), fc.string(), (texts, attachments, pattern) => {
        const lines = [...wordpressRedirects({ ...nothing, texts, attachments, pattern })];
        const { value, diagnostics } = parseRedirectLines(lines.join('\n'), file('content/redirects.txt'));
        expect(diagnostics).toEqual([]);
        expect(value).toHaveLength(lines.length);
      }),
    );
  });
});

describe('Exports of the plugin „Redirection“', () => {
  const redirect = (from: string, to: string, more: object = {}): object => ({
    url: from,
    action_type: 'url',
    action_code: 301,
    action_data: { url: to },
    match_type: 'url',
    regex: false,
    group_id: 1,
    status: 'enabled',
    ...more,
  });

  test('as JSON are lines, and what cannot be one is told', () => {
    const text = JSON.stringify({
      plugin: { version: '5.3' },
      groups: [
        { id: 1, enabled: true },
        { id: 2, enabled: false },
      ],
      redirects: [
        redirect('/alt', '/neu/'),
        redirect('/mit?p=1', 'https://alt.example/neu/#ende'),
        redirect('^/ordner/.*', '/neu/', { regex: true }),
        redirect('^/ordner2(/.*)?$', '/neu/', { regex: true }),
        redirect('^/genau\\.html$', '/neu/', { regex: true }),
        redirect('/egal', '', { action_type: 'error', action_code: 410, action_data: '' }),
        redirect('/mit leer', '/neu/'),
        redirect('^/teil/(.*)', '/neu/$1', { regex: true }),
        redirect('^/(a|b)/$', '/neu/', { regex: true }),
        redirect('/fern', 'https://anders.example/'),
        redirect('/aus', '/neu/', { status: 'disabled' }),
        redirect('/gruppe', '/neu/', { group_id: 2 }),
        redirect('/nur', { url_from: '/x' } as unknown as string, { match_type: 'login' }),
        redirect('/404', '', { action_type: 'error', action_code: 404 }),
        redirect('/zufall', '', { action_type: 'random' }),
        redirect('/suche', '/neu/?q=1'),
        null,
      ],
    });
    const { lines = [], leftOut = [] } = readRedirectionExport(text, ['alt.example']) ?? {};
    expect(lines).toEqual(
      [
        '/alt /neu/',
        '/mit?p=1 /neu/',
        '/ordner/* /neu/',
        '/ordner2/* /neu/',
        '/genau.html /neu/',
        '/egal 410',
        '/mit%20leer /neu/',
      ].filter((line) => !line.includes('%20')),
    );
    expect(leftOut.map(({ reason }) => reason.split(' ').slice(0, 2).join(' '))).toEqual([
      '„/mit%20leer /neu/“',
      'Setzt Teile',
      'Das Muster',
      'Führt zu',
      'Ist dort',
      'Ist dort',
      'Gilt nur',
      'Antwortet mit',
      'Tut etwas',
      '„/suche /neu/?q=1“',
      'Führt zu',
    ]);
  });

  test('as CSV and for Apache are the same lines', () => {
    const csv =
      'source,target,regex,code,type,hits,title,status\n"/alt","/neu/",0,301,url,3,"",active\n"^/o/.*","/neu/",1,301,url,0,"",active\n/aus,/neu/,0,301,url,0,,disabled\n/weg,,0,410,error,0,,active\n';
    expect(readRedirectionExport(csv)?.lines).toEqual(['/alt /neu/', '/o/* /neu/', '/weg 410']);
    const apache = `# Created by Redirection
<IfModule mod_rewrite.c>
RewriteEngine on
RewriteRule ^alt$ /neu/ [R=301,L]
RewriteRule ^o/.* /neu/ [R=301,L]
RewriteCond %{QUERY_STRING} ^p=12$
RewriteRule ^$ /neu/? [R=301,L]
RewriteCond %{HTTP_REFERER} example
RewriteRule ^x$ /neu/ [R=301,L]
RewriteRule ^weg$ - [G]
</IfModule>
`;
    const read = readRedirectionExport(apache);
    expect(read?.lines).toEqual(['/alt /neu/', '/o/* /neu/', '/?p=12 /neu/', '/weg 410']);
    expect(read?.leftOut).toHaveLength(1);
  });

  test.each(['', 'Kein Export', '{', '{"redirects":1}', 'source,target\n"offen'])(
    'that are none: %j',
    (text) => {
      expect(readRedirectionExport(text)?.lines ?? []).toEqual([]);
    },
  );

  test('give lines that can be read, whatever stands in them', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom('^/a/.*', '/a/(b)?', '/ä ö', '/x#y', '/a\n/b /c'));
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word, fc.boolean())), (rules) => {
        const redirects = rules.map(([from, to, regex]) => redirect(`/${from}`, `/${to}`, { regex }));
        const { lines = [], leftOut = [] } = readRedirectionExport(JSON.stringify({ redirects })) ?? {};
        const { value, diagnostics } = parseRedirectLines(lines.join('\n'), file('content/redirects.txt'));
        expect(diagnostics).toEqual([]);
        expect(value).toHaveLength(lines.length);
        expect(new Set(lines).size + leftOut.length).toBeLessThanOrEqual(rules.length);
      }),
    );
  });
});
