/**
 * Edits of everything but articles: settings, theme, authors, static pages, media, comments, and the moment
 * of publication.
 */
import type { Random } from '../../bench/corpus/random.ts';
import { article, svgPicture } from '../support/testSite.ts';
import { builtInTemplate, type Change, type SiteModel, textAt, withFiles } from './paper.ts';
import { pictures, randomBody } from './words.ts';

/** A line of `site.yaml`, in place of the one that was there. */
function setting(key: string, values: readonly string[]): Change {
  return (model, random) => {
    const lines = textAt(model, 'site.yaml').split('\n');
    const others = lines.filter((line) => line !== '' && !line.startsWith(`${key}: `));
    return withFiles(model, { 'site.yaml': [...others, `${key}: ${random.pick(values)}`, ''].join('\n') });
  };
}

/** A file that gets one of these contents, or goes. */
function file(path: string | readonly string[], content: (random: Random, path: string) => string): Change {
  return (model, random) => {
    const chosen = typeof path === 'string' ? path : random.pick(path);
    return withFiles(model, { [chosen]: random.chance(0.75) ? content(random, chosen) : undefined });
  };
}

/** A template of the program's own, with a change that readers see, or back to what it was. */
function template(...names: readonly string[]): Change {
  return (model, random) => {
    const name = random.pick(names);
    const own = `${builtInTemplate(name)}${name.endsWith('.css') ? '' : `<!-- ${random.between(1, 9)} -->`}\n`;
    return withFiles(model, { [`templates/${name}`]: random.chance(0.7) ? own : undefined });
  };
}

/** The picture with other bytes, but not one more or less. */
function redraw(model: SiteModel, random: Random): SiteModel {
  const path = `content/media/${random.pick(pictures)}`;
  const drawn = textAt(model, path);
  return drawn === ''
    ? model
    : withFiles(model, { [path]: drawn.replace(/M\d/, `M${random.between(0, 9)}`) });
}

const hour = 3_600_000;
const number = (random: Random): number => random.between(1, 9);

const pass = (...hours: readonly number[]): Change => {
  return (model, random) => ({ ...model, now: model.now + random.pick(hours) * hour });
};

const settingSteps: Readonly<Record<string, Change>> = {
  'the title of the blog': setting('title', ['Der Bote', 'Das Blatt', '"Die ""Zeit"""']),
  'the description of the blog': setting('description', ['Neues', 'Nachrichten - von hier']),
  'the address of the blog': setting('url', ['https://example.org/', 'https://example.org/blog/']),
  'the language': setting('language', ['de', 'de-CH', 'de-AT']),
  'the time zone': setting('timezone', ['Europe/Berlin', 'UTC', 'Pacific/Auckland']),
  'the permalink': setting('permalink', ['/:year/:month/:slug/', '/:slug/', '/:year/:section/:slug/']),
  'articles a page': setting('articlesPerPage', ['3', '5', '50']),
  'articles a feed': setting('feedItems', ['2', '6', '30']),
  'the HTML that is allowed': setting('html', ['[]', '[video]', '[video, figure]']),
  'the typography': setting('typography', ['true', 'false', '{ quotes: »«, dashes: false }']),
  'the related articles': setting('related', ['{ limit: 3, inText: 1 }', '{ limit: 0 }', '{ limit: 1 }']),
  'the comment settings': setting('comments', [
    '{ endpoint: "https://c.example.org/" }',
    '{ endpoint: "https://c.example.org/", closeAfterDays: 200 }',
    '{ open: false }',
  ]),
  'the social pictures': setting('design', ['{ socialPictures: nie }', '{ socialPictures: immer }']),
  'the hosts': setting('hosting', ['[nginx]', '[apache, netlify]']),
  'the search': setting('search', ['true', 'false']),
  'the foot': setting('footer', ['[ueber-uns]', '[{ name: Shop, url: /shop/ }, korrekturen]']),
  'links above the masthead': setting('header', ['[]', '[{ name: Archiv, url: /archiv/ }]']),
  'the policy': setting('policy', ['{}', '{ script: https://a.example }', '{ image: https://b.example }']),
  'the place inside articles': setting('inArticle', ['1', '2']),
  'the front page': setting('front', [
    '{ opinion: 2 }',
    '{ sections: [Ausland], mostRead: [kim, nichts] }',
    '{ sections: [{ name: Inland, articles: 1 }], opinion: 1 }',
  ]),
  'the navigation': setting('navigation', ['[]', '[{ name: Archiv, url: /archiv/ }]']),
  'a setting that nobody knows': setting('titel', ['x', 'y']),
  'a comment in the settings': (model) =>
    withFiles(model, { 'site.yaml': `${textAt(model, 'site.yaml')}# nichts\n` }),
};

