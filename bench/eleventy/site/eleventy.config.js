/** The same kinds of pages as Blattmacher makes, in Nunjucks and laid out as in Eleventy's starter `eleventy-base-blog`. */
import { head, isoDate, readableDate, readableTime, readingMinutes, rfc822Date } from './_config/filters.js';
import { makeFeeds, makeLists, pagesOf } from './_config/lists.js';
import { findNeighbours, findRelated } from './_config/related.js';

export default function configure(eleventy) {
  const slugify = eleventy.getFilter('slugify');
  const articlesOf = (collections) => collections.getFilteredByGlob('content/articles/**/*.md').toReversed();
  const listsOf = (collections) => makeLists(articlesOf(collections), slugify);

  eleventy.addCollection('articles', articlesOf);
  eleventy.addCollection('staticPages', (collections) => collections.getFilteredByGlob('content/*.md'));
  eleventy.addCollection('lists', listsOf);
  eleventy.addCollection('listPages', (collections) => listsOf(collections).flatMap(pagesOf));
  eleventy.addCollection('feeds', (collections) => makeFeeds(articlesOf(collections), slugify));

  eleventy.addFilter('head', head);
  eleventy.addFilter('isoDate', isoDate);
  eleventy.addFilter('rfc822Date', rfc822Date);
  eleventy.addFilter('readableDate', readableDate);
  eleventy.addFilter('readableTime', readableTime);
  eleventy.addFilter('readingMinutes', readingMinutes);
  eleventy.addFilter('related', findRelated);
  eleventy.addFilter('neighbours', findNeighbours);

  eleventy.addPassthroughCopy('style.css');
  return { templateFormats: ['md', 'njk'], markdownTemplateEngine: false };
}
