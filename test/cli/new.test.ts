/** `blattmacher new`, as a process. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runProgram } from '../support/runProgram.ts';
import { createSite, minimalSettings } from '../support/testSite.ts';

describe('new', () => {
  test('makes an article that builds, as a draft', () => {
    const site = createSite({});
    const run = runProgram(site.folder, ['new', 'Bund: Länder streiten über "Geld"']);
    const year = new Date().getFullYear();
    const path = `content/articles/${year}/bund-laender-streiten-ueber-geld.md`;
    expect(run).toEqual({ code: 0, stdout: `Angelegt: ${path}\n`, stderr: '' });
    expect(readFileSync(join(site.folder, path), 'utf8')).toMatch(
      /^---\ntitle: "Bund: Länder streiten über \\"Geld\\""\ndate: \d{4}-\d\d-\d\d \d\d:\d\d\n[^]*\ndraft: true\n---\n\n$/,
    );
    const built = runProgram(site.folder, ['build', '--drafts', '--out', site.out]);
    expect(built.code).toBe(0);
    const page =
      site.paths().find((name) => name.endsWith('bund-laender-streiten-ueber-geld/index.html')) ?? '';
    expect(site.read(page)).toContain('<h1>Bund: Länder streiten über „Geld“</h1>');
  });

  test('never overwrites', () => {
    const site = createSite({});
    const { stdout } = runProgram(site.folder, ['new', 'Kim']);
    const path = stdout.replace('Angelegt: ', '').trim();
    site.write({ [path]: 'Mein Text.' });
    expect(runProgram(site.folder, ['new', 'KIM'])).toEqual({
      code: 1,
      stdout: '',
      stderr: `Die Datei ${path} gibt es schon; ich habe nichts geändert.\n`,
    });
    expect(readFileSync(join(site.folder, path), 'utf8')).toBe('Mein Text.');
  });

  test('wants a blog to write into', () => {
    const site = createSite({});
    site.remove('site.yaml');
    const { code, stderr } = runProgram(site.folder, ['new', 'Kim']);
    expect(code).toBe(1);
    expect(stderr).toContain('Die Datei site.yaml fehlt.');
    expect(existsSync(join(site.folder, 'content'))).toBe(false);
  });

  test.each(['../../../weg', '\u0000', '"""', "'", '--- {{', 'a\nb', '[x]: &y', '🙂', 'Ä'.repeat(300)])(
    'makes a valid article of the title %j',
    (title) => {
      const site = createSite({ 'site.yaml': minimalSettings });
      const args = title.includes('\u0000') ? [title.replace('\u0000', '?')] : [title];
      expect(runProgram(site.folder, ['new', '--', ...args]).code).toBe(0);
      expect(runProgram(site.folder, ['check', '--drafts']).stderr).not.toContain('Fehler');
    },
  );
});
