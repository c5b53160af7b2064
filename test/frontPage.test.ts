/** The front page by the editor: the lead, blocks of the settings, and no article twice. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DevSite } from '../src/dev/devSite.ts';
import { wordsAt } from './support/html.ts';
import {
  article,
  createSite,
  minimalSettings,
  reported,
  reportedFor,
  type SiteText,
  svgPicture,
} from './support/testSite.ts';
import { usualBuild } from './support/usualBuild.ts';

const noon = Date.UTC(2026, 9, 1, 12);
const hour = 3_600_000;

const three: SiteText = {
  'content/articles/neu.md': article('title: Neu\ndate: 2026-09-30 10:00'),
  'content/articles/alt.md': article('title: Alt\ndate: 2026-09-01 10:00\nlead: bis 1. Oktober 2026, 16 Uhr'),
  'content/articles/uralt.md': article('title: Uralt\ndate: 2026-08-01 10:00'),
};

/** Headlines of the blocks of a front page, in the order of the page. */
function blocksOf(html: string): Readonly<Record<string, readonly string[]>> {
  const blocks: Record<string, string[]> = {};
  let block = '';
  for (const part of html.matchAll(
    /<article class="card (?<look>[\w-]+)">|class="section-title">(?:<a [^>]*>)?(?<title>[^<]+)|class="card-title"><a [^>]*>(?:<span[^>]*>[^<]*<\/span>)?(?<headline>[^<]+)/g,
  )) {
    const { look, title, headline } = part.groups ?? {};
    if (title !== undefined) block = title;
    else if (look === 'card-lead') block = 'lead';
    else if (look !== undefined && block === 'lead') block = 'beside';
    else if (headline !== undefined) (blocks[block] ??= []).push(headline);
  }
  return blocks;
}

describe('The lead', () => {
  test('is the newest article without a word of the editor, else the one that says so, until its time is over', async () => {
    const site = createSite(three);
    const seenAt = async (now: number) => {
      const { snapshot, diagnostics } = await site.build({ now });
      expect(reported({ diagnostics })).toEqual([]);
      return [blocksOf(site.read('index.html'))['lead'], snapshot?.collections.nextChange];
    };
    const end = noon + 2 * hour;
    expect(await seenAt(end - 1)).toEqual([['Alt'], { instant: end, kind: 'changes' }]);
    expect((await seenAt(end))[0]).toEqual(['Neu']);
    expect((await seenAt(end - 1))[0]).toEqual(['Alt']);
  });

  test('changes in the preview when its time is over', async () => {
    const site = createSite(three);
    let now = noon;
    const devSite = new DevSite({ ...usualBuild(site.folder, site.out), now: () => now });
    await devSite.rebuild();
    const lead = () => blocksOf(String(devSite.answer('/')?.body))['lead'];
    expect([lead(), devSite.isDue()]).toEqual([['Alt'], false]);
    now += 2 * hour;
    expect(devSite.isDue()).toBe(true);
    await devSite.rebuild();
    expect(lead()).toEqual(['Neu']);
  });

  test('is the newest of several, and never one that readers do not see', async () => {
    const site = createSite({
      ...three,
      'content/articles/uralt.md': article('title: Uralt\ndate: 2026-08-01\naufmacher: ja'),
      'content/articles/entwurf.md': article('title: Entwurf\ndate: 2026-09-02\nlead: true\ndraft: ja'),
      'content/articles/bald.md': article('title: Bald\ndate: 2026-10-02\nlead: true'),
    });
    const leadAt = async (now: number) => {
      await site.build({ now });
      return blocksOf(site.read('index.html'))['lead'];
    };
    expect(await leadAt(noon)).toEqual(['Alt']);
    expect(await leadAt(noon + 2 * hour)).toEqual(['Uralt']);
    expect(await leadAt(noon + 24 * hour)).toEqual(['Bald']);
  });

  test.each([
    ['ja', true],
    ['nein', false],
    ['until 2026-12-01 18:00', true],
    ['bis zum 1.12.2026', true],
    ['2026-12-01', true],
    ['bis 1. September 2026', false],
  ])('lead: %s', async (written, isLead) => {
    const site = createSite({
      ...three,
      'content/articles/alt.md': article(`title: Alt\ndate: 2026-08-15\nlead: ${written}`),
    });
    expect(reported(await site.build({ now: noon }))).toEqual([]);
    expect(blocksOf(site.read('index.html'))['lead']).toEqual([isLead ? 'Alt' : 'Neu']);
  });

  test.each([
    ['lead: vielleicht', /alt\.md:4:7: Fehler: Unter „lead“ steht „vielleicht“.*\n.*„description“/],
    ['lead: bis 31. Februar 2026', /alt\.md:4:7: Fehler: Den Tag/],
    ['lead: bis 1. August 2026', /alt\.md:4:7: Warnung: Die Zeit an der Spitze/],
    ['lead: [ja]', /alt\.md:4:7: Fehler/],
  ])('%s is told', async (line, expected) => {
    const told = await reportedFor({
      'content/articles/alt.md': article(`title: Alt\ndate: 2026-08-15\n${line}`),
    });
    expect(told).toEqual([expect.stringMatching(expected)]);
  });
});

