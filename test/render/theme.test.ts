import { describe, expect, test } from 'vitest';
import type { TemplateViews } from '../../src/views/views.ts';
import { compiled, theme } from './builtInTheme.ts';
import {
  archive,
  article,
  card,
  commentForm,
  emptyHome,
  home,
  listing,
  notFound,
  search,
  picture,
  published,
  redirect,
  site,
  staticPage,
} from './sampleViews.ts';

const templates = compiled();

function render<Name extends keyof TemplateViews>(name: Name, view: TemplateViews[Name]): string {
  const { value, diagnostics } = templates.render(name, view);
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  return value;
}

const count = (html: string, pattern: RegExp): number => [...html.matchAll(pattern)].length;

const pages = {
  article: render('article', article),
  home: render('home', home),
  'empty home': render('home', emptyHome),
  listing: render('listing', listing),
  archive: render('archive', archive),
  page: render('page', staticPage),
  'not found': render('not-found', notFound),
  search: render('search', search),
};

describe.each(Object.entries(pages))('every page: %s', (_, html) => {
  test('has one h1, one main, and the parts of the frame', () => {
    expect(count(html, /<h1[\s>]/g)).toBe(1);
    expect(count(html, /<main[\s>]/g)).toBe(1);
    expect(html).toMatch(/^<!doctype html>\n<html lang="de">/);
    expect(html).toContain('href="#hauptinhalt">Zum Inhalt springen</a>');
    expect(html).toContain('<a href="/blog/impressum/">Impressum</a>');
    expect(html).toContain('<a href="/blog/datenschutz/">Datenschutz</a>');
  });

  test('carries its policy and nothing that the policy would forbid', () => {
    expect(html).toMatch(
      /<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src &#39;none/,
    );
    expect(html).not.toMatch(/\s(style|on\w+)=|<style|<script(?! type="(?:module|application\/ld\+json)")/);
  });

  test('gives no id twice', () => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test('names its feeds', () => {
    expect(html).toContain(
      '<link rel="alternate" type="application/rss+xml" title="Der Kurier (RSS)" href="/blog/feed.xml">',
    );
  });
});

describe('head', () => {
  test('links the neighbouring pages of a list', () => {
    const head = { ...listing.head, previousUrl: '/blog/a/', nextUrl: '/blog/b/' };
    const html = render('listing', { ...listing, head });
    expect(html).toContain('<link rel="prev" href="/blog/a/">\n<link rel="next" href="/blog/b/">');
  });

  test('keeps a page without an address of its own out of the search engines', () => {
    const head = { ...notFound.head, noindex: true, canonicalUrl: '' };
    const html = render('not-found', { ...notFound, head });
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(html).not.toContain('rel="canonical"');
  });

  test('loads a script only if the theme has one', () => {
    const html = render('page', { ...staticPage, site: { ...site, scriptUrl: '/s.js' } });
    expect(html).toContain('<script type="module" src="/s.js"></script>');
  });

  test('marks the Ressort of the page in the navigation', () => {
    expect(pages.article).toContain('<a href="/blog/ressort/ausland/" aria-current="true">Ausland</a>');
    expect(pages.home).not.toMatch(/aria-current="true"/);
  });
});

describe('article', () => {
  test('shows headline, byline, labelled dates and reading time', () => {
    const updated = {
      iso: '2023-09-17T09:10:00+02:00',
      day: '17. September 2023',
      full: '17. September 2023, 9:10 Uhr',
    };
    const html = render('article', { ...article, updated });
    expect(html).toContain('<p class="kicker">Nordkoreas Machthaber in Russland</p>');
    expect(html).toContain('<h1>Kim Jong Un besucht eine Flugzeugfabrik</h1>');
    expect(html).toContain('Anna Müller</a> und <a href="/blog/autor/juergen-gross/">');
    expect(html).toContain(
      'Veröffentlicht am <time datetime="2023-09-16T14:30:00+02:00">16. September 2023, 14:30 Uhr</time>',
    );
    expect(html).toContain('Aktualisiert am <time datetime="2023-09-17T09:10:00+02:00">');
    expect(html).toContain('3 Min. Lesezeit');
  });

  test('escapes hostile texts wherever they are shown', () => {
    const hostile = '</title><script>alert("1")</script>\'&';
    const html = render('article', {
      ...article,
      title: hostile,
      kicker: hostile,
      teaser: hostile,
      head: { ...article.head, title: hostile, description: hostile },
      lead: { kind: 'figure', picture: { ...picture, alt: hostile }, caption: hostile, credit: hostile },
      tags: [{ name: hostile, url: '/blog/"onclick="x' }],
      related: [card({ title: hostile, teaser: hostile })],
      corrections: [{ date: published, text: hostile }],
    });
    expect(html).not.toMatch(/<script(?! type="application\/ld\+json")/);
    expect(html).not.toContain('"onclick');
    expect(count(html, /&lt;script&gt;alert\(&quot;1&quot;\)/g)).toBeGreaterThan(9);
  });

  test('shows text, figures and the line of a related article in their order', () => {
    const html = render('article', {
      ...article,
      body: [
        { kind: 'html', html: '<p>Anfang</p>' },
        { kind: 'related', card: card({ title: 'Mehr dazu' }) },
        { kind: 'figure', picture, caption: 'Im Text', credit: '' },
        { kind: 'html', html: '<p>Ende</p>' },
      ],
    });
    expect(html).toMatch(
      /Anfang[^]*Siehe auch<\/span> <a[^>]*>Mehr dazu[^]*loading="lazy"[^]*Im Text[^]*Ende/,
    );
  });

  test('loads the lead picture at once and tells its size', () => {
    expect(pages.article).toContain('width="1200" height="675" fetchpriority="high" loading="eager">');
  });

  test('shows tags, corrections, related articles and neighbours', () => {
    const html = render('article', {
      ...article,
      corrections: [{ date: published, text: 'Es war der Amur.' }],
    });
    expect(html).toContain('<h2>Korrektur</h2>');
    expect(html).toContain('Es war der Amur.');
    expect(html).toContain('<a rel="tag" href="/blog/thema/nordkorea/">Nordkorea</a>');
    expect(html).toMatch(/<h2>Siehe auch<\/h2>[^]*BBC-Korrespondent/);
    expect(html).toMatch(
      /Vorheriger Artikel<\/span> Der Artikel davor[^]*Nächster Artikel<\/span> Der Artikel danach/,
    );
  });

  test('shows none of their headings when there are none', () => {
    const { earlier: _earlier, later: _later, lead: _lead, ...rest } = article;
    const html = render('article', { ...rest, authors: [], tags: [], related: [] });
    expect(html).not.toMatch(/Siehe auch|Korrektur|Vorheriger|Von |<figure|<ul class="tags"/);
  });
});

describe('comments', () => {
  test('the form speaks the sentences that readers know and posts to the endpoint', () => {
    expect(pages.article).toContain('>Schreibe einen Kommentar</h2>');
    expect(pages.article).toContain(
      'Deine E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit\u00a0* markiert.',
    );
    expect(pages.article).toContain(
      'method="post" action="https://kommentare.example/senden" accept-charset="utf-8"',
    );
    expect(pages.article).toContain('<input type="hidden" name="article" value="/2023/09/kim/">');
    expect(pages.article).toContain('>Kommentar abschicken</button>');
  });

  test.each([
    ['Kommentar', 'comment', 65525, true],
    ['Name', 'author', 245, true],
    ['E-Mail', 'email', 100, true],
    ['Website', 'url', 200, false],
  ])('the field %s has a label, a length and its mark', (label, id, length, required) => {
    const mark = required ? '<span class="required" aria-hidden="true">*</span>' : '';
    expect(pages.article).toContain(`<label for="${id}">${label}${mark}</label>`);
    const field = new RegExp(`<(?:input|textarea) id="${id}"[^>]*>`).exec(pages.article)?.[0] ?? '';
    expect(field).toContain(`maxlength="${length}"`);
    expect(field.endsWith(' required>')).toBe(required);
  });

  test('fields have the names that the endpoint wants', () => {
    const names = {
      text: 'fields[message]',
      name: 'fields[name]',
      email: 'fields[email]',
      url: 'fields[url]',
    };
    const form = { ...commentForm, names };
    const html = render('article', { ...article, comments: { state: 'open', form } });
    expect(html).toContain('<textarea id="comment" name="fields[message]"');
    expect(html).toContain('<input id="email" name="fields[email]"');
  });

  test('without an endpoint there is no form', () => {
    const html = render('article', { ...article, comments: { state: 'open' } });
    expect(html).not.toMatch(/<form|Kommentar/);
  });

  test('closed comments say so', () => {
    const html = render('article', { ...article, comments: { state: 'closed' } });
    expect(html).toContain('Die Kommentare zu diesem Artikel sind geschlossen.');
    expect(html).not.toContain('<form');
  });
});

describe('lists', () => {
  test('the front page shows the lead, the Ressorts and the latest articles', () => {
    expect(pages.home).toMatch(/<h1 class="masthead-title">Der Kurier<\/h1>/);
    expect(pages.home).toMatch(
      /card-lead[^]*Die zweite Meldung[^]*ressort\/ausland[^]*Neueste Artikel[^]*Die dritte/,
    );
  });

  test('an empty front page is friendly', () => {
    expect(pages['empty home']).toContain('Hier ist noch nichts erschienen. Schau bald wieder vorbei!');
  });

  test('a list tells how long it is and where in it the reader is', () => {
    expect(pages.listing).toContain('41 Artikel, Seite 2 von 3');
    expect(pages.listing).toContain('aria-label="Seite 2" aria-current="page">2</a>');
    expect(pages.listing).toMatch(/rel="prev"[^>]*>Neuere Artikel[^]*rel="next"[^>]*>Ältere Artikel/);
    expect(pages.home).not.toContain('class="pagination"');
  });

  test('a label and a preview mark stand before the headline', () => {
    const label = { key: 'anzeige', name: 'Anzeige' } as const;
    const html = render('listing', { ...listing, cards: [card({ label, preview: 'Entwurf' })] });
    expect(html).toMatch(
      /Entwurf<\/span> <span class="label label-anzeige">Anzeige<\/span> Pressefreiheit[^]*<h2/,
    );
  });

  test('the archive counts years and months', () => {
    expect(pages.archive).toMatch(
      /2023<\/a> <span class="count">41 Artikel[^]*archiv\/2023\/09\/">September/,
    );
  });
});

test('a redirect leads on at once, by itself and by a link', () => {
  const html = render('redirect', redirect);
  expect(html).toContain('<meta http-equiv="refresh" content="0; url=/blog/2023/09/kim/">');
  expect(html).toContain('<link rel="canonical" href="https://kurier.example/blog/2023/09/kim/">');
  expect(html).toContain('<meta name="robots" content="noindex">');
  expect(html).toContain('<a href="/blog/2023/09/kim/">');
});

test('a part of the site takes the place of the built-in one in all pages', () => {
  const own = compiled(
    theme({ 'parts/footer.eta': '<footer>Eigener Fuß von <%= it.site.title %></footer>' }),
  );
  expect(own.render('page', staticPage).value).toContain('<footer>Eigener Fuß von Der Kurier</footer>');
  expect(own.render('article', article).value).toContain('<footer>Eigener Fuß von Der Kurier</footer>');
});
