/** What goes wrong, and how it is put right again. */
import { type Change, type Paper, pathsIn, textAt, withFiles } from './paper.ts';
import type { Random } from '../../bench/corpus/random.ts';

/** Breaks a source drawn by lot. */
function spoil(folder: string, spoilt: (text: string) => string | Uint8Array): Change {
  return (paper, random) => {
    const paths = pathsIn(paper, folder);
    if (paths.length === 0) return paper;
    const path = random.pick(paths);
    return withFiles(paper, { [path]: spoilt(textAt(paper, path)) });
  };
}

/** Puts a file that differs from the last sound paper, or all of them, back. */
export function repair(paper: Paper, random: Random): Paper {
  const paths = [...new Set([...Object.keys(paper.files), ...Object.keys(paper.sound)])].toSorted();
  const changed = paths.filter((path) => paper.files[path] !== paper.sound[path]);
  if (changed.length === 0) return paper;
  if (random.chance(0.7)) return { ...paper, files: paper.sound };
  const path = random.pick(changed);
  return withFiles(paper, { [path]: paper.sound[path] });
}

export const faultSteps: Readonly<Record<string, Change>> = {
  'a head that is no YAML': spoil('content/articles', (text) => text.replace('title:', 'title: a: b')),
  'a dead link': spoil('content/articles', (text) => `${text}\n[dort](nirgends.md)\n`),
  'a missing picture': spoil('content/articles', (text) => `${text}\n![Bild](nirgends.svg)\n`),
  'a wrong date': spoil('content/articles', (text) => text.replace(/^date: .*/m, 'date: bald')),
  'a body with nothing in it': spoil('content/articles', (text) => text.replace(/\n---\n[^]*/, '\n---\n')),
  'bytes that are no text': spoil('content/articles', () => new Uint8Array([45, 45, 45, 10, 255])),
  'an author without a name': spoil('content/authors', (text) => text.replace('name:', 'nam:')),
  'a template that does not compile': (paper) =>
    withFiles(paper, { 'templates/article.eta': '<% if (it.title) { %>' }),
  'a template that fails': (paper) =>
    withFiles(paper, {
      'templates/listing.eta': '<% if (it.cards.length > 1) { %><%= it.gibt.es.nicht %><% } %>',
    }),
  'a stylesheet that does not parse': (paper) =>
    withFiles(paper, { 'templates/styles/print.css': '@import "nichts.css"; p {' }),
  'wrong settings': (paper) =>
    withFiles(paper, { 'site.yaml': `${textAt(paper, 'site.yaml')}articlesPerPage: viele\n` }),
  'no settings': (paper) => withFiles(paper, { 'site.yaml': undefined }),
};
