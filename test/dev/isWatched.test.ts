import { describe, expect, test } from 'vitest';
import { isWatched } from '../../src/dev/watcher.ts';

const paths = ['site.yaml', 'content', 'templates'];

describe('The watcher listens to', () => {
  test.each([
    '',
    'site.yaml',
    'content',
    'content/articles/2023/kim.md',
    'content/media/bild.jpg',
    'templates/static/.well-known/security.txt',
  ])('%j', (path) => {
    expect(isWatched(path, paths)).toBe(true);
  });

  test('the folders above a path', () => {
    expect(isWatched('content', ['content/articles'])).toBe(true);
  });
});

describe('The watcher is deaf to', () => {
  test.each([
    'dist/index.html',
    '.cache/bodies',
    '.git/index',
    'node_modules/chokidar',
    'contents',
    'site.yaml~',
    'content/articles/.kim.md.swp',
    'content/articles/kim.md~',
    'content/articles/.#kim.md',
    'content/articles/#kim.md#',
    'content/articles/kim.md.tmp',
    'content/.git/index',
    'templates/.hidden/style.css',
    'templates/static/.DS_Store',
  ])('%s', (path) => {
    expect(isWatched(path, paths)).toBe(false);
  });
});
