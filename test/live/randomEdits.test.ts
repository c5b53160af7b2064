/** However a site came to be what it is, `watch` shows what it would show if it had just been started. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeRandom, type Random } from '../../bench/corpus/random.ts';
import { createNoMemories } from '../../src/edition/memories.ts';
import type { LiveSite } from '../../src/live/liveSite.ts';
import { articleSteps } from '../equivalence/articleSteps.ts';
import { faultSteps, repair } from '../equivalence/faultSteps.ts';
import { fileSteps } from '../equivalence/fileSteps.ts';
import { firstPaper } from '../equivalence/firstPaper.ts';
import { createLivingSite } from '../equivalence/livingSite.ts';
import { type Change, type Paper, pathsIn, textAt, withFiles } from '../equivalence/paper.ts';
import { siteSteps } from '../equivalence/siteSteps.ts';
import { firstDifference, type Tree } from '../equivalence/tree.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { isSoak, tries } from '../support/thorough.ts';
import { liveSiteOf } from './openLive.ts';

const steps = tries(40, 2000);

/** What an author does most: one more paragraph, out of sight of all lists. */
const writeOn: Change = (paper, random) => {
  const path = random.pick(pathsIn(paper, 'content/articles'));
  const text = `${textAt(paper, path)}\n\nWort ${random.between(1, 1000)}.\n`;
  return withFiles(paper, { [path]: text });
};

const catalogues: readonly Readonly<Record<string, Change>>[] = [
  { writeOn },
  { writeOn },
  { writeOn },
  articleSteps,
  articleSteps,
  fileSteps,
  siteSteps,
  faultSteps,
];

function nextPaper(paper: Paper, random: Random): Paper {
  if (paper.files !== paper.sound && random.chance(0.7)) return repair(paper, random);
  if (pathsIn(paper, 'content/articles').length === 0) return withFiles(paper, firstPaper);
  const [change = writeOn] = [random.pick(Object.values(random.pick(catalogues)))];
  return change(paper, random);
}

/** Every page, and where it is. */
function pagesOf(live: LiveSite): Tree {
  const pages = live.edition?.pages ?? [];
  return new Map(pages.map(({ url }) => [url, String(live.answer(url)?.body ?? '')]));
}

/** The names of the files that differ, as the doorbell would name them. */
function changedFiles(before: Paper, after: Paper): readonly string[] {
  const paths = new Set([...Object.keys(before.files), ...Object.keys(after.files)]);
  return [...paths].filter((path) => before.files[path] !== after.files[path]).toSorted();
}

test.each(isSoak ? [1, 2, 3] : [1])(
  'after each of many random edits every page is what a live site shows that knows nothing (seed %i)',
  async (seed) => {
    const random = makeRandom(seed);
    const root = temporaryFolder();
    const site = createLivingSite(root);
    let paper: Paper = { files: firstPaper, now: Date.UTC(2026, 9, 1, 12), preview: true, sound: firstPaper };
    site.follow(paper);
    const now = (): number => paper.now;
    const live = liveSiteOf(join(root, 'site'), { now });
    await live.look();
    let glances = 0;
    for (let step = 0; step < steps; step++) {
      const before = paper;
      paper = nextPaper(before, random);
      site.follow(paper);
      const clean = liveSiteOf(join(root, 'site'), { now, memories: createNoMemories() });
      await clean.look();
      // Templates tell their faults when their pages are looked at.
      const right = pagesOf(clean);
      const isSound = right.size > 0 && clean.faults().length === 0;
      const isGlance = live.glance(changedFiles(before, paper)) !== undefined;
      if (isGlance && isSound && paper.now === before.now) {
        expect(firstDifference(pagesOf(live), right)).toBeUndefined();
        expect(await live.look()).toBeUndefined();
        glances++;
      } else await live.look();
      const shown = pagesOf(live);
      if (isSound) expect(firstDifference(shown, right)).toBeUndefined();
      expect(live.diagnostics).toEqual(clean.diagnostics);
      if (right.size > 0) expect(live.faults()).toEqual(clean.faults());
      expect(await live.look()).toBeUndefined();
      if (isSound) paper = { ...paper, sound: paper.files };
    }
    expect(glances).toBeGreaterThan(3);
  },
);
