/** However a site came to be what it is, `watch` shows what it would show if it had just been started. */
import { hasError } from '../../src/core/diagnostics/diagnostics.ts';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeRandom, type Random } from '../../bench/corpus/random.ts';
import { createNoCaches } from '../../src/content/load/sourceCache.ts';
import type { DevSite } from '../../src/dev/devSite.ts';
import { articleSteps } from '../equivalence/articleSteps.ts';
import { faultSteps, repair } from '../equivalence/faultSteps.ts';
import { fileSteps } from '../equivalence/fileSteps.ts';
import { firstSite } from '../equivalence/firstPaper.ts';
import { createLivingSite } from '../equivalence/livingSite.ts';
import { type Change, type SiteModel, pathsIn, textAt, withFiles } from '../equivalence/paper.ts';
import { siteSteps } from '../equivalence/siteSteps.ts';
import { firstDifference, type Tree } from '../equivalence/tree.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { isSoak, tries } from '../support/thorough.ts';
import { devSiteOf } from './openDevSite.ts';

const steps = tries(40, 2000);

/** The most frequent edit: one more paragraph that no list shows. */
const writeOn: Change = (model, random) => {
  const path = random.pick(pathsIn(model, 'content/articles'));
  const text = `${textAt(model, path)}\n\nWort ${random.between(1, 1000)}.\n`;
  return withFiles(model, { [path]: text });
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

function nextModel(model: SiteModel, random: Random): SiteModel {
  if (model.files !== model.sound && random.chance(0.7)) return repair(model, random);
  if (pathsIn(model, 'content/articles').length === 0) return withFiles(model, firstSite);
  const [change = writeOn] = [random.pick(Object.values(random.pick(catalogues)))];
  return change(model, random);
}

/** Every page, and where it is. */
function pagesOf(devSite: DevSite): Tree {
  const pages = devSite.snapshot?.pages ?? [];
  return new Map(pages.map(({ url }) => [url, String(devSite.answer(url)?.body ?? '')]));
}

/** The names of the files that differ, as the watcher would name them. */
function changedFiles(before: SiteModel, after: SiteModel): readonly string[] {
  const paths = new Set([...Object.keys(before.files), ...Object.keys(after.files)]);
  return [...paths].filter((path) => before.files[path] !== after.files[path]).toSorted();
}

test.each(isSoak ? [1, 2, 3] : [1])(
  'after each of many random edits every page is what a live site shows that knows nothing (seed %i)',
  async (seed) => {
    const random = makeRandom(seed);
    const root = temporaryFolder();
    const site = createLivingSite(root);
    let model: SiteModel = {
      files: firstSite,
      now: Date.UTC(2026, 9, 1, 12),
      preview: true,
      sound: firstSite,
    };
    site.follow(model);
    const now = (): number => model.now;
    const devSite = devSiteOf(join(root, 'site'), { now });
    await devSite.rebuild();
    let glances = 0;
    let trusting = 0;
    for (let step = 0; step < steps; step++) {
      const before = model;
      model = nextModel(before, random);
      site.follow(model);
      const clean = devSiteOf(join(root, 'site'), { now, caches: createNoCaches() });
      await clean.rebuild();
      // Templates tell their faults when their pages are checked.
      const right = pagesOf(clean);
      const isSound = right.size > 0 && !hasError(clean.faults().map(({ diagnostic }) => diagnostic));
      const named = changedFiles(before, model);
      const isFast = devSite.rebuildFast(named) !== undefined;
      if (isFast && isSound && model.now === before.now) {
        expect(firstDifference(pagesOf(devSite), right)).toBeUndefined();
        expect(await devSite.rebuild()).toBeUndefined();
        glances++;
      } else {
        await devSite.rebuild(named);
        if (devSite.isDoubtful) trusting++;
      }
      const shown = pagesOf(devSite);
      if (isSound) expect(firstDifference(shown, right)).toBeUndefined();
      expect(devSite.diagnostics).toEqual(clean.diagnostics);
      if (right.size > 0) expect(devSite.faults()).toEqual(clean.faults());
      expect(await devSite.rebuild()).toBeUndefined();
      if (isSound) model = { ...model, sound: model.files };
    }
    expect(glances).toBeGreaterThan(3);
    expect(trusting).toBeGreaterThan(1);
  },
);