const sections = ['Politik', 'Sport', 'Kultur'];
/** `count` articles, the first the newest. */
function paper(count: number): SiteText {
  const files = Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.UTC(2026, 8, 28) - index * 24 * hour).toISOString().slice(0, 10);
    const label = index % 5 === 2 ? '\nlabel: meinung' : '';
    const image = index % 2 === 0 ? '\nimage: { src: a.svg, alt: A }' : '';
    const head = `title: A${index}\ndate: ${day}\nsection: ${sections[index % 3]}${label}${image}`;
    return [`content/articles/a${index}.md`, article(head)] as const;
  });
  return { ...Object.fromEntries(files), 'content/media/a.svg': svgPicture };
}

const front = (yaml: string): string => `${minimalSettings}front: ${yaml}\n`;

test('Blocks stand as the settings want them: Ressorts in their order with so many each, opinions, most read by hand', async () => {
  const site = createSite({
    ...paper(30),
    'site.yaml': front(
      '{ sections: [sport, { name: Politik, articles: 2 }], opinion: 2, mostRead: [a20, a0, a1, articles/a25.md] }',
    ),
  });
  expect(reported(await site.build())).toEqual([
    expect.stringMatching(/^site\.yaml:\d+:\d+: Warnung: .*„articles\/a25\.md“/),
  ]);
  expect(blocksOf(site.read('index.html'))).toEqual({
    lead: ['A0'],
    beside: ['A3', 'A4', 'A5', 'A6'],
    Meinung: ['A2', 'A7'],
    // The newest with a picture opens a block.
    Sport: ['A10', 'A13', 'A16', 'A19'],
    Politik: ['A12', 'A9'],
    Meistgelesen: ['A20', 'A1'],
    'Neueste Artikel': ['A8', 'A11', 'A14', 'A15', 'A17', 'A18'],
  });
});

test('A Ressort or article that does not exist is a warning at its place, a hidden one is left out in silence', async () => {
  const told = await reportedFor({
    ...paper(3),
    'content/articles/entwurf.md': article('title: Entwurf\ndate: 2026-01-01\ndraft: ja\nsection: Reise'),
    'site.yaml': `${minimalSettings}front:\n  sections: [Politk, Reise]\n  mostRead: [a1, a11, entwurf]\n`,
  });
  expect(told).toEqual([
    expect.stringMatching(/^site\.yaml:9:14: Warnung: .*„Politk“.*\n.*Meintest du „Politik“/),
    expect.stringMatching(/^site\.yaml:10:18: Warnung: .*„a11“.*\n.*Meintest du „a1“/),
  ]);
});

test('A blog with one Ressort has no block for it', async () => {
  const site = createSite(
    Object.fromEntries(
      Object.entries(paper(8)).map(([path, text]) => [
        path,
        String(text).replace(/section: \w+/, 'section: Alles'),
      ]),
    ),
  );
  await site.build();
  expect(Object.keys(blocksOf(site.read('index.html')))).toEqual(['lead', 'beside', 'Neueste Artikel']);
});

test('Two or three articles show all they have, and a lead without a picture has nothing beside it', async () => {
  const site = createSite(paper(3));
  await site.build();
  const html = site.read('index.html');
  expect(html).toContain('class="front front-split"');
  expect(html.match(/class="card card-block"/g)).toHaveLength(2);
  site.remove('content/articles/a0.md');
  site.write({ 'content/articles/a1.md': article('title: A1\ndate: 2026-09-27') });
  await site.build();
  expect(site.read('index.html')).toContain('class="front front-words"');
  site.remove('content/articles/a1.md');
  await site.build();
  expect(site.read('index.html')).toContain('class="front front-alone"');
});

test('No article stands twice, and together with the next pages all are there, whatever the settings', async () => {
  const setting = fc.record({
    sections: fc.option(
      fc.array(fc.constantFrom(...sections, '{ name: Sport, articles: 1 }'), { maxLength: 4 }),
      { nil: undefined },
    ),
    mostRead: fc.array(
      fc.integer({ min: 0, max: 24 }).map((index) => `a${index}`),
      { maxLength: 5 },
    ),
    opinion: fc.integer({ min: 0, max: 6 }),
    perPage: fc.integer({ min: 1, max: 12 }),
    lead: fc.integer({ min: 0, max: 24 }),
  });
  const site = createSite(paper(25));
  await fc.assert(
    fc.asyncProperty(setting, async ({ sections: chosen, mostRead, opinion, perPage, lead }) => {
      const listed = chosen ? `sections: [${chosen.join(', ')}], ` : '';
      site.write({
        ...paper(25),
        'site.yaml': `${front(`{ ${listed}mostRead: [${mostRead.join(', ')}], opinion: ${opinion} }`)}articlesPerPage: ${perPage}\n`,
      });
      const path = `content/articles/a${lead}.md`;
      site.write({ [path]: String(paper(25)[path]).replace('date:', 'lead: ja\ndate:') });
      await site.build();
      const shown = Object.values(blocksOf(site.read('index.html'))).flat();
      expect(shown[0]).toBe(`A${lead}`);
      expect(shown.toSorted()).toEqual([...new Set(shown)].toSorted());
      const missing = Array.from({ length: perPage }, (_, index) => `A${index}`).filter(
        (one) => !shown.includes(one),
      );
      expect(missing).toEqual([]);
      expect(wordsAt(site.read('seite/2/index.html'), '.card-title')).toContain(`A${perPage}`);
    }),
    { numRuns: 15 },
  );
});
