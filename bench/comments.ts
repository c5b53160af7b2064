/* oxlint-disable no-await-in-loop -- one after the other: what runs at the same time cannot be measured */
/**
 * What published comments cost a cold build: as many comments as articles, on every tenth of them, a third
 * of them answers. `node bench/comments.ts [articles]` (default 10,000), all files in memory.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findBlattmacher } from './contestants.ts';
import { makeCorpus } from './corpus.ts';
import { makeArticleText } from './corpus/articleText.ts';
import { makeRandom, type Random } from './corpus/random.ts';
import { runProcess } from './measure/runProcess.ts';
import { writeSite } from './sites/writeSite.ts';

const articles = Number(process.argv[2] ?? 10_000);
const rounds = 5;
const perArticle = 10;
const memoryFolder = '/dev/shm';
const blattmacher = findBlattmacher();

const folder = mkdtempSync(join(existsSync(memoryFolder) ? memoryFolder : tmpdir(), 'blattmacher-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));

const without = join(folder, 'without');
const withThem = join(folder, 'with');
writeSite(blattmacher.site, without, articles);
cpSync(without, withThem, { recursive: true });
writeComments(withThem);

const times = { without: [] as number[], with: [] as number[] };
for (let round = 0; round < rounds; round++) {
  times.without.push(await coldBuild(without));
  times.with.push(await coldBuild(withThem));
}
const [base, more] = [Math.min(...times.without), Math.min(...times.with)];
console.log(
  `${articles} articles, cold: ${base.toFixed(0)} ms; with ${articles} comments: ${more.toFixed(0)} ms (+${((more / base - 1) * 100).toFixed(1)} %)`,
);

async function coldBuild(site: string): Promise<number> {
  const out = join(folder, 'out');
  for (const old of [out, join(site, '.cache')]) rmSync(old, { recursive: true, force: true });
  const { milliseconds, failure } = await runProcess(blattmacher.command(site, out));
  if (failure !== undefined) throw new Error(failure);
  process.stderr.write(`${site === without ? 'without' : 'with'}: ${milliseconds.toFixed(0)} ms\n`);
  return milliseconds;
}

function writeComments(site: string): void {
  const random = makeRandom(7);
  let number = 0;
  for (const { slug, date } of makeCorpus(articles)) {
    if (number++ % perArticle > 0) continue;
    const ids: string[] = [];
    for (let count = 0; count < perArticle; count++) {
      const id = `${slug}-${count}`;
      const parent = ids.length > 0 && random.chance(1 / 3) ? `parent: ${random.pick(ids)}\n` : '';
      const written = new Date(date.getTime() + (count + 1) * 3_600_000).toISOString();
      const text = commentText(random).replaceAll('\n', '\n  ');
      const path = join(site, 'content', 'comments', slug, `${id}.yaml`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(
        path,
        `id: ${id}\n${parent}name: Leserin ${count}\ndate: ${written}\ntext: |-\n  ${text}\n`,
      );
      ids.push(id);
    }
  }
}

/** Two paragraphs of an article; one in eight with a mark of Markdown, as readers set them. */
function commentText(random: Random): string {
  const paragraphs = makeArticleText(random)
    .split('\n\n')
    .filter((block) => /^[A-ZÄÖÜ„]/.test(block))
    .slice(0, 2)
    .map((block) => block.replace(/[*_`[\]]|\]\([^)]*\)/g, ''));
  return `${random.chance(1 / 8) ? '*Genau.* ' : ''}${paragraphs.join('\n\n')}`;
}
