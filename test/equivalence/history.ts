/** Random histories of a site. A step is a name and a seed: it means something after any other, so a history can be cut short. */
import { makeRandom } from '../../bench/corpus/random.ts';
import { articleSteps } from './articleSteps.ts';
import { compareWithClean } from './compareWithClean.ts';
import { faultSteps, repair } from './faultSteps.ts';
import { fileSteps } from './fileSteps.ts';
import { firstSite } from './firstPaper.ts';
import { createLivingSite, type LivingSite, type Threads } from './livingSite.ts';
import { mischiefs } from './mischief.ts';
import { type Change, type SiteModel, pathsIn, withFiles } from './paper.ts';
import { siteSteps } from './siteSteps.ts';

export interface Step {
  readonly name: string;
  readonly seed: number;
}

export interface Failure {
  /** Of the steps, the last that was made, from 0. */
  readonly at: number;
  /** For people: the steps made, with the files they changed, and what went wrong. */
  readonly story: string;
}

const changes: Readonly<Record<string, Change>> = {
  ...articleSteps,
  ...fileSteps,
  ...siteSteps,
  ...faultSteps,
};
const catalogues = [
  articleSteps,
  articleSteps,
  articleSteps,
  fileSteps,
  siteSteps,
  siteSteps,
  faultSteps,
  mischiefs,
];

export function randomSteps(seed: number, count: number): readonly Step[] {
  const random = makeRandom(seed);
  return Array.from({ length: count }, () => ({
    name: random.pick(Object.keys(random.pick(catalogues))),
    seed: random.between(0, 2 ** 31),
  }));
}

/** Makes the steps in the empty folder `root`, and holds the site against a clean build after each; undefined when all is well. */
export async function runHistory(
  root: string,
  steps: readonly Step[],
  threads?: Threads,
): Promise<Failure | undefined> {
  const site = createLivingSite(root, threads);
  let model: SiteModel = {
    files: firstSite,
    now: Date.UTC(2026, 9, 1, 12),
    preview: false,
    sound: firstSite,
  };
  const story: string[] = [];
  for (const [at, step] of [{ name: 'nothing', seed: 0 }, ...steps].entries()) {
    const before = model;
    model = makeStep(site, model, step);
    story.push(`${at}. ${tell(step, before, model)}`);
    const { complaint, published } = await compareWithClean(site, model);
    if (complaint !== undefined) return { at: at - 1, story: [...story, complaint].join('\n') };
    if (published) model = { ...model, sound: model.files };
    else story.push('   (errors: nothing published)');
  }
  return undefined;
}

/** While there are errors, most steps are repairs; when all articles are gone, those of the beginning soon come back. */
function makeStep(site: LivingSite, model: SiteModel, { name, seed }: Step): SiteModel {
  const random = makeRandom(seed);
  const isBroken = model.files !== model.sound;
  const isEmpty = pathsIn(model, 'content/articles').length === 0;
  const change =
    isBroken && random.chance(0.7) ? repair : isEmpty && random.chance(0.5) ? beginAnew : changes[name];
  const next = change?.(model, random) ?? model;
  site.follow(next);
  mischiefs[name]?.(site, random);
  return next;
}

const beginAnew: Change = (model) => withFiles(model, firstSite);

function tell({ name, seed }: Step, before: SiteModel, after: SiteModel): string {
  const paths = [...new Set([...Object.keys(before.files), ...Object.keys(after.files)])].toSorted();
  const signs = paths.flatMap((path) => {
    const [was, is] = [before.files[path], after.files[path]];
    if (was === is) return [];
    if (was === undefined) return `+${path}`;
    return is === undefined ? `-${path}` : `~${path}`;
  });
  const now = before.now === after.now ? [] : [new Date(after.now).toISOString()];
  const repaired = before.files !== before.sound && after.files === after.sound ? ['(all repaired)'] : [];
  return [`${name} [${seed}]:`, ...signs, ...now, ...repaired].join(' ');
}
