/** Files that come, go, and move. */
import type { Random } from '../../bench/corpus/random.ts';
import { article } from '../support/testSite.ts';
import { type Change, type SiteModel, pathsIn, withFiles } from './paper.ts';
import { withField } from './sourceText.ts';
import {
  pictures,
  randomAuthors,
  randomBody,
  randomDate,
  randomSection,
  randomTags,
  randomTitle,
} from './words.ts';

const folders = ['', 'ort/', 'weit/', 'neu/tief/'];

function randomArticlePath(random: Random): string {
  return `content/articles/${random.pick(folders)}a${random.between(1, 60)}.md`;
}

function randomArticle(random: Random): string {
  const head = `title: ${randomTitle(random)}\ndate: ${randomDate(random)}\ntags: ${randomTags(random)}`;
  const withSection = withField(article(head, randomBody(random).trim()), 'section', randomSection(random));
  return withField(withSection, 'authors', randomAuthors(random));
}

/** Removes files of `folder`: those that `chosen` wants. */
function remove(
  folder: string,
  chosen: (paths: readonly string[], random: Random) => readonly string[],
): Change {
  return (model, random) => {
    const paths = pathsIn(model, folder);
    const gone = paths.length === 0 ? [] : chosen(paths, random);
    return withFiles(model, Object.fromEntries(gone.map((path) => [path, undefined])));
  };
}

const one = (paths: readonly string[], random: Random): readonly string[] => [random.pick(paths)];
const all = (paths: readonly string[]): readonly string[] => paths;

/** Moves an article drawn by lot to where `target` says; one that stands there is overwritten. */
function move(target: (path: string, random: Random) => string): Change {
  return (model, random) => {
    const paths = pathsIn(model, 'content/articles');
    if (paths.length === 0) return model;
    const path = random.pick(paths);
    return withFiles(model, { [path]: undefined, [target(path, random)]: model.files[path] });
  };
}

function swapTwo(folder: string, pattern = /./): Change {
  return (model, random) => {
    const paths = pathsIn(model, folder).filter((path) => pattern.test(path));
    if (paths.length < 2) return model;
    const [first, second] = [random.pick(paths), random.pick(paths)];
    return withFiles(model, { [first]: model.files[second], [second]: model.files[first] });
  };
}

/** Moves everything in `weit/` to `fern/`, or back. */
function renameFolder(model: SiteModel): SiteModel {
  const [from, to] = pathsIn(model, 'content/articles/weit').length > 0 ? ['weit', 'fern'] : ['fern', 'weit'];
  const moved = pathsIn(model, `content/articles/${from}`).flatMap((path) => [
    [path, undefined] as const,
    [path.replace(`/${from}/`, `/${to}/`), model.files[path]] as const,
  ]);
  return withFiles(model, Object.fromEntries(moved));
}

/** All pictures go, and whatever names one. */
function giveUpPictures(model: SiteModel): SiteModel {
  const named = Object.entries(model.files).map(([path, content]) => {
    if (path.startsWith('content/media/')) return [path, undefined] as const;
    const isSource = path.startsWith('content/') && typeof content === 'string';
    return [
      path,
      isSource ? content.replace(/^image: .*\n/m, '').replace(mediaLinks, 'Bild') : content,
    ] as const;
  });
  return withFiles(model, Object.fromEntries(named));
}

const mediaLinks = /!?\[[^\]]*\]\((?:[^)]*\.svg|[^)]*\.pdf)\)/g;

export const fileSteps: Readonly<Record<string, Change>> = {
  'a new article': (model, random) =>
    withFiles(model, { [randomArticlePath(random)]: randomArticle(random) }),
  'five new articles': (model, random) =>
    withFiles(
      model,
      Object.fromEntries(Array.from({ length: 5 }, () => [randomArticlePath(random), randomArticle(random)])),
    ),
  'an article deleted': remove('content/articles', one),
  'all articles of a folder deleted': remove('content/articles/ort', all),
  'all articles deleted': remove('content/articles', all),
  'an article renamed': move((path, random) => path.replace(/[^/]+$/, `name-${random.between(1, 20)}.md`)),
  'an article moved': move(
    (path, random) => `content/articles/${random.pick(folders)}${path.split('/').at(-1)}`,
  ),
  'a folder renamed': renameFolder,
  'two articles that swap their files': swapTwo('content/articles'),
  'an author deleted': remove('content/authors', one),
  'all authors deleted': remove('content/authors', all),
  'two authors that swap their files': swapTwo('content/authors'),
  'a static page deleted': remove('content/pages', one),
  'two pictures that swap their files': swapTwo('content/media', /\.svg$/),
  'a picture deleted': remove('content/media', (paths, random) =>
    paths.filter((path) => path.endsWith(random.pick(pictures))),
  ),
  'all media deleted': remove('content/media', all),
  'all pictures given up': giveUpPictures,
  'all comments deleted': remove('content/comments', all),
};
