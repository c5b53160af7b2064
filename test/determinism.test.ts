/** The same input, the same bytes: on every clock, in every language, in every folder, with any number of workers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compiledModules, runProgram } from './support/runProgram.ts';
import {
  article,
  createSite,
  minimalSettings,
  readTree,
  type SiteText,
  svgPicture,
} from './support/testSite.ts';
import { isSoak } from './support/thorough.ts';

/** Enough for several batches of every worker. */
const many = 150;
const few = 40;
const tags = ['Öl', 'Oper', 'Nordkorea', 'Ägypten', 'Zebra', 'Apfel', 'Äpfel', 'Straße', 'İstanbul'];
const authors = ['Müller', 'Mueller', 'Muller', 'Özdemir', 'Oz', 'Ångström'];

const paperOf = (count: number): SiteText => ({
  'site.yaml': `${minimalSettings}articlesPerPage: 40\nrelated: { inText: 1 }\n`,
  'content/media/jet.svg': svgPicture,
  'content/pages/impressum.md': article('title: Impressum\nupdated: 2023-03-26 03:15'),
  'content/authors/oezdemir.md': article('name: Özdemir', 'Ein **Leben**.'),
  ...Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `content/articles/${index % 7}/${index}.md`,
      article(
        `
title: Artikel über ${tags[index % tags.length]} ${index}
date: ${2019 + (index % 5)}-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')} ${String(index % 24).padStart(2, '0')}:30
tags: [${tags[index % 9]}, ${tags[(index * 5) % 9]}, ${tags[(index * 7) % 9]}]
section: ${index % 3 === 0 ? 'Ausland' : 'Übersee'}
authors: [${authors[index % 6]}, ${authors[(index * 5) % 6]}]
${index % 10 === 0 ? 'image: { src: jet.svg, alt: Jet }' : ''}`,
        `Absatz „${index}“ mit [Link](../0/0.md).[^1]\n\n## Größe\n\nNoch einer.\n\n[^1]: Fuß ${index}.`,
      ),
    ]),
  ),
});

const worlds = [
  { workers: '0', env: { TZ: 'UTC', LC_ALL: 'C' } },
  {
    workers: '2',
    env: { TZ: 'Pacific/Auckland', LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8', CI: '1', FORCE_COLOR: '1' },
  },
] as const;

test('A site built in two folders, in two time zones and two languages, with workers and without, is the same to the byte', () => {
  const [first, second] = worlds.map(({ workers, env }) => {
    const site = createSite(paperOf(many));
    const out = join(site.folder, 'dist');
    const { code, stderr } = runProgram(
      site.folder,
      ['build', '--now', '2024-01-01T00:00:00Z', '--json', '--workers', workers],
      env,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return { ...readTree(out), manifest: readFileSync(join(out, '.blattmacher.json'), 'utf8') };
  });
  expect(Object.keys(first ?? {}).length).toBeGreaterThan(many + 60);
  expect(second).toEqual(first);
});

test('A site built by no worker and by several is the same to the byte, and so is what is said', async () => {
  const [alone, ...others] = await Promise.all(
    (isSoak ? [0, 1, 2, 3, 8] : [0, 3]).map(async (workers) => {
      const site = createSite({
        ...paperOf(many),
        'content/articles/7/x.md': article('title: X\ndate: 2023-01-01\nkiker: y'),
        // Of bodies that different workers read.
        ...Object.fromEntries(
          Array.from({ length: 60 }, (_, index) => [
            `content/articles/8/${index}.md`,
            article(`title: Y ${index}\ndate: 2023-01-01`, '<blink>Text.</blink>\n'.repeat(200 - index)),
          ]),
        ),
      });
      const { diagnostics, published } = await site.build({
        workers,
        threads: { few: 0, modules: compiledModules },
      });
      expect(published).toBe(true);
      return { files: site.outputs(), manifest: site.read('.blattmacher.json'), diagnostics };
    }),
  );
  for (const other of others) expect(other).toEqual(alone);
  expect(alone?.diagnostics).toContainEqual(expect.objectContaining({ code: 'schema/unknown-key' }));
});

test('A site built again over itself writes nothing', async () => {
  const site = createSite(paperOf(few));
  const { written: first } = await site.build();
  const before = site.outputs();
  const again = await site.build();
  expect(again).toMatchObject({ published: true, written: 0, removed: 0, unchanged: first });
  expect(site.outputs()).toEqual(before);
});

test('The order in which the disk lists files changes nothing', async () => {
  const forward = createSite(paperOf(few));
  const backward = createSite(Object.fromEntries(Object.entries(paperOf(few)).toReversed()));
  await Promise.all([forward.build(), backward.build()]);
  expect(backward.outputs()).toEqual(forward.outputs());
});
