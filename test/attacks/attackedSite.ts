/** A whole site made of the corpus: whatever field a source has, every kind of attack stands in it once. */
import { article, type SiteText, svgPicture } from '../support/testSite.ts';
import { siteTextAttacks } from './corpus.ts';
import { addressFamilies } from './families/addresses.ts';
import { drawingFamily } from './families/drawings.ts';
import { wordFamilies } from './families/words.ts';

const settings = `title: Der Bote
url: https://example.org/
description: Nachrichten
articlesPerPage: 100
feedItems: 200
pictureCredits: off
comments: { endpoint: https://comments.example.org/comments }
design: { socialPictures: nie }
hosting: [nginx, caddy, apache, netlify]
publisher: { name: Boten-Verlag }
robots: { aiTraining: false }
`;

const wordInputs = wordFamilies.flatMap(({ inputs }) => inputs);
const addressInputs = addressFamilies.flatMap(({ inputs }) => inputs);

/** A quoted text of YAML that means any text at all. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

interface Field {
  readonly name: string;
  readonly write: (word: string) => string;
}

const date = 'date: 2026-09-20 10:00';

/** One field after the other in every article; those that make pages of their own are written in turn. */
const fieldsOfAll: readonly Field[] = [
  { name: 'kicker', write: (word) => `kicker: ${quoted(word)}` },
  { name: 'description', write: (word) => `description: ${quoted(word)}` },
  { name: 'keyPoints', write: (word) => `keyPoints: [${quoted(word)}, Zwei]` },
  { name: 'corrections', write: (word) => `corrections: [{ date: 2026-09-21, text: ${quoted(word)} }]` },
  {
    name: 'gegendarstellungen',
    write: (word) =>
      `gegendarstellungen: [{ date: 2026-09-22, name: ${quoted(word)}, text: ${quoted(`${word}\n\n${word}`)} }]`,
  },
  {
    name: 'sources',
    write: (word) =>
      `sources: [${quoted(`Q ${word}`)}, { name: ${quoted(word)}, url: ${quoted(`https://example.net/${encodeURI(word.toWellFormed())}`)} }]`,
  },
];

const fieldsInTurn: readonly Field[] = [
  { name: 'tags', write: (word) => `tags: [${quoted(`Thema ${word}`)}, Politik]` },
  { name: 'authors', write: (word) => `authors: [${quoted(`Autor ${word}`)}, anna-mueller]` },
  { name: 'section', write: (word) => `section: ${quoted(`Ressort ${word}`)}` },
  { name: 'series', write: (word) => `series: ${quoted(`Serie ${word}`)}` },
  { name: 'label', write: () => 'label: anzeige' },
  { name: 'ticker', write: () => 'ticker: true' },
];

/** All text fields of front matter, each input in an article of its own, and in the words of a picture. */
function wordArticles(): SiteText {
  return Object.fromEntries(
    wordInputs.flatMap((word, index) => {
      const turn = fieldsInTurn[index % fieldsInTurn.length];
      const fields = [...fieldsOfAll, ...(turn ? [turn] : [])].map(({ write }) => write(word)).join('\n');
      const image = `image: { src: wort-${index}.svg, alt: ${quoted(word)}, caption: ${quoted(word)}, credit: ${quoted(word)} }`;
      const head = `title: ${quoted(`T ${word}`)}\nslug: wort-${index}\n${date}\n${image}\n${fields}`;
      const body = `![](wort-${index}.svg)\n\n## 14:30 Uhr: ${word.replace(/\s+/g, ' ')}\n\nText.`;
      return [
        [`content/articles/wort-${index}.md`, article(head, body)],
        [`content/media/wort-${index}.svg`, svgPicture],
        [`content/media/wort-${index}.svg.yaml`, `alt: ${quoted(word)}\ncaption: ${quoted(word)}\ncredit: ${quoted(word)}\n`],
      ];
    }),
  ); // prettier-ignore
}

/** The other kinds of sources, in turn. */
function otherSources(): SiteText {
  return Object.fromEntries(
    wordInputs.map((word, index): [string, string] => {
      const picture = `image: { src: flug.svg, alt: ${quoted(word)} }`;
      if (index % 4 === 0) {
        const links = `links: [{ name: ${quoted(word)}, url: https://anna.example/ }]`;
        return [`content/authors/person-${index}.md`, article(`name: ${quoted(`P ${word}`)}\nrole: ${quoted(word)}\n${links}\n${picture}`, word)];
      }
      if (index % 4 === 1) return [`content/pages/seite-${index}.md`, article(`title: ${quoted(`S ${word}`)}\ndescription: ${quoted(word)}`, word)];
      if (index % 4 === 2) return [`content/glossary/wort-${index}.md`, article(`title: ${quoted(`G ${word}`)}\ndescription: ${quoted(word)}`, word)];
      const tag = `content/dossiers/thema-${index}.md`;
      return [tag, article(`title: ${quoted(`D ${word}`)}\ndescription: ${quoted(word)}\n${picture}`, word)];
    }),
  ); // prettier-ignore
}

