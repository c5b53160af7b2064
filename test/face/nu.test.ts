/** All that readers get, before the Nu HTML checker: in one run, beside what it has to find. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildSite } from '../../src/build/build.ts';
import { needTool } from '../support/needTools.ts';
import { sampleBlog } from '../support/sampleBlog.ts';
import { minimalSettings, readTree, reported } from '../support/testSite.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { isSoak } from '../support/thorough.ts';
import { usualBuild } from '../support/usualBuild.ts';
import { nuFaults } from './nuFaults.ts';
import { pageKinds } from './pageKinds.ts';

needTool('java');

/** A page of each kind, and all stylesheets and drawings; in the soak all pages. */
function isChecked(path: string): boolean {
  if (isSoak || !path.endsWith('.html')) return /\.(?:html|css|svg)$/.test(path);
  const address = `/${path.replace(/(?:^|\/)index\.html$/, '')}`.replace(/\/?$/, '/');
  return path === '404.html' || pageKinds.some((kind) => kind.path === address);
}

const wrong = {
  'page.html':
    '<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Seite</title></head><body><center>Mitte</center></body></html>',
  'style.css': 'p { colour: red; color: 12px }',
  'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"><pat d="M0 0"/></svg>',
};

test('The Nu HTML checker sees faults in HTML, CSS and SVG, and finds none in the sample blog and one without articles', async () => {
  const { folder } = await sampleBlog();
  const all = temporaryFolder();
  const checked = Object.keys(readTree(folder)).filter(isChecked);
  expect(checked.length).toBeGreaterThan(pageKinds.filter(({ isEmpty }) => !isEmpty).length);
  for (const path of checked) cpSync(join(folder, path), join(all, 'sample', path));
  const emptySite = join(all, 'site');
  mkdirSync(emptySite);
  writeFileSync(join(emptySite, 'site.yaml'), minimalSettings);
  expect(reported(await buildSite(usualBuild(emptySite, join(all, 'empty'))))).toEqual([]);
  mkdirSync(join(all, 'wrong'));
  for (const [name, text] of Object.entries(wrong)) writeFileSync(join(all, 'wrong', name), text);
  const found = await nuFaults(all);
  expect(found.filter((fault) => !fault.startsWith('wrong/'))).toEqual([]);
  const seen = found.join('\n');
  expect(seen).toMatch(/^wrong\/page\.html.*“center” element is obsolete/m);
  expect(seen).toContain("Property “colour” doesn't exist");
  expect(seen).toContain('“12px” is not a “color” value');
  expect(seen).toMatch(/^wrong\/icon\.svg.*“pat”/m);
});
