/** Four articles, two of them alike, one with an editor's pick; and one article with faults. */
import { runProgram } from './runProgram.ts';
import { article, createSite, type SiteText } from './testSite.ts';

export const sampleText: SiteText = {
  'content/articles/kim.md': article(
    'title: Kim besucht Flugzeugwerk\ndate: 2023-09-13\nsection: Ausland\ntags: [Nordkorea, Russland]',
  ),
  'content/articles/pakt.md': article(
    'title: Der Pakt\ndate: 2024-06-19\nsection: Ausland\ntags: [Nordkorea, Russland]\nrelated: [bus]',
  ),
  'content/articles/bus.md': article('title: Der Bus\nslug: bus\ndate: 2024-01-01\ntags: [Verkehr]'),
  'content/articles/bahn.md': article('title: Die Bahn\ndate: 2024-02-01\ntags: [Verkehr, Einzelfall]'),
};
export const faulty: SiteText = {
  'content/articles/kim.md': article('title: Kim\ndate: bald\nkiker: x'),
};

/** Runs a command in the folder of a new site. */
export function runIn(files: SiteText, ...args: readonly string[]) {
  return runProgram(createSite(files).folder, args);
}