/** What the dossiers and the authors of `otherSources` are shown for. */
function mentions(): SiteText {
  return Object.fromEntries(
    wordInputs.flatMap((_, index) =>
      index % 4 === 0 || index % 4 === 3
        ? [
            [
              `content/articles/nennung-${index}.md`,
              article(
                `title: Nennung\nslug: nennung-${index}\n${date}\n${index % 4 === 0 ? `author: person-${index}` : `tags: [thema-${index}]`}`,
              ),
            ],
          ]
        : [],
    ),
  );
}

const hostileAliases: readonly string[] = [
  '/alt/$host/', '/alt/${HOME}/', '/alt/a;b/', '/alt/a"b/', "/alt/a'b/", '/alt/{x}/', '/alt/a\\b/', '/alt/%0d%0aX/', '/alt/a%20b/',
  '/alt/<script>__hit()</script>/', '/alt/"onclick="__hit()/', '/alt/a(b/', '/alt/(.*)/', '/alt/*/', '/alt/:splat/', '/alt/a#b/',
  '/alt/a?b/', '/alt/%00/', '/alt/../../etc/', '/alt/%2e%2e/%2e%2e/etc/', '/alt/..%2f..%2fetc/', '//angreifer.example/',
  '/\\angreifer.example/', '/alt/ä%cc%88/', '/alt/\ud800/', '/alt/\ufdd00\ufdd1/', '/alt/\u2028/', '/alt/\u202e/',
  '/.git/config', '/alt/con/', '/alt/a:b/', '/alt/%25%32%65/', '/alt/&amp;/',
  '/alt/`id`/', '/alt/a|b/', '/alt/a^b$/', '/alt/[a-z]/', '/alt/a,b=c@d!e~f/', '/__proto__/', '/constructor', 'javascript:__hit()',
]; // prettier-ignore

function aliasArticles(): SiteText {
  return Object.fromEntries(
    hostileAliases.map((alias, index) => [
      `content/articles/alias-${index}.md`,
      article(`title: Alias ${index}\nslug: alias-${index}\n${date}\naliases: [${quoted(alias)}]`),
    ]),
  );
}

/** Addresses where front matter wants one of the web. */
function addressArticles(): SiteText {
  return Object.fromEntries(
    addressInputs.map((address, index) => {
      const field =
        index % 2 === 0
          ? `sources: [{ name: Quelle, url: ${quoted(address)} }]`
          : `translations: [{ language: en, url: ${quoted(address)} }]`;
      return [
        `content/articles/adresse-${index}.md`,
        article(`title: Adresse ${index}\nslug: adresse-${index}\n${date}\n${field}`),
      ];
    }),
  );
}

/** Pictures that are missing would keep the text from being published. */
function textArticles(): SiteText {
  return Object.fromEntries(
    siteTextAttacks.map(({ family, context, markdown }, index) => [
      `content/articles/text-${index}.md`,
      article(
        `title: ${quoted(`${family}, ${context}`)}\nslug: text-${index}\n${date}`,
        markdown.replaceAll(/\bsrc=x\b/g, 'src=flug.svg'),
      ),
    ]),
  );
}

function drawingArticles(): SiteText {
  return Object.fromEntries(
    drawingFamily.inputs.flatMap((svg, index) => [
      [`content/media/bild-${index}.svg`, svg],
      [
        `content/articles/bild-${index}.md`,
        article(`title: Bild ${index}\nslug: bild-${index}\n${date}`, `![x](bild-${index}.svg)`),
      ],
    ]),
  );
}

/** Comments in all the forms of their files, words as names and texts, addresses as homepages. */
function comments(): SiteText {
  const inputs = [...wordInputs, ...siteTextAttacks.slice(0, 300).map(({ input }) => input)];
  return Object.fromEntries(
    inputs.map((input, index): [string, string] => {
      const path = `content/comments/ziel/${index}`;
      const url = addressInputs[index % addressInputs.length] ?? '';
      const fields = { id: `k${index}`, name: `N ${input}`, date: '2026-09-25T10:00:00+02:00', url };
      const lines = Object.entries(fields).map(([key, value]) => `${key}: ${quoted(value)}\n`);
      if (index % 3 === 0) return [`${path}.json`, JSON.stringify({ ...fields, text: input })];
      if (index % 3 === 1) return [`${path}.yaml`, `${lines.join('')}text: ${quoted(input)}\n`];
      return [`${path}.md`, `---\n${lines.join('')}---\n${input}`];
    }),
  );
}

