/** What a site adds to the theme without copying any of it: parts that are empty, a stylesheet, a script, links, origins. */
import { expect, test } from 'vitest';
import { checkSite } from '../src/build/build.ts';
import { DevSite } from '../src/dev/devSite.ts';
import { needTool } from './support/needTools.ts';
import { article, createSite, minimalSettings, reported, reportedFor } from './support/testSite.ts';
import { useBrowser } from './support/useBrowser.ts';
import { usualBuild } from './support/usualBuild.ts';
import { serveFolder } from '../scripts/serveFolder.ts';

needTool('chromium');
const browser = useBrowser();

const kim = {
  'content/articles/kim.md': article('title: Kim\ndate: 2023-09-13', 'Eins.\n\nZwei.\n\nDrei.\n\nVier.'),
  'content/pages/impressum.md': article('title: Impressum'),
  'content/pages/datenschutz.md': article('title: Datenschutz'),
};
const page = '2023/09/kim/index.html';

const hooks = ['head', 'before-header', 'after-header', 'in-article', 'after-article', 'before-footer'];
const parts = Object.fromEntries(
  hooks.map((name) => [
    `templates/parts/${name}.eta`,
    name === 'head' ? '<meta name="hook" content="<%= it.site.title %>">\n' : `<p data-hook="${name}"></p>\n`,
  ]),
);

test('Parts that a site lays into the hooks stand at their places on all pages, those of articles in articles alone', async () => {
  const site = createSite({ ...kim, ...parts });
  expect(reported(await site.build())).toEqual([]);
  const placesIn = (html: string): readonly string[] =>
    [
      ...html.matchAll(
        /<meta name="hook" content="Der Bote">|<(?:header class="masthead|main|footer class="footer|body)|data-hook="([^"]+)"|<p>(\w+)\.<\/p>|<\/article>/g,
      ),
    ].map(([whole, hook, paragraph]) => hook ?? paragraph ?? whole);
  const above = [
    '<meta name="hook" content="Der Bote">',
    '<body',
    'before-header',
    '<header class="masthead',
    'after-header',
    '<main',
  ];
  const below = ['before-footer', '<footer class="footer'];
  expect(placesIn(site.read(page))).toEqual([
    ...above,
    'Eins',
    'Zwei',
    'Drei',
    'in-article',
    'Vier',
    '</article>',
    'after-article',
    ...below,
  ]);
  expect(placesIn(site.read('impressum/index.html'))).toEqual([...above, '</article>', ...below]);
  expect(site.read('feed.xml')).not.toContain('data-hook');
});

test('Without parts of its own a page has no trace of the hooks', async () => {
  const [bare, copied] = [createSite(kim), createSite({ ...kim, 'templates/parts/head.eta': '' })];
  await Promise.all([bare.build(), copied.build()]);
  expect(copied.outputs()).toEqual(bare.outputs());
  expect(bare.read(page)).toMatch(/<\/p>\n<p>Vier\.<\/p>/);
});

test('The place inside an article is after the paragraph that the site wants, and moves with settings and parts', async () => {
  const site = createSite(kim);
  const seen = async (): Promise<string | undefined> => {
    const { rendered } = await site.build();
    return `${/<p>(\w+)\.<\/p>\s*<b>Hier/.exec(site.read(page))?.[1] ?? 'nirgends'} ${rendered > 0 ? 'neu' : 'alt'}`;
  };
  expect(await seen()).toBe('nirgends neu');
  site.write({ 'templates/parts/in-article.eta': '<b>Hier: <%= it.title %></b>\n' });
  expect(await seen()).toBe('Drei neu');
  site.write({ 'site.yaml': `${minimalSettings}inArticle: 1\n` });
  expect(await seen()).toBe('Eins neu');
  site.write({ 'site.yaml': `${minimalSettings}inArticle: 4\n` });
  expect(await seen()).toBe('nirgends neu');
  site.remove('templates/parts/in-article.eta');
  expect(await seen()).toBe('nirgends neu');
  expect(await seen()).toBe('nirgends alt');
});

test('A part for the inside of articles appears in the preview as soon as it is saved', async () => {
  const site = createSite(kim);
  const devSite = new DevSite({ ...usualBuild(site.folder, site.out), now: () => Date.UTC(2026, 9, 1) });
  await devSite.rebuild();
  const shown = (): string => String(devSite.answer('/2023/09/kim/')?.body);
  expect(shown()).not.toContain('<b>Hier');
  site.write({ 'templates/parts/in-article.eta': '<b>Hier</b>' });
  await devSite.rebuild();
  expect(shown()).toContain('<b>Hier');
});

