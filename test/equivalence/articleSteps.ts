/** Edits of one article, or of two that trade something. */
import type { Random } from '../../bench/corpus/random.ts';
import { type Change, type SiteModel, pathsIn, textAt, withFiles } from './paper.ts';
import { contentOf, fieldOf, withBody, withField } from './sourceText.ts';
import {
  pictures,
  randomAuthors,
  randomBody,
  randomDate,
  randomSection,
  randomTags,
  randomTitle,
} from './words.ts';

type Edit = (source: string, random: Random, model: SiteModel) => string;

/** A step that edits an article drawn by lot. */
function edit(change: Edit): Change {
  return (model, random) => {
    const paths = pathsIn(model, 'content/articles');
    if (paths.length === 0) return model;
    const path = random.pick(paths);
    return withFiles(model, { [path]: change(textAt(model, path), random, model) });
  };
}

function setField(key: string, value: (random: Random, model: SiteModel) => string | undefined): Change {
  return edit((source, random, model) => withField(source, key, value(random, model)));
}

/** A step in which two articles trade what `key` says. */
function swapField(key: string): Change {
  return (model, random) => {
    const paths = pathsIn(model, 'content/articles').filter((path) => fieldOf(textAt(model, path), key));
    if (paths.length < 2) return model;
    const [one, other] = [random.pick(paths), random.pick(paths)];
    const [mine, yours] = [textAt(model, one), textAt(model, other)];
    return withFiles(model, {
      [one]: withField(mine, key, fieldOf(yours, key)),
      [other]: withField(yours, key, fieldOf(mine, key)),
    });
  };
}

const stemOf = (path: string): string => /([^/]*)\.md$/.exec(path)?.[1] ?? '';

/** Slugs, some of which name an article. */
function randomPicks(random: Random, model: SiteModel): string | undefined {
  const slugs = pathsIn(model, 'content/articles').map(
    (path) => fieldOf(textAt(model, path), 'slug') ?? stemOf(path),
  );
  return slugs.length === 0 || random.chance(0.4) ? undefined : `[${random.pick(slugs)}]`;
}

const sometimes =
  (value: (random: Random) => string) =>
  (random: Random): string | undefined =>
    random.chance(0.6) ? value(random) : undefined;

export const articleSteps: Readonly<Record<string, Change>> = {
  'a body': edit((source, random) => withBody(source, randomBody(random))),
  'a line at the end of a body': edit((source) => `${source}\n`),
  'a body without a trailing newline': edit((source) => withBody(source, contentOf(source).trimEnd())),
  'a letter in a body': edit((source, random) =>
    withBody(source, contentOf(source).replace(/[a-z](?=\.)/, random.pick([...'abcdefgh']))),
  ),
  'a number in a body': edit((source, random) =>
    withBody(source, contentOf(source).replace(/\d/, String(random.between(0, 9)))),
  ),
  'lines that end as on Windows': edit((source) =>
    withBody(source, contentOf(source).replace(/\r?\n/g, '\r\n')),
  ),
  'a title': setField('title', randomTitle),
  tags: setField('tags', randomTags),
  'no tags': setField('tags', () => undefined),
  'a date': setField('date', randomDate),
  'a description': setField(
    'description',
    sometimes((random) => `Teaser ${random.between(1, 9)}.`),
  ),
  'a section': setField('section', randomSection),
  authors: setField('authors', randomAuthors),
  'an image': setField(
    'image',
    sometimes((random) => `{ src: ${random.pick(pictures)}, alt: Bild }`),
  ),
  'an image without words of its own': setField('image', (random) => random.pick(pictures)),
  'a draft': setField('draft', (random) => String(random.chance(0.5))),
  'an expiry': setField('expires', sometimes(randomDate)),
  'an update': setField('updated', sometimes(randomDate)),
  'a slug': setField(
    'slug',
    sometimes((random) => `s-${random.between(1, 30)}`),
  ),
  'an alias': setField(
    'aliases',
    sometimes((random) => `[/frueher/${random.between(1, 20)}/]`),
  ),
  'a label': setField(
    'label',
    sometimes((random) => random.pick(['meinung', 'anzeige'])),
  ),
  'a kicker': setField(
    'kicker',
    sometimes((random) => `Dach ${random.between(1, 9)}`),
  ),
  'an Eilmeldung': setField('breaking', sometimes(randomDate)),
  'a sound': setField(
    'audio',
    sometimes((random) => `{ src: ton.mp3, duration: "${random.between(1, 9)}:00" }`),
  ),
  'a lead': setField(
    'lead',
    sometimes((random) => random.pick(['true', `until ${randomDate(random)}`])),
  ),
  'key points': setField(
    'keyPoints',
    sometimes((random) => `[Punkt ${random.between(1, 9)}]`),
  ),
  'a ticker': setField(
    'ticker',
    sometimes((random) => random.pick(['true', '{ ends: 2026-10-03 12:00 }'])),
  ),
  "a ticker's entry": edit(
    (source, random) =>
      `${source}\n## ${random.between(1, 28)}. Oktober 2026, ${random.between(0, 23)}:00 Uhr: Eintrag ${random.between(1, 9)}\n\nText.\n`,
  ),
  'a series': setField(
    'series',
    sometimes((random) => `Reihe ${random.between(1, 3)}`),
  ),
  corrections: setField(
    'corrections',
    sometimes((random) => `[{ date: ${randomDate(random)}, text: Falsch. }]`),
  ),
  comments: setField(
    'comments',
    sometimes((random) => random.pick(['open', 'closed', 'off'])),
  ),
  lang: setField(
    'lang',
    sometimes((random) => random.pick(['en', 'de-AT', 'en_GB'])),
  ),
  typography: setField(
    'typography',
    sometimes((random) => String(random.chance(0.5))),
  ),
  'a key that nobody knows': setField(
    'tietel',
    sometimes((random) => String(random.between(1, 9))),
  ),
  "an editor's picks": setField('related', randomPicks),
  'two slugs swapped': swapField('slug'),
  'two titles swapped': swapField('title'),
  'two dates swapped': swapField('date'),
  'two tag lists swapped': swapField('tags'),
};
