/** `blattmacher vgwort`, as a process. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../support/runProgram.ts';
import { article, createSite, minimalSettings, type SiteText } from '../support/testSite.ts';

const codes = ['a', 'b', 'c', 'd', 'e'].map((letter) => letter.repeat(32));
const columns = 'Öffentlicher Identifikationscode;Privater Identifikationscode';
const long = 'Lange Wörter. '.repeat(150);
const now = ['--now', '2024-06-01T00:00:00Z'];

const text = (date: string, head = '', body = long): string =>
  article(`title: T\nslug: s${date}\ndate: ${date}\n${head}`, body);

const files: SiteText = {
  'site.yaml': `${minimalSettings}vgwort: vg05.met.vgwort.de\n`,
  'content/articles/neu.md': text('2024-03-01', 'author: Anna Müller'),
  'content/articles/alt.md': text('2024-01-01', 'authors: [Anna Müller, Jonas]'),
  'content/articles/bald.md': text('2024-07-01', 'author: Anna Müller'),
  'content/articles/gedicht.md': text('2024-02-01', 'vgwort: gedicht', 'Ein Reim.'),
  'content/articles/kurz.md': text('2024-01-02', '', 'Kurz.'),
  'content/articles/nie.md': text('2024-01-03', 'vgwort: nein'),
  'content/articles/werbung.md': text('2024-01-04', 'label: anzeige'),
  'content/articles/agentur.md': text('2024-01-05', 'label: agentur'),
  'content/articles/entwurf.md': text('2024-01-06', 'draft: true'),
  'content/articles/weg.md': text('2024-01-07', 'expires: 2024-02-01'),
  'content/vgwort.csv': [columns, ...codes.map((code, index) => `${code};p${index}`)].join('\n'),
};

const run = (site: { readonly folder: string }, ...args: readonly string[]) =>
  runProgram(site.folder, ['vgwort', ...now, ...args]);
const marksOf = ({ folder }: { readonly folder: string }): string =>
  readFileSync(join(folder, 'content', 'vgwort.csv'), 'utf8');

describe('vgwort', () => {
  test('gives free marks to texts that may have one, oldest first, and writes that down', () => {
    const site = createSite(files);
    expect(run(site)).toEqual({
      code: 0,
      stdout: 'alt.md\ngedicht.md\nneu.md\nbald.md\n4 Zählmarken vergeben, 1 noch frei.\n',
      stderr: '',
    });
    const names = ['alt.md', 'gedicht.md', 'neu.md', 'bald.md', ''];
    const rows = codes.map((code, index) => `${code};p${index};${names[index]}\n`);
    expect(marksOf(site)).toBe(`${columns};Artikel\n${rows.join('')}`);
  });

  test('never takes a mark back or gives it again, also when its text is gone', () => {
    const site = createSite(files);
    run(site);
    const given = marksOf(site);
    site.remove('content/articles/alt.md');
    expect(run(site)).toMatchObject({ code: 0, stdout: '0 Zählmarken vergeben, 1 noch frei.\n' });
    expect(marksOf(site)).toBe(given);
    site.write({ 'content/articles/noch; einer.md': text('2023-01-01') });
    expect(run(site).stdout).toBe('noch; einer.md\n1 Zählmarke vergeben, 0 noch frei.\n');
    expect(marksOf(site)).toContain(`${codes[4]};p4;"noch; einer.md"\n`);
    expect(run(site).stdout).toContain('0 Zählmarken vergeben');
  });

  test('can be kept to the texts of one author', () => {
    const site = createSite(files);
    expect(run(site, '--author', 'Anna Müller').stdout).toBe(
      'neu.md\nbald.md\n2 Zählmarken vergeben, 3 noch frei.\n',
    );
  });

  test('says when there are too few, or none at all', () => {
    const few = createSite({ ...files, 'content/vgwort.csv': `${columns}\n${codes[0]};p\n` });
    expect(run(few)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Für 3 Artikel fehlen Zählmarken.'),
    });
    const none = createSite(files);
    none.remove('content/vgwort.csv');
    expect(run(none)).toMatchObject({ code: 1, stderr: expect.stringContaining('content/vgwort.csv') });
  });

  test('touches nothing while the site has errors', () => {
    const site = createSite({ ...files, 'content/articles/neu.md': article('title: X\ndate: bald') });
    const before = marksOf(site);
    expect(run(site).code).toBe(1);
    expect(marksOf(site)).toBe(before);
  });
});
