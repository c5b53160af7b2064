/** The same kinds of pages as Blattmacher makes, on Eleventy's fastest path: templates in JavaScript, no Liquid. */
import { makeFeeds, makeListings, newestFirst } from './parts/lists.js';

export default function configure(eleventy) {
  eleventy.addCollection('articles', articlesOf);
  eleventy.addCollection('staticPages', (collections) => collections.getFilteredByGlob('content/*.md'));
  eleventy.addCollection('listings', (collections) => makeListings(articlesOf(collections)));
  eleventy.addCollection('feeds', (collections) => makeFeeds(articlesOf(collections)));
  eleventy.addPassthroughCopy('style.css');
  return {
    dir: { input: '.', includes: 'layouts' },
    templateFormats: ['md', '11ty.js'],
    markdownTemplateEngine: false,
  };
}

function articlesOf(collections) {
  return newestFirst(collections.getFilteredByGlob('content/articles/**/*.md'));
}