const themeSteps: Readonly<Record<string, Change>> = {
  'the template of articles': template('article.eta'),
  'another template': template('home.eta', 'listing.eta', 'page.eta', 'archive.eta', 'redirect.eta'),
  'a part of templates': template('parts/card.eta', 'parts/related.eta', 'parts/footer.eta'),
  'the layout': template('layouts/base.eta'),
  'a part that nothing includes': file('templates/parts/einsam.eta', (random) => `<p>${number(random)}</p>`),
  'a part of the stylesheet': file(
    'templates/styles/print.css',
    (random) => `p { margin: ${number(random)}px }\n`,
  ),
  'a hook': file(
    ['head', 'in-article', 'before-footer'].map((name) => `templates/parts/${name}.eta`),
    (random) => `<!-- ${number(random)} -->\n`,
  ),
  'the own stylesheet': file('templates/styles/own.css', (random) => `p { margin: ${number(random)}px }\n`),
  'a script': file('templates/own.js', (random) => `console.log(${number(random)});\n`),
  'a static file': file('templates/static/robots.txt', (random) => `# ${number(random)}\n`),
};

const otherSteps: Readonly<Record<string, Change>> = {
  'an author': file(['content/authors/anna-mueller.md', 'content/authors/niemand.md'], (random) =>
    article(`name: ${random.pick(['Anna Müller', 'Anna Maria Müller'])}`, `Buch ${number(random)}.`),
  ),
  'a dossier': file(['content/dossiers/verkehr.md', 'content/dossiers/koeln.md'], (random) =>
    article(
      `title: Dossier ${number(random)}\narticles: [${random.pick(['bus', 'kim', 'nichts'])}]\ndraft: ${String(random.chance(0.3))}`,
      randomBody(random),
    ),
  ),
  'a term of the glossary': file(['content/glossary/oepnv.md', 'content/glossary/zoll.md'], (random) =>
    article(`title: Wort ${number(random)}`, randomBody(random)),
  ),
  'a static page': file(['content/pages/ueber-uns.md', 'content/pages/neu.md'], (random) =>
    article(`title: Seite ${number(random)}\naliases: [/wir/]`, randomBody(random)),
  ),
  'a picture': file(
    pictures.map((name) => `content/media/${name}`),
    (random) => svgPicture.replace('width="4"', `width="${random.between(10, 99)}"`),
  ),
  'a picture redrawn': redraw,
  'a sidecar': file(
    pictures.map((name) => `content/media/${name}.yaml`),
    (random) => `alt: Ein "Bild" ${number(random)}\n${random.chance(0.5) ? 'caption: So war es\n' : ''}`,
  ),
  'a document': file('content/media/bericht.pdf', (random) => `%PDF ${number(random)}`),
  'a comment': file(
    ['content/comments/kim/1.yaml', 'content/comments/bus/2.yaml'],
    (random) => `name: Eva\ndate: 2024-01-01 10:00\ntext: Kommentar ${number(random)}.\n`,
  ),
  'some hours': pass(1, 6, 30),
  'some weeks': pass(200, 1000, 8000),
  'a step back in time': pass(-1, -30, -5000),
  'drafts shown or not': (model, random) => ({ ...model, preview: random.chance(0.4) }),
  nothing: (model) => model,
};

/** A configuration with what it imports; without it the entries are texts where nothing is read. */
const configuration: Change = (model, random) => {
  const options = random.pick([
    'perPage: 2, feed: true',
    'filter: ({ data }) => data.rang > 4',
    'filter: ({ date }, { today }) => (date?.instant ?? 0) <= today.instant',
  ]);
  const plugin = random.pick(['', 'remarkPlugins: [stars],', 'rehypePlugins: [stars],']);
  const text = `import { rank, stars } from './lib/rank.ts';
export default {
  collections: { feste: { permalink: '${random.pick(['/feste/:slug/', '/fest/:rang/:slug/'])}', scheduled: ${String(random.chance(0.5))},
    lists: [{ url: '/feste/', sort: (a, b) => rank(a) - rank(b), ${options} }] } },
  ${plugin}
  pages: [({ collections, articles, data }) => ({ url: '/zahlen.json',
    text: JSON.stringify([collections.feste.length, articles.length, data.preise ?? 0]) })],
};
`;
  const isThere = random.chance(0.8);
  return withFiles(model, {
    'blattmacher.config.ts': isThere ? text : undefined,
    'lib/rank.ts': textAt(model, 'lib/rank.ts') || rankOf(random),
  });
};

function rankOf(random: Random): string {
  return `export const rank = ({ data }) => ${random.pick(['', '-'])}data.rang;
export const stars = () => (tree) => {
  const walk = (node) => {
    if (node.type === 'text') node.value = node.value.replaceAll('Fest', '${random.pick(['Feier', 'Fete'])}');
    for (const child of node.children ?? []) walk(child);
  };
  walk(tree);
};
`;
}

const ownSteps: Readonly<Record<string, Change>> = {
  'the configuration': configuration,
  'what the configuration imports': (model, random) => withFiles(model, { 'lib/rank.ts': rankOf(random) }),
  'an entry': file(
    ['content/feste/markt.md', 'content/feste/wein.md', 'content/feste/alt/kirmes.md'],
    (random) =>
      article(
        `title: Fest ${number(random)}\nrang: ${number(random)}\ndate: ${random.pick(['2024-01-01', '2026-10-02'])}\ntags: [Verkehr, Köln]\nrelated: [bus]`,
        `Ein Fest. ${randomBody(random)}`,
      ),
  ),
  'a data file': file('data/preise.yaml', (random) => `brot: ${number(random)}\n`),
};

export const siteSteps: Readonly<Record<string, Change>> = {
  ...settingSteps,
  ...themeSteps,
  ...otherSteps,
  ...ownSteps,
};
