/** `blattmacher doctor`: what it finds, and that it leaves nothing behind. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeFinding } from '../../src/cli/doctor.ts';
import { programFile, runProgram } from '../support/runProgram.ts';
import { createSite } from '../support/testSite.ts';

describe('doctor', () => {
  test('finds nothing wrong with a blog on this machine, and leaves nothing in it', () => {
    const { folder } = createSite({ 'content/articles/a.md': '' });
    const { code, stdout, stderr } = runProgram(folder, ['doctor']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.replaceAll(/\d+\.\d+\.\d+/g, '1.2.3').split('\n')).toEqual([
      '✓ Node.js 1.2.3',
      expect.stringMatching(/^✓ Blattmacher 1\.2\.3 in ./),
      '✓ sharp 1.2.3',
      '✓ lightningcss 1.2.3',
      '✓ esbuild 1.2.3',
      '✓ pagefind 1.2.3',
      expect.stringMatching(/^✓ Die Uhr: \d/),
      '✓ Im Ordner des Blogs darf ich lesen und schreiben.',
      '✓ Das System meldet Änderungen an Dateien.',
      '',
    ]);
    expect(readdirSync(folder).toSorted()).toEqual(['content', 'site.yaml']);
  });

  test('tells of another version than the blog asks for, of a broken package.json, and of what is in the way', () => {
    const { folder } = createSite({ 'package.json': '{"dependencies":{"blattmacher":"9.0.0"}}' });
    writeFileSync(join(folder, '.cache'), '');
    const first = runProgram(folder, ['doctor']);
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^! Hier läuft Blattmacher \S+, der Blog verlangt 9\.0\.0\./m);
    expect(first.stdout).toMatch(/^! Wo der Ordner \.cache liegen soll/m);
    writeFileSync(join(folder, 'package.json'), '{');
    const { code, stdout } = runProgram(folder, ['doctor', '--json']);
    expect(code).toBe(1);
    const { findings }: { readonly findings: readonly { readonly state: string }[] } = JSON.parse(stdout);
    expect(findings.filter(({ state }) => state === 'error')).toEqual([
      { state: 'error', text: expect.stringContaining('package.json') },
    ]);
  });

  test('tells where it may not write', () => {
    const { folder } = createSite({});
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    chmodSync(dirname(folder), 0o755);
    chmodSync(folder, 0o555);
    const { status, stdout } = spawnSync(process.execPath, [programFile, 'doctor', '--site', folder], {
      ...nobody,
      env: {},
      encoding: 'utf8',
    });
    chmodSync(folder, 0o755);
    expect({ status, stdout }).toEqual({
      status: 1,
      stdout: expect.stringContaining('× Hier darf ich nicht schreiben: ..'),
    });
  });

  test('says where there is no blog', () => {
    const site = createSite({});
    site.remove('site.yaml');
    expect(runProgram(site.folder, ['doctor']).stdout).toContain('liegt kein Blog (site.yaml fehlt)');
  });

  test.each([
    ['22.18.0', '2026-10-01', 'good'],
    ['22.18.0', '2027-05-01', 'warning'],
    ['22.17.9', '2026-10-01', 'error'],
    ['23.1.0', '2026-10-01', 'warning'],
    ['24.0.0', '2026-10-01', 'good'],
    ['30.0.0', '2040-10-01', 'good'],
  ])('judges Node.js %s on %s: %s', (version, day, state) => {
    expect(nodeFinding(version, Date.parse(day)).state).toBe(state);
  });
});
