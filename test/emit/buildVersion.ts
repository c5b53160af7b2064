/**
 * Run as a process of its own by the tests of killed builds: `buildVersion.ts ROOT VERSION` builds one
 * version of a site of a few hundred files, telling when it begins, when all is staged, and the end.
 */
import { fileURLToPath } from 'node:url';
import { openOutput } from '../../src/emit/openOutput.ts';
import { planOutputs } from '../../src/emit/planOutputs.ts';
import { requestIn, type Files } from './siteRequest.ts';

const articles = 150;

/** Versions differ in most contents, in which files there are, and in what is a file and what a folder. */
export function versionOf(version: number): Files {
  const numbers = Array.from({ length: articles }, (_, index) => index);
  const paths = [
    'index.html',
    'style.css',
    'feed.xml',
    version % 2 === 0 ? 'thema/wechsel' : 'thema/wechsel/index.html',
    ...numbers.map((index) => `2023/${(index % 12) + 1}/artikel-${index}/index.html`),
    ...numbers.slice(0, 20).map((index) => `nur-in-${version}/${index}/index.html`),
  ];
  return Object.fromEntries(paths.map((path) => [path, contentOf(version, path)]));
}

/** Tells of itself whether it is whole; a tenth of the files is the same in all versions. */
export function contentOf(version: number, path: string): string {
  const snapshot = path.includes('0/') ? 'immer' : version;
  return `${`<p>Fassung ${snapshot} von ${path}</p>\n`.repeat(60)}Ende\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [root = '', version = '0'] = process.argv.slice(2);
  const files = versionOf(Number(version));
  const request = { ...requestIn(root), owner: { pid: process.pid, host: 'schreibtisch' } };
  process.stdout.write('beginnt\n');
  const output = openOutput(request).value;
  for (const path of planOutputs(Object.keys(files).map((each) => ({ path: each, source: each }))).value ??
    []) {
    output?.stage({ path, phase: 'page', content: files[path] ?? '' });
  }
  process.stdout.write('gestellt\n');
  process.stdout.write(output?.commit().value ? 'fertig\n' : 'gescheitert\n');
}
