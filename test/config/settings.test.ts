import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../src/config/settings.ts';
import type { SourcePath } from '../../src/core/model.ts';
import { sortDiagnostics } from '../../src/core/diagnostics/printDiagnostics.ts';

const file = 'site.yaml' as SourcePath;
const minimal = 'title: Der Bote\nurl: https://example.org/\n';
const parse = (text: string) => parseSettings(text, file);
const codesOf = (text: string) => parse(text).diagnostics.map(({ code }) => code);

describe('site.yaml', () => {
  test('needs a title and an address; everything else has a default', () => {
    expect(parse(minimal).value).toMatchObject({
      title: 'Der Bote',
      url: { origin: 'https://example.org', base: '' },
      description: '',
      language: 'de',
      timezone: 'Europe/Berlin',
      permalink: '/:year/:month/:slug/',
      navigation: [],
      articlesPerPage: 20,
      feedItems: 20,
      html: [],
      comments: { open: true },
      related: { limit: 4, inText: 0 },
    });
  });

  test.each([
    ['https://example.org', 'https://example.org', ''],
    ['https://example.org/blog', 'https://example.org', '/blog'],
    ['https://example.org/blog/', 'https://example.org', '/blog'],
    ['http://localhost:8080/a/b/', 'http://localhost:8080', '/a/b'],
    ['https://müller.example/~a.b-c_d/B/', 'https://xn--mller-kva.example', '/~a.b-c_d/B'],
  ])('reads %s as origin and sub-path', (url, origin, base) => {
    expect(parse(`title: x\nurl: ${url}`).value?.url).toEqual({ origin, base });
  });

  test.each([
    'example.org',
    '/blog/',
    'ftp://example.org/',
    'mailto:a@example.org',
    'https://',
    'javascript:alert(1)',
  ])('takes no %s for its address', (url) => {
    expect(codesOf(`title: x\nurl: "${url}"`)).toContain('schema/web-address');
  });

  test.each([
    '//blog/',
    '/blog//',
    '/a//b/',
    '/zeitung-für/',
    '/zeitung-f%C3%BCr/',
    '/a b/',
    '/a$b/',
    '/a(b/',
    '/a;b/',
    '/a{b}/',
    '/a"b/',
    '/a*b/',
    '/a:b/',
    '/a/../b/',
    '/./b/',
    '/.well-known/',
    '/a\\b/',
    '/?q=1',
    '?q=1',
    '/#x',
    '/blog/?',
  ])('takes no path like %s in its address, and says so at its place', (path) => {
    const { value, diagnostics } = parse(`title: x\nurl: 'https://example.org${path}'`);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'schema/site-url', position: { line: 2, column: 6 } }]);
  });

  test.each([
    'https://anna:geheim@example.org/',
    'https://anna@example.org/',
    'https:/example.org/',
    'https:\\\\example.org/',
  ])('takes no %s for its address either', (url) => {
    expect(codesOf(`title: x\nurl: '${url}'`)).toContain('schema/site-url');
  });

  test.each([
    '/:slug/',
    '/:year/:month/:day/:slug/',
    '/artikel/:section/:slug/',
    '/:year-:month-:day-:slug/',
    '/a-b/:slug/',
  ])('takes %s as permalink', (permalink) => {
    expect(parse(`${minimal}permalink: "${permalink}"`).value?.permalink).toBe(permalink);
  });

  test.each([
    '/:year/',
    ':slug/',
    '/:slug',
    '/:Slug/',
    '/:slugs/',
    '/:monat/:slug/',
    '/../:slug/',
    '//:slug/',
    '/ä/:slug/',
    '/:slug/?a/',
    '/a b/:slug/',
  ])('takes no %s as permalink', (permalink) => {
    expect(codesOf(`${minimal}permalink: "${permalink}"`)).toContain('schema/permalink');
  });

  test.each(['/', '/impressum/', '/thema/nordkorea/#neu', 'https://nachbarn.example/'])(
    'takes %s as a goal of the navigation',
    (url) => {
      const navigation = [{ name: 'Ziel', url }];
      expect(parse(`${minimal}navigation: ${JSON.stringify(navigation)}`).value?.navigation).toEqual(
        navigation,
      );
    },
  );

  test.each([
    'javascript:alert(1)',
    '//evil.example/',
    '/\\evil.example/',
    'impressum',
    'ftp://example.org/',
  ])('takes no %j as a goal of the navigation', (url) => {
    const { value, diagnostics } = parse(`${minimal}navigation:\n  - { name: Ziel, url: '${url}' }\n`);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'schema/link', position: { line: 4 } }]);
  });

  test('looks at a permalink in linear time, and says once what is wrong', () => {
    expect(codesOf(`${minimal}comments: { open: nein }\npermalink: "/${'-'.repeat(50_000)}!"`)).toEqual([
      'schema/permalink',
    ]);
  });

  test('says once that there is no endpoint, and nothing when comments are closed on purpose', () => {
    expect(codesOf(minimal)).toEqual(['settings/no-endpoint']);
    expect(codesOf(`${minimal}comments: { open: nein }`)).toEqual([]);
    expect(codesOf(`${minimal}comments: { endpoint: "https://c.example/x" }`)).toEqual([]);
  });

  test('reads typography as one word or rule by rule', () => {
    const typographyOf = (text: string) => parse(`${minimal}typography: ${text}\n`).value?.typography;
    expect(Object.values(typographyOf('nein')?.rules ?? {})).not.toContain(true);
    expect(typographyOf('{ quotes: »«, dashes: nein }')).toMatchObject({
      quotes: '»«',
      rules: { quotes: true, dashes: false, ranges: true },
    });
    expect(typographyOf('{ quotes: false }')?.rules).toMatchObject({ quotes: false, apostrophes: true });
  });

  test.each([
    ['aus', 'Möglich sind: true, false, ja, nein.'],
    ['{ quotes: \'""\' }', 'Möglich sind: „“, »«, «», true, false, ja, nein.'],
    ['{ dashes: lang }', 'Möglich sind: true, false, ja, nein.'],
    ['{ dashs: nein }', 'Meintest du „dashes“?'],
  ])('explains a wrong value of typography: %s', (value, hint) => {
    expect(parse(`${minimal}typography: ${value}\n`).diagnostics[0]?.hint).toBe(hint);
  });

  test('reports unknown keys on every level, with what is meant', () => {
    const { diagnostics } = parse(`${minimal}descripton: x\ncomments:\n  endpont: https://c.example/\n`);
    expect(diagnostics).toMatchObject([
      { code: 'schema/unknown-key', position: { line: 3, column: 1 }, hint: 'Meintest du „description“?' },
      { code: 'schema/unknown-key', position: { line: 5, column: 3 }, hint: 'Meintest du „endpoint“?' },
      { code: 'settings/no-endpoint' },
    ]);
  });

  test('reports everything that is wrong at once, each at its value', () => {
    const { value, diagnostics } = parse(
      'title: [a]\nurl: x\nlanguage: fr\ntimezone: Mars/Olympus\narticlesPerPage: 0\nfeedItems: 1000\nhtml: { a: b }\nnavigation:\n  - name: A\n',
    );
    expect(value).toBeUndefined();
    expect(
      sortDiagnostics(diagnostics).map(({ code, position }) => [code, position?.line, position?.column]),
    ).toEqual([
      ['schema/text', 1, 8],
      ['schema/web-address', 2, 6],
      ['schema/choice', 3, 11],
      ['schema/timezone', 4, 11],
      ['schema/number-range', 5, 18],
      ['schema/number-range', 6, 12],
      ['schema/list', 7, 7],
      ['schema/missing', 9, 5],
    ]);
  });

  test('answers any text with settings or an error, never with an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const { value, diagnostics } = parse(minimal + text);
        expect(value !== undefined || diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
      }),
    );
  });
});

