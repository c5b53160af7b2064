/** Faults, and their repair. */
import { type Change, type SiteModel, pathsIn, textAt, withFiles } from './paper.ts';
import type { Random } from '../../bench/corpus/random.ts';

/** Breaks a source drawn by lot. */
function spoil(folder: string, spoilt: (text: string) => string | Uint8Array): Change {
  return (model, random) => {
    const paths = pathsIn(model, folder);
    if (paths.length === 0) return model;
    const path = random.pick(paths);
    return withFiles(model, { [path]: spoilt(textAt(model, path)) });
  };
}

/** Restores one file, or all files, of the last site without errors. */
export function repair(model: SiteModel, random: Random): SiteModel {
  const paths = [...new Set([...Object.keys(model.files), ...Object.keys(model.sound)])].toSorted();
  const changed = paths.filter((path) => model.files[path] !== model.sound[path]);
  if (changed.length === 0) return model;
  if (random.chance(0.7)) return { ...model, files: model.sound };
  const path = random.pick(changed);
  return withFiles(model, { [path]: model.sound[path] });
}

export const faultSteps: Readonly<Record<string, Change>> = {
  'a head that is no YAML': spoil('content/articles', (text) => text.replace('title:', 'title: a: b')),
  'a dead link': spoil('content/articles', (text) => `${text}\n[dort](nirgends.md)\n`),
  'a missing picture': spoil('content/articles', (text) => `${text}\n![Bild](nirgends.svg)\n`),
  'a wrong date': spoil('content/articles', (text) => text.replace(/^date: .*/m, 'date: bald')),
  'a body with nothing in it': spoil('content/articles', (text) => text.replace(/\n---\n[^]*/, '\n---\n')),
  'bytes that are no text': spoil('content/articles', () => new Uint8Array([45, 45, 45, 10, 255])),
  'an author without a name': spoil('content/authors', (text) => text.replace('name:', 'nam:')),
  'a template that does not compile': (model) =>
    withFiles(model, { 'templates/article.eta': '<% if (it.title) { %>' }),
  'a template that fails': (model) =>
    withFiles(model, {
      'templates/listing.eta': '<% if (it.cards.length > 1) { %><%= it.gibt.es.nicht %><% } %>',
    }),
  'a stylesheet that does not parse': (model) =>
    withFiles(model, { 'templates/styles/print.css': '@import "nichts.css"; p {' }),
  'wrong settings': (model) =>
    withFiles(model, { 'site.yaml': `${textAt(model, 'site.yaml')}articlesPerPage: viele\n` }),
  'no settings': (model) => withFiles(model, { 'site.yaml': undefined }),
};