test('styles/own.css comes after all other rules, own.js is a module on every page, both under names that change with them', async () => {
  const site = createSite({
    ...kim,
    'templates/styles/own.css': '.masthead { color: rebeccapurple }\n',
    'templates/own.js': "import { a } from './eigenes/a.js';\nconsole.log(a);\n",
    'templates/eigenes/a.js': 'export const a = "eigen";\n',
  });
  expect(reported(await site.build())).toEqual([]);
  const named = (kind: string): string =>
    new RegExp(String.raw`/(assets/${kind}\.[0-9a-f]{8}\.\w+)"`).exec(site.read(page))?.[1] ?? '';
  const [style, script] = [named('style'), named('own')];
  expect(site.read(style)).toMatch(/\.masthead\{color:#639\}\s*$/);
  expect(site.read(script)).toContain('eigen');
  expect(site.read('index.html')).toContain(`<script type="module" src="/${script}"></script>`);
  site.write({ 'templates/eigenes/a.js': 'export const a = "anders";\n' });
  await site.build();
  expect(named('own')).not.toBe(script);
  expect(named('style')).toBe(style);
});

test('The old name of the own script is an error, and a fault in the new one stands at its line', async () => {
  expect(await reportedFor({ ...kim, 'templates/script.js': 'a();' })).toEqual([
    expect.stringMatching(/^templates\/script\.js: Fehler: .*„own\.js“/),
  ]);
  expect(await reportedFor({ ...kim, 'templates/own.js': '\nlet a = {;' })).toEqual([
    expect.stringMatching(/^templates\/own\.js:2:\d+: Fehler: Diese Stelle des Skripts/),
  ]);
});

test('Header, foot and profiles are links of the settings; pages that the foot does not name follow', async () => {
  const site = createSite({
    ...kim,
    'content/pages/entwurf.md': article('title: Entwurf\ndraft: ja'),
    'site.yaml': `title: Bote
url: https://example.org/blog/
comments: { open: false }
header: [{ name: 'Die "Post"', url: /post/ }]
footer: [impressum, { name: Shop, url: https://shop.example/ }, /entwurf/, impresum]
publisher:
  profiles: [{ name: Mastodon, url: https://social.example/@bote }, https://www.wikidata.org/wiki/Q1]
otherPaths: [/post/]
`,
  });
  expect(reported(await site.build())).toEqual([
    expect.stringMatching(/^site\.yaml:5:\d+: Warnung: .*„impresum“.*\n.*Meintest du „impressum“/),
  ]);
  const home = site.read('index.html');
  expect(home).toContain('<li><a href="/blog/post/">Die „Post“</a></li>');
  expect(
    [...home.split('<footer')[1]!.matchAll(/<li><a(?: rel="me")? href="([^"]+)">/g)].map(([, url]) => url),
  ).toEqual([
    '/blog/archiv/',
    '/blog/impressum/',
    'https://shop.example/',
    '/blog/datenschutz/',
    'https://social.example/@bote',
  ]);
  expect(home).toContain('<a rel="me" href="https://social.example/@bote">Mastodon</a>');
  expect(home).toContain('"sameAs":["https://social.example/@bote","https://www.wikidata.org/wiki/Q1"]');
});

// The content policy.

const policy = `policy:
  script: https://statistik.example.org
  connect: [https://statistik.example.org/, "https://müller.example:8443"]
  image: [https://statistik.example.org]
  frame: [https://karten.example.org]
  form: [https://post.example.org]
`;

const policyOf = (html: string): string => /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';

test('Origins of the settings reach the policy of every page by their purpose, and check names each', async () => {
  const site = createSite({
    ...kim,
    'site.yaml': `title: Bote\nurl: https://example.org/\nsearch: true\ncomments: { open: false }\n${policy}`,
  });
  expect(reported(await site.build())).toEqual([]);
  for (const path of site.paths().filter((one) => one.endsWith('.html'))) {
    const found = policyOf(site.read(path));
    expect(found).toMatch(/script-src &#39;self&#39;.*? https:\/\/statistik\.example\.org; style-src/);
    expect(found).toContain('img-src &#39;self&#39; https://statistik.example.org;');
    expect(found).toContain('frame-src https://karten.example.org;');
    expect(found).toContain(
      'connect-src &#39;self&#39; https://statistik.example.org https://xn--mller-kva.example:8443;',
    );
    expect(found).toMatch(/form-action (?:&#39;self&#39; )?https:\/\/post\.example\.org;/);
    expect(found).toContain('style-src &#39;self&#39;;');
  }
  const notes = reported({
    diagnostics: await checkSite({ ...usualBuild(site.folder, site.out), hints: true }),
  });
  expect(notes).toHaveLength(6);
  expect(notes[0]).toMatch(
    /^site\.yaml:6:\d+: Hinweis: Alle Seiten dieses Blogs dürfen von https:\/\/statistik\.example\.org Skripte laden/,
  );
});

test('A policy that is taken away is taken from every page', async () => {
  const site = createSite({ ...kim, 'site.yaml': `${minimalSettings}${policy}` });
  await site.build();
  site.write({ 'site.yaml': minimalSettings });
  await site.build();
  expect(Object.values(site.outputs()).join('')).not.toContain('statistik.example.org');
});

// What docs/veroeffentlichen.md tells of counting visits; the counters are stand-ins that do what the real ones do.

const counters = {
  Matomo: {
    settings: 'policy:\n  script: https://statistik.example.org\n  connect: https://statistik.example.org\n',
    files: {
      'templates/own.js': `const counter = 'https://statistik.example.org/';
window._paq = [['disableCookies'], ['trackPageView'], ['setTrackerUrl', counter + 'matomo.php'], ['setSiteId', '1']];
`,
      'templates/parts/head.eta': '<script defer src="https://statistik.example.org/matomo.js"></script>\n',
    },
    script: `addEventListener('load', () => navigator.sendBeacon('https://statistik.example.org/matomo.php', JSON.stringify(window._paq)));`,
    counted: /disableCookies.*trackPageView/,
  },
  Plausible: {
    settings: 'policy:\n  script: https://statistik.example.org\n  connect: https://statistik.example.org\n',
    files: {
      'templates/parts/head.eta':
        '<script defer data-domain="example.org" src="https://statistik.example.org/js/script.js"></script>\n',
    },
    script: `fetch('https://statistik.example.org/api/event', { method: 'POST', body: document.currentScript.dataset.domain });`,
    counted: /^example\.org$/,
  },
};

test.each(Object.entries(counters))(
  '%s counts a visit in a real browser, without a word of the policy, a cookie or another host',
  async (_, { settings, files, script, counted }) => {
    const site = createSite({ ...kim, ...files, 'site.yaml': `${minimalSettings}${settings}` });
    expect(reported(await site.build())).toEqual([]);
    const served = await serveFolder(site.out);
    const context = await browser().newContext();
    const opened = await context.newPage();
    const said: string[] = [];
    const hosts = new Set<string>();
    opened.on('console', (message) => said.push(message.text()));
    opened.on('request', (request) => hosts.add(new URL(request.url()).origin));
    const sent = new Promise<string>((resolve) => {
      void context.route('https://statistik.example.org/**', async (route) => {
        const headers = { 'access-control-allow-origin': '*' };
        if (route.request().method() === 'POST') resolve(route.request().postData() ?? '');
        await route.fulfill({ contentType: 'text/javascript', body: script, headers });
      });
    });
    await opened.goto(`${served.origin}/2023/09/kim/`);
    expect(await sent).toMatch(counted);
    expect(said).toEqual([]);
    expect([...hosts]).toEqual([served.origin, 'https://statistik.example.org']);
    expect(await context.cookies()).toEqual([]);
    await context.close();
    await served.close();
  },
);

test('Without the policy the same script is not even asked for', async () => {
  const { files } = counters.Plausible;
  const site = createSite({ ...kim, ...files });
  await site.build();
  const served = await serveFolder(site.out);
  const opened = await browser().newPage();
  const asked: string[] = [];
  await opened.route('https://statistik.example.org/**', (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  const refused = opened.waitForEvent('console');
  await opened.goto(`${served.origin}/`);
  expect((await refused).text()).toContain('Content Security Policy');
  expect(asked).toEqual([]);
  await opened.close();
  await served.close();
});