describe('policy', () => {
  const originsOf = (value: string) => {
    const { value: settings, diagnostics } = parse(
      `${minimal}policy: { script: ${JSON.stringify(value)} }\n`,
    );
    return settings?.policy.script.map(({ origin }) => origin) ?? diagnostics.map(({ code }) => code);
  };

  test.each([
    ['https://a.example', 'https://a.example'],
    ['https://a.example/', 'https://a.example'],
    ['https://a.example:8443', 'https://a.example:8443'],
    ['https://a.example:443', 'https://a.example'],
    ['HTTPS://Müller.Example', 'https://xn--mller-kva.example'],
  ])('takes %s as %s', (written, origin) => {
    expect(originsOf(written)).toEqual([origin]);
  });

  test.each([
    '*',
    'https:',
    'https://*',
    'https://*.example.org',
    'https://a.example/skript.js',
    'https://a.example/?a',
    'https://a.example#a',
    'https://name:wort@a.example',
    'https://a.example https://b.example',
    "https://a.example 'unsafe-inline'",
    "https://a.example; script-src 'unsafe-eval'",
    "'unsafe-inline'",
    "'self'",
    'http://a.example',
    '//a.example',
    'data:',
    'blob:',
    'wss://a.example',
  ])('refuses %s', (written) => {
    expect(originsOf(written)).toEqual(['schema/origin']);
  });

  test('lets nothing into the policy but an origin, whatever is typed', () => {
    const piece = fc.constantFrom(
      'https://',
      'http://',
      '*',
      '.',
      'a.example',
      "'unsafe-inline'",
      "'",
      ';',
      ',',
      ' ',
      '/',
      '\\',
      ':',
      '443',
      '@',
      '\t',
      '\u00ad',
      'ß',
      '。',
      '%3b',
      '[::1]',
      '"',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((all) => all.join('')),
          fc.string(),
        ),
        (written) => {
          for (const origin of originsOf(written))
            expect(origin).toMatch(
              /^(?:https:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d+)?|[a-z-]+\/[a-z-]+)$/,
            );
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('says of a purpose that it does not know which was meant', () => {
    const { diagnostics } = parse(`${minimal}policy: { scripts: https://a.example }\n`);
    expect(diagnostics[0]).toMatchObject({ code: 'schema/unknown-key', hint: 'Meintest du „script“?' });
  });
});
