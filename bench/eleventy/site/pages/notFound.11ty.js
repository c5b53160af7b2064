import { card } from '../parts/card.js';
import { frame } from '../parts/frame.js';

export const data = { permalink: '/404.html', eleventyExcludeFromCollections: true };

export function render({ page, collections }) {
  const { articles, staticPages } = collections;
  const heading = 'Seite nicht gefunden';
  const main = `<h1>${heading}</h1>\n${articles.slice(0, 5).map(card).join('')}`;
  return frame({ heading, url: page.url, staticPages }, main);
}