const wholeComment =
  'T *t* **t** ~~t~~ `t` https://example.net/\nT\n\n> T\n\n- a\n- b\n\n1. a\n2. b\n\n~~~\nT\n~~~\n\n5. a\n\n   b';

/** Everything that a source can have, and nothing in it that anybody could mind: what its pages hold is what pages may hold. */
const harmless: SiteText = {
  'content/articles/harmlos.md': article(
    `title: Harmlos\nslug: harmlos\n${date}\nupdated: 2026-09-21\nkicker: K\ndescription: D\nkeyPoints: [A, B]\ntags: [Politik]\nauthors: [anna-mueller]
section: Ausland\nseries: Reihe\nlabel: anzeige\nimage: { src: flug.svg, alt: A, caption: B, credit: C }\nticker: true\ncorrections: [{ date: 2026-09-21, text: T }]
gegendarstellungen: [{ date: 2026-09-22, name: N, text: T }]\nsources: [Q, { name: R, url: https://example.net/ }]\ntranslations: [{ language: en, url: https://example.net/ }]
aliases: [/frueher/]`,
    'Text.\n\n![x](https://www.youtube.com/watch?v=aaaaaaaaaaa)\n\n## 10:00 Uhr: Eintrag\n\nText\n\nText',
  ),
  'content/articles/auch.md': article(
    `title: Auch\nslug: auch\n${date}\ntags: [Politik]\nseries: Reihe\nsection: Ausland\nlabel: meinung`,
  ),
  ...Object.fromEntries(
    ['gastbeitrag', 'analyse', 'agentur', 'eigene-sache', 'meinung', 'anzeige'].map((label) => [
      `content/articles/mehr-${label}.md`,
      article(`title: Mehr\nslug: mehr-${label}\n${date}\nlabel: ${label}`),
    ]),
  ),
  'content/articles/ticker.md': article(
    `title: Ticker\nslug: ticker\n${date}\nticker: true`,
    '## 10:00 Uhr: Eins\n\nText\n\n## 11:00 Uhr: Zwei\n\nText',
  ),
  'content/articles/ziel.md': article(`title: Ziel\nslug: ziel\ndate: 2026-09-24 10:00\ntags: [Politik]`),
  'content/articles/geheim.md': article(`title: Geheim\nslug: geheim\n${date}\ndraft: true`),
  'content/articles/kim.md': article(`title: Kim\nslug: kim\n${date}`),
  'content/authors/anna-mueller.md': article(
    'name: Anna Müller\nrole: R\nimage: { src: flug.svg, alt: A }\nlinks: [{ name: L, url: https://anna.example/ }]',
    'Text.',
  ),
  'content/dossiers/politik.md': article(
    'title: Politik\ndescription: D\nimage: { src: flug.svg, alt: A }',
    'Text.',
  ),
  'content/glossary/wort.md': article('title: Wort\ndescription: D', 'Text.'),
  'content/pages/impressum.md': article('title: Impressum\nupdated: 2026-01-01', 'Text.'),
  'content/pages/datenschutz.md': article('title: Datenschutz', 'Text.'),
  'content/media/flug.svg': svgPicture,
  'content/media/zahlen.csv':
    'Wer,"Anteil "">"\n"</text><script>__hit()</script>",5\n"\'"" onload=__hit()",7\n',
  'content/comments/harmlos/a.yaml': `id: a\nname: N\ndate: 2026-09-25\nurl: https://example.net/\ntext: ${quoted(wholeComment)}\n`,
  'content/comments/harmlos/b.yaml': 'id: b\nparent: a\nname: N\ndate: 2026-09-26\ntext: T\n',
};

/** With a page for each article, so that lists have all that leads from one to the next. */
export const harmlessSite: SiteText = {
  'site.yaml': settings.replace('articlesPerPage: 100', 'articlesPerPage: 1'),
  ...harmless,
};

export const attackedSite: SiteText = {
  'site.yaml': settings,
  ...harmless,
  ...textArticles(),
  ...wordArticles(),
  ...otherSources(),
  ...mentions(),
  ...aliasArticles(),
  ...addressArticles(),
  ...drawingArticles(),
  ...comments(),
};
